/** Writes the SQL that finds and sorts series: over one table for each column, of which only those that are named are read. */

import type { SeriesChoice, StatisticColumn } from '../../contract/views-statistics';
import { sqlName, sqlText } from '../table-engine';
import { columnName, type Condition, readCondition } from './condition';

/** Columns of the series themselves. */
export type BaseColumn = 'index' | 'id' | 'label' | 'length';

export interface Question {
  /** All columns that the statement reads; `index` always. */
  base: BaseColumn[];
  statistics: StatisticColumn[];
  condition: Condition | null;
  /** The statement, up to the condition and after it. */
  before: string;
  after: string;
}

/** The table that holds a column. */
export function tableOf(column: string): string {
  return `of ${column}`;
}

/** @throws filter/syntax, filter/unclosed, filter/empty */
export function questionOf({ part, filter, sort }: SeriesChoice, channels: readonly string[]): Question {
  const condition = filter?.by === 'condition' ? readCondition(filter.text, channels) : null;
  const words = filter?.by === 'words' ? filter.text.toLowerCase().split(/\s+/u).filter(Boolean) : [];
  const base = new Set<BaseColumn>(['index']);
  if (words.length > 0) base.add('id').add('label');
  for (const name of ['id', 'label', 'length'] as const) if (condition?.names.has(name)) base.add(name);
  const statistics = [...(condition?.columns ?? [])];
  const by = sort?.by ?? 'index';
  if (typeof by === 'string') base.add(by);
  else if (!statistics.some((one) => isSame(one, by))) statistics.push(by);
  const columns = [...base, ...statistics.map((one) => columnName(one, channels))];
  const [first, ...others] = columns.map((column) => sqlName(tableOf(column)));
  const from = [first, ...others.map((table) => `positional join ${table}`)].join(' ');
  const before = [
    `with series as (select *, ${sqlText(part)} as part from ${from})`,
    'select "index" from series where (\n',
  ].join(' ');
  const found = words.map((word) => {
    const text = sqlText(word);
    return `(contains(lower(id), ${text}) or coalesce(contains(lower(label::varchar), ${text}), false))`;
  });
  const after = `\n) order by ${orderOf(by, sort?.descending ?? false, channels)}`;
  if (condition !== null) return { base: [...base], statistics, condition, before, after };
  const plain = found.length === 0 ? 'true' : found.join(' and ');
  return { base: [...base], statistics, condition, before: before + plain, after };
}

/** Numbers before texts, each in its own order; what is unknown comes last, ties stay in the data's order. */
function orderOf(
  by: NonNullable<SeriesChoice['sort']>['by'],
  descending: boolean,
  channels: readonly string[],
): string {
  const way = descending ? 'desc nulls last' : 'asc nulls last';
  if (by === 'index') return `"index" ${way}`;
  const column = typeof by === 'string' ? by : sqlName(columnName(by, channels));
  if (by !== 'id' && by !== 'label') return `${column} ${way}, "index"`;
  return `try_cast(${column} as double) ${way}, ${column} ${way}, "index"`;
}

export function isSame(one: StatisticColumn, other: StatisticColumn): boolean {
  return one.statistic === other.statistic && one.channel === other.channel;
}
