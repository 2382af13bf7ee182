/** Splits delimited text into rows of cells, with the file line of every row. */

import Papa from 'papaparse';

import type { Delimiter } from '../contract/specs';

export interface TextRows {
  rows: string[][];
  /** File line of each row's first character, from 1. */
  lines: number[];
  /** Characters of `text` that the rows take up; what follows is an unfinished row. */
  consumed: number;
  /** File line of the first character that was not consumed. */
  nextLine: number;
  /** File line of a quotation mark that never closes, or closes in the middle of a field. */
  badQuoteLine: number | null;
}

/** Turns text that begins at file line `firstLine` into rows; unless `last`, a row without a line end is left over. */
export type SplitRows = (text: string, firstLine: number, last: boolean) => TextRows;

interface Parsed {
  data: string[][];
  errors: { row: number; index: number }[];
  meta: { cursor: number };
}

/**
 * Splits by RFC 4180: fields may be quoted with `"`, a quoted field may hold delimiters, line ends and doubled quotes.
 * Blank lines are no rows, except with `keepBlank` (a table of one column, where they are missing values).
 */
export function splitDelimited(delimiter: Delimiter, keepBlank: boolean): SplitRows {
  return (text, firstLine, last) => {
    const parser = new Papa.Parser({ delimiter, newline: '\n' });
    const parsed = parser.parse(text, 0, !last) as Parsed;
    const quoted = text.includes('"');
    const all = parsed.data;
    // The text after the last line end is a row only if there is any.
    if (last && text.endsWith('\n') && all.length > 0 && isBlank(all[all.length - 1])) all.pop();
    const rows: string[][] = [];
    const lines: number[] = [];
    let line = firstLine;
    for (const row of all) {
      if (keepBlank || !isBlank(row)) {
        rows.push(row);
        lines.push(line);
      }
      line += 1 + (quoted ? lineEnds(row) : 0);
    }
    const bad = parsed.errors.find((error) => error.row < all.length);
    return {
      rows,
      lines,
      consumed: last ? text.length : parsed.meta.cursor,
      nextLine: line,
      badQuoteLine: bad === undefined ? null : firstLine + lineEnds([text.slice(0, bad.index)]),
    };
  };
}

/** Makes one space of every run of spaces outside quotes, and none at the ends of a line. */
export function collapseSpaces(text: string): string {
  return text.replace(/"(?:[^"]|"")*"|^ +| +$| +/gm, (match, at: number) => {
    if (match[0] === '"') return match;
    const before = at === 0 || text[at - 1] === '\n';
    const after = at + match.length === text.length || text[at + match.length] === '\n';
    return before || after ? '' : ' ';
  });
}

function isBlank(row: string[]): boolean {
  return row.length === 1 && row[0].trim() === '';
}

function lineEnds(cells: string[]): number {
  let count = 0;
  for (const cell of cells) {
    for (let at = cell.indexOf('\n'); at >= 0; at = cell.indexOf('\n', at + 1)) count++;
  }
  return count;
}
