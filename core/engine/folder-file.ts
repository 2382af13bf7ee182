/** Reads single files of folders, small ones ahead of their turn, and reads them again when their rows are looked at. */

import { WorkbenchError } from '../contract/errors';
import type { ReadingSpec } from '../contract/specs';
import type { FolderFile } from '../dataset/folder-files';
import { isParquet } from '../dataset/large/parquet-file';
import type { AnyResult, LargeResult, RawTable } from '../dataset/part';
import { readDataset } from '../dataset/read';
import type { Tables } from '../dataset/table-engine';
import { hashInPieces } from './hash-pieces';
import type { EngineHost, Path } from './host';
import { readLargeFile } from './large-files';
import type { Task } from './task';

/** Small files are fetched ahead, so many at once, while the one before them is read. */
const AHEAD = 8;
const SMALL_BYTES = 1 << 20;
/** About what reading a file's bytes takes beside making series of them. */
const DISK_SHARE = 0.1;
/** Tables of small files that are held, as so many bytes of files. */
export const KEPT_BYTES = 64 << 20;

export interface ReadFile {
  file: FolderFile;
  /** How it was read. */
  reading: ReadingSpec;
  result: AnyResult;
  sha256: string;
}

export class FolderFiles {
  private readonly ahead = new Map<FolderFile, Promise<Uint8Array>>();
  private readonly large = new Map<FolderFile, LargeResult>();
  private readonly tables = new Map<FolderFile, AnyResult['table']>();
  /** The file whose table was read again last. */
  private again: { file: FolderFile; table: RawTable } | null = null;
  private engine: Promise<Tables> | null = null;
  private done = 0;

  constructor(
    /** The folder that each file lies in. */
    private readonly rootOf: (file: FolderFile) => Path,
    private readonly host: EngineHost,
    private readonly task: Task,
    private readonly keptBytes: number,
  ) {}

  /** Begins to fetch the next files as far as they are small. */
  fetch(next: readonly FolderFile[]): void {
    for (const file of next.slice(0, AHEAD)) {
      if (file.bytes > SMALL_BYTES || this.ahead.has(file)) continue;
      const fetching = this.load(file, () => {});
      // What goes wrong is told when it is this file's turn.
      fetching.catch(() => undefined);
      this.ahead.set(file, fetching);
    }
  }

  private async load(file: FolderFile, onBytes: (done: number) => void | Promise<void>): Promise<Uint8Array> {
    return await this.host.read(await this.pathOf(file), onBytes);
  }

  private pathOf(file: FolderFile): Promise<Path> {
    return this.host.inside(this.rootOf(file), file.path);
  }

  async read(file: FolderFile, reading: ReadingSpec): Promise<ReadFile> {
    const { host, task, done } = this;
    const fetched = await this.ahead.get(file);
    this.ahead.delete(file);
    if (fetched === undefined || isParquet(fetched) || reading.format === 'parquet' || /\.parquet$/i.test(file.path)) {
      const progress = { begin: () => {}, reach: (bytes: number) => task.reach(done + bytes) };
      const large = await readLargeFile(await this.pathOf(file), file.told, reading, this.sharing(), progress);
      if (large !== null) {
        await this.large.get(file)?.close();
        this.large.set(file, large.result);
        return { file, reading, result: large.result, sha256: large.sha256 };
      }
    }
    const bytes = fetched ?? (await this.load(file, (read) => task.reach(done + read * DISK_SHARE)));
    const reached = (parsed: number) => task.reach(done + DISK_SHARE * bytes.length + (1 - DISK_SHARE) * parsed);
    const result = await task.drive(readDataset({ name: file.told, bytes }, reading), reached);
    return { file, reading, result, sha256: await task.driveUncounted(hashInPieces(host, bytes)) };
  }

  /** Keeps the table of a small file where there is room; a large file's lies in the file. */
  keep({ file, result }: ReadFile): void {
    this.done += file.bytes;
    if (this.large.has(file) || this.done > this.keptBytes) return;
    result.table.forget?.();
    this.tables.set(file, result.table);
  }

  /** Gives up a file's values once they were copied. */
  letGo(file: FolderFile): void {
    this.large.get(file)?.letGo();
  }

  /** @throws file/changed where the file is no longer the one that was read */
  async table({ file, reading, sha256 }: Omit<ReadFile, 'result'>): Promise<AnyResult['table']> {
    const kept = this.large.get(file)?.table ?? this.tables.get(file);
    if (kept !== undefined) return kept;
    if (this.again?.file === file) return this.again.table;
    const bytes = await this.load(file, () => {});
    if (this.host.sha256(bytes) !== sha256) throw new WorkbenchError('file/changed', { file: file.told });
    const parsing = readDataset({ name: file.told, bytes }, reading);
    let parsed = parsing.next();
    for (; parsed.done !== true; parsed = parsing.next()) await this.host.pause();
    this.again = { file, table: parsed.value.table };
    return parsed.value.table;
  }

  async close(): Promise<void> {
    for (const result of this.large.values()) await result.close();
    this.large.clear();
    await (await this.engine?.catch(() => null))?.close();
    this.engine = null;
  }

  /** All files ask one table engine, which is closed with the folder. */
  private sharing(): EngineHost {
    return {
      ...this.host,
      openTables: async () => {
        const tables = await (this.engine ??= this.host.openTables());
        return {
          query: (sql, waiting) => tables.query(sql, waiting),
          append: (table, columns) => tables.append(table, columns),
          interrupt: () => tables.interrupt(),
          progress: () => tables.progress(),
          close: async () => {},
        };
      },
    };
  }
}
