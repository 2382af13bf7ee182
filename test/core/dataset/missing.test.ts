/** Cures of missing values against lines drawn by hand. */

import { describe, expect, test } from 'vitest';
import { toPayload } from '../../../core/contract/errors';
import { channelMeans, cureMissing } from '../../../core/dataset/missing';
import { wholePart } from '../../../core/dataset/made-result';
import { allValues, finish, readText, seriesOf, seriesValues } from '../../helpers/datasets';

const part = seriesOf(
  readText('id,x,y\nA,,1\nA,2,inf\nA,,3\nA,,4\nA,8,-inf\nA,,6\nB,1,?\nB,,?\nB,5,?\n', { series: 'id', layout: 'long' }),
);
const place = { series: 'A', step: 0, channel: 'x', line: 2 };
const column = (values: number[], channel: number) => values.filter((_, at) => at % 2 === channel);

describe('cureMissing', () => {
  test('refuses and names the first value', () => {
    let thrown: unknown;
    try {
      finish(cureMissing(part, 'refuse'));
    } catch (error) {
      thrown = error;
    }
    expect(toPayload(thrown)).toEqual({ code: 'data/not-finite', params: { file: 'table.csv', count: 10, ...place } });
  });

  test('draws straight lines within each series and channel, and carries the ends', () => {
    const { series, warnings } = finish(cureMissing(part, 'linear'));
    expect(column(seriesValues(series, 0), 0)).toEqual([2, 2, 4, 6, 8, 8]);
    expect(column(seriesValues(series, 0), 1)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(column(seriesValues(series, 1), 0)).toEqual([1, 3, 5]);
    expect(column(seriesValues(series, 1), 1)).toEqual([0, 0, 0]);
    expect(warnings).toEqual([{ code: 'data/filled', params: { file: 'table.csv', count: 10, ...place } }]);
  });

  test('repeats the last value of each series and channel, and carries the first to the start', () => {
    const { series } = finish(cureMissing(part, 'forward'));
    expect(column(seriesValues(series, 0), 0)).toEqual([2, 2, 2, 2, 8, 8]);
    expect(column(seriesValues(series, 0), 1)).toEqual([1, 1, 3, 4, 4, 6]);
    expect(column(seriesValues(series, 1), 0)).toEqual([1, 1, 5]);
    expect(column(seriesValues(series, 1), 1)).toEqual([0, 0, 0]);
  });

  test('puts the mean of each channel', () => {
    // x: 2 8 1 5; y: 1 3 4 6.
    const means = finish(channelMeans(part));
    expect([...means]).toEqual([4, 3.5]);
    const { series } = finish(cureMissing(part, 'mean', means));
    expect(seriesValues(series, 0)).toEqual([4, 1, 2, 3.5, 4, 3, 4, 4, 8, 3.5, 4, 6]);
    expect(seriesValues(series, 1)).toEqual([1, 3.5, 4, 3.5, 5, 3.5]);
  });

  test('puts zeros and leaves the given part alone', () => {
    const before = allValues(part);
    const { series } = finish(cureMissing(part, 'zero'));
    expect(seriesValues(series, 0)).toEqual([0, 1, 2, 0, 0, 3, 0, 4, 8, 0, 0, 6]);
    expect(allValues(part)).toEqual(before);
    expect([series.missing, series.infinite]).toEqual([8, 2]);
  });

  test('draws across the borders of windows of one recording', () => {
    const windows = seriesOf(readText('x\n0\n\n\n3\n', { window: { length: 2, stride: 2 } }));
    const { series } = finish(cureMissing(windows, 'linear'));
    expect([...allValues(series)]).toEqual([0, 1, 2, 3]);
  });

  test('returns a whole part as it is', () => {
    const whole = seriesOf(readText('x\n1\n2\n'));
    expect(finish(cureMissing(whole, 'refuse'))).toEqual({ series: whole, warnings: [] });
  });
});

test.each(['linear', 'forward', 'mean', 'zero'] as const)(
  'lets messages in while it fills one very long series: %s',
  (cure) => {
    const steps = 3 << 20;
    const gap = { series: '0', step: 0, channel: 'x', line: 0 };
    const long = { ...wholePart('long', [null], new Float64Array(steps), steps), missing: 1, firstNonFinite: gap };
    expect([...cureMissing(long, cure)].length).toBeGreaterThanOrEqual(3);
  },
);
