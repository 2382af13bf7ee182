/** Project files: a DuckDB database of one table, in one file beside which a write-ahead log lies while it is open. */

import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { randomBytes } from 'node:crypto';
import { access, constants, open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { PROJECT_LIMITS } from '../contract/project';
import { WorkbenchError } from '../contract/errors';
import type { ProjectStore, StoredRow } from '../engine/project-store';

const CONFIG = {
  threads: '1',
  // Whoever made the file may have put views into it: what they ask for stays in the file, and small.
  enable_external_access: 'false',
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
  memory_limit: '1GB',
};

/** The rows of a DuckDB file are in this table and no other; anything else of this name is refused. */
const TABLE =
  'create table kept (kind varchar not null, id bigint not null, body varchar not null, primary key (kind, id))';

/** @throws project/broken, project/in-use, file/not-found */
export async function openProjectFile(path: string): Promise<ProjectStore> {
  const file = basename(path);
  const found = await stat(path).catch(() => null);
  if (found === null || !found.isFile()) throw new WorkbenchError('file/not-found', { file });
  if (found.size > PROJECT_LIMITS.bytes)
    throw new WorkbenchError('project/too-large', { file, bytes: found.size, limit: PROJECT_LIMITS.bytes });
  const readOnly = !(await mayWrite(path));
  const opened = await connect(path, { ...CONFIG, ...(readOnly ? { access_mode: 'READ_ONLY' } : {}) }, file);
  try {
    await checkTable(opened.connection, file);
    return new DuckdbProject(opened, file, readOnly);
  } catch (thrown) {
    close(opened);
    throw thrown;
  }
}

/**
 * Makes a project file of these rows, in the place of one that is there once all is written.
 * @throws project/not-saved, project/in-use
 */
export async function createProjectFile(path: string, rows: readonly StoredRow[]): Promise<ProjectStore> {
  const file = basename(path);
  const temporary = join(dirname(path), `.${file}.${randomBytes(6).toString('hex')}.part`);
  try {
    const made = await connect(temporary, CONFIG, file);
    try {
      await made.connection.run(TABLE);
      await new DuckdbProject(made, file, false).change(rows, []);
    } finally {
      close(made);
    }
    await rename(temporary, path);
    // A log of the file that was there before is none of this one's.
    await rm(`${path}.wal`, { force: true });
    await syncFolder(dirname(path));
  } catch (thrown) {
    for (const left of [temporary, `${temporary}.wal`]) await rm(left, { force: true });
    throw thrown instanceof WorkbenchError ? thrown : notSaved(file, thrown);
  }
  return openProjectFile(path);
}

interface Opened {
  instance: DuckDBInstance;
  connection: DuckDBConnection;
}

class DuckdbProject implements ProjectStore {
  /** Changes go one after the other. */
  private last: Promise<unknown> = Promise.resolve();
  private open = true;

  constructor(
    private readonly opened: Opened,
    private readonly file: string,
    readonly readOnly: boolean,
  ) {}

  async rows(): Promise<StoredRow[]> {
    try {
      const { connection } = this.opened;
      const [[count, bytes]] = await answers(connection, 'select count(*), coalesce(sum(strlen(body)), 0) from kept');
      const limit = PROJECT_LIMITS.bytes;
      if (Number(bytes) > limit || Number(count) > 2 * PROJECT_LIMITS.experiments)
        throw new WorkbenchError('project/too-large', { file: this.file, bytes: Number(bytes), limit });
      const found = await answers(connection, 'select kind, id, body from kept order by kind, id');
      return found.map(([kind, id, body]) => ({ kind: String(kind), id: Number(id), body: String(body) }));
    } catch (thrown) {
      throw thrown instanceof WorkbenchError ? thrown : broken(this.file, thrown);
    }
  }

  change(puts: readonly StoredRow[], removed: readonly Pick<StoredRow, 'kind' | 'id'>[]): Promise<void> {
    const change = this.last.then(() => this.write(puts, removed));
    this.last = change.catch(() => undefined);
    return change;
  }

  async close(): Promise<void> {
    await this.last;
    if (this.open) close(this.opened);
    this.open = false;
  }

  private async write(puts: readonly StoredRow[], removed: readonly Pick<StoredRow, 'kind' | 'id'>[]): Promise<void> {
    if (!this.open || this.readOnly) throw notSaved(this.file, new Error(this.open ? 'EROFS' : 'closed'));
    const { connection } = this.opened;
    try {
      await connection.run('begin');
      for (const { kind, id } of removed)
        await connection.run('delete from kept where kind = $1 and id = $2', [kind, BigInt(id)]);
      for (const { kind, id, body } of puts)
        await connection.run('insert or replace into kept values ($1, $2, $3)', [kind, BigInt(id), body]);
      await connection.run('commit');
      // So that the file is all there is, and none of it in a log beside it.
      await connection.run('checkpoint');
    } catch (thrown) {
      await connection.run('rollback').catch(() => undefined);
      throw notSaved(this.file, thrown);
    }
  }
}

async function connect(path: string, config: Record<string, string>, file: string): Promise<Opened> {
  const { DuckDBInstance: Instance } = await import('@duckdb/node-api').catch((thrown: unknown) => {
    throw new WorkbenchError('table/engine-unavailable', { reason: reasonOf(thrown) });
  });
  try {
    const instance = await Instance.create(path, config);
    return { instance, connection: await instance.connect() };
  } catch (thrown) {
    if (/lock/i.test(reasonOf(thrown))) throw new WorkbenchError('project/in-use', { file });
    throw broken(file, thrown);
  }
}

/** The table must be one, with its columns: a view of that name could be anything. @throws project/broken */
async function checkTable(connection: DuckDBConnection, file: string): Promise<void> {
  const sql = `select (select count(*) from duckdb_tables() where table_name = 'kept' and not temporary),
    (select string_agg(column_name || ' ' || data_type, ', ' order by column_index) from duckdb_columns() where table_name = 'kept')`;
  const [[tables, columns]] = await answers(connection, sql).catch((thrown: unknown) => {
    throw broken(file, thrown);
  });
  if (Number(tables) === 1 && columns === 'kind VARCHAR, id BIGINT, body VARCHAR') return;
  throw broken(file, new Error('kept'));
}

async function answers(connection: DuckDBConnection, sql: string): Promise<unknown[][]> {
  return (await connection.runAndReadAll(sql)).getRows();
}

function close({ instance, connection }: Opened): void {
  connection.closeSync();
  instance.closeSync();
}

async function mayWrite(path: string): Promise<boolean> {
  const { mode } = await stat(path);
  const allowed = [access(path, constants.W_OK), access(dirname(path), constants.W_OK)];
  return (mode & 0o222) !== 0 && (await Promise.allSettled(allowed)).every(({ status }) => status === 'fulfilled');
}

/** The new name itself is on disk; where folders cannot be synchronised that is the system's own business. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

function broken(file: string, thrown: unknown): WorkbenchError {
  return new WorkbenchError('project/broken', { file, reason: reasonOf(thrown) });
}

function notSaved(file: string, thrown: unknown): WorkbenchError {
  return new WorkbenchError('project/not-saved', { file, reason: reasonOf(thrown) });
}

function reasonOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
