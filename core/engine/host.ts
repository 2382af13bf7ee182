/** What the engine asks of the machine it runs on: files, a clock, a hash, kernels. `core/node` implements it. */

import type { GrantUse } from '../contract/api';
import type { FileRef, KernelSpec } from '../contract/specs';
import type { MemoryView, TableMemory } from '../contract/table-memory';
import type { Cores, KernelInfo } from '../contract/views';
import type { Spool } from '../dataset/large/machine';
import type { Tables, TablesOptions } from '../dataset/table-engine';
import type { FolderEntry } from '../dataset/folder-files';
import type { Values } from '../dataset/values';
import type { Kernel } from '../lstm/kernel';
import type { ProjectStore, StoredRow } from './project-store';

/** A path of the machine, obtained from a `FileRef` and never shown. */
export type Path = string;

export interface WrittenFile {
  name: string;
  bytes: number;
  sha256: string;
}

/** Values that are too many for memory, in a temporary file of this process. */
export interface ValueStore {
  /** @throws data/store-full, data/store-failed */
  append(values: Float64Array): void;
  /** All that was appended; to be read until the store is closed. Nothing is appended afterwards. */
  finish(): Values;
  /** Removes the file. Closing again does nothing. */
  close(): void;
}

/** A file that is read in pieces. */
export interface OpenFile {
  readonly bytes: number;
  /** The bytes from `from` up to, not including, `to` or the file's end. @throws file/unreadable, file/changed */
  read(from: number, to: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

export interface EngineHost {
  /** The workbench's version, for provenance. */
  readonly version: string;
  /** @throws kernel/unavailable, kernel/threads; `auto` with threads in their limits always gives one */
  openKernel(spec: KernelSpec): Kernel;
  /** The fastest first. */
  listKernels(): KernelInfo[];
  cores(): Cores;
  memory(): MemoryView;
  /** How much memory tables are given that are opened from now on. @throws table/memory */
  useTableMemory(bytes: TableMemory): void;
  /** Milliseconds of a clock that never runs backwards. */
  now(): number;
  /** Lets waiting messages in (cancel among them) before work goes on. */
  pause(): Promise<void>;
  /** Lets so many milliseconds go by, for work that others do. */
  wait(milliseconds: number): Promise<void>;
  /** @throws file/not-granted, also where the file was granted for the other use */
  resolve(file: FileRef, use: GrantUse): Path;
  /** The path of a sample file that ships with the program. */
  samplePath(name: string): Path;
  /** The path of the file called `name` in the folder of `path`. */
  beside(path: Path, name: string): Path;
  baseName(path: Path): string;
  /**
   * What lies in a folder, at any depth; links, hidden folders, pipes and devices are named and not looked into.
   * @param most entries that are listed at most, folders among them
   * @throws folder/not-a-folder, folder/too-many, file/not-found, file/unreadable, and what `onEntries` throws
   */
  list(folder: Path, most: number, onEntries: (count: number) => void | Promise<void>): Promise<FolderEntry[]>;
  /** The path of a file that `list` named. @throws folder/outside, file/not-found, file/unreadable */
  inside(folder: Path, path: string): Promise<Path>;
  /** Whether the path lies in the folder, at any depth. */
  contains(folder: Path, path: Path): boolean;
  exists(path: Path): Promise<boolean>;
  isFolder(path: Path): Promise<boolean>;
  /** The way from the folder of a file to a path, with `/` between; the whole path where there is no such way. */
  wayTo(from: Path, to: Path): string;
  /** The path at the end of such a way. */
  wayFrom(from: Path, way: string): Path;
  /** A text that changes when the file's bytes are written; null where there is no file. */
  stamp(path: Path): Promise<string | null>;
  /**
   * Reads a whole file, telling of the bytes read so far.
   * @throws file/not-found, file/unreadable, file/too-large
   */
  read(path: Path, onBytes: (done: number, total: number) => void | Promise<void>): Promise<Uint8Array>;
  /** @throws file/not-found, file/unreadable */
  openFile(path: Path): Promise<OpenFile>;
  /** A table engine, to be closed by whoever asked for it. @throws table/engine-unavailable */
  openTables(options?: TablesOptions): Promise<Tables>;
  /** A new, empty temporary file. @throws data/store-full, data/store-failed */
  openSpool(): Promise<Spool>;
  /** A new, empty store. @throws data/store-full, data/store-failed */
  openStore(): Promise<ValueStore>;
  /** @throws project/broken, project/in-use, project/too-large, file/not-found, table/engine-unavailable */
  openProject(path: Path): Promise<ProjectStore>;
  /** Makes a project file of these rows, in the place of one that is there. @throws project/not-saved, project/in-use */
  createProject(path: Path, rows: readonly StoredRow[]): Promise<ProjectStore>;
  /** Lower-case hex SHA-256. */
  sha256(bytes: Uint8Array | string): string;
  /** The same over bytes that come piece by piece. */
  startSha256(): { add(bytes: Uint8Array): void; digest(): string };
  /**
   * Finds out before long work that `path` could not be written after it.
   * @throws export/read-only, export/failed
   */
  checkTarget(path: Path): Promise<void>;
  /**
   * Writes to a temporary name in the same folder and renames it when all is written; removes it when anything fails.
   * @throws export/read-only, export/disk-full, export/failed, or what `chunks` throws
   */
  write(path: Path, chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<WrittenFile>;
  /**
   * The same for what another writes: `fill` makes the file of the temporary name.
   * @throws export/read-only, export/disk-full, export/failed, or what `fill` throws
   */
  writeBy(path: Path, fill: (temporary: Path) => Promise<void>): Promise<WrittenFile>;
}
