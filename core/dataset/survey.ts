/** Looks at every cell of a table once and keeps, for each column, what is needed to tell its part in the data. */

import type { ColumnView } from '../contract/views';
import type { CellReader } from './cell-reader';
import { isList, readList } from './list-cells';
import { isPointedTime } from './time/day-clock';
import { StampTally } from './time/recognise';
import { isTimeText } from './time/stamp-text';

const DISTINCT_LIMIT = 1000;
/** Keeps the sets of distinct values small in tables of very many columns. */
const DISTINCT_BUDGET = 500_000;

export interface CellPlace {
  line: number;
  text: string;
}

export class ColumnSurvey {
  numbers = 0;
  /** Numbers with a mark beside them, and the first without. */
  marked = 0;
  firstPlain: CellPlace | null = null;
  missing = 0;
  texts = 0;
  /** The cells that are dates, times of day or both; null where there are none. */
  stamps: StampTally | null = null;
  /** Texts such as `18.00.00`, of which some are dates as well. */
  pointedTimes = 0;
  commas = 0;
  /** Texts that are lists of numbers. */
  lists = 0;
  /** Numbers with a fractional part or without end. */
  fractions = 0;
  /** The smallest and the largest number. */
  min = Infinity;
  max = -Infinity;
  /** Rows whose cell differs from the row above; the first row counts. */
  changes = 0;
  /** Rows whose value is above the one before. */
  rises = 0;
  /** Rises by as much as the rise before: all but the first in a running number, also one that starts over. */
  steady = 0;
  distinct = 0;
  /** Null once there are too many to count on. */
  values: Set<string> | null = new Set();
  firstText: CellPlace | null = null;
  firstComma: CellPlace | null = null;
  /** The first text that is no number in what would be a list. */
  firstInList: CellPlace | null = null;
  /** The name in lower case, its words joined by `_`. */
  readonly plainName: string;
  private previousText: string | null = null;
  private previousValue = NaN;
  private previousRise = NaN;

  constructor(
    readonly name: string,
    readonly distinctLimit: number,
  ) {
    const words = name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '_');
    this.plainName = words.replace(/^_|_$/g, '');
  }

  add(cell: string, line: number, cells: CellReader): void {
    if (cell !== this.previousText) {
      this.changes++;
      this.previousText = cell;
      this.countDistinct(cell);
    }
    const value = cells.value(cell);
    if (value === null) this.addText(cell, line, cells);
    else if (Number.isNaN(value)) this.missing++;
    else {
      if (cells.hasMark(cell)) this.marked++;
      else this.firstPlain ??= { line, text: cell };
      this.addNumber(value);
    }
  }

  private countDistinct(cell: string): void {
    if (this.values === null) return;
    this.values.add(cell);
    this.distinct = this.values.size;
    if (this.distinct >= this.distinctLimit) this.values = null;
  }

  private addNumber(value: number): void {
    this.numbers++;
    if (!Number.isInteger(value)) this.fractions++;
    if (value < this.min) this.min = value;
    if (value > this.max) this.max = value;
    const step = value - this.previousValue;
    this.previousValue = value;
    if (!(step > 0)) return;
    this.rises++;
    if (step === this.previousRise) this.steady++;
    this.previousRise = step;
  }

  private addText(cell: string, line: number, cells: CellReader): void {
    if (cells.isStrangeComma(cell)) {
      this.commas++;
      this.firstComma ??= { line, text: cell };
      return;
    }
    this.texts++;
    this.firstText ??= { line, text: cell };
    if (isList(cell, cells)) this.lists++;
    else if (this.firstInList === null) {
      const { fault } = readList(cell, cells);
      if (fault !== null) this.firstInList = { line, text: fault };
    }
    if (isPointedTime(cell)) this.pointedTimes++;
    if (this.stamps !== null) this.stamps.add(cell);
    else if (isTimeText(cell)) (this.stamps = new StampTally()).add(cell);
  }

  /** Cells that are not missing. */
  get present(): number {
    return this.numbers + this.commas + this.texts;
  }

  get empty(): boolean {
    return this.present === 0;
  }

  /** Whether most of the cells that are not missing are lists of numbers. */
  get holdsLists(): boolean {
    return this.lists * 2 > this.present;
  }

  /** Number where most of the cells that are not missing are numbers; a column with no value at all counts as one. */
  get kind(): ColumnView['kind'] {
    if ((this.numbers + this.commas) * 2 > this.present || this.empty) return 'number';
    return (this.stamps?.count ?? 0) * 2 > this.present ? 'time' : 'text';
  }

  view(): ColumnView {
    return { name: this.name, kind: this.kind, missing: this.missing, distinct: this.distinct };
  }
}

/** Rows whose number of fields is not that of the header, or of most rows: they are no part of the survey. */
export interface Ragged {
  lines: number[];
  count: number;
  found: number;
}

const RAGGED_LINES = 5;

export class TableSurvey {
  readonly columns: ColumnSurvey[];
  readonly ragged: Ragged = { lines: [], count: 0, found: 0 };
  rows = 0;

  constructor(
    names: string[],
    private readonly cells: CellReader,
  ) {
    const limit = Math.max(20, Math.min(DISTINCT_LIMIT, Math.floor(DISTINCT_BUDGET / Math.max(1, names.length))));
    this.columns = names.map((name) => new ColumnSurvey(name, limit));
  }

  add(row: string[], line: number): void {
    this.rows++;
    const { columns } = this;
    if (!fits(row, columns.length)) {
      if (this.ragged.count === 0) this.ragged.found = row.length;
      if (this.ragged.lines.length < RAGGED_LINES) this.ragged.lines.push(line);
      this.ragged.count++;
      return;
    }
    for (let column = 0; column < columns.length; column++) columns[column].add(row[column], line, this.cells);
  }
}

/** Delimiters at a row's end that open only empty fields shift nothing. */
export function fits(row: readonly string[], expected: number): boolean {
  if (row.length < expected) return false;
  for (let column = expected; column < row.length; column++) if (row[column].trim() !== '') return false;
  return true;
}
