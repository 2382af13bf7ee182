/** Turns a condition on series, such as `label = '2' and mean(x) > 0`, into SQL over a table with a column for each statistic. */

import { WorkbenchError } from '../../contract/errors';
import { SERIES_STATISTICS, type SeriesStatistic, type StatisticColumn } from '../../contract/views-statistics';
import { sqlName } from '../table-engine';
import { type Token, tokensOf } from './tokens';

export interface Condition {
  /** One expression in balanced parentheses, without comments and semicolons. */
  sql: string;
  /** Statistics that it names. */
  columns: StatisticColumn[];
  /** Lower-case names that stand in it, for those of the table. */
  names: ReadonlySet<string>;
  /** Statistics of what is no channel, such as `mean(z)`, which means something within a subquery alone. */
  strangers: { name: string; position: number; statisticAt: number }[];
  /** The place in the condition, from 1, of a place in `sql`, from 0; both in UTF-16 units. */
  positionOf(at: number): number;
}

/** The name of a statistic's column: as it is written in conditions, but for channels that differ in their case alone. */
export function columnName({ statistic, channel }: StatisticColumn, channels: readonly string[]): string {
  const lower = channels[channel].toLowerCase();
  const first = channels.findIndex((name) => name.toLowerCase() === lower);
  return `${statistic}(${channels[channel]})${first === channel ? '' : ` ${channel}`}`;
}

/** @throws filter/syntax, filter/unclosed, filter/empty */
export function readCondition(text: string, channels: readonly string[]): Condition {
  const tokens = tokensOf(text);
  if (tokens.length === 0) throw new WorkbenchError('filter/empty', {});
  const columns: StatisticColumn[] = [];
  const names = new Set<string>();
  const strangers: Condition['strangers'] = [];
  /** Ends of the pieces of `sql` with the places in `text` that they come from. */
  const pieces: { end: number; from: number; whole: boolean }[] = [];
  let sql = '';
  let taken = 0;
  const copy = (to: number): void => {
    sql += text.slice(taken, to);
    pieces.push({ end: sql.length, from: taken, whole: false });
    taken = to;
  };
  for (const [at, token] of tokens.entries()) {
    if (token.kind === 'name' || token.kind === 'quoted') names.add(token.value.toLowerCase());
    const statistic = token.kind === 'name' ? statisticOf(token.value) : null;
    const [open, argument, close] = tokens.slice(at + 1, at + 4);
    if (statistic === null || open?.kind !== 'open' || close?.kind !== 'close' || !isName(argument)) continue;
    const channel = channelOf(argument.value, channels);
    if (channel < 0) {
      strangers.push({ name: argument.value, position: argument.from + 1, statisticAt: token.from + 1 });
      continue;
    }
    const column = { statistic, channel };
    if (!columns.some((other) => other.statistic === statistic && other.channel === channel)) columns.push(column);
    copy(token.from);
    sql += sqlName(columnName(column, channels));
    pieces.push({ end: sql.length, from: token.from, whole: true });
    taken = close.to;
  }
  copy(text.length);
  function positionOf(place: number): number {
    const index = pieces.findIndex(({ end }) => place < end);
    if (index < 0) return text.length + 1;
    const { from, whole } = pieces[index];
    return 1 + from + (whole ? 0 : place - (pieces[index - 1]?.end ?? 0));
  }
  return { sql, columns, names, strangers, positionOf };
}

function statisticOf(name: string): SeriesStatistic | null {
  return SERIES_STATISTICS.find((statistic) => statistic === name.toLowerCase()) ?? null;
}

function isName(token: Token): boolean {
  return token.kind === 'name' || token.kind === 'quoted';
}

/** By its exact name, else whatever the case where only one is named like that; -1 where there is none. */
function channelOf(name: string, channels: readonly string[]): number {
  const exact = channels.indexOf(name);
  if (exact >= 0) return exact;
  const alike = channels.flatMap((channel, at) => (channel.toLowerCase() === name.toLowerCase() ? [at] : []));
  return alike.length === 1 ? alike[0] : -1;
}
