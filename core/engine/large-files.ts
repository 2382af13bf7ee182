/** Chooses the files that are read through the table engine, in bounded memory, and reads them. */

import { WorkbenchError } from '../contract/errors';
import type { ReadingSpec } from '../contract/specs';
import type { Assumption } from '../contract/views';
import { extensionOf } from '../dataset/format';
import { readHead } from '../dataset/large/head';
import type { LargeFile, Machine } from '../dataset/large/machine';
import { isParquet, readParquet } from '../dataset/large/parquet-file';
import { readLargeText } from '../dataset/large/read-text';
import type { LargeResult } from '../dataset/part';
import type { EngineHost, OpenFile, Path } from './host';
import type { Task } from './task';

/** Smaller files are read in one piece. */
const LARGE_BYTES = 16 << 20;

/** What was read, with the hash of the file's bytes. */
export interface LargeSource {
  result: LargeResult;
  fileName: string;
  sha256: string;
}

/** Where the way of reading is forced, whatever the file's size; for tests. */
export interface LargeChoice {
  from?: number;
  kept?: number;
  rewrites?: boolean;
}

/**
 * Reads the file if it is large and delimited text; null where the reader of small files is to read it.
 * `within` is the part of the reading phase that this file is.
 */
export async function readLargeFile(
  path: Path,
  reading: ReadingSpec,
  host: EngineHost,
  task: Task,
  within: readonly [number, number],
  choice: LargeChoice = {},
): Promise<LargeSource | null> {
  const name = host.baseName(path);
  const opened = await host.openFile(path);
  let kept = false;
  let needed = false;
  try {
    const parquet = await recogniseParquet(name, opened, reading);
    if (parquet === null && opened.bytes < (choice.from ?? LARGE_BYTES)) return null;
    const head = parquet === null ? await readHead(name, opened, reading) : null;
    if (parquet === null && head?.format !== 'csv' && head?.format !== 'ucr') return null;
    needed = parquet !== null;
    const { bytes } = opened;
    task.begin('reading', bytes, 'bytes', within);
    const hash = host.startSha256();
    const machine: Machine = {
      openTables: () => host.openTables(),
      openStore: () => host.openStore(),
      openSpool: () => host.openSpool(),
      reach: (share) => task.reach(share * bytes),
    };
    const file: LargeFile = {
      name,
      path,
      bytes,
      read: (from, to) => opened.read(from, to),
      close: () => opened.close(),
    };
    const { from: _, ...forced } = choice;
    const options = { ...forced, seen: (piece: Uint8Array) => hash.add(piece) };
    kept = true;
    const result =
      parquet === null
        ? await readLargeText(file, reading, head!.format as 'csv' | 'ucr', head!.text, machine, options)
        : await readParquet(file, reading, parquet, machine, options);
    return { result, fileName: name, sha256: hash.digest() };
  } catch (thrown) {
    // Without the engine a file that fits into memory is read as a small one.
    if (!needed && thrown instanceof WorkbenchError && thrown.code === 'table/engine-unavailable') return null;
    throw thrown;
  } finally {
    if (!kept) await opened.close();
  }
}

/** What was assumed of a file that is Parquet; null for every other one. */
async function recogniseParquet(name: string, file: OpenFile, { format }: ReadingSpec): Promise<Assumption[] | null> {
  if (format !== undefined) return format === 'parquet' ? [] : null;
  const extension = extensionOf(name);
  const byContent = isParquet(await file.read(0, 4));
  if (!byContent && extension !== 'parquet') return null;
  return [{ setting: 'format', reason: byContent ? 'content' : 'extension', params: { extension } }];
}
