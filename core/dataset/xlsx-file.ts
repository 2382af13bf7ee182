/** Reads workbooks (XLSX): one sheet as a table, as if it were delimited text; errors name the sheet's cell. */

import { WorkbenchError } from '../contract/errors';
import type { ReadingSpec } from '../contract/specs';
import type { Assumption } from '../contract/views';
import { cellPieces, splitCellRows } from './cell-rows';
import { cellReader } from './cell-reader';
import { columnNames, recogniseHeader } from './dialect';
import type { ReadResult, SourceFile } from './part';
import { inShare } from './share';
import { readTable } from './table-file';
import { type Book, cellName, openBook, type SheetCells } from './xlsx-cells';

const OPENED = 0.05;
const READ = 0.5;
const SAMPLE_ROWS = 200;

/** @throws archive/broken, archive/too-large, archive/unknown-part, xlsx/too-large, xlsx/no-data */
export function* readXlsx(file: SourceFile, reading: ReadingSpec, before: Assumption[]): Generator<number, ReadResult> {
  const total = file.bytes.length;
  const assumptions = [...before];
  const book = yield* inShare(openBook(file), total, [0, OPENED * total]);
  const decimal = reading.decimal ?? '.';
  const skipLines = reading.skipLines ?? 0;
  const { sheet, cells } = yield* chooseSheet(file, book, reading.sheet, decimal, skipLines);
  if (reading.sheet === undefined) {
    assumptions.push({ setting: 'sheet', reason: 'first-sheet-with-data', params: { count: book.sheets.length } });
  }
  yield READ * total;
  const { rows, width, firstColumn } = cells;
  const header =
    reading.header ??
    recogniseHeader(
      rows.slice(0, SAMPLE_ROWS).map((row) => row.cells),
      cellReader({ decimal, thousands: reading.thousands ?? 'none', missing: reading.missingText ?? [] }),
    );
  if (reading.header === undefined) {
    assumptions.push({ setting: 'header', reason: header ? 'first-row-is-text' : 'first-row-is-numeric', params: {} });
  }
  const names = columnNames(header ? rows[0].cells : null, width);
  const table = header ? rows.slice(1) : rows;
  const reader = readTable(file, reading, {
    format: 'xlsx',
    encoding: null,
    delimiter: null,
    ...(reading.skipLines === undefined ? {} : { written: { skipLines } }),
    decimal,
    header,
    assumptions,
    names,
    skipsHeader: false,
    namedColumns: header,
    pieces: cellPieces(table, table.length, total),
    firstLine: 1,
    split: splitCellRows,
    declaredWide: false,
    declaredLabel: null,
    sheet,
    labelOf: (cell) => cell,
    raggedError: (lines, count, found) =>
      new WorkbenchError('table/ragged-rows', { file: file.name, lines, count, expected: width, found }),
    cellError: (column, name, { line, text }) =>
      new WorkbenchError('xlsx/not-a-number', {
        file: file.name,
        sheet,
        cell: cellName(line, firstColumn + column),
        line,
        name,
        text,
      }),
  });
  const result = yield* inShare(reader, total, [READ * total, total]);
  return { ...result, inside: book.sheets.map((name) => ({ name, hint: '', fits: true })) };
}

/** The chosen sheet, else the first one that holds anything, from the row after the first `skipLines` ones of it on. */
function* chooseSheet(
  file: SourceFile,
  book: Book,
  chosen: string | undefined,
  decimal: '.' | ',',
  skipLines: number,
): Generator<number, { sheet: string; cells: SheetCells }> {
  if (chosen !== undefined && !book.sheets.includes(chosen)) {
    throw new WorkbenchError('archive/unknown-part', { file: file.name, name: chosen, names: book.sheets });
  }
  const total = file.bytes.length;
  for (const sheet of chosen === undefined ? book.sheets : [chosen]) {
    const cells = yield* inShare(book.cells(sheet, decimal), 1, [OPENED * total, READ * total]);
    const rows = skipLines === 0 ? cells.rows : cells.rows.filter(({ line }) => line > skipLines);
    if (rows.length > 0) return { sheet, cells: { ...cells, rows } };
  }
  throw new WorkbenchError('xlsx/no-data', { file: file.name, names: chosen === undefined ? book.sheets : [chosen] });
}
