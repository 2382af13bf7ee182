/** Splits delimited text into rows of cells, with the file line of every row. */

import type { Delimiter, Quote } from '../contract/specs';

export interface TextRows {
  rows: string[][];
  /** File line of each row's first character, from 1. */
  lines: number[];
  /** Characters of `text` that the rows take up; what follows is an unfinished row. */
  consumed: number;
  /** File line of the first character that was not consumed. */
  nextLine: number;
  /** File line of a quotation mark that opens a field and never closes, or closes in the middle of the field. */
  badQuoteLine: number | null;
  /** Lines among those consumed that are no rows because they begin with the comment mark. */
  comments?: number;
}

/** Turns text that begins at file line `firstLine` into rows; unless `last`, a row without a line end is left over. */
export type SplitRows = (text: string, firstLine: number, last: boolean) => TextRows;

/** How rows are written. */
export interface RowStyle {
  delimiter: Delimiter;
  quote: Quote;
  /** Lines that begin with it are no rows. */
  comment: string | null;
}

/**
 * Splits by RFC 4180: fields may be enclosed in the quotation mark; such a field may hold delimiters, line ends and
 * doubled quotation marks. Runs of spaces are one delimiter, those at the ends of a line none. Blank lines are no rows,
 * except with `keepBlank` (a table of one column, where they are missing values).
 */
export function splitDelimited(style: RowStyle, keepBlank: boolean): SplitRows {
  const { delimiter, comment } = style;
  const quote = style.quote === 'none' ? null : style.quote;
  return (text, firstLine, last) => {
    const found: TextRows & { comments: number } = {
      rows: [],
      lines: [],
      consumed: 0,
      nextLine: firstLine,
      badQuoteLine: null,
      comments: 0,
    };
    const quoted = quote !== null && text.includes(quote);
    const nextDelimiter = placesOf(text, delimiter);
    while (found.consumed < text.length) {
      const start = found.consumed;
      const lineEnd = text.indexOf('\n', start);
      if (lineEnd < 0 && !last) break;
      const end = lineEnd < 0 ? text.length : lineEnd;
      const line = text.slice(start, end);
      if (comment !== null && line.startsWith(comment)) found.comments++;
      else if (quoted && line.includes(quote)) {
        const row = quotedRow(text, start, { delimiter, quote, last, nextDelimiter });
        if (row === null) break;
        if (row.bad && found.badQuoteLine === null) found.badQuoteLine = found.nextLine + row.badLines;
        found.rows.push(row.cells);
        found.lines.push(found.nextLine);
        found.nextLine += row.lineEnds + 1;
        found.consumed = row.next;
        continue;
      } else if (keepBlank || line.trim() !== '') {
        found.rows.push(plainCells(line, delimiter));
        found.lines.push(found.nextLine);
      }
      found.nextLine++;
      found.consumed = Math.min(end + 1, text.length);
    }
    return found;
  };
}

/** The cells of a line without quotation marks. */
function plainCells(line: string, delimiter: Delimiter): string[] {
  return delimiter === ' ' ? line.trim().split(/ +/) : line.split(delimiter);
}

interface QuotedRow {
  cells: string[];
  /** The character after the row's line end. */
  next: number;
  /** Line ends inside its cells. */
  lineEnds: number;
  bad: boolean;
  /** Line ends before the quotation mark that opens a bad field. */
  badLines: number;
}

interface QuotedText {
  delimiter: Delimiter;
  quote: string;
  last: boolean;
  nextDelimiter(from: number): number;
}

/** The row that begins at `start`; null where more text may close a quotation mark that is open. */
function quotedRow(text: string, start: number, of: QuotedText): QuotedRow | null {
  const { delimiter, quote, last, nextDelimiter } = of;
  const row: QuotedRow = { cells: [], next: text.length, lineEnds: 0, bad: false, badLines: 0 };
  const spaces = delimiter === ' ';
  let lineEnd = endOfLine(text, start);
  let at = spaces ? afterSpaces(text, start) : start;
  for (;;) {
    const isQuoted = text[at] === quote;
    let end: number;
    if (isQuoted) {
      const close = closingQuote(text, at, quote);
      if (close < 0 && !last) return null;
      const fieldEnd = close < 0 ? text.length : close;
      const openLines = row.lineEnds;
      if (close < 0) markBad(row, openLines);
      for (let next = text.indexOf('\n', at); next >= 0 && next < fieldEnd; next = text.indexOf('\n', next + 1)) {
        row.lineEnds++;
        lineEnd = endOfLine(text, next + 1);
      }
      const content = text.slice(at + 1, fieldEnd);
      row.cells.push(content.includes(quote) ? content.replaceAll(quote + quote, quote) : content);
      end = close < 0 ? text.length : close + 1;
      // Only spaces may stand between the mark that closes and the delimiter.
      const to = Math.min(nextDelimiter(end), lineEnd);
      if (text.slice(end, to).trim() !== '') {
        markBad(row, openLines);
        row.cells[row.cells.length - 1] += text.slice(end, to);
      }
      end = to;
    } else {
      end = Math.min(nextDelimiter(at), lineEnd);
      row.cells.push(text.slice(at, end));
    }
    if (spaces) end = Math.min(afterSpaces(text, end), lineEnd);
    if (end >= lineEnd) {
      if (lineEnd === text.length && !last) return null;
      row.next = Math.min(lineEnd + 1, text.length);
      return row;
    }
    at = spaces ? end : end + delimiter.length;
  }
}

function markBad(row: QuotedRow, lines: number): void {
  if (!row.bad) row.badLines = lines;
  row.bad = true;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

/** Finds the mark's next place at or after ever higher places, each stretch searched once; Infinity after the last. */
function placesOf(text: string, mark: string): (from: number) => number {
  let place = -1;
  return (from) => {
    if (place < from) {
      place = text.indexOf(mark, from);
      if (place < 0) place = Infinity;
    }
    return place;
  };
}

function afterSpaces(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ') at++;
  return at;
}

/** The mark that closes the field opened at `open`: the first that is not doubled; -1 where there is none. */
function closingQuote(text: string, open: number, quote: string): number {
  let at = text.indexOf(quote, open + 1);
  while (at >= 0 && text[at + 1] === quote) at = text.indexOf(quote, at + 2);
  return at;
}
