/** What the beginning of a table tells of the rest: its first rows, and how long they are. */

import { splitDelimited, type SplitRows } from '../delimited-rows';
import type { TableSource } from '../table-source';

/** One byte each, with no meaning of its own to the engine. */
const PLAIN_DELIMITERS: ReadonlySet<string> = new Set([',', ';', '\t', '|', ':', '^', '~']);

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

/** Whether the engine takes the text as it is: UTF-8, fields in `"`, a delimiter each, no comments, one row above those of the table. */
export function isPlain({ encoding, delimiter, written, firstLine }: TableSource): boolean {
  const { quote, comment, headerRows = 1, unitsRow = false } = written ?? { quote: '"', comment: null };
  const splits = delimiter !== null && PLAIN_DELIMITERS.has(delimiter);
  return (
    encoding === 'utf-8' &&
    splits &&
    quote === '"' &&
    comment === null &&
    firstLine === 1 &&
    headerRows === 1 &&
    !unitsRow
  );
}

/** How the rows are split that were written over. */
export function splitRewritten({ names }: TableSource): SplitRows {
  return splitDelimited({ delimiter: ',', quote: '"', comment: null }, names.length === 1);
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
