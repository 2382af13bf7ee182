/** Puts the rows that do not fit a table into words, the same in the window and on the command line. */

import type { Language } from '../contract/api';
import type { RejectedRow, RowsView } from '../contract/views';
import { formatNumber, shorten } from './format';
import { fill } from './pairs';
import { writing } from './writing';

const LONGEST_TEXT = 60;

/** `line 3: 2 fields, not 3`, after the file's name where it is one of a folder. */
export function rejectedText(language: Language, row: RejectedRow): string {
  const { file } = row;
  if (file === undefined) return lineText(language, row);
  const words = { file: shorten(file, LONGEST_TEXT), row: lineText(language, row) };
  return fill(language, writing.rejected.inFile, words);
}

function lineText(language: Language, row: RejectedRow): string {
  const { line, reason } = row;
  if (reason === 'fields')
    return fill(language, writing.rejected.fields, { line, found: row.found, expected: row.expected });
  const { name, text } = row;
  return fill(language, writing.rejected['not-a-number'], {
    line,
    name: shorten(name, LONGEST_TEXT),
    text: shorten(text, LONGEST_TEXT),
  });
}

/** A line for each of the first rejected rows, and one for how many more there are. */
export function rejectedTexts(language: Language, { rejected, places }: RowsView, most: number): string[] {
  const shown = places.slice(0, most).map((row) => rejectedText(language, row));
  const more = rejected - shown.length;
  return more > 0 ? [...shown, fill(language, writing.rejected.more, { count: formatNumber(more) })] : shown;
}
