/** Recognises headers of several rows, as pandas and data loggers write them, and leaves out the rows below the first. */

import type { CellReader } from './cell-reader';
import type { SplitRows } from './delimited-rows';

const MOST_ROWS = 10;
const FEWEST_ROWS = 2;

/** The first line of files of Campbell Scientific's loggers, which describes the logger (LoggerNet manual, appendix B). */
export function recogniseLogger(text: string): 'TOA5' | 'TOACI1' | null {
  const found = /^"?(TOA5|TOACI1)"?,/.exec(text)?.[1];
  return found === undefined ? null : (found as 'TOA5' | 'TOACI1');
}

/**
 * How many of the first rows name the columns, where pandas wrote names of several levels; `rows` begin with the header. Below it
 * each row has text above every column of numbers that the first names, and no number, and one row repeats a name, as a level
 * does; the last may name the index alone.
 */
export function countHeaderRows(rows: readonly string[][], cells: CellReader): number {
  const [header = []] = rows;
  let count = 1;
  let repeats = hasRepeats(header, cells);
  while (count < MOST_ROWS && count + FEWEST_ROWS <= rows.length && namesColumns(rows, count, cells)) {
    repeats ||= hasRepeats(rows[count], cells);
    count++;
  }
  if (count > 1 && count + FEWEST_ROWS <= rows.length && namesIndex(rows, count, cells)) count++;
  return repeats && new Set(joinNames(rows.slice(0, count))).size === header.length ? count : 1;
}

/** The names of the columns: those of all rows one after the other; a row that names the index alone gives its names alone. */
export function joinNames(rows: readonly string[][]): string[] {
  const index = rows.length > 1 && isIndexRow(rows.at(-1)!) ? rows.at(-1)! : null;
  const levels = index === null ? rows : rows.slice(0, -1);
  return (rows[0] ?? []).map((_, column) => {
    const own = index?.[column]?.trim() ?? '';
    if (own !== '') return own;
    return levels
      .map((row) => row[column]?.trim() ?? '')
      .filter((name) => name !== '')
      .join(' ');
  });
}

/** Splits as `split` does and leaves out `count` rows below the header, or the first where there is none, of the text from `start` on. */
export function withoutRows(split: SplitRows, start: number, skipsHeader: boolean, count: number): SplitRows {
  if (count === 0) return split;
  return (text, firstLine, last) => {
    const found = split(text, firstLine, last);
    if (firstLine !== start) return found;
    const isRow = (row: readonly string[]): boolean => row.length > 1 || row[0].trim() !== '';
    const rows = [...found.rows.keys()].filter((at) => isRow(found.rows[at]));
    const from = skipsHeader ? 1 : 0;
    const out = new Set(rows.slice(from, from + count));
    const stays = (_: unknown, at: number): boolean => !out.has(at);
    return { ...found, rows: found.rows.filter(stays), lines: found.lines.filter(stays) };
  };
}

function namesColumns(rows: readonly string[][], at: number, cells: CellReader): boolean {
  const row = rows[at];
  if (row.length !== rows[0].length || row.some((cell) => isNumber(cell, cells))) return false;
  const columns = [...row.keys()].filter(
    (column) => rows[0][column].trim() !== '' && isNumber(rows.at(-1)![column] ?? '', cells),
  );
  const named = columns.map((column) => row[column].trim() !== '' && cells.value(row[column]) === null);
  return named.length > 0 && named.every(Boolean);
}

function namesIndex(rows: readonly string[][], at: number, cells: CellReader): boolean {
  const row = rows[at];
  return row.length === rows[0].length && isIndexRow(row) && cells.value(row[0]) === null;
}

/** Names first, and nothing above the columns of values. */
function isIndexRow(row: readonly string[]): boolean {
  const first = row.findIndex((cell) => cell.trim() === '');
  return first > 0 && row.slice(first).every((cell) => cell.trim() === '');
}

function hasRepeats(row: readonly string[], cells: CellReader): boolean {
  const names = row.map((cell) => cell.trim()).filter((name) => cells.value(name) === null);
  return new Set(names).size < names.length;
}

function isNumber(cell: string, cells: CellReader): boolean {
  return !Number.isNaN(cells.value(cell) ?? NaN);
}
