/** Settles how each column of a text is read by the table engine: as plain numbers, as numbers with marks, or as text. */

import type { CellReader } from '../cell-reader';
import { isNamedLikeId } from '../column-habits';
import type { TableSurvey } from '../survey';
import type { ColumnWays } from './csv-query';
import type { Settled } from './settled';

/** Spellings of missing values that the engine looks for in columns of numbers, beside those that were met. */
const MARKS = ['?', '-', 'NA', 'na', 'N/A', 'n/a', '#N/A', 'NaN', 'nan', 'NAN', 'NULL', 'null', 'Null'];
const MOST_MARKS = 30;

export class Ways implements ColumnWays {
  readonly texts = new Set<number>();
  readonly marked: Set<number>;
  readonly missing: string[];

  /** `rows` are the first ones; `strange` numbers are read by nobody but `cells`. */
  constructor(
    rows: readonly string[][],
    cells: CellReader,
    private readonly width: number,
    strange: boolean,
  ) {
    this.marked = markedColumns(rows, cells);
    this.missing = missingMarks(rows, cells);
    if (strange) this.takeAllAsText();
  }

  /** Columns whose text is wanted, or in which not every cell was a number so far, are read as text. */
  choose(survey: TableSurvey, { roles: { label, series }, time: { time } }: Settled): void {
    for (const at of [label, series]) if (at !== null) this.texts.add(at);
    if (time?.readNumber === null) this.texts.add(time.at);
    if (time !== null && time.timeOfDay !== null) this.texts.add(time.timeOfDay.at);
    for (const [at, column] of survey.columns.entries()) {
      if (column.texts + column.commas > 0 || isNamedLikeId(column)) this.texts.add(at);
    }
  }

  /** Looks for marks in columns that were plain numbers so far, and takes all others as text; whether there were any. */
  readOtherwise(unfit: readonly number[]): boolean {
    for (const column of unfit) {
      if (this.marked.has(column)) this.texts.add(column);
      else this.marked.add(column);
    }
    return unfit.length > 0;
  }

  /** Whether any column was read as anything else so far. */
  takeAllAsText(): boolean {
    const before = this.texts.size;
    for (let column = 0; column < this.width; column++) this.texts.add(column);
    return this.texts.size > before;
  }
}

/** The columns in whose first rows numbers have spaces around them or missing values are spelled out. */
function markedColumns(rows: readonly string[][], cells: CellReader): Set<number> {
  const marked = new Set<number>();
  for (const row of rows) {
    for (const [at, cell] of row.entries()) {
      if (cell !== '' && (cell.trim() !== cell || cells.isMissing(cell))) marked.add(at);
    }
  }
  return marked;
}

/** Spellings of missing values. */
function missingMarks(rows: readonly string[][], cells: CellReader): string[] {
  const marks = new Set(MARKS.filter((mark) => cells.isMissing(mark)));
  for (const row of rows) {
    for (const cell of row) if (marks.size < MOST_MARKS && cells.isMissing(cell)) marks.add(cell.trim());
  }
  return [...marks];
}
