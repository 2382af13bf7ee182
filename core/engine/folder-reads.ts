/** Reads the files of a folder one after the other: as the first one is understood, or not at all. */

import { toPayload, WorkbenchError, type ErrorParams, type ErrorPayload } from '../contract/errors';
import type { FileContents } from '../contract/folder';
import type { ReadingSpec } from '../contract/specs';
import type { FilePlan, FolderFile } from '../dataset/folder-files';
import type { FileGroup } from '../dataset/folder-groups';
import type { ReadResult } from '../dataset/part';
import { readDataset } from '../dataset/read';
import { asRead, isTable } from './as-read';
import { hashInPieces } from './hash-pieces';
import type { EngineHost, Path } from './host';
import type { Task } from './task';

/** Small files are fetched ahead, so many at once, while the one before them is read. */
const AHEAD = 8;
const SMALL_BYTES = 1 << 20;

/** About what reading a file's bytes takes beside making series of them. */
const DISK_SHARE = 0.1;

export interface ReadFile {
  file: FolderFile;
  result: ReadResult;
  sha256: string;
}

/** The files that were read so far. */
export class FolderReads {
  first: ReadFile | null = null;
  private readonly files = new Map<FolderFile, ReadFile>();
  private readonly ahead = new Map<FolderFile, Promise<Uint8Array>>();
  private done = 0;

  constructor(
    private readonly root: Path,
    private readonly host: EngineHost,
    private readonly task: Task,
  ) {}

  of(file: FolderFile): ReadFile | undefined {
    return this.files.get(file);
  }

  keep(read: ReadFile): void {
    this.first ??= read;
    read.result.table.forget?.();
    this.files.set(read.file, read);
    this.done += read.file.bytes;
  }

  /** Begins to fetch those of the next files that are small. */
  fetch(files: readonly FolderFile[]): void {
    for (const file of files) {
      if (file.bytes > SMALL_BYTES || this.ahead.has(file) || this.files.has(file)) continue;
      const fetching = this.load(file, () => {});
      // What goes wrong is told when it is this file's turn.
      fetching.catch(() => undefined);
      this.ahead.set(file, fetching);
    }
  }

  private async load(file: FolderFile, onBytes: (done: number) => void | Promise<void>): Promise<Uint8Array> {
    const path = await this.host.inside(this.root, file.path);
    return await this.host.read(path, onBytes);
  }

  async read(file: FolderFile, reading: ReadingSpec): Promise<ReadFile> {
    const { host, task, done } = this;
    const fetched = this.ahead.get(file);
    this.ahead.delete(file);
    const bytes = await (fetched ?? this.load(file, (read) => task.reach(done + read * DISK_SHARE)));
    const parsing = readDataset({ name: file.name, bytes }, reading);
    const reached = (parsed: number) => task.reach(done + DISK_SHARE * bytes.length + (1 - DISK_SHARE) * parsed);
    const result = await task.drive(parsing, reached);
    return { file, result, sha256: await task.driveUncounted(hashInPieces(host, bytes)) };
  }
}

/** Reads the first file and settles on its reading for all others; the problem of the first that does not fit. */
export async function readAll(
  reads: FolderReads,
  groups: readonly FileGroup[],
  reading: ReadingSpec,
  contents: FileContents,
  plan: FilePlan,
): Promise<ErrorPayload | null> {
  const files = groups.flatMap(({ members }) => members.map(({ file }) => file));
  let common: ReadingSpec | null = null;
  for (const [at, file] of files.entries()) {
    reads.fetch(files.slice(at + 1, at + 1 + AHEAD));
    try {
      let read = await reads.read(file, common ?? reading);
      if (common === null) {
        const better = readingOfFiles(read.result, reading, contents, plan);
        if (better !== null) read = await reads.read(file, better);
        common = asRead(read.result.understood, reading);
      }
      const first = reads.first ?? read;
      reads.keep(read);
      compareColumns(read, first, reading);
      if (read.result.problem !== null) return read.result.problem;
      compareChannels(read, first);
    } catch (thrown) {
      return problemOf(thrown, file.name);
    }
  }
  return null;
}

/**
 * What looks like many series in one table by itself is one series where there is a file for each: the reading that says
 * so, or null where the file is read well as it is.
 */
function readingOfFiles(
  { understood, assumptions, table, series }: ReadResult,
  reading: ReadingSpec,
  contents: FileContents,
  { parts }: FilePlan,
): ReadingSpec | null {
  if (contents !== 'series') return null;
  const guessed = assumptions.find(({ setting }) => setting === 'layout')?.reason;
  const isArchive = understood.format === 'ucr' && reading.format === undefined && parts === 'none';
  if (isArchive) return { ...reading, format: 'csv', layout: reading.layout ?? 'recording' };
  if (reading.layout !== undefined || understood.layout !== 'wide') return null;
  if (guessed === 'rows-of-array') return series?.ids.length === 1 ? null : { ...reading, layout: 'recording' };
  const isGuess = guessed === 'one-series-per-row' && understood.header !== true && table.rowCount > 1;
  return isGuess ? { ...reading, layout: 'recording' } : null;
}

/** Columns go by their names, and none of them is passed over in silence. */
function compareColumns(read: ReadFile, first: ReadFile, given: ReadingSpec): void {
  const { understood } = first.result;
  if (!isTable(understood.format) || understood.layout === 'wide' || given.channels !== undefined) return;
  refuseOther(read, first, ({ result }) => result.columns.map(({ name }) => name));
}

function compareChannels(read: ReadFile, first: ReadFile): void {
  refuseOther(read, first, ({ result }) => result.series?.channels ?? []);
}

/** @throws folder/columns-differ */
function refuseOther(read: ReadFile, first: ReadFile, namesOf: (read: ReadFile) => string[]): void {
  const [found, expected] = [namesOf(read), namesOf(first)];
  const missing = expected.filter((name) => !found.includes(name));
  const extra = found.filter((name) => !expected.includes(name));
  if (missing.length === 0 && extra.length === 0) return;
  throw new WorkbenchError('folder/columns-differ', { file: read.file.name, other: first.file.name, missing, extra });
}

/** The problem as data, of a file by its path below the folder. @throws what was thrown, where that is a cancel or no error of ours */
export function problemOf(thrown: unknown, file: string | null): ErrorPayload {
  if (!(thrown instanceof WorkbenchError) || thrown.code === 'engine/cancelled') throw thrown;
  const payload = toPayload(thrown);
  if (file === null || !('file' in payload.params)) return payload;
  return { code: payload.code, params: { ...payload.params, file } as ErrorParams[typeof payload.code] };
}
