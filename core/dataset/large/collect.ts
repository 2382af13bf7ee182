/** Makes whole series of a table's columns as they come, chunk by chunk, once it is known what the columns are for. */

import { MOST_REJECTED_PLACES } from '../../contract/views';
import type { CellReader } from '../cell-reader';
import type { Gathered } from '../gather';
import { channelNames } from '../part';
import type { Roles } from '../roles';
import type { TableColumn } from '../table-engine';
import type { TimeColumn } from '../time/column';
import type { WholeSeries } from '../whole';
import { Growing, GrowingCodes } from './growing';
import { regroup } from './regroup';
import type { ValueSink } from './value-sink';

export interface CollectJob {
  fileName: string;
  names: readonly string[];
  roles: Roles;
  /** About how many rows there are. */
  expected: number;
  cells: CellReader;
  /** The label that a cell stands for. */
  labelOf(cell: string): string;
  /** Whether rows whose channels are no numbers are left out. */
  leavesOut: boolean;
  /** How the time stamps are read, where there are any. */
  time: Omit<TimeColumn, 'at'> | null;
}

/** A cell of a channel that is no number, and the file's row that holds it. */
export interface UnfitRow {
  row: number;
  reason: 'not-a-number';
  column: number;
  name: string;
  text: string;
}

/** Gives equal texts equal numbers, in order of appearance; the text before is looked at first. */
class Codes {
  readonly names: string[] = [];
  private readonly known = new Map<string, number>();
  private previous: string | null = null;
  private code = -1;

  of(name: string): number {
    if (name === this.previous) return this.code;
    let code = this.known.get(name);
    if (code === undefined) {
      code = this.names.push(name) - 1;
      this.known.set(name, code);
    }
    this.previous = name;
    this.code = code;
    return code;
  }
}

export class Collector {
  rows = 0;
  /** Series of a wide table that end before the row's last field because only missing values follow. */
  shortened = 0;
  private readonly series = new Codes();
  private readonly labels = new Codes();
  private readonly seriesOf: GrowingCodes;
  private readonly labelCodes: GrowingCodes;
  private readonly lengths: GrowingCodes;
  private readonly times = new Growing();
  private readonly ids: string[] = [];
  /** The file's row of each row; null as long as they are the same. */
  private skips: GrowingCodes | null = null;
  /** Rows whose channels are no numbers, the first of them with their places. */
  readonly unfit: { count: number; places: UnfitRow[] } = { count: 0, places: [] };
  private scattered = false;
  private last = 0;
  private block = new Float64Array(0);

  constructor(
    private readonly job: CollectJob,
    private readonly sink: ValueSink,
  ) {
    const { roles, expected } = job;
    this.seriesOf = new GrowingCodes(roles.series !== null && roles.layout !== 'wide' ? expected : 0);
    this.labelCodes = new GrowingCodes(roles.label === null ? 0 : expected);
    this.lengths = new GrowingCodes(roles.layout === 'wide' ? expected : 0);
  }

  /**
   * Adds rows of the file from row `first` on, of which all columns are given; `fileRows` names the rows where they do not
   * follow each other.
   */
  async add(
    given: readonly TableColumn[],
    count: number,
    first: number,
    fileRows: readonly number[] | null = null,
  ): Promise<void> {
    const { roles } = this.job;
    const width = roles.channels.length;
    const unfit = this.findUnfit(given, count, first, fileRows);
    const keeps = this.job.leavesOut && unfit.length > 0 ? rowsWithout(unfit, count) : null;
    const columns = keeps === null ? given : given.map((column) => pick(column, keeps));
    const rowCount = keeps?.length ?? count;
    this.remember(count, first, keeps, fileRows);
    const values = this.interleave(columns, rowCount);
    if (roles.layout === 'wide') this.addRows(columns, values, rowCount);
    else this.addSteps(columns, rowCount);
    if (roles.label !== null) this.addLabels(columns[roles.label], rowCount);
    this.rows += rowCount;
    await this.sink.add(values.subarray(0, rowCount * width));
  }

  /** Rows whose channels are no numbers. */
  private findUnfit(
    columns: readonly TableColumn[],
    count: number,
    first: number,
    fileRows: readonly number[] | null,
  ): number[] {
    const { roles, names, cells } = this.job;
    const texts = roles.channels.filter((at) => !(columns[at] instanceof Float64Array));
    const unfit: number[] = [];
    if (texts.length === 0) return unfit;
    for (let row = 0; row < count; row++) {
      const column = texts.find((at) => cells.value(cell(columns[at], row)) === null);
      if (column === undefined) continue;
      unfit.push(row);
      const text = cell(columns[column], row);
      this.unfit.count++;
      if (this.unfit.places.length >= MOST_REJECTED_PLACES) continue;
      const place = { reason: 'not-a-number', column: column + 1, name: names[column], text } as const;
      this.unfit.places.push({ ...place, row: fileRows?.[row] ?? first + row });
    }
    return unfit;
  }

  /** Keeps which row of the file each row is, from the first on that is another. */
  private remember(
    count: number,
    first: number,
    keeps: readonly number[] | null,
    fileRows: readonly number[] | null,
  ): void {
    if (keeps === null && fileRows === null && this.skips === null && first === this.rows) return;
    if (this.skips === null) {
      this.skips = new GrowingCodes(this.job.expected);
      for (let row = 0; row < this.rows; row++) this.skips.push(row);
    }
    for (let at = 0; at < (keeps?.length ?? count); at++) {
      const row = keeps?.[at] ?? at;
      this.skips.push(fileRows?.[row] ?? first + row);
    }
  }

  /** The file's row of a row that was kept. */
  private fileRow(row: number): number {
    return this.skips === null ? row : this.skips.codes()[row];
  }

  /** The channels' values, time-major. */
  private interleave(columns: readonly TableColumn[], rowCount: number): Float64Array {
    const { roles, cells } = this.job;
    const width = roles.channels.length;
    if (this.block.length < rowCount * width) this.block = new Float64Array(rowCount * width);
    const { block } = this;
    for (let channel = 0; channel < width; channel++) {
      const column = columns[roles.channels[channel]];
      if (column instanceof Float64Array) {
        for (let row = 0, at = channel; row < rowCount; row++, at += width) block[at] = column[row];
      } else {
        for (let row = 0, at = channel; row < rowCount; row++, at += width)
          block[at] = cells.value(column[row] ?? '') ?? NaN;
      }
    }
    return block;
  }

  private addRows(columns: readonly TableColumn[], values: Float64Array, rowCount: number): void {
    const { roles } = this.job;
    const width = roles.channels.length;
    for (let row = 0; row < rowCount; row++) {
      let length = width;
      while (length > 0 && Number.isNaN(values[row * width + length - 1])) length--;
      this.lengths.push(length);
      if (length < width) this.shortened++;
      this.ids.push(roles.series === null ? String(this.rows + row) : cell(columns[roles.series], row).trim());
    }
  }

  private addSteps(columns: readonly TableColumn[], rowCount: number): void {
    const { roles, time } = this.job;
    if (roles.series !== null) {
      const column = columns[roles.series];
      for (let row = 0; row < rowCount; row++) {
        const code = this.series.of(cell(column, row).trim());
        if (code < this.last) this.scattered = true;
        this.last = code;
        this.seriesOf.push(code);
      }
    }
    if (time === null || roles.time === null) return;
    const stamps = columns[roles.time];
    const { timeOfDay } = time;
    const ofDay = (row: number) => (timeOfDay === null ? 0 : timeOfDay.read(cell(columns[timeOfDay.at], row)));
    if (time.readNumber !== null && stamps instanceof Float64Array) {
      for (let row = 0; row < rowCount; row++) this.times.push(time.readNumber(stamps[row]) + ofDay(row));
    } else for (let row = 0; row < rowCount; row++) this.times.push(time.read(cell(stamps, row)) + ofDay(row));
  }

  private addLabels(column: TableColumn, rowCount: number): void {
    const { cells, labelOf } = this.job;
    for (let row = 0; row < rowCount; row++) {
      const text = cell(column, row);
      this.labelCodes.push(cells.isMissing(text) ? -1 : this.labels.of(labelOf(text.trim())));
    }
  }

  /** The series of the file's rows; those of one id that lie apart are brought together. `between` is awaited between pieces of work. */
  async finish(fileRows: number, lineOf: (row: number) => number, between: () => Promise<void>): Promise<WholeSeries> {
    const lineOfKept = (row: number) => lineOf(this.fileRow(row));
    const whole = this.job.roles.layout === 'wide' ? this.wide(lineOfKept) : await this.steps(lineOfKept, between);
    return { ...whole, rows: fileRows };
  }

  private wide(lineOf: (row: number) => number): WholeSeries {
    const { rows, job } = this;
    const steps = job.roles.channels.length;
    const labels = this.labelCodes.codes();
    return {
      fileName: job.fileName,
      ids: this.ids,
      labels: this.ids.map((_, row) => (job.roles.label === null ? null : (this.labels.names[labels[row]] ?? null))),
      channels: channelNames(1),
      offsets: Float64Array.from({ length: rows }, (_, row) => row * steps),
      lengths: this.lengths.codes(),
      values: this.sink.finish(),
      stepLabels: null,
      rows,
      lineOf: (step) => lineOf(Math.floor(step / steps)),
    };
  }

  private async steps(lineOf: (row: number) => number, between: () => Promise<void>): Promise<WholeSeries> {
    const { rows, job, sink } = this;
    const { roles, time } = job;
    const ids = roles.series === null ? (rows > 0 ? ['0'] : []) : this.series.names;
    const lengths = new Int32Array(ids.length);
    if (roles.series === null) lengths.fill(rows);
    else for (const code of this.seriesOf.codes()) lengths[code]++;
    const offsets = new Float64Array(ids.length);
    for (let at = 1; at < ids.length; at++) offsets[at] = offsets[at - 1] + lengths[at - 1];
    const codes = this.labelCodes.codes();
    const seconds = this.times.values();
    const grouped = this.scattered
      ? await regroup(sink, this.seriesOf.codes(), offsets, roles.channels.length, between)
      : null;
    return {
      fileName: job.fileName,
      ids,
      labels: ids.map(() => null),
      channels: roles.channels.map((at) => job.names[at]),
      offsets,
      lengths,
      values: grouped?.values ?? sink.finish(),
      stepLabels: roles.label === null ? null : { codes: grouped?.move(codes) ?? codes, names: this.labels.names },
      ...(time === null || roles.time === null
        ? {}
        : { times: { seconds: grouped?.move(seconds) ?? seconds, form: time.form } }),
      rows,
      lineOf: (step) => lineOf(grouped === null ? step : grouped.rowOf[step]),
    };
  }
}

function rowsWithout(left: readonly number[], count: number): number[] {
  const out = new Set(left);
  return Array.from({ length: count }, (_, row) => row).filter((row) => !out.has(row));
}

/** The given rows of a column. */
export function pick(column: TableColumn, rows: readonly number[]): TableColumn {
  return column instanceof Float64Array
    ? Float64Array.from(rows, (row) => column[row])
    : rows.map((row) => column[row]);
}

/** A column's cell as text; columns whose text is wanted are read as text. */
function cell(column: TableColumn, row: number): string {
  const value = column[row];
  return typeof value === 'string' ? value : value === null || Number.isNaN(value) ? '' : String(value);
}

/** What was gathered beforehand, as work that has nothing left to do. */
export function* gathered(whole: WholeSeries, shortened: number): Generator<number, Gathered> {
  yield 1;
  return { whole, shortened };
}
