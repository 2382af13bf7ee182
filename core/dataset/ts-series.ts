/** Reads one data line of a `.ts` file: channels between colons, values between commas, the label last. */

import { parseCell } from './numbers';
import type { TsHeader } from './ts-header';

/** A field of the line with the column (from 1) of its first character. */
export interface TsField {
  text: string;
  column: number;
}

/** The value that could not be read, with its column. */
export class BadValue extends Error {
  constructor(
    readonly text: string,
    readonly column: number,
  ) {
    super(text);
  }
}

/** Splits at colons, except at those inside parentheses, where time stamps have their own. */
export function splitFields(line: string, timeStamps: boolean): TsField[] {
  const fields: TsField[] = [];
  let start = 0;
  for (let colon = nextColon(line, 0, timeStamps); colon >= 0; colon = nextColon(line, start, timeStamps)) {
    fields.push({ text: line.slice(start, colon), column: start + 1 });
    start = colon + 1;
  }
  fields.push({ text: line.slice(start), column: start + 1 });
  return fields;
}

function nextColon(line: string, from: number, timeStamps: boolean): number {
  if (!timeStamps) return line.indexOf(':', from);
  let depth = 0;
  for (let at = from; at < line.length; at++) {
    const character = line[at];
    if (character === '(') depth++;
    else if (character === ')') depth--;
    else if (character === ':' && depth === 0) return at;
  }
  return -1;
}

/** The values of one channel, NaN where missing; their time stamps are added to `stamps`. @throws BadValue */
export function readValues(
  field: TsField,
  header: Pick<TsHeader, 'timeStamps'>,
  stamps: string[] | null = null,
): Float64Array {
  if (field.text.trim() === '') return new Float64Array(0);
  return header.timeStamps ? readStamped(field, stamps) : readPlain(field.text, field.column);
}

function readPlain(text: string, column: number): Float64Array {
  const parts = text.split(',');
  const values = new Float64Array(parts.length);
  let at = 0;
  for (const [index, part] of parts.entries()) {
    const value = parseCell(part, '.');
    if (value === null) throw new BadValue(part.trim(), column + at);
    values[index] = value;
    at += part.length + 1;
  }
  return values;
}

/** `(time stamp,value),(time stamp,value)`; the time stamp may itself hold commas. */
function readStamped(field: TsField, stamps: string[] | null): Float64Array {
  const values: number[] = [];
  const pair = /\s*\(([^()]*)\)\s*(,|$)/y;
  while (pair.lastIndex < field.text.length) {
    const start = pair.lastIndex;
    const match = pair.exec(field.text);
    if (match === null) throw new BadValue(field.text.slice(start, start + 40).trim(), field.column + start);
    const comma = match[1].lastIndexOf(',');
    const value = comma < 0 ? null : parseCell(match[1].slice(comma + 1), '.');
    if (value === null) throw new BadValue(`(${match[1]})`, field.column + start);
    values.push(value);
    stamps?.push(match[1].slice(0, comma).trim());
  }
  return Float64Array.from(values);
}
