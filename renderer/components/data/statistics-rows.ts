/** The rows of the table of statistics: channels, and under each of them its classes. */

import type { PartStatistics, StatisticsRows } from '../../../core/contract/views-statistics';
import type { TableSort } from '../table';

export interface StatisticsRow {
  channel: string;
  /** Null for the whole channel, else the class. */
  group: { label: string | null; series: number } | null;
  /** The row's place in the columns of `StatisticsRows`. */
  at: number;
}

export const STATISTICS_COLUMNS = [
  'count',
  'missing',
  'infinite',
  'mean',
  'sd',
  'min',
  'q1',
  'median',
  'q3',
  'max',
] as const satisfies readonly (keyof StatisticsRows)[];

/** Columns with something in them: infinite values only where there are some. */
export function columnsOf({ rows }: PartStatistics): (keyof StatisticsRows)[] {
  return STATISTICS_COLUMNS.filter((name) => name !== 'infinite' || rows.infinite.some((count) => count > 0));
}

/** All rows in their order; those of classes where they are wanted. */
export function rowsOf({ channels, classes }: PartStatistics, withClasses: boolean): StatisticsRow[] {
  const groups = 1 + classes.length;
  return channels.flatMap((channel, number) => {
    const whole: StatisticsRow = { channel, group: null, at: number * groups };
    const parts = classes.map((group, at) => ({ channel, group, at: number * groups + 1 + at }));
    return withClasses ? [whole, ...parts] : [whole];
  });
}

/** By the values of a column; rows without one come last, ties stay as they are. */
export function sortRows(
  rows: readonly StatisticsRow[],
  values: StatisticsRows,
  sort: TableSort | null,
): readonly StatisticsRow[] {
  if (sort === null) return rows;
  const column = values[sort.key as keyof StatisticsRows];
  const sign = sort.descending ? -1 : 1;
  return rows.toSorted((a, b) => {
    const [one, other] = [column[a.at], column[b.at]];
    if (Number.isNaN(one) || Number.isNaN(other)) return Number(Number.isNaN(one)) - Number(Number.isNaN(other));
    return sign * (one - other);
  });
}
