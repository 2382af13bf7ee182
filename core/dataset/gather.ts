/** Turns a table's rows into whole series once the roles of its columns are known. */

import type { BlockTable } from './block-table';
import type { CellReader } from './cell-reader';
import { channelNames } from './part';
import type { Roles } from './roles';
import type { TimeColumn } from './time/column';
import { inMemory } from './values';
import type { WholeSeries } from './windows';

const ROWS_BETWEEN_YIELDS = 1 << 17;

export interface GatherJob {
  fileName: string;
  table: BlockTable;
  roles: Roles;
  cells: CellReader;
  /** Rows that are kept, and whether a row is one of them; null where every row is. */
  kept: number;
  keeps: ((row: string[]) => boolean) | null;
  /** How the column of time stamps is read; null where there is none. */
  time: TimeColumn | null;
  /** The label that a cell of the label's column stands for. */
  labelOf(cell: string, line: number): string;
}

/** The series, and how many of them end before the row's last field because only missing values follow. */
export interface Gathered {
  whole: WholeSeries;
  shortened: number;
}

/** Reads the table once more; yields the share of it that is done, 0 to 1. */
export function* gather(job: GatherJob): Generator<number, Gathered> {
  return job.roles.layout === 'wide' ? yield* gatherRows(job) : { whole: yield* gatherSteps(job), shortened: 0 };
}

/** The label of a cell, null where it is missing. */
export function labelIn(job: GatherJob, cells: string[], line: number): string | null {
  const { label } = job.roles;
  if (label === null) return null;
  const cell = cells[label] ?? '';
  return job.cells.isMissing(cell) ? null : job.labelOf(cell.trim(), line);
}

/** Goes through the rows of the table and remembers which of them each kept one is. */
export class KeptRows {
  private readonly rows: Int32Array | null;
  private seen = 0;
  private kept = 0;

  constructor(private readonly job: Pick<GatherJob, 'kept' | 'keeps'>) {
    this.rows = job.keeps === null ? null : new Int32Array(job.kept);
  }

  /** Whether the next row of the table is kept. */
  keeps(row: string[]): boolean {
    if (this.rows === null || this.job.keeps === null) return true;
    const keeps = this.job.keeps(row);
    if (keeps) this.rows[this.kept++] = this.seen;
    this.seen++;
    return keeps;
  }

  /** The table's row of a kept one. */
  of(kept: number): number {
    return this.rows === null ? kept : this.rows[kept];
  }
}

/** One series a row: every chosen column is a step. */
function* gatherRows(job: GatherJob): Generator<number, Gathered> {
  const { table, roles, kept: rows } = job;
  const steps = roles.channels.length;
  const keptRows = new KeptRows(job);
  const values = new Float64Array(rows * steps);
  const lengths = new Int32Array(rows);
  const ids: string[] = [];
  const labels: (string | null)[] = [];
  let shortened = 0;
  let row = 0;
  for (let block = 0; block < table.blockCount; block++) {
    const { lines, cells } = table.block(block);
    for (const [at, line] of cells.entries()) {
      if (!keptRows.keeps(line)) continue;
      const start = row * steps;
      let length = 0;
      for (let step = 0; step < steps; step++) {
        const value = job.cells.value(line[roles.channels[step]] ?? '') ?? NaN;
        values[start + step] = value;
        if (!Number.isNaN(value)) length = step + 1;
      }
      lengths[row] = length;
      if (length < steps) shortened++;
      ids.push(roles.series === null ? String(row) : (line[roles.series] ?? '').trim());
      labels.push(labelIn(job, line, lines[at]));
      row++;
    }
    yield (block + 1) / table.blockCount;
  }
  const whole: WholeSeries = {
    fileName: job.fileName,
    ids,
    labels,
    channels: channelNames(1),
    offsets: Float64Array.from({ length: rows }, (_, at) => at * steps),
    lengths,
    values: inMemory(values),
    stepLabels: null,
    rows: table.rowCount,
    lineOf: (step) => table.lineOf(keptRows.of(Math.floor(step / steps))),
  };
  return { whole, shortened };
}

/** Gives equal texts equal numbers, in order of appearance. */
class Codes {
  readonly names: string[] = [];
  private readonly known = new Map<string, number>();

  of(name: string): number {
    const known = this.known.get(name);
    if (known !== undefined) return known;
    this.known.set(name, this.names.length);
    return this.names.push(name) - 1;
  }
}

/** One step a row: the rows of one id make a series, in order of appearance; without ids all rows are one. */
function* gatherSteps(job: GatherJob): Generator<number, WholeSeries> {
  const { table, roles, kept: rows } = job;
  const keptRows = new KeptRows(job);
  const width = roles.channels.length;
  const values = new Float64Array(rows * width);
  const seriesOf = new Int32Array(rows);
  const labelCodes = new Int32Array(roles.label === null ? 0 : rows);
  const seconds = new Float64Array(job.time === null ? 0 : rows);
  const series = new Codes();
  const labels = new Codes();
  let row = 0;
  for (let block = 0; block < table.blockCount; block++) {
    const { lines, cells } = table.block(block);
    for (const [at, line] of cells.entries()) {
      if (!keptRows.keeps(line)) continue;
      for (let channel = 0; channel < width; channel++) {
        values[row * width + channel] = job.cells.value(line[roles.channels[channel]] ?? '') ?? NaN;
      }
      seriesOf[row] = series.of(roles.series === null ? '0' : (line[roles.series] ?? '').trim());
      if (roles.label !== null) {
        const label = labelIn(job, line, lines[at]);
        labelCodes[row] = label === null ? -1 : labels.of(label);
      }
      if (job.time !== null) seconds[row] = timeOf(job.time, line);
      row++;
    }
    yield ((block + 1) / table.blockCount) * 0.9;
  }
  const lengths = new Int32Array(series.names.length);
  for (const code of seriesOf) lengths[code]++;
  const offsets = new Float64Array(lengths.length);
  for (let at = 1; at < lengths.length; at++) offsets[at] = offsets[at - 1] + lengths[at - 1];
  const sorted = yield* bringTogether(seriesOf, offsets, { values, labelCodes, seconds }, width);
  return {
    fileName: job.fileName,
    ids: series.names,
    labels: series.names.map(() => null),
    channels: roles.channels.map((at) => table.columns[at]),
    offsets,
    lengths,
    values: inMemory(sorted.values),
    stepLabels: roles.label === null ? null : { codes: sorted.labelCodes, names: labels.names },
    ...(job.time === null ? {} : { times: { seconds: sorted.seconds, form: job.time.form } }),
    rows: table.rowCount,
    lineOf: (step) => table.lineOf(keptRows.of(sorted.rowOf === null ? step : sorted.rowOf[step])),
  };
}

function timeOf({ at, read, timeOfDay }: TimeColumn, row: readonly string[]): number {
  return read(row[at] ?? '') + (timeOfDay === null ? 0 : timeOfDay.read(row[timeOfDay.at] ?? ''));
}

/** What is gathered of the steps; labels and times are empty where there are none. */
interface Steps {
  values: Float64Array; // [rows, D]
  labelCodes: Int32Array; // [rows]
  seconds: Float64Array; // [rows]
}

/** Moves the rows of each series next to each other and keeps their order; nothing is copied where they already are. */
function* bringTogether(
  seriesOf: Int32Array,
  offsets: Float64Array,
  steps: Steps,
  width: number,
): Generator<number, Steps & { rowOf: Int32Array | null }> {
  const rows = seriesOf.length;
  let together = true;
  for (let row = 1; row < rows && together; row++) together = seriesOf[row] >= seriesOf[row - 1];
  if (together) return { ...steps, rowOf: null };
  const { values, labelCodes, seconds } = steps;
  const next = offsets.slice();
  const moved = new Float64Array(values.length);
  const movedCodes = new Int32Array(labelCodes.length);
  const movedSeconds = new Float64Array(seconds.length);
  const rowOf = new Int32Array(rows);
  for (let row = 0; row < rows; row++) {
    const step = next[seriesOf[row]]++;
    for (let channel = 0; channel < width; channel++) moved[step * width + channel] = values[row * width + channel];
    if (labelCodes.length > 0) movedCodes[step] = labelCodes[row];
    if (seconds.length > 0) movedSeconds[step] = seconds[row];
    rowOf[step] = row;
    if (row % ROWS_BETWEEN_YIELDS === ROWS_BETWEEN_YIELDS - 1) yield 0.9 + (0.1 * row) / rows;
  }
  return { values: moved, labelCodes: movedCodes, seconds: movedSeconds, rowOf };
}
