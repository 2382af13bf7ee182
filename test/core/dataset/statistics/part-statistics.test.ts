/** Statistics of channels and classes, held to values counted by hand and to sums over the archive's sets. */

import { describe, expect, test } from 'vitest';
import type { PartStatistics, StatisticsRows } from '../../../../core/contract/views-statistics';
import type { ReadingSpec } from '../../../../core/contract/specs';
import type { SeriesPart } from '../../../../core/dataset/part';
import { partStatistics } from '../../../../core/dataset/statistics/part-statistics';
import { inMemory } from '../../../../core/dataset/values';
import { finish, readShared, readText, seriesOf, seriesValues } from '../../../helpers/datasets';

const long: ReadingSpec = { layout: 'long', series: 'id', label: 'label', time: null };

const statistics = (part: SeriesPart): PartStatistics => finish(partStatistics('train', part));

function row(of: PartStatistics, channel: number, label?: string | null): Record<keyof StatisticsRows, number> {
  const group = label === undefined ? 0 : 1 + of.classes.findIndex((one) => one.label === label);
  const at = channel * (1 + of.classes.length) + group;
  return Object.fromEntries(Object.entries(of.rows).map(([name, values]) => [name, values[at]])) as never;
}

describe('statistics of a part', () => {
  // The steps of a: x 1 2 3 4, y 10 missing inf 10; of b: x 5 7, y 20 40; of c, of a's class: x 6, y 10.
  const text = 'id,label,x,y\na,u,1,10\na,u,2,\na,u,3,inf\na,u,4,10\nb,d,5,20\nb,d,7,40\nc,u,6,10\n';
  const part = seriesOf(readText(text, long));

  test('are those of all values of a channel, and of each class', () => {
    const made = statistics(part);
    expect(made).toMatchObject({
      part: 'train',
      series: 3,
      channels: ['x', 'y'],
      classCount: 2,
      exact: true,
      classes: [
        { label: 'u', series: 2 },
        { label: 'd', series: 1 },
      ],
    });
    // 1 2 3 4 5 6 7: mean 4, squares 9 4 1 0 1 4 9, so that the variance is 28 / 7.
    expect(row(made, 0)).toEqual({
      count: 7,
      missing: 0,
      infinite: 0,
      mean: 4,
      sd: 2,
      min: 1,
      q1: 2.5,
      median: 4,
      q3: 5.5,
      max: 7,
    });
    // 1 2 3 4 6: mean 3.2, squares 4.84 1.44 .04 .64 7.84, together 14.8.
    const up = row(made, 0, 'u');
    expect(up).toMatchObject({ count: 5, min: 1, q1: 2, median: 3, q3: 4, max: 6 });
    expect(up.mean).toBeCloseTo(3.2, 14);
    expect(up.sd).toBeCloseTo(Math.sqrt(14.8 / 5), 14);
    expect(row(made, 0, 'd')).toMatchObject({ count: 2, mean: 6, sd: 1, min: 5, q1: 5.5, median: 6, q3: 6.5, max: 7 });
    expect(row(made, 1)).toMatchObject({ count: 5, missing: 1, infinite: 1, mean: 18, min: 10, median: 10, max: 40 });
    expect(row(made, 1, 'u')).toMatchObject({ count: 3, missing: 1, infinite: 1, mean: 10, sd: 0 });
  });

  test('are of nothing where a class has no finite value, and whole where there are no labels', () => {
    const empty = seriesOf(readText('id,label,x\na,u,1\na,u,3\nb,d,\nb,d,\n', long));
    expect(row(statistics(empty), 0, 'd')).toEqual({
      count: 0,
      missing: 2,
      infinite: 0,
      mean: NaN,
      sd: NaN,
      min: NaN,
      q1: NaN,
      median: NaN,
      q3: NaN,
      max: NaN,
    });
    const recording = seriesOf(
      readText('x\n1\n2\n3\n', { layout: 'recording', label: null, series: null, time: null }),
    );
    const made = statistics(recording);
    expect(made).toMatchObject({ classes: [], classCount: 0 });
    expect(row(made, 0)).toMatchObject({ mean: 2, count: 3 });
  });

  test('count a step once in each row that windows share it in', () => {
    // Windows 0 1 2, 1 2 3, 2 3 4 and 3 4 5 of one recording; the second and third are of the other class.
    const shared: SeriesPart = {
      ...seriesOf(readText('x\n10\n11\n12\n13\n14\n15\n', { layout: 'recording', label: null, time: null })),
      ids: ['0', '1', '2', '3'],
      labels: ['a', 'b', 'b', 'a'],
      offsets: Float64Array.of(0, 1, 2, 3),
      lengths: Int32Array.of(3, 3, 3, 3),
    };
    const made = statistics(shared);
    expect(row(made, 0)).toMatchObject({ count: 6, mean: 12.5 });
    expect(row(made, 0, 'a')).toMatchObject({ count: 6, mean: 12.5, min: 10, max: 15 });
    expect(row(made, 0, 'b')).toMatchObject({ count: 4, mean: 12.5, min: 11, max: 14 });
    const turned = { ...shared, labels: ['a', 'b', 'b', 'a'], offsets: Float64Array.of(3, 2, 1, 0) };
    expect(statistics(turned).rows).toEqual(made.rows);
  });

  test('are precise far from zero and near the end of the range', () => {
    const far = seriesOf(readText('x\n1000000000001\n1000000000002\n1000000000003\n', { layout: 'recording' }));
    expect(row(statistics(far), 0)).toMatchObject({ mean: 1e12 + 2, sd: Math.sqrt(2 / 3) });
    const huge = { ...far, values: inMemory(Float64Array.of(1.5e308, 1e308, 1.2e308)) };
    expect(row(statistics(huge), 0).mean / 1e308).toBeCloseTo(3.7 / 3, 12);
  });

  test('join pieces of a long recording without loss, and choose evenly for its quartiles', () => {
    const rows = 600_000;
    const values = Float64Array.from({ length: rows }, (_, at) => (at * 7919) % rows);
    const recording = seriesOf(readText('x\n1\n2\n', { layout: 'recording', label: null, time: null }));
    const segments = { offsets: Float64Array.of(0), lengths: Int32Array.of(rows) };
    const made = statistics({ ...recording, values: inMemory(values), lengths: segments.lengths, segments });
    const { count, mean, sd, min, max, q1, median, q3 } = row(made, 0);
    // Every number from 0 up to rows - 1 once.
    expect([count, min, max]).toEqual([rows, 0, rows - 1]);
    expect(mean).toBeCloseTo((rows - 1) / 2, 6);
    expect(sd).toBeCloseTo(Math.sqrt((rows * rows - 1) / 12), 6);
    expect(made.exact).toBe(false);
    expect([q1, median, q3].map((value) => Math.round((20 * value) / rows))).toEqual([5, 10, 15]);
  });

  test('agree with plain sums over a set of the archive', () => {
    const whole = seriesOf(readShared('ArrowHead/ArrowHead_TRAIN.ts'));
    const made = statistics(whole);
    for (const { label, series } of made.classes) {
      const members = whole.labels.flatMap((one, index) => (one === label ? seriesValues(whole, index) : []));
      const mean = members.reduce((sum, value) => sum + value, 0) / members.length;
      const squares = members.reduce((sum, value) => sum + (value - mean) ** 2, 0);
      expect(whole.labels.filter((one) => one === label)).toHaveLength(series);
      const found = row(made, 0, label);
      expect(found.count).toBe(members.length);
      expect(found.mean).toBeCloseTo(mean, 12);
      expect(found.sd).toBeCloseTo(Math.sqrt(squares / members.length), 12);
      expect([found.min, found.max]).toEqual([Math.min(...members), Math.max(...members)]);
    }
  });
});
