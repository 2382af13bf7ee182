/** Makes a table of JSON values, whatever their arrangement: records, columns, rows, or series nested in records. */

import { WorkbenchError } from '../contract/errors';
import type { Inside } from '../contract/views';
import type { JsonValue } from './json-values';

export type JsonRecord = Map<string, JsonValue>;

/** The member of an object that was taken for the table, and why; the reason is null where it was chosen. */
export interface Within {
  name: string;
  reason: 'only-one-fits' | 'first-of-several' | null;
  /** Members that the reason speaks of. */
  count: number;
  inside: Inside[];
}

/** Records with where they are in the file. */
export interface Records {
  within?: Within;
  kind: 'records';
  records: JsonRecord[];
  /** Where a member of a record is, such as `$[3].speed`. */
  path(record: number, name: string): string;
}

/** Rows of scalars, the first perhaps a header. */
export interface Rows {
  within?: Within;
  kind: 'rows';
  rows: string[][];
  path(row: number, column: number): string;
}

type List = JsonValue[];

const isList = (value: JsonValue): value is List => Array.isArray(value);
const isRecord = (value: JsonValue): value is JsonRecord => value instanceof Map;
const isScalar = (value: JsonValue): value is string => typeof value === 'string';

export function member(name: string): string {
  return /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}

/**
 * Understands the whole value: a list of records, of rows, of series or of numbers; an object of columns, also as
 * objects by index; or an object with such a member: `chosen`, the only list, or the first list of records.
 * @throws json/shape, json/ragged
 */
export function understandJson(file: string, value: JsonValue, base = '$', chosen?: string): Records | Rows {
  if (isScalar(value)) throw new WorkbenchError('json/shape', { file, path: base });
  if (isRecord(value)) return understandObject(file, value, base, chosen);
  if (value.every(isRecord)) {
    return { kind: 'records', records: value, path: (at, name) => `${base}[${at}]${member(name)}` };
  }
  if (value.every(isScalar)) {
    return { kind: 'rows', rows: value.map((cell) => [cell]), path: (row) => `${base}[${row}]` };
  }
  if (!value.every(isList)) {
    const [first] = value;
    const odd = value.findIndex((item) => kindOf(item) !== kindOf(first));
    throw new WorkbenchError('json/shape', { file, path: `${base}[${odd}]` });
  }
  if (value.every((row) => row.every(isScalar))) {
    return { kind: 'rows', rows: value as string[][], path: (row, column) => `${base}[${row}][${column}]` };
  }
  const records = value.map((steps) => new Map<string, JsonValue>([['values', steps]]));
  return { kind: 'records', records, path: (at) => `${base}[${at}]` };
}

function kindOf(value: JsonValue): 'list' | 'record' | 'scalar' {
  return isList(value) ? 'list' : isRecord(value) ? 'record' : 'scalar';
}

function understandObject(file: string, object: JsonRecord, base: string, chosen: string | undefined): Records | Rows {
  const members = [...object];
  const lists = members.filter(([, value]) => isList(value)) as [string, List][];
  const found = chosen === undefined ? findTable(members, lists) : { name: chosen, reason: null, count: lists.length };
  if (found !== null) {
    const value = object.get(found.name);
    if (value === undefined || isScalar(value)) {
      const names = lists.map(([name]) => name);
      throw new WorkbenchError('archive/unknown-part', { file, name: found.name, names });
    }
    const inside = lists.map(([name, list]): Inside => ({ name, hint: `[${list.length}]`, fits: true }));
    return { ...understandJson(file, value, base + member(found.name)), within: { ...found, inside } };
  }
  if (lists.length > 0 && lists.length === members.length) return zipColumns(file, lists, base);
  if (members.length > 0 && members.every(([, value]) => isRecord(value) && [...value.values()].every(isScalar))) {
    return zipByIndex(members as [string, JsonRecord][], base);
  }
  throw new WorkbenchError('json/shape', { file, path: base });
}

/** The list that an object is only the wrapping of, if it is no table itself. */
function findTable(members: [string, JsonValue][], lists: [string, List][]): Omit<Within, 'inside'> | null {
  const ofRecords = lists.filter(([, list]) => list.length > 0 && list.every(isRecord));
  if (ofRecords.length > 1) return { name: ofRecords[0][0], reason: 'first-of-several', count: ofRecords.length };
  const only = ofRecords.length === 1 ? ofRecords[0] : lists.length === 1 ? lists[0] : null;
  if (only === null || (members.length === 1 && only[1].every(isScalar))) return null;
  return { name: only[0], reason: 'only-one-fits', count: members.length };
}

function zipColumns(file: string, lists: [string, List][], base: string): Records {
  const [, first] = lists[0];
  for (const [name, list] of lists) {
    if (list.length === first.length) continue;
    const params = { file, path: base + member(name), expected: first.length, found: list.length };
    throw new WorkbenchError('json/ragged', params);
  }
  const records = first.map((_, row) => new Map(lists.map(([name, list]) => [name, list[row]])));
  return { kind: 'records', records, path: (row, name) => `${base}${member(name)}[${row}]` };
}

/** Columns as objects whose names are the index of the rows, as pandas writes them. */
function zipByIndex(members: [string, JsonRecord][], base: string): Records {
  const index = [...new Set(members.flatMap(([, column]) => [...column.keys()]))];
  // An index that only counts the rows says nothing.
  const counts = index.every((key, row) => key === String(row));
  const records = index.map(
    (key) =>
      new Map<string, JsonValue>([
        ...members.map(([name, column]): [string, JsonValue] => [name, column.get(key) ?? 'null']),
        ...(counts ? [] : [['index', key] as [string, JsonValue]]),
      ]),
  );
  return { kind: 'records', records, path: (row, name) => `${base}${member(name)}${member(index[row])}` };
}
