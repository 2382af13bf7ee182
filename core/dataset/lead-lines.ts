/** Recognises lines that belong to no table: comments at a file's beginning, and what an instrument writes before the header. */

import type { Delimiter } from '../contract/specs';
import { type CellReader, cellReader } from './cell-reader';
import { type RowStyle, splitDelimited } from './delimited-rows';
import { consistency, mostFrequent, recogniseDelimiter, recogniseHeader, sampleRows, splitFields } from './dialect';

const SAMPLE_LINES = 400;
const SAMPLE_CHARACTERS = 64 * 1024;
const COMMENT_MARKS = ['#', '%', '//'] as const;
/** Most of the sampled rows must be as wide as the others, where lines are taken out of the way for it. */
const CONSISTENT = 0.6;
/** So many of a table's rows are as wide as its header, where lines before it are told from it in spite of the others. */
const NEARLY_ALL = 0.9;
/** Rows of a table that begins after other lines: its header and at least two more. */
const FEWEST_ROWS = 3;
const MOST_LEADING_ROWS = 100;

/** The text's first whole lines. */
function firstLines(text: string): string[] {
  const lines = text.slice(0, SAMPLE_CHARACTERS).split('\n', SAMPLE_LINES + 1);
  if (text.length > SAMPLE_CHARACTERS || lines.length > SAMPLE_LINES) lines.pop();
  return lines;
}

/** The text without its first lines, or nothing where it has no more of them. */
export function withoutLines(text: string, count: number): string {
  let start = 0;
  for (let line = 0; line < count; line++) {
    const end = text.indexOf('\n', start);
    if (end < 0) return '';
    start = end + 1;
  }
  return text.slice(start);
}

/** The text without the lines that begin with the mark. */
export function withoutComments(text: string, mark: string | null): string {
  if (mark === null || !text.includes(mark)) return text;
  return text
    .split('\n')
    .filter((line) => !line.startsWith(mark))
    .join('\n');
}

/**
 * The mark that the first lines begin with, where the lines without it form a table. A single such line that has as
 * many fields as the table is its header.
 */
export function recogniseComment(text: string, given?: Delimiter): string | null {
  const lines = firstLines(text).filter((line) => line.trim() !== '');
  const mark = COMMENT_MARKS.find((candidate) => lines[0]?.startsWith(candidate));
  if (mark === undefined || mark === given) return null;
  const rest = lines.filter((line) => !line.startsWith(mark));
  if (rest.length === 0) return null;
  const table = `${rest.join('\n')}\n`;
  const delimiter = given ?? recogniseDelimiter(table);
  const rows = sampleRows(table, delimiter);
  const width = mostFrequent(rows.map((row) => row.length));
  if (lines.length - rest.length === 1 && splitFields(lines[0], delimiter).length === width) return null;
  if (width > 1) return consistency(rows) >= CONSISTENT ? mark : null;
  const texts = rows.filter((row) => isText(row[0])).length;
  return texts <= 1 ? mark : null;
}

/** The column names in the last comment line before the first row, where it has as many as the table; else null. */
export function namesInComment(text: string, mark: string, delimiter: Delimiter, width: number): string[] | null {
  let last: string | null = null;
  for (const line of firstLines(text)) {
    if (line.startsWith(mark)) last = line;
    else if (line.trim() !== '') break;
  }
  if (last === null) return null;
  const names = splitFields(last.slice(mark.length).trim(), delimiter).map((name) => name.trim());
  const isNames = names.length === width && names.every((name) => name === '' || isText(name));
  return isNames && names.some((name) => name !== '') ? names : null;
}

/** `sep=;`, by which Excel is told the delimiter. */
export function declaredDelimiter(text: string): string | null {
  return /^sep=(.)\n/i.exec(text)?.[1] ?? null;
}

/**
 * How many lines stand before the table: where the first rows hold text and have another number of fields than all the
 * others (or nearly all, where single rows are ragged), and the first of these is a header. 0 where that is not so.
 */
export function recognisePreamble(text: string, style: RowStyle): number {
  const lines = firstLines(text);
  const sample = `${lines.join('\n')}\n`;
  const { rows, lines: places, badQuoteLine } = splitDelimited(style, false)(sample, 1, false);
  const width = mostFrequent(rows.map((row) => row.length));
  if (width < 2 || badQuoteLine !== null) return 0;
  let first = rows.length;
  while (first > 0 && rows[first - 1].length === width) first--;
  if (first === 0) return 0;
  const asWide = rows.findIndex((row) => row.length === width);
  const begins = [first, ...(consistency(rows.slice(asWide)) >= NEARLY_ALL ? [asWide] : [])];
  const begin = begins.find((at) => isTableFrom(rows, at));
  return begin === undefined ? 0 : places[begin] - 1;
}

/**
 * How many of a sheet's rows stand before the table, whose header is the first row that is as wide as most are. Cells that
 * hold nothing at a row's end are none of its cells: a row is often shorter because values are missing, never another table's.
 */
export function recogniseLeadingRows(cells: readonly string[][]): number {
  const rows = cells.map((row) => row.slice(0, row.findLastIndex((cell) => cell.trim() !== '') + 1));
  const width = mostFrequent(rows.map((row) => row.length));
  const begin = rows.findIndex((row) => row.length >= width);
  return width > 1 && isTableFrom(rows, begin) ? begin : 0;
}

/** Whether only lines of text stand before a row, and it is the header of what follows. */
function isTableFrom(rows: string[][], first: number): boolean {
  if (first === 0 || first > MOST_LEADING_ROWS || rows.length - first < FEWEST_ROWS) return false;
  const table = rows.slice(first);
  const hasHeader = table[0].every((cell) => !isNumber(cell)) && table.slice(1).some((row) => row.some(isNumber));
  if (!hasHeader || rows.slice(0, first).some((row) => !row.some(isText))) return false;
  return recogniseHeader(table, EITHER);
}

const POINTS = cellReader({ decimal: '.', thousands: 'none', missing: [] });
const COMMAS = cellReader({ decimal: ',', thousands: 'none', missing: [] });
/** The decimal mark is not settled before the rows are. */
const EITHER: CellReader = { ...POINTS, value: (cell) => POINTS.value(cell) ?? COMMAS.value(cell) };

function isText(cell: string): boolean {
  return EITHER.value(cell) === null;
}

function isNumber(cell: string): boolean {
  return !Number.isNaN(EITHER.value(cell) ?? NaN);
}
