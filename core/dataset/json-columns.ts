/** Lays records out as rows and columns; a record that holds a series becomes a row for each of its steps. */

import { WorkbenchError } from '../contract/errors';
import type { CellRow } from './cell-rows';
import { isNamedLikeId } from './column-habits';
import { columnNames } from './dialect';
import { type JsonRecord, member, type Records } from './json-records';
import type { JsonValue } from './json-values';
import { lastAtOrBelow } from './starts';
import { ColumnSurvey } from './survey';

const MOST_COLUMNS = 10_000;
const RECORDS_BETWEEN_YIELDS = 4096;

export interface JsonTable {
  names: string[];
  rowCount: number;
  /** Rows whose `line` is their number, from 1. */
  rows: Iterable<CellRow>;
  /** Record of each row. */
  recordOf(row: number): number;
  path(row: number, column: number): string;
  /** Columns of the series' ids and of the channels, where records hold series. */
  nested: { series: number; channels: number[] } | null;
}

/** A record's scalars and lists by their dotted names. */
type Flat = Map<string, string | JsonValue[]>;

function flatten(record: JsonRecord, into: Flat, before = ''): Flat {
  for (const [name, value] of record) {
    if (value instanceof Map) flatten(value, into, `${before}${name}.`);
    else into.set(before + name, value);
  }
  return into;
}

/**
 * Yields the share of the records looked at, from 0 to 1.
 * @throws json/ragged, json/shape, json/too-wide
 */
export function* layOut(file: string, { records, path }: Records): Generator<number, JsonTable> {
  const facts = new Set<string>();
  const series = new Set<string>();
  const flat: Flat[] = [];
  for (const [at, record] of records.entries()) {
    const found = flatten(record, new Map());
    flat.push(found);
    for (const [name, value] of found) (typeof value === 'string' ? facts : series).add(name);
    const count = facts.size + series.size;
    if (count > MOST_COLUMNS) throw new WorkbenchError('json/too-wide', { file, count, limit: MOST_COLUMNS });
    if (at % RECORDS_BETWEEN_YIELDS === RECORDS_BETWEEN_YIELDS - 1) yield (at + 1) / records.length;
  }
  for (const name of series) facts.delete(name);
  if (series.size > 0) return yield* unfold(file, flat, [...facts], [...series], path);
  const names = [...facts];
  return {
    names: columnNames(names, names.length),
    rowCount: flat.length,
    rows: plainRows(flat, names),
    recordOf: (row) => row,
    path: (row, column) => path(row, names[column]),
    nested: null,
  };
}

function* plainRows(flat: Flat[], names: string[]): Generator<CellRow> {
  for (const [at, record] of flat.entries()) yield { line: at + 1, cells: names.map((name) => textOf(record, name)) };
}

function textOf(record: Flat, name: string): string {
  const value = record.get(name);
  return typeof value === 'string' ? value : '';
}

/** One column of a nested series: a scalar, a place in a list or a member of each step. */
interface Channel {
  series: string;
  inner: number | string | null;
}

function* unfold(
  file: string,
  flat: Flat[],
  facts: string[],
  series: string[],
  path: Records['path'],
): Generator<number, JsonTable> {
  const channels: Channel[] = [];
  for (const name of series) {
    const inner = yield* innerNames(file, flat, name, path);
    channels.push(...inner.map((of) => ({ series: name, inner: of })));
    if (channels.length > MOST_COLUMNS) {
      throw new WorkbenchError('json/too-wide', { file, count: channels.length, limit: MOST_COLUMNS });
    }
  }
  const starts = new Float64Array(flat.length + 1);
  for (const [at, record] of flat.entries()) starts[at + 1] = starts[at] + stepsOf(file, record, series, at, path);
  const id = facts.findIndex((name) => isNamedLikeId(new ColumnSurvey(name, 1)) && isUnique(flat, name));
  const idName = id < 0 ? 'series' : facts[id];
  const others = facts.filter((_, at) => at !== id);
  const named = channels.map(({ series: name, inner }) => {
    if (inner === null) return name;
    if (typeof inner === 'number') return series.length === 1 ? `c${inner}` : `${name}_${inner}`;
    return series.length === 1 ? inner : `${name}.${inner}`;
  });
  const wanted = [idName, ...others, ...named, 'step'];
  const firstChannel = 1 + others.length;
  const recordOf = (row: number) => lastAtOrBelow(starts, row, starts.length - 1);
  return {
    names: columnNames(wanted, wanted.length),
    rowCount: starts[flat.length],
    rows: steps(),
    recordOf,
    path(row, column) {
      const record = recordOf(row);
      const channel = channels[column - firstChannel];
      if (channel === undefined) return path(record, wanted[column]);
      const step = `${path(record, channel.series)}[${row - starts[record]}]`;
      if (channel.inner === null) return step;
      return step + (typeof channel.inner === 'number' ? `[${channel.inner}]` : member(channel.inner));
    },
    nested: { series: 0, channels: channels.map((_, at) => firstChannel + at) },
  };

  function* steps(): Generator<CellRow> {
    let line = 0;
    for (const [at, record] of flat.entries()) {
      const head = [id < 0 ? String(at) : textOf(record, idName), ...others.map((name) => textOf(record, name))];
      const count = starts[at + 1] - starts[at];
      for (let step = 0; step < count; step++) {
        const values = channels.map((channel) => valueAt(record, channel, step));
        yield { line: ++line, cells: [...head, ...values, String(step)] };
      }
    }
  }
}

function isUnique(flat: Flat[], name: string): boolean {
  return new Set(flat.map((record) => textOf(record, name))).size === flat.length;
}

/** Steps of a record's series, which must all have as many. */
function stepsOf(file: string, record: Flat, series: string[], at: number, path: Records['path']): number {
  let steps: number | null = null;
  for (const name of series) {
    const list = record.get(name);
    if (!Array.isArray(list)) continue;
    if (steps !== null && list.length !== steps) {
      throw new WorkbenchError('json/ragged', { file, path: path(at, name), expected: steps, found: list.length });
    }
    steps = list.length;
  }
  if (steps === null || steps === 0) throw new WorkbenchError('json/no-steps', { file, path: path(at, series[0]) });
  return steps;
}

/** What each step of a series holds: a scalar (null), a list of so many, or an object of these members. */
function* innerNames(
  file: string,
  flat: Flat[],
  name: string,
  path: Records['path'],
): Generator<number, Channel['inner'][]> {
  const members = new Set<string>();
  let width: number | null = null;
  let scalars = false;
  for (const [at, record] of flat.entries()) {
    const list = record.get(name);
    if (!Array.isArray(list)) continue;
    for (const [step, item] of list.entries()) {
      const place = () => `${path(at, name)}[${step}]`;
      if (typeof item === 'string') scalars = true;
      else if (item instanceof Map) for (const key of item.keys()) members.add(key);
      else if (width !== null && width !== item.length) {
        throw new WorkbenchError('json/ragged', { file, path: place(), expected: width, found: item.length });
      } else width = item.length;
      const nested = typeof item === 'string' ? [] : [...item.values()];
      const kinds = Number(scalars) + Number(width !== null) + Number(members.size > 0);
      if (kinds > 1 || nested.some((value) => typeof value !== 'string')) {
        throw new WorkbenchError('json/shape', { file, path: place() });
      }
    }
    if (at % 256 === 255) yield (at + 1) / flat.length;
  }
  if (width !== null) return Array.from({ length: width }, (_, inner) => inner);
  return members.size > 0 ? [...members] : [null];
}

function valueAt(record: Flat, { series, inner }: Channel, step: number): string {
  const list = record.get(series);
  const item = Array.isArray(list) ? list[step] : undefined;
  if (typeof item === 'string' || item === undefined) return item ?? '';
  const value = item instanceof Map ? item.get(String(inner)) : item[Number(inner)];
  return typeof value === 'string' ? value : '';
}
