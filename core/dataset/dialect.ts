/** Recognises how a table is written: its delimiter, its quotation mark and whether it begins with a header. */

import type { Delimiter, Quote } from '../contract/specs';
import type { Assumption } from '../contract/views';
import type { CellReader } from './cell-reader';
import { splitDelimited, type TextRows } from './delimited-rows';
import { isList } from './list-cells';
import { isDecimalComma, parseCell } from './numbers';

const SAMPLE_CHARACTERS = 32 * 1024;
const SAMPLE_ROWS = 200;

/** The first rows of the text, split at `delimiter`; at least one whole row if the text holds one, however long. */
export function sampleRows(text: string, delimiter: Delimiter, quote: Quote = '"'): string[][] {
  const { rows } = rowsOf(text, SAMPLE_CHARACTERS, delimiter, quote);
  if (rows.length > 0) return rows.slice(0, SAMPLE_ROWS);
  const lineEnd = text.indexOf('\n', SAMPLE_CHARACTERS);
  return rowsOf(text, lineEnd < 0 ? text.length : lineEnd, delimiter, quote, true).rows.slice(0, SAMPLE_ROWS);
}

/** Whole rows of the first `length` characters; `last` takes what is left for a row as well. */
function rowsOf(
  text: string,
  length: number,
  delimiter: Delimiter,
  quote: Quote,
  last = text.length <= length,
): TextRows {
  return splitDelimited({ delimiter, quote, comment: null }, false)(text.slice(0, length), 1, last);
}

/** The fields of one line. */
export function splitFields(line: string, delimiter: Delimiter): string[] {
  return rowsOf(line, line.length, delimiter, '"', true).rows[0] ?? [];
}

/** In this order where two split the rows equally well: a comma may be a decimal mark, a space part of a date. */
const PRIORITY: readonly Delimiter[] = ['\t', ';', '|', ',', ' '];
/** Those that stand more often for something else: these must split every row, and better than the others. */
const RARE: readonly Delimiter[] = ['^', '~', '¦', ':'];
const RARE_FIELDS = 3;
const RARE_ROWS = 2;
const CLOCK_TIME = /\d:[0-5]\d/;

/** The delimiter that splits most rows into the same number of fields; a comma where none splits anything. */
export function recogniseDelimiter(text: string, quote: Quote = '"'): Delimiter {
  let best: Delimiter = ',';
  let bestShare = 0;
  for (const delimiter of PRIORITY) {
    if (!text.includes(delimiter)) continue;
    if (delimiter === ' ' && bestShare > 0.5) continue;
    // Of a very long row its beginning is enough to look at.
    const whole = rowsOf(text, SAMPLE_CHARACTERS, delimiter, quote).rows.slice(0, SAMPLE_ROWS);
    const share = consistency(whole.length > 0 ? whole : rowsOf(text, SAMPLE_CHARACTERS, delimiter, quote, true).rows);
    if (share > bestShare) {
      best = delimiter;
      bestShare = share;
    }
  }
  return RARE.find((rare) => splitsBetter(text, rare, { delimiter: best, share: bestShare }, quote)) ?? best;
}

/**
 * Whether a rare delimiter splits all rows into the same number of fields, three or more, where the usual one does not or
 * leaves fewer numbers (`1,5^2,5^3,5`). A colon never wins over one that splits every row, nor where every row may hold a
 * time of day.
 */
function splitsBetter(
  text: string,
  rare: Delimiter,
  usual: { delimiter: Delimiter; share: number },
  quote: Quote,
): boolean {
  if (!text.slice(0, SAMPLE_CHARACTERS).includes(rare)) return false;
  const rows = sampleRows(text, rare, quote);
  const width = rows[0]?.length ?? 0;
  if (width < RARE_FIELDS || rows.length < RARE_ROWS || consistency(rows) < 1) return false;
  if (rare === ':' && (usual.share === 1 || rows.every((row) => CLOCK_TIME.test(row.join(rare))))) return false;
  if (usual.share < 1) return true;
  const numbers = numberShare(rows);
  return numbers > 0.5 && numbers > numberShare(sampleRows(text, usual.delimiter, quote));
}

function numberShare(rows: string[][]): number {
  const cells = rows.flat();
  const numbers = cells.filter(
    (cell) => (isDecimalComma(cell) && !cell.endsWith(',')) || !Number.isNaN(parseCell(cell, '.') ?? NaN),
  );
  return numbers.length / cells.length;
}

/** Share of rows that have the most frequent number of fields; 0 if that is a single field. */
export function consistency(rows: string[][]): number {
  const width = mostFrequent(rows.map((row) => row.length));
  if (width < 2) return 0;
  return rows.filter((row) => row.length === width).length / rows.length;
}

/** The most frequent number of fields, the first one seen on a tie; 0 without rows. */
export function mostFrequent(numbers: number[]): number {
  const counts = new Map<number, number>();
  for (const n of numbers) counts.set(n, (counts.get(n) ?? 0) + 1);
  let best = 0;
  for (const [n, count] of counts) if (count > (counts.get(best) ?? 0)) best = n;
  return best;
}

/**
 * The single quotation mark where fields begin with it and every one of them is closed by one, and none begins with the
 * double one; `count` is how many. Null for the double one.
 */
export function recogniseQuote(text: string): { quote: Quote; count: number } | null {
  if (!text.slice(0, SAMPLE_CHARACTERS).includes("'")) return null;
  const single = recogniseDelimiter(text, "'");
  const { rows, badQuoteLine } = rowsOf(text, SAMPLE_CHARACTERS, single, "'");
  if (badQuoteLine !== null || rows.length === 0) return null;
  const lines = rowsOf(text, SAMPLE_CHARACTERS, single, 'none').rows;
  // Two apostrophes on different lines are two values, unless only one that spans the lines makes a table of them.
  if (lines.length !== rows.length && consistency(lines) >= consistency(rows)) return null;
  const plain = lines.flat();
  if (plain.some((cell) => cell.trimStart().startsWith('"'))) return null;
  const count = plain.filter((cell) => cell.startsWith("'")).length;
  return count > 1 && consistency(rows) >= consistency(sampleRows(text, single)) ? { quote: "'", count } : null;
}

/**
 * A header where the first row has text in more of the number columns than it has numbers, or where it counts
 * upwards by one (`0,1,2,3 ...`), as the names of time steps do.
 */
export function recogniseHeader(rows: string[][], cells: CellReader): boolean {
  if (rows.length === 0) return false;
  const [first, ...others] = rows;
  if (others.some((row) => row.some((cell, at) => isList(cell, cells) && isList(first[at] ?? '', cells)))) return false;
  if (countsUp(first) && !others.slice(0, 3).some(countsUp)) return true;
  if (others.length === 0) return first.every((cell) => isText(cell, cells));
  let text = 0;
  let number = 0;
  for (const [column, cell] of first.entries()) {
    const below = others.map((row) => row[column] ?? '').filter((other) => !cells.isMissing(other));
    const numbers = below.filter((other) => isNumber(other, cells) || isDecimalComma(other)).length;
    if (below.length === 0 || numbers * 2 <= below.length) continue;
    if (isText(cell, cells)) text++;
    else if (!cells.isMissing(cell)) number++;
  }
  if (text === 0 && number === 0) return first.every((cell) => isText(cell, cells)) && others.length > 0;
  return text > number;
}

/** Why the first row was taken for a header, or not. */
export function headerAssumption(header: boolean, [first = []]: string[][], cells: CellReader): Assumption {
  const numeric = first.some((cell) => isNumber(cell, cells) || isDecimalComma(cell));
  const reason = header ? 'first-row-is-text' : numeric ? 'first-row-is-numeric' : 'first-row-like-others';
  return { setting: 'header', reason, params: {} };
}

function countsUp(row: string[]): boolean {
  const numbers = row.filter((cell) => /^\d+$/.test(cell.trim())).map(Number);
  if (numbers.length < 4 || numbers.length < row.length - 2) return false;
  return numbers[0] <= 1 && numbers.every((n, at) => n === numbers[0] + at);
}

function isNumber(cell: string, cells: CellReader): boolean {
  const value = cells.value(cell);
  return value !== null && !Number.isNaN(value);
}

function isText(cell: string, cells: CellReader): boolean {
  return cells.value(cell) === null && !isDecimalComma(cell);
}

/** Column names: the header's, `c0`, `c1` ... where it has none; a repeated name gets a number (`a`, `a_2`). */
export function columnNames(header: string[] | null, count: number): string[] {
  const names: string[] = [];
  const taken = new Set<string>();
  for (let column = 0; column < count; column++) {
    const wanted = header?.[column]?.trim() || `c${column}`;
    let name = wanted;
    for (let copy = 2; taken.has(name); copy++) name = `${wanted}_${copy}`;
    taken.add(name);
    names.push(name);
  }
  return names;
}
