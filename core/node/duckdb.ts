/** The table engine on DuckDB: loaded when it is first asked for, with a database and a folder that go when it is closed. */

import type { DuckDBConnection, DuckDBDataChunk, DuckDBInstance, DuckDBResult } from '@duckdb/node-api';
import { rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { WorkbenchError } from '../contract/errors';
import type { AppendedColumn, TableChunk, Tables, TablesOptions } from '../dataset/table-engine';
import { appendColumns } from './duckdb-append';
import { columnReaders, type ColumnReader } from './duckdb-columns';
import { MemoryChoice } from './memory';
import { scratchPath } from './scratch';

/** A scratch engine computes expressions over a page of values at a time. */
const SCRATCH_BYTES = 256 << 20;
/** Least memory that the engine runs well with. */
const LEAST_BYTES = 128 << 20;
/** Rows wait here for the reader while others are parsed: with DuckDB's own 1 MB only one thread has work. */
const MOST_BUFFERED_BYTES = 128 << 20;

/** Between two interrupts of the same work, in milliseconds. */
const INTERRUPT_MS = 10;
/** Between two looks of whoever waits for the first rows, in milliseconds. */
const LOOK_MS = 30;

/** @throws table/engine-unavailable where DuckDB cannot be loaded or set up */
export async function openDuckdb(options: TablesOptions = {}): Promise<Tables> {
  const { scratch = false, threads = scratch ? 1 : availableParallelism() } = options;
  const bytes = scratch ? SCRATCH_BYTES : (options.memoryBytes ?? new MemoryChoice().view.tables);
  const limit = Math.max(LEAST_BYTES, Math.floor(bytes));
  const config: Record<string, string> = {
    threads: String(Math.max(1, threads)),
    memory_limit: `${Math.floor(limit / 1024)}KiB`,
    preserve_insertion_order: 'true',
    // Six texts and more after `in` become a join, which gives rows in any order.
    disabled_optimizers: 'in_clause',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  };
  try {
    const path = scratch ? ':memory:' : scratchPath('duckdb');
    if (scratch) config.enable_external_access = 'false';
    else config.temp_directory = `${path}.tmp`;
    const { DuckDBInstance: Instance } = await import('@duckdb/node-api');
    const instance = await Instance.create(path, config);
    const connection = await instance.connect();
    await connection.run(`set streaming_buffer_size = '${Math.floor(Math.min(MOST_BUFFERED_BYTES, limit / 8))}B'`);
    if (scratch) await connection.run('set errors_as_json = true');
    if (scratch) await connection.run('set lock_configuration = true');
    return new DuckdbTables(instance, connection, scratch ? null : path);
  } catch (thrown) {
    throw new WorkbenchError('table/engine-unavailable', { reason: reasonOf(thrown) });
  }
}

class DuckdbTables implements Tables {
  private open = true;
  /** What the connection is at work on: a statement begins when the one before it has ended. */
  private work: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly instance: DuckDBInstance,
    private readonly connection: DuckDBConnection,
    private readonly path: string | null,
  ) {}

  async *query(sql: string, waiting?: () => Promise<void>): AsyncIterable<TableChunk> {
    const first = this.next(() => this.connection.stream(sql));
    const result: DuckDBResult = await (waiting === undefined ? first : this.attend(first, waiting));
    let readers: ColumnReader[] | null = null;
    // The next chunk is fetched while this one is used: the engine's threads and the caller's work side by side.
    let fetching = this.fetch(result);
    try {
      for (;;) {
        const chunk = await fetching;
        if (chunk === null || chunk.rowCount === 0) return;
        fetching = this.fetch(result);
        readers ??= columnReaders(result, chunk);
        const { rowCount } = chunk;
        const read = readers.map((reader, column) => reader(chunk.getColumnVector(column), rowCount));
        yield { rowCount, columns: read.map(({ column }) => column), nulls: read.map(({ nulls }) => nulls) };
      }
    } finally {
      await fetching.catch(() => null);
    }
  }

  append(table: string, columns: readonly AppendedColumn[]): Promise<void> {
    return this.next(() => appendColumns(this.connection, table, columns));
  }

  interrupt(): void {
    void this.stop();
  }

  progress(): number | null {
    if (!this.open) return null;
    const { percentage } = this.connection.progress;
    return percentage < 0 ? null : Math.min(1, percentage / 100);
  }

  async close(): Promise<void> {
    if (!this.open) return;
    this.open = false;
    await this.stop();
    this.connection.closeSync();
    this.instance.closeSync();
    const { path } = this;
    if (path === null) return;
    for (const name of [path, `${path}.wal`, `${path}.tmp`]) rmSync(name, { recursive: true, force: true });
  }

  /** Interrupts again and again what is at work now: DuckDB forgets an interrupt that comes before the work has begun. */
  private async stop(): Promise<void> {
    const { work } = this;
    const ending = work.then(() => true);
    do this.connection.interrupt();
    while (!(await Promise.race([ending, setTimeout(INTERRUPT_MS, false)])));
  }

  /** Awaits work and calls `waiting` meanwhile; what that throws ends the work. */
  private async attend<T>(work: Promise<T>, waiting: () => Promise<void>): Promise<T> {
    const ending = work.then(() => true);
    try {
      while (!(await Promise.race([ending, setTimeout(LOOK_MS, false)]))) await waiting();
    } catch (thrown) {
      await this.stop();
      throw thrown;
    }
    return await work;
  }

  private fetch(result: DuckDBResult): Promise<DuckDBDataChunk | null> {
    const fetching = this.next(() => result.fetchChunk());
    // Whoever leaves in the middle does not wait for it: that it failed is then nobody's business.
    fetching.catch(() => null);
    return fetching;
  }

  private async next<T>(step: () => Promise<T>): Promise<T> {
    if (!this.open) throw new WorkbenchError('engine/cancelled', {});
    const work = step();
    this.work = work.catch(() => null);
    try {
      return await work;
    } catch (thrown) {
      const reason = reasonOf(thrown);
      if (/^(INTERRUPT Error|\{"exception_type":"INTERRUPT")/.test(reason))
        throw new WorkbenchError('engine/cancelled', {});
      throw new WorkbenchError('table/query', { reason });
    }
  }
}

function reasonOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
