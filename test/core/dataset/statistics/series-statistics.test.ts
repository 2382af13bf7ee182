/** What is known of each series, by hand. */

import { expect, test } from 'vitest';
import { SERIES_STATISTICS } from '../../../../core/contract/views-statistics';
import { seriesStatistics } from '../../../../core/dataset/statistics/series-statistics';
import { inMemory } from '../../../../core/dataset/values';
import { finish, readText, seriesOf } from '../../../helpers/datasets';

const part = seriesOf(
  readText('id,label,x,y\na,u,1,4\na,u,2,\na,u,3,inf\nb,d,,2\nb,d,7,8\nc,d,,5\n', {
    layout: 'long',
    series: 'id',
    label: 'label',
    time: null,
  }),
);
const of = (channel: number): Record<string, number[]> => {
  const made = finish(seriesStatistics(part, channel, SERIES_STATISTICS));
  return Object.fromEntries(SERIES_STATISTICS.map((name, at) => [name, [...made[at]]]));
};

test('is counted over its finite values; its ends are what stands there', () => {
  expect(of(0)).toEqual({
    count: [3, 1, 0],
    missing: [0, 1, 1],
    mean: [2, 7, NaN],
    sd: [Math.sqrt(2 / 3), 0, NaN],
    min: [1, 7, NaN],
    max: [3, 7, NaN],
    first: [1, NaN, NaN],
    last: [3, 7, NaN],
  });
  expect(of(1)).toMatchObject({ count: [1, 2, 1], missing: [1, 0, 0], sd: [0, 3, 0], last: [NaN, 8, 5] });
});

test('is the same for a series that is gone over in pieces', () => {
  const steps = 700_001;
  const long = {
    ...part,
    channels: ['x', 'y'],
    values: inMemory(Float64Array.from({ length: 2 * steps }, (_, at) => (at % 2 === 0 ? at / 2 : 1))),
    offsets: Float64Array.of(0),
    lengths: Int32Array.of(steps),
  };
  const [count, mean, sd, first, last] = finish(seriesStatistics(long, 0, ['count', 'mean', 'sd', 'first', 'last']));
  expect([count[0], mean[0], first[0], last[0]]).toEqual([steps, (steps - 1) / 2, 0, steps - 1]);
  expect(sd[0]).toBeCloseTo(Math.sqrt((steps * steps - 1) / 12), 5);
});
