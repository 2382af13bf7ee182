/** One pass of the table engine over delimited text: every column surveyed, the series collected, nothing lost unseen. */

import type { CellReader } from '../cell-reader';
import type { TableSurvey } from '../survey';
import type { TableChunk, TableColumn, Tables } from '../table-engine';
import { type Collector, pick } from './collect';
import { type ColumnWays, type CsvText, readCsv, readRejects } from './csv-query';
import { NumberSurvey } from './number-survey';

export interface PassJob {
  text: CsvText;
  ways: ColumnWays;
  cells: CellReader;
  survey: TableSurvey;
  collector: Collector;
  /** Rows of the text, in order, that hold too few or too many fields: they are left out. */
  leftOut: readonly number[];
  /** Told the rows so far. */
  reached(rows: number): Promise<void>;
}

/** What came of it: the rows, and which columns have to be read as text. */
export interface PassResult {
  rows: number;
  /** Columns read as numbers in which cells were none, or in which the engine saw numbers of its own. */
  unfit: number[];
  /** Rows were left out that have another number of fields, open quotes and the like. */
  ragged: boolean;
}

/** Values worked on between two looks at the messages. */
const VALUES_AT_ONCE = 1 << 19;

let passes = 0;

/** @throws table/query, engine/cancelled */
export async function runPass(tables: Tables, job: PassJob): Promise<PassResult> {
  const { text, ways, survey, collector, cells } = job;
  const number = ++passes;
  const nulls = new Float64Array(text.columns);
  for (let column = 0; column < text.columns; column++) {
    const { name, distinctLimit } = survey.columns[column];
    if (!ways.texts.has(column)) survey.columns[column] = new NumberSurvey(name, distinctLimit);
  }
  let rows = 0;
  let left = 0;
  for await (const chunk of tables.query(readCsv(text, ways, number), () => job.reached(0))) {
    for (const [at, count] of chunk.nulls.entries()) nulls[at] += count;
    for (const { columns: all, rowCount } of slices(chunk)) {
      const from = left;
      while (left < job.leftOut.length && job.leftOut[left] < rows + rowCount) left++;
      const without = new Set(job.leftOut.slice(from, left));
      const kept = without.size === 0 ? null : rowsBut(without, rows, rowCount);
      const columns = kept === null ? all : all.map((column) => pick(column, kept));
      const count = kept?.length ?? rowCount;
      for (const [at, column] of columns.entries()) {
        const facts = survey.columns[at];
        if (column instanceof Float64Array) (facts as NumberSurvey).addValues(column);
        else for (let row = 0; row < count; row++) facts.add(column[row] ?? '', rows + (kept?.[row] ?? row), cells);
        nulls[at] -= missingIn(all[at], without, rows);
      }
      const first = rows;
      if (count > 0) await collector.add(columns, count, first, kept?.map((row) => first + row) ?? null);
      rows += rowCount;
      await job.reached(rows);
    }
  }
  survey.rows = rows;
  const unfit = new Set<number>();
  let ragged = false;
  for await (const { columns, rowCount } of tables.query(readRejects(number))) {
    for (let row = 0; row < rowCount; row++) {
      if (columns[1][row] === 'true') unfit.add(Number(columns[0][row]) - 1);
      else ragged = true;
    }
  }
  for (const [at, facts] of survey.columns.entries()) {
    // `-nan(ind)` is a number to the engine and text to everybody else.
    if (facts instanceof NumberSurvey && facts.missing > nulls[at]) unfit.add(at);
  }
  return { rows, unfit: [...unfit], ragged };
}

/** The rows of a chunk (from 0) that are not among those of the text, of which the chunk's first is `first`. */
function rowsBut(without: ReadonlySet<number>, first: number, count: number): number[] {
  return Array.from({ length: count }, (_, row) => row).filter((row) => !without.has(first + row));
}

/** A chunk in pieces that are worked on at once: of a table of thousands of columns only a few rows. */
function* slices({ rowCount, columns }: TableChunk): Generator<Pick<TableChunk, 'rowCount' | 'columns'>> {
  const most = Math.max(1, Math.floor(VALUES_AT_ONCE / columns.length));
  if (rowCount <= most) yield { rowCount, columns };
  else {
    for (let from = 0; from < rowCount; from += most) {
      const to = Math.min(rowCount, from + most);
      const cut = columns.map((column) =>
        column instanceof Float64Array ? column.subarray(from, to) : column.slice(from, to),
      );
      yield { rowCount: to - from, columns: cut };
    }
  }
}

/** How many of the rows left out of a chunk have no number. */
function missingIn(column: TableColumn, without: ReadonlySet<number>, first: number): number {
  let count = 0;
  for (const row of without) if (Number.isNaN(column[row - first])) count++;
  return count;
}
