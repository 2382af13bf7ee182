/** Series as rows of features: values worked out by hand, and numpy's for statistics. */

import { expect, test } from 'vitest';
import { CATCH22, catch22 } from '../../../../core/evaluation/catch22/catch22';
import { canonicalRows } from '../../../../core/evaluation/series-tables/canonical';
import { rawRows, rawShape, reshaped } from '../../../../core/evaluation/series-tables/raw';
import { statisticsRows } from '../../../../core/evaluation/series-tables/statistics';
import { finish } from '../../../helpers/datasets';
import { seriesSet } from '../../../helpers/series-set';

const many = (length: number) => Array.from({ length }, (_, at) => at);

test('series of one length are rows as they are', () => {
  const set = seriesSet(
    [
      [1, 2, 3, 4],
      [5, 6, 7, 8],
    ],
    2,
  );
  const shape = rawShape(set);
  expect(shape).toEqual({ kind: 'steps', width: 2 });
  expect(reshaped(set, shape)).toBe(0);
  const { values, rows, columns } = finish(rawRows(set, shape));
  expect([rows, columns, [...values]]).toEqual([2, 4, [1, 2, 3, 4, 5, 6, 7, 8]]);
});

test('shorter series are continued with their last value, longer ones cut off where training ends', () => {
  const train = seriesSet([
    [1, 2, 3, 4],
    [5, 6],
    [7, 8, 9],
  ]);
  const shape = rawShape(train);
  expect(shape).toEqual({ kind: 'padded', width: 4 });
  expect(reshaped(train, shape)).toBe(2);
  expect([...finish(rawRows(train, shape)).values]).toEqual([1, 2, 3, 4, 5, 6, 6, 6, 7, 8, 9, 9]);
  expect([...finish(rawRows(seriesSet([[1, 2, 3, 4, 5, 6]]), shape)).values]).toEqual([1, 2, 3, 4]);
  const two = seriesSet(
    [
      [1, 2, 3, 4, 5, 6],
      [7, 8, 9, 10],
    ],
    2,
  );
  expect([...finish(rawRows(two, rawShape(two))).values]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 9, 10]);
});

test('series of very different lengths are means of equal pieces', () => {
  const set = seriesSet([[1, 3], [1, 2, 3, 4, 5], [8]]);
  const shape = rawShape(set);
  expect(shape).toEqual({ kind: 'summarised', width: 5 });
  expect(reshaped(set, shape)).toBe(3);
  const { values } = finish(rawRows(set, { ...shape, width: 2 }));
  // Of five steps the third lies half in each piece.
  [1, 3, (1 + 2 + 1.5) / 2.5, (1.5 + 4 + 5) / 2.5, 8, 8].forEach((value, at) =>
    expect(values[at]).toBeCloseTo(value, 12),
  );
  const wide = finish(rawRows(set, shape)).values;
  expect([...wide.subarray(5, 10)]).toEqual([1, 2, 3, 4, 5]);
  expect(wide[2]).toBeCloseTo(2, 12);
});

test('long series are summarised within bounds', () => {
  expect(rawShape(seriesSet([many(3000)]))).toEqual({ kind: 'summarised', width: 2048 });
  expect(rawShape({ channels: 100, lengths: new Int32Array(1000).fill(500), read: () => new Float32Array() })).toEqual({
    kind: 'summarised',
    width: 20,
  });
});

test('statistics of every channel', () => {
  // numpy: mean, std, min, max, polyfit(range(4), x, 1)[0]
  const set = seriesSet(
    [
      [1, 10, 4, 10, 2, 10, 9, 10],
      [3, 7],
    ],
    2,
  );
  const { values, columns } = finish(statisticsRows(set));
  expect(columns).toBe(10);
  const expected = [4, 3.082207001484488, 1, 9, 2.2, 10, 0, 10, 10, 0, 3, 0, 3, 3, 0, 7, 0, 7, 7, 0];
  expected.forEach((value, at) => expect(values[at]).toBeCloseTo(value, 12));
});

test('canonical features go by channel', () => {
  const [a, b] = [many(30).map((at) => (at * 7) % 11), many(30).map((at) => (at * at) % 13)];
  const { values, columns } = finish(canonicalRows(seriesSet([a.flatMap((value, at) => [value, b[at]])], 2)));
  expect(columns).toBe(2 * CATCH22.length);
  const expected = [a, b].flatMap((channel) => [...finish(catch22(Float64Array.from(channel)))]);
  expect([...values]).toEqual(expected);
});
