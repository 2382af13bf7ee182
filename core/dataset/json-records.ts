/** Makes a list of elements of a JSON value, whatever its arrangement: records, columns, rows, or series nested in records. */

import { WorkbenchError } from '../contract/errors';
import {
  factsOf,
  findWithin,
  isList,
  isRecord,
  isScalar,
  type JsonRecord,
  type ListKind,
  member,
  pathIn,
  type Within,
} from './json-lists';
import type { JsonValue } from './json-values';

/** The elements that rows are made of, and where they are in the file. */
export interface Elements {
  kind: ListKind;
  elements: JsonValue[];
  path: ReturnType<typeof pathIn>;
  within?: Within;
}

/**
 * Understands the whole value: a list of records, of rows, of series or of numbers; an object of columns, also as
 * objects by index; or an object with such a member: `chosen`, the only list, or the first list of records.
 * @throws json/shape, json/ragged, archive/unknown-part
 */
export function understandJson(file: string, value: JsonValue, base = '$', chosen?: string): Elements {
  if (isScalar(value)) throw new WorkbenchError('json/shape', { file, path: base });
  if (isRecord(value)) return understandObject(file, value, base, chosen);
  const kind = factsOf(value).kind(file, base);
  return { kind, elements: value, path: pathIn(kind, base) };
}

function understandObject(file: string, object: JsonRecord, base: string, chosen: string | undefined): Elements {
  const members = [...object];
  const lists = members.filter(([, value]) => isList(value)) as [string, JsonValue[]][];
  const facts = new Map(lists.map(([name, list]) => [name, factsOf(list)]));
  const within = findWithin(file, object, facts, chosen);
  if (within !== null) {
    const value = object.get(within.name) as JsonValue;
    return { ...understandJson(file, value, base + member(within.name)), within };
  }
  if (lists.length > 0 && lists.length === members.length) return zipColumns(file, lists, base);
  if (members.length > 0 && members.every(([, value]) => isRecord(value) && [...value.values()].every(isScalar))) {
    return zipByIndex(members as [string, JsonRecord][], base);
  }
  throw new WorkbenchError('json/shape', { file, path: base });
}

function zipColumns(file: string, lists: [string, JsonValue[]][], base: string): Elements {
  const [, first] = lists[0];
  for (const [name, list] of lists) {
    if (list.length === first.length) continue;
    const params = { file, path: base + member(name), expected: first.length, found: list.length };
    throw new WorkbenchError('json/ragged', params);
  }
  const elements = first.map((_, row) => new Map(lists.map(([name, list]) => [name, list[row]])));
  return { kind: 'records', elements, path: (row, name) => `${base}${member(String(name))}[${row}]` };
}

/** Columns as objects whose names are the index of the rows, as pandas writes them. */
function zipByIndex(members: [string, JsonRecord][], base: string): Elements {
  const index = [...new Set(members.flatMap(([, column]) => [...column.keys()]))];
  // An index that only counts the rows says nothing.
  const counts = index.every((key, row) => key === String(row));
  const elements = index.map(
    (key) =>
      new Map<string, JsonValue>([
        ...members.map(([name, column]): [string, JsonValue] => [name, column.get(key) ?? 'null']),
        ...(counts ? [] : [['index', key] as [string, JsonValue]]),
      ]),
  );
  return {
    kind: 'records',
    elements,
    path: (row, name) => `${base}${member(String(name))}${member(index[row])}`,
  };
}
