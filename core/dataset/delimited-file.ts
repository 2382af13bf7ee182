/** Reads delimited text: CSV, TSV and friends, and the UCR archive's plain files (class number first, then the steps). */

import { WorkbenchError } from '../contract/errors';
import type { Encoding, ReadingSpec } from '../contract/specs';
import type { Assumption } from '../contract/views';
import { recogniseDialect } from './delimited-dialect';
import { splitDelimited } from './delimited-rows';
import type { TextPiece } from './encoding';
import { withoutRows } from './header-rows';
import type { ReadResult, SourceFile } from './part';
import { readTable } from './table-file';
import type { TableSource } from './table-source';

/** The text as it comes, with its first piece also at hand to look at. */
export interface TextSource {
  encoding: Encoding;
  assumptions: Assumption[];
  first: TextPiece;
  pieces: Iterable<TextPiece>;
}

/** Reads a table whose delimiter, header, decimal mark and columns are chosen in `reading` or recognised. */
export function* readDelimited(
  file: SourceFile,
  reading: ReadingSpec,
  format: 'csv' | 'ucr',
  text: TextSource,
): Generator<number, ReadResult> {
  return yield* readTable(file, reading, delimitedTable(file, reading, format, text));
}

/** How the table is written, from what is chosen and from the text's beginning. */
export function delimitedTable(
  file: Pick<SourceFile, 'name'>,
  reading: ReadingSpec,
  format: 'csv' | 'ucr',
  text: TextSource,
): TableSource {
  const dialect = recogniseDialect(text.first.text, reading, format);
  const {
    delimiter,
    quote,
    comment,
    skipLines,
    decimal,
    thousands,
    numberMarks,
    header,
    headerRows,
    unitsRow,
    rowsBelow,
    skipsHeader,
    names,
  } = dialect;
  const split = splitDelimited({ delimiter, quote, comment }, names.length === 1);
  return {
    format,
    encoding: text.encoding,
    delimiter,
    decimal,
    header,
    thousands,
    numberMarks,
    written: { quote, comment, skipLines, ...(header ? { headerRows, unitsRow } : {}) },
    assumptions: [...text.assumptions, ...dialect.assumptions],
    names,
    skipsHeader,
    namedColumns: header,
    pieces: skipLines === 0 ? text.pieces : afterLines(text.pieces, skipLines),
    firstLine: skipLines + 1,
    split: withoutRows(split, skipLines + 1, skipsHeader, rowsBelow),
    declaredWide: format === 'ucr',
    declaredLabel: format === 'ucr' ? 0 : null,
    labelOf: format === 'ucr' ? classNumber : (cell) => cell,
    raggedError: (lines, count, found) =>
      new WorkbenchError('table/ragged-rows', { file: file.name, lines, count, expected: names.length, found }),
    cellError: (column, name, place) =>
      new WorkbenchError('table/not-a-number', { file: file.name, column: column + 1, name, ...place }),
  };
}

/** The text after its first lines. */
function* afterLines(pieces: Iterable<TextPiece>, count: number): Generator<TextPiece> {
  let left = count;
  for (const piece of pieces) {
    let start = 0;
    for (; left > 0 && start < piece.text.length; left--) {
      const end = piece.text.indexOf('\n', start);
      start = end < 0 ? piece.text.length : end + 1;
    }
    yield { ...piece, text: piece.text.slice(start) };
  }
}

/** Older files of the archive write the class 1 as `1.0000000e+00`. */
function classNumber(cell: string): string {
  const value = Number(cell);
  return Number.isInteger(value) ? String(value) : cell;
}
