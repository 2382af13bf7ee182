/** The rows of the table of statistics: channels with their classes under them, sorted by any number. */

import { expect, it } from 'vitest';
import type { PartStatistics, StatisticsRows } from '../../../core/contract/views-statistics';
import { columnsOf, rowsOf, sortRows, STATISTICS_COLUMNS } from '../../../renderer/components/data/statistics-rows';

const rows = Object.fromEntries(
  STATISTICS_COLUMNS.map((name) => [name, new Float64Array(6)]),
) as unknown as StatisticsRows;
rows.mean = Float64Array.of(4, 1, NaN, 2, 2, 9);
const part: PartStatistics = {
  part: 'train',
  series: 5,
  classes: [
    { label: 'u', series: 3 },
    { label: null, series: 2 },
  ],
  classCount: 2,
  channels: ['x', 'y'],
  rows,
  exact: true,
};

it('has each channel and, where they are wanted, its classes', () => {
  expect(rowsOf(part, false).map(({ channel, at }) => [channel, at])).toEqual([
    ['x', 0],
    ['y', 3],
  ]);
  expect(rowsOf(part, true).map(({ channel, group, at }) => [channel, group?.label, at])).toEqual([
    ['x', undefined, 0],
    ['x', 'u', 1],
    ['x', null, 2],
    ['y', undefined, 3],
    ['y', 'u', 4],
    ['y', null, 5],
  ]);
});

it('sorts by a column, rows without a number last', () => {
  const order = (descending: boolean): number[] =>
    sortRows(rowsOf(part, true), rows, { key: 'mean', descending }).map(({ at }) => at);
  expect(order(false)).toEqual([1, 3, 4, 0, 5, 2]);
  expect(order(true)).toEqual([5, 0, 3, 4, 1, 2]);
  expect(sortRows(rowsOf(part, true), rows, null).map(({ at }) => at)).toEqual([0, 1, 2, 3, 4, 5]);
});

it('tells of infinite values where there are some', () => {
  expect(columnsOf(part)).not.toContain('infinite');
  const some = { ...part, rows: { ...rows, infinite: Float64Array.of(0, 0, 0, 0, 1, 0) } };
  expect(columnsOf(some)).toEqual(STATISTICS_COLUMNS);
});
