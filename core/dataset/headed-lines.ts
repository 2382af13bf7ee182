/** Goes through a text whose header ends in `@data` and whose lines hold a series each from there on: `.ts` and `.tsf`. */

import type { WorkbenchError } from '../contract/errors';
import type { BlockTable } from './block-table';
import type { TextSource } from './delimited-file';

const CHARACTERS_BETWEEN_YIELDS = 1 << 18;

/** What a format makes of its lines. */
export interface LineReader {
  /** Takes a line of the header; true for the line that ends it. */
  header(content: string, line: number): boolean;
  /** The header is whole. */
  begin(): void;
  isComment(content: string): boolean;
  /** Takes the line of a series; what it throws becomes the problem, and no further series are taken. */
  series(content: string, line: number): void;
  /** Words for what `series` threw. Throws it again if it is no fault of the file. */
  problem(thrown: unknown, line: number): WorkbenchError;
}

/** Puts the lines of series into `table` and yields the bytes read so far;
 * `hasData` is whether any came. */
export function* readHeadedLines(
  text: TextSource,
  table: BlockTable,
  reader: LineReader,
): Generator<number, { hasData: boolean; problem: WorkbenchError | null }> {
  let problem: WorkbenchError | null = null;
  let inData = false;
  let line = 1;

  for (const piece of text.pieces) {
    let start = 0;
    let dataStart = inData ? 0 : -1;
    let dataLine = line;
    let rows = 0;
    let sinceYield = 0;
    while (start < piece.text.length) {
      const lineEnd = piece.text.indexOf('\n', start);
      const end = lineEnd < 0 ? piece.text.length : lineEnd;
      const content = piece.text.slice(start, end);
      start = end + 1;
      if (!inData) {
        inData = reader.header(content, line);
        line++;
        if (inData) {
          dataStart = Math.min(start, piece.text.length);
          dataLine = line;
          reader.begin();
        }
        continue;
      }
      if (!reader.isComment(content)) {
        rows++;
        try {
          if (problem === null) reader.series(content, line);
        } catch (thrown) {
          problem = reader.problem(thrown, line);
        }
      }
      line++;
      sinceYield += content.length;
      if (sinceYield > CHARACTERS_BETWEEN_YIELDS) {
        sinceYield = 0;
        yield piece.end;
      }
    }
    if (dataStart >= 0) table.add(piece.text.slice(dataStart), dataLine, rows, 0);
    yield piece.end;
  }
  return { hasData: inData && table.rowCount > 0, problem };
}
