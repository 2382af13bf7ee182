/** Hands rows of cells that were not cut from text to the reader of tables: as text that is split again when needed. */

import type { SplitRows } from './delimited-rows';
import type { TextPiece } from './encoding';

/** A row and its place in the file: a line, or the number of a row of a sheet. */
export interface CellRow {
  line: number;
  cells: string[];
}

const CHARACTERS_OF_PIECE = 128 * 1024;

/** Writes rows as lines of JSON, in pieces; `bytes` is what the file's progress counts up to. */
export function* cellPieces(rows: Iterable<CellRow>, count: number, bytes: number): Generator<TextPiece> {
  let lines: string[] = [];
  let characters = 0;
  let done = 0;
  for (const { line, cells } of rows) {
    const text = JSON.stringify([line, ...cells]);
    lines.push(text);
    characters += text.length;
    done++;
    if (characters < CHARACTERS_OF_PIECE) continue;
    yield { text: `${lines.join('\n')}\n`, end: (bytes * done) / Math.max(1, count), last: false };
    lines = [];
    characters = 0;
  }
  yield { text: lines.length === 0 ? '' : `${lines.join('\n')}\n`, end: bytes, last: true };
}

/** Splits what `cellPieces` wrote. */
export const splitCellRows: SplitRows = (text, firstLine) => {
  const rows: string[][] = [];
  const lines: number[] = [];
  for (let start = 0; start < text.length;) {
    const end = text.indexOf('\n', start);
    const [line, ...cells] = JSON.parse(text.slice(start, end)) as [number, ...string[]];
    rows.push(cells);
    lines.push(line);
    start = end + 1;
  }
  return { rows, lines, consumed: text.length, nextLine: firstLine, badQuoteLine: null };
};
