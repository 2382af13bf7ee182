/** Writes features and series as Parquet files, through the table engine, which keeps on disk what is too large for memory. */

import { WorkbenchError } from '../contract/errors';
import type { LabelKind } from '../contract/specs';
import { execute, sqlName, sqlText, type Tables } from '../dataset/table-engine';
import { withoutCase } from '../exporters/limits';
import { type FeatureTable, roleName, type SeriesTable } from '../exporters/tables';
import type { EngineHost, Path, WrittenFile } from './host';
import type { Task } from './task';

/** Values handed to the table engine at once: about what it takes in within a slice of time. */
const APPENDED_VALUES = 1 << 17;
const APPENDED_ROWS = 1 << 14;
/** Values of a row group, of which a whole number of the engine's vectors of 2048 rows is made. */
const GROUP_VALUES = 1 << 22;
const VECTOR_ROWS = 2048;
const LARGEST_GROUP_ROWS = 60 * VECTOR_ROWS;
/** Between two looks at how far the file is, in milliseconds. */
const LOOK_MS = 30;
/** With several threads the cuts between a file's pages depend on which of them is faster. */
const THREADS = 1;

/** `sequence,label,<features>`, one row a series, features as float32. Errors: export/*, table/*, engine/cancelled. */
export function featureParquet(
  host: EngineHost,
  task: Task,
  path: Path,
  { ids, labels, labelAs, columns, values }: FeatureTable,
  before: number,
): Promise<WrittenFile> {
  const width = columns.length;
  return withTables(host, async (tables) => {
    await execute(tables, `CREATE TABLE features (id VARCHAR, label VARCHAR, numbers FLOAT[${width}])`);
    const rows = Math.max(1, Math.min(APPENDED_ROWS, Math.floor(APPENDED_VALUES / width)));
    for (let from = 0; from < ids.length; from += rows) {
      const to = Math.min(ids.length, from + rows);
      const numbers = { values: values.subarray(from * width, to * width), width };
      await tables.append('features', [ids.slice(from, to), labelsOf(labels, from, to), numbers]);
      await task.reach(before + Math.floor(to / 2));
    }
    const chosen = [
      `id AS "sequence"`,
      ...(labels === null ? [] : [`${labelOf(labelAs)} AS "label"`]),
      ...columns.map((name, at) => `numbers[${at + 1}] AS ${sqlName(name)}`),
    ];
    return copyOut(host, tables, path, `SELECT ${chosen.join(', ')} FROM features`, width, (share) =>
      task.reach(before + Math.floor((ids.length * (1 + share)) / 2)),
    );
  });
}

/**
 * `series,label,step,<channels>`, one row a step, the steps of each series counted from 0; values as float64, missing ones
 * as NULL. Errors: export/*, table/*, engine/cancelled.
 */
export function seriesParquet(
  host: EngineHost,
  task: Task,
  path: Path,
  { ids, labels, labelAs, channels, lengths, offsets, values }: SeriesTable,
  before: number,
): Promise<WrittenFile> {
  const width = channels.length;
  return withTables(host, async (tables) => {
    await execute(tables, 'CREATE TABLE names (id VARCHAR, label VARCHAR)');
    await execute(tables, `CREATE TABLE steps (series INTEGER, step INTEGER, numbers DOUBLE[${width}])`);
    for (let from = 0; from < ids.length; from += APPENDED_ROWS) {
      const to = Math.min(ids.length, from + APPENDED_ROWS);
      await tables.append('names', [ids.slice(from, to), labelsOf(labels, from, to)]);
      await task.reach(before);
    }
    const rows = new StepRows(tables, width);
    for (const [series, length] of lengths.entries()) {
      for (let step = 0; step < length;) {
        const end = Math.min(length, step + rows.free);
        const at = offsets[series];
        rows.add(series, step, values.slice((at + step) * width, (at + end) * width));
        step = end;
        if (rows.free > 0) continue;
        await rows.flush();
        await task.reach(before + Math.floor(series / 2));
      }
    }
    await rows.flush();
    const taken = channels.map(withoutCase);
    // Looked up in lists, not joined: a join would have its own order of rows.
    const nameOf = (column: string): string => `(SELECT list(${column} ORDER BY rowid) FROM names)[series + 1]`;
    const chosen = [
      `${nameOf('id')} AS ${sqlName(roleName('series', taken))}`,
      ...(labels === null ? [] : [`${nameOf(labelOf(labelAs))} AS ${sqlName(roleName('label', taken))}`]),
      `step AS ${sqlName(roleName('step', taken))}`,
      ...channels.map((name, at) => `nullif(numbers[${at + 1}], 'nan'::DOUBLE) AS ${sqlName(name)}`),
    ];
    return copyOut(host, tables, path, `SELECT ${chosen.join(', ')} FROM steps`, width, (share) =>
      task.reach(before + Math.floor((ids.length * (1 + share)) / 2)),
    );
  });
}

/** The column of labels, which are texts; numbers to predict are written as float64. */
function labelOf(labelAs: LabelKind | undefined): string {
  return labelAs === 'number' ? 'CAST(label AS DOUBLE)' : 'label';
}

/** Gathers steps of many series, so that short ones are handed on together. */
class StepRows {
  private readonly series: Int32Array;
  private readonly steps: Int32Array;
  private readonly numbers: Float64Array;
  private rows = 0;

  constructor(
    private readonly tables: Tables,
    private readonly width: number,
  ) {
    const most = Math.max(1, Math.min(APPENDED_ROWS, Math.floor(APPENDED_VALUES / width)));
    this.series = new Int32Array(most);
    this.steps = new Int32Array(most);
    this.numbers = new Float64Array(most * width);
  }

  /** Steps for which there is room. */
  get free(): number {
    return this.series.length - this.rows;
  }

  /** Takes the numbers of some steps of a series, from `step` on. */
  add(series: number, step: number, numbers: Float64Array): void {
    this.numbers.set(numbers, this.rows * this.width);
    for (let at = 0; at < numbers.length / this.width; at++, this.rows++) {
      this.series[this.rows] = series;
      this.steps[this.rows] = step + at;
    }
  }

  async flush(): Promise<void> {
    const { rows, width } = this;
    this.rows = 0;
    if (rows === 0) return;
    const numbers = { values: this.numbers.subarray(0, rows * width), width };
    await this.tables.append('steps', [this.series.subarray(0, rows), this.steps.subarray(0, rows), numbers]);
  }
}

function labelsOf(labels: (string | null)[] | null, from: number, to: number): (string | null)[] {
  return labels?.slice(from, to) ?? Array.from({ length: to - from }, () => null);
}

async function withTables<T>(host: EngineHost, use: (tables: Tables) => Promise<T>): Promise<T> {
  const tables = await host.openTables({ threads: THREADS });
  try {
    return await use(tables);
  } finally {
    await tables.close();
  }
}

/** Writes the rows of a query with `width` columns of numbers, telling `reached` the share that is done. */
function copyOut(
  host: EngineHost,
  tables: Tables,
  path: Path,
  query: string,
  width: number,
  reached: (share: number) => Promise<void>,
): Promise<WrittenFile> {
  const fitting = Math.floor(GROUP_VALUES / width / VECTOR_ROWS) * VECTOR_ROWS;
  const groupRows = Math.max(VECTOR_ROWS, Math.min(LARGEST_GROUP_ROWS, fitting));
  return host.writeBy(path, async (temporary) => {
    const target = `${sqlText(temporary)} (FORMAT parquet, ROW_GROUP_SIZE ${groupRows})`;
    const copying = execute(tables, `COPY (${query}) TO ${target}`).then(() => true);
    try {
      while (!(await Promise.race([copying, host.wait(LOOK_MS).then(() => false)]))) {
        await reached(tables.progress() ?? 0);
      }
    } catch (thrown) {
      tables.interrupt();
      await copying.catch(() => undefined);
      throw diskFault(host.baseName(path), thrown);
    }
    await reached(1);
  });
}

/** What the table engine says of the file that it writes, under the temporary name that nobody else knows. */
function diskFault(file: string, thrown: unknown): unknown {
  if (!(thrown instanceof WorkbenchError) || thrown.code !== 'table/query') return thrown;
  const reason = String((thrown.params as { reason: string }).reason);
  if (!reason.startsWith('IO Error')) return thrown;
  if (/No space left|disk full/i.test(reason)) return new WorkbenchError('export/disk-full', { file });
  return new WorkbenchError('export/failed', { file, reason });
}
