/** What the beginning of a table tells of the rest: its first rows, how long they are, how missing values are spelled. */

import type { CellReader } from '../cell-reader';
import { splitDelimited, type SplitRows } from '../delimited-rows';
import type { TableSource } from '../table-file';

/** Spellings of missing values that the engine looks for in columns of numbers, beside those that were met. */
const MARKS = ['?', '-', 'NA', 'na', 'N/A', 'n/a', '#N/A', 'NaN', 'nan', 'NAN', 'NULL', 'null', 'Null'];
const MOST_MARKS = 30;

/** The first rows of the table. */
export function sampleRows(source: TableSource, text: string, whole: boolean): string[][] {
  const { rows } = source.split(text, source.firstLine, whole);
  const table = rows.filter((row) => !isBlank(row));
  return source.skipsHeader ? table.slice(1) : table;
}

/** The text's beginning without the lines that come before the table. */
export function headText(source: TableSource, head: string): string {
  let start = 0;
  for (let line = 1; line < source.firstLine && start < head.length; line++) {
    const end = head.indexOf('\n', start);
    start = end < 0 ? head.length : end + 1;
  }
  return head.slice(start);
}

/** Whether the engine takes the text as it is: UTF-8, fields in `"`, a delimiter each, no comments. */
export function isPlain({ encoding, delimiter, written, firstLine }: TableSource): boolean {
  const { quote, comment } = written ?? { quote: '"', comment: null };
  return encoding === 'utf-8' && delimiter !== ' ' && quote === '"' && comment === null && firstLine === 1;
}

/** How the rows are split that were written over. */
export function splitRewritten({ names }: TableSource): SplitRows {
  return splitDelimited({ delimiter: ',', quote: '"', comment: null }, names.length === 1);
}

/** The columns in whose first rows numbers have spaces around them or missing values are spelled out. */
export function markedColumns(rows: readonly string[][], cells: CellReader): Set<number> {
  const marked = new Set<number>();
  for (const row of rows) {
    for (const [at, cell] of row.entries()) {
      if (cell !== '' && (cell.trim() !== cell || cells.isMissing(cell))) marked.add(at);
    }
  }
  return marked;
}

/** Spellings of missing values. */
export function missingMarks(rows: readonly string[][], cells: CellReader): string[] {
  const marks = new Set(MARKS.filter((mark) => cells.isMissing(mark)));
  for (const row of rows) {
    for (const cell of row) if (marks.size < MOST_MARKS && cells.isMissing(cell)) marks.add(cell.trim());
  }
  return [...marks];
}

function isBlank(row: readonly string[]): boolean {
  return row.length === 1 && row[0].trim() === '';
}

/** About the bytes of the longest row. */
export function longestOf(rows: readonly string[][]): number {
  let longest = 0;
  for (const row of rows) {
    let characters = 0;
    for (const cell of row) characters += cell.length + 1;
    longest = Math.max(longest, characters);
  }
  return longest * 3;
}
