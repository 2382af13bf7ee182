/** Chooses a workbook's sheet, and the rows of it that are the table. */

import { WorkbenchError } from '../contract/errors';
import type { ReadingSpec } from '../contract/specs';
import type { Assumption } from '../contract/views';
import { cellReader, type NumberStyle } from './cell-reader';
import { recogniseLeadingRows } from './lead-lines';
import { recogniseMarksBeside } from './marks-beside';
import type { SourceFile } from './part';
import { inShare } from './share';
import type { Book, SheetCells } from './xlsx-cells';

export const SAMPLE_ROWS = 200;
/** Fewer numbers in a column are a cover sheet's. */
const FEWEST_NUMBERS = 2;

export interface ChosenSheet {
  sheet: string;
  /** The table's rows alone. */
  cells: SheetCells;
  /** Rows of the sheet before the table. */
  skipLines: number;
  assumptions: Assumption[];
}

/**
 * The chosen sheet, else the first that holds columns of numbers, else the first that holds anything, without the rows before
 * its table. Yields the share that is done, 0 to 1. @throws archive/unknown-part, xlsx/no-data
 */
export function* chooseSheet(
  file: SourceFile,
  book: Book,
  reading: ReadingSpec,
  style: NumberStyle,
): Generator<number, ChosenSheet> {
  const { sheet: chosen, decimal = '.' } = reading;
  if (chosen !== undefined && !book.sheets.includes(chosen)) {
    throw new WorkbenchError('archive/unknown-part', { file: file.name, name: chosen, names: book.sheets });
  }
  const names = chosen === undefined ? book.sheets : [chosen];
  let first: ChosenSheet | null = null;
  for (const [at, sheet] of names.entries()) {
    const cells = yield* inShare(book.cells(sheet, decimal), 1, [at / names.length, (at + 1) / names.length]);
    const found = { sheet, ...tableIn(cells, reading) };
    if (found.cells.rows.length === 0) continue;
    if (chosen !== undefined) return found;
    if (holdsNumbers(found.cells, style)) return withReason(found, 'first-sheet-with-numbers', names.length);
    first ??= found;
  }
  if (first === null) throw new WorkbenchError('xlsx/no-data', { file: file.name, names });
  return withReason(first, 'first-sheet-with-data', names.length);
}

function withReason(
  found: ChosenSheet,
  reason: 'first-sheet-with-numbers' | 'first-sheet-with-data',
  count: number,
): ChosenSheet {
  return { ...found, assumptions: [{ setting: 'sheet', reason, params: { count } }, ...found.assumptions] };
}

/** The rows of a sheet that are its table, in as many columns as they take. */
function tableIn(cells: SheetCells, reading: ReadingSpec): Omit<ChosenSheet, 'sheet'> {
  let skipLines = reading.skipLines ?? 0;
  const assumptions: Assumption[] = [];
  if (reading.skipLines === undefined && reading.header !== false) {
    const leading = recogniseLeadingRows(cells.rows.slice(0, SAMPLE_ROWS).map((row) => row.cells));
    if (leading > 0) {
      skipLines = cells.rows[leading].line - 1;
      assumptions.push({ setting: 'skipLines', reason: 'lines-before-header', params: { count: skipLines } });
    }
  }
  return { cells: skipLines === 0 ? cells : below(cells, skipLines), skipLines, assumptions };
}

/** The rows below the first `count` of the sheet, without the columns at either side that then hold nothing. */
function below({ rows, firstColumn, width }: SheetCells, count: number): SheetCells {
  const kept = rows.filter(({ line }) => line > count);
  const holds = (column: number): boolean => kept.some((row) => row.cells[column] !== '');
  let from = 0;
  let to = width;
  while (from < to && !holds(from)) from++;
  while (to > from && !holds(to - 1)) to--;
  return {
    rows: kept.map(({ line, cells }) => ({ line, cells: cells.slice(from, to) })),
    firstColumn: firstColumn + from,
    width: to - from,
  };
}

/** Whether a column of the first rows is mostly numbers. */
function holdsNumbers({ rows, width }: SheetCells, style: NumberStyle): boolean {
  const sample = rows.slice(0, SAMPLE_ROWS);
  const { marks } = recogniseMarksBeside(sample.map(({ cells }) => cells)) ?? style;
  const reader = cellReader({ ...style, marks });
  for (let column = 0; column < width; column++) {
    const values = sample.map(({ cells }) => reader.value(cells[column])).filter((value) => !Number.isNaN(value));
    const numbers = values.filter((value) => value !== null).length;
    if (numbers >= FEWEST_NUMBERS && numbers * 2 > values.length) return true;
  }
  return false;
}
