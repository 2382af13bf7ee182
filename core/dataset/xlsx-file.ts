/** Reads workbooks (XLSX): one sheet as a table, as if it were delimited text; errors name the sheet's cell. */

import { WorkbenchError } from '../contract/errors';
import type { ReadingSpec } from '../contract/specs';
import type { Assumption } from '../contract/views';
import { cellPieces, splitCellRows } from './cell-rows';
import { cellReader } from './cell-reader';
import { columnNames, headerAssumption, recogniseHeader } from './dialect';
import { recogniseMarksBeside } from './marks-beside';
import type { ReadResult, SourceFile } from './part';
import { inShare } from './share';
import { readTable } from './table-file';
import { cellName, openBook } from './xlsx-cells';
import { holdsUnits, unitsAssumption } from './units-row';
import { chooseSheet, SAMPLE_ROWS } from './xlsx-sheet';

const OPENED = 0.05;
const READ = 0.5;

/** @throws archive/broken, archive/too-large, archive/unknown-part, xlsx/too-large, xlsx/no-data */
export function* readXlsx(file: SourceFile, reading: ReadingSpec, before: Assumption[]): Generator<number, ReadResult> {
  const total = file.bytes.length;
  const book = yield* inShare(openBook(file), total, [0, OPENED * total]);
  const decimal = reading.decimal ?? '.';
  const style = { decimal, thousands: reading.thousands ?? 'none', missing: reading.missingText ?? [] };
  const choosing = chooseSheet(file, book, reading, style);
  const { sheet, skipLines, cells, assumptions } = yield* inShare(choosing, 1, [OPENED * total, READ * total]);
  assumptions.unshift(...before);
  yield READ * total;
  const { rows, width, firstColumn } = cells;
  const sample = rows.slice(0, SAMPLE_ROWS).map((row) => row.cells);
  const beside = reading.numberMarks === undefined ? recogniseMarksBeside(sample) : null;
  if (beside !== null) assumptions.push(beside.assumption);
  const numberMarks = reading.numberMarks ?? beside?.marks ?? [];
  const reader = cellReader({ ...style, marks: numberMarks });
  const header = reading.header ?? recogniseHeader(sample, reader);
  if (reading.header === undefined) assumptions.push(headerAssumption(header, sample, reader));
  const names = columnNames(header ? rows[0].cells : null, width);
  const below = sample.slice(header ? 1 : 0);
  const unitsRow = header && (reading.unitsRow ?? holdsUnits(below, reader));
  if (unitsRow && reading.unitsRow === undefined) assumptions.push(unitsAssumption(below[0]));
  const table = rows.slice(Number(header) + Number(unitsRow));
  const work = readTable(file, reading, {
    format: 'xlsx',
    encoding: null,
    delimiter: null,
    written: { skipLines, ...(header ? { unitsRow } : {}) },
    decimal,
    numberMarks,
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
  const result = yield* inShare(work, total, [READ * total, total]);
  return { ...result, inside: book.sheets.map((name) => ({ name, hint: '', fits: true })) };
}
