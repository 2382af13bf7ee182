/** Tells what a list of JSON values is by its elements, and which member of an object is the table. */

import { WorkbenchError } from '../contract/errors';
import type { Inside } from '../contract/views';
import type { JsonValue } from './json-values';

export type JsonRecord = Map<string, JsonValue>;

/** A list of records, of scalars, of lists of scalars, or of other lists, which are one series each. */
export type ListKind = 'records' | 'cells' | 'rows' | 'series';

/** The member of an object that was taken for the table, and why; the reason is null where it was chosen. */
export interface Within {
  name: string;
  reason: 'only-one-fits' | 'first-of-several' | null;
  /** Members that the reason speaks of. */
  count: number;
  inside: Inside[];
}

export const isList = (value: JsonValue): value is JsonValue[] => Array.isArray(value);
export const isRecord = (value: JsonValue): value is JsonRecord => value instanceof Map;
export const isScalar = (value: JsonValue): value is string => typeof value === 'string';

export function member(name: string): string {
  return /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}

/** What the elements of a list are, told one after the other. */
export class ListFacts {
  length = 0;
  private records = 0;
  private scalars = 0;
  /** Whether no list among them holds anything but scalars. */
  private flat = true;
  /** The first that is of another kind than the first one. */
  private odd = -1;

  add(element: JsonValue): void {
    if (isRecord(element)) this.records++;
    else if (isScalar(element)) this.scalars++;
    else if (this.flat) this.flat = element.every(isScalar);
    this.length++;
    const alike = [this.records, this.scalars, this.length - this.records - this.scalars];
    if (this.odd < 0 && !alike.includes(this.length)) this.odd = this.length - 1;
  }

  /** Whether nothing was among them so far that is no row of scalars. */
  get mayBeRows(): boolean {
    return this.records === 0 && this.flat;
  }

  get holdsRecords(): boolean {
    return this.length > 0 && this.records === this.length;
  }

  get holdsScalars(): boolean {
    return this.scalars === this.length;
  }

  /** @param path where the list is @throws json/shape where the elements are not of one kind */
  kind(file: string, path: string): ListKind {
    if (this.odd >= 0) throw new WorkbenchError('json/shape', { file, path: `${path}[${this.odd}]` });
    if (this.records === this.length) return 'records';
    if (this.holdsScalars) return 'cells';
    return this.flat ? 'rows' : 'series';
  }
}

export function factsOf(list: readonly JsonValue[]): ListFacts {
  const facts = new ListFacts();
  for (const element of list) facts.add(element);
  return facts;
}

/** Where a value of a list's element is: `$[3].speed` of a record, `$[3][1]` of a row. */
export function pathIn(kind: ListKind, base: string): (element: number, inside: string | number) => string {
  if (kind === 'records') return (element, name) => `${base}[${element}]${member(String(name))}`;
  if (kind === 'rows') return (element, column) => `${base}[${element}][${column}]`;
  return (element) => `${base}[${element}]`;
}

/**
 * The member of an object that is the table: the chosen one, the only list, or the first list of records. Null where the
 * object is a table itself. @param lists the facts of the members that are lists
 * @throws archive/unknown-part
 */
export function findWithin(
  file: string,
  object: JsonRecord,
  lists: ReadonlyMap<string, ListFacts>,
  chosen: string | undefined,
): Within | null {
  const found = chosen === undefined ? guess(object.size, lists) : { name: chosen, reason: null, count: lists.size };
  if (found === null) return null;
  const value = object.get(found.name);
  if (value === undefined || isScalar(value)) {
    throw new WorkbenchError('archive/unknown-part', { file, name: found.name, names: [...lists.keys()] });
  }
  const inside = [...lists].map(([name, { length }]): Inside => ({ name, hint: `[${length}]`, fits: true }));
  return { ...found, inside };
}

function guess(members: number, lists: ReadonlyMap<string, ListFacts>): Omit<Within, 'inside'> | null {
  const ofRecords = [...lists].filter(([, facts]) => facts.holdsRecords);
  if (ofRecords.length > 1) return { name: ofRecords[0][0], reason: 'first-of-several', count: ofRecords.length };
  const only = ofRecords.length === 1 ? ofRecords[0] : lists.size === 1 ? [...lists][0] : null;
  if (only === null || (members === 1 && only[1].holdsScalars)) return null;
  return { name: only[0], reason: 'only-one-fits', count: members };
}
