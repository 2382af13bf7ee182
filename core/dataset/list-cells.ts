/** Reads cells that hold whole series, as programs write lists of numbers: `[1.0, 2.5]`, `[1. 2.5]`, `1|2.5`, `1;2.5`. */

import type { CellReader } from './cell-reader';

/** Without brackets fewer numbers may be anything. */
const FEWEST_BARE = 3;

/** The values, NaN where one is missing, or the first text among them that is no number. */
export type ListCell = { values: number[]; fault: null } | { values: null; fault: string };

/**
 * A missing cell is an empty list. The numbers are separated by semicolons, bars, commas or white space, the first of these
 * that there is; one may also follow the last number. Where commas are decimal marks they separate before a space only.
 */
export function readList(cell: string, cells: CellReader): ListCell {
  const { inside } = insideOf(cell, cells);
  const values: number[] = [];
  for (const text of textsOf(inside, cells)) {
    const value = valueOf(text, cells);
    if (value === null) return { values: null, fault: text };
    values.push(value);
  }
  return { values, fault: null };
}

/** Whether the cell is a list beyond doubt: in square brackets, or three numbers at least, none of which is `007`. */
export function isList(cell: string, cells: CellReader): boolean {
  const { inside, bracketed } = insideOf(cell, cells);
  let count = 0;
  for (const text of textsOf(inside, cells)) {
    if (valueOf(text, cells) === null || (!bracketed && /^0\d/.test(text))) return false;
    count++;
  }
  return bracketed || count >= FEWEST_BARE;
}

function valueOf(text: string, cells: CellReader): number | null {
  return text === 'None' ? NaN : cells.value(text);
}

function insideOf(cell: string, cells: CellReader): { inside: string; bracketed: boolean } {
  const text = cell.trim();
  const bracketed = text.startsWith('[') && text.endsWith(']');
  if (bracketed || (text.startsWith('(') && text.endsWith(')'))) return { inside: text.slice(1, -1).trim(), bracketed };
  return { inside: cells.isMissing(text) ? '' : text, bracketed };
}

/** The texts between the separators, one after the other: a cell may hold millions. */
function* textsOf(inside: string, cells: CellReader): Generator<string> {
  if (inside === '') return;
  const separator = separatorIn(inside, cells);
  let from = 0;
  for (const { index, 0: found } of inside.matchAll(separator)) {
    yield inside.slice(from, index).trim();
    from = index + found.length;
  }
  const last = inside.slice(from).trim();
  if (last !== '' || from === 0) yield last;
}

function separatorIn(text: string, cells: CellReader): RegExp {
  if (text.includes(';')) return /;/g;
  if (text.includes('|')) return /\|/g;
  if (cells.value('0,5') === 0.5) return /,\s+|\s+/g;
  return text.includes(',') ? /,/g : /\s+/g;
}
