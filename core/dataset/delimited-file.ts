/** Reads delimited text: CSV, TSV and friends, and the UCR archive's plain files (class number first, then the steps). */

import { WorkbenchError } from '../contract/errors';
import type { Encoding, ReadingSpec } from '../contract/specs';
import type { Assumption } from '../contract/views';
import { collapseSpaces, splitDelimited } from './delimited-rows';
import {
  columnNames,
  mostFrequent,
  recogniseDecimal,
  recogniseDelimiter,
  recogniseHeader,
  sampleRows,
} from './dialect';
import type { TextPiece } from './encoding';
import type { ReadResult, SourceFile } from './part';
import { readTable, type TableSource } from './table-file';

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
  const assumptions = [...text.assumptions];
  const delimiter = reading.delimiter ?? recogniseDelimiter(text.first.text);
  const sample = sampleRows(text.first.text, delimiter);
  const width = mostFrequent(sample.map((row) => row.length));
  if (reading.delimiter === undefined) {
    assumptions.push({
      setting: 'delimiter',
      reason: 'most-consistent-delimiter',
      params: { delimiter, columns: width },
    });
  }
  const recognised = recogniseDecimal(sample, delimiter);
  const decimal = reading.decimal ?? recognised.decimal;
  if (reading.decimal === undefined && decimal === ',') {
    assumptions.push({ setting: 'decimal', reason: 'decimal-comma-cells', params: { count: recognised.count } });
  }
  const header = reading.header ?? (format === 'csv' && recogniseHeader(sample, decimal));
  if (reading.header === undefined && format === 'csv') {
    const reason = header ? 'first-row-is-text' : 'first-row-is-numeric';
    assumptions.push({ setting: 'header', reason, params: {} });
  }
  const names = header ? columnNames(sample[0], sample[0].length) : columnNames(null, width);
  return {
    format,
    encoding: text.encoding,
    delimiter,
    decimal,
    header,
    assumptions,
    names,
    skipsHeader: header,
    pieces: delimiter === ' ' ? collapsed(text.pieces) : text.pieces,
    firstLine: 1,
    split: splitDelimited(delimiter, names.length === 1),
    declaredWide: format === 'ucr',
    declaredLabel: format === 'ucr' ? 0 : null,
    labelOf: format === 'ucr' ? classNumber : (cell) => cell,
    raggedError: (lines, count, found) =>
      new WorkbenchError('table/ragged-rows', { file: file.name, lines, count, expected: names.length, found }),
    cellError: (column, name, place) =>
      new WorkbenchError('table/not-a-number', { file: file.name, column: column + 1, name, ...place }),
  };
}

function* collapsed(pieces: Iterable<TextPiece>): Generator<TextPiece> {
  for (const piece of pieces) yield { ...piece, text: collapseSpaces(piece.text) };
}

/** Older files of the archive write the class 1 as `1.0000000e+00`. */
function classNumber(cell: string): string {
  const value = Number(cell);
  return Number.isInteger(value) ? String(value) : cell;
}
