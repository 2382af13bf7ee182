/** The engine's host on Node and in Electron's utility process: files, clock, hash and kernels. */

import { createHash, randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { access, open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { WorkbenchError } from '../contract/errors';
import type { GrantUse } from '../contract/api';
import type { FileRef } from '../contract/specs';
import type { EngineHost, OpenFile, Path, WrittenFile } from '../engine/host';
import { countCores } from './cores';
import { isInside, listFolder, pathInside } from './folders';
import { openDuckdb } from './duckdb';
import { listKernels, openKernel } from './kernels';
import { MemoryChoice } from './memory';
import { createProjectFile, openProjectFile } from './project-file';
import { removeStaleScratch } from './scratch';
import { openSpool } from './spool';
import { openValueStore } from './value-store';

/** Largest file that is read into one buffer: an ArrayBuffer of 2.2 GB fails in a utility process. */
const LARGEST_FILE_BYTES = 1_500_000_000;
const READ_BYTES = 4 << 20;

export interface NodeHostOptions {
  /** Turns a `FileRef` into a path. @throws file/not-granted */
  resolve(file: FileRef, use: GrantUse): Path;
  sampleFolder: Path;
  /** Where the fast kernels' builds lie. */
  kernelFolder: Path;
  version: string;
}

export function nodeHost(options: NodeHostOptions): EngineHost {
  const memory = new MemoryChoice();
  removeStaleScratch();
  return {
    version: options.version,
    openKernel: (spec) => openKernel(options.kernelFolder, spec),
    listKernels: () => listKernels(options.kernelFolder),
    cores: () => countCores(),
    memory: () => memory.view,
    useTableMemory: (bytes) => memory.choose(bytes),
    now: () => performance.now(),
    pause: () => setImmediate(),
    wait: (milliseconds) => setTimeout(milliseconds),
    resolve: (file, use) => options.resolve(file, use),
    samplePath: (name) => join(options.sampleFolder, name),
    beside: (path, name) => join(dirname(path), name),
    baseName: (path) => basename(path),
    list: listFolder,
    inside: pathInside,
    contains: isInside,
    exists: async (path) =>
      stat(path).then(
        (found) => found.isFile(),
        () => false,
      ),
    isFolder: async (path) =>
      stat(path).then(
        (found) => found.isDirectory(),
        () => false,
      ),
    wayTo: (from, to) => relative(dirname(from), to).split(sep).join('/'),
    wayFrom: (from, way) => resolve(dirname(from), way),
    openProject: openProjectFile,
    createProject: createProjectFile,
    stamp: async (path) =>
      stat(path).then(
        ({ mtimeMs, size, ino }) => `${mtimeMs} ${size} ${ino}`,
        () => null,
      ),
    read: readWhole,
    openFile,
    openTables: (tables) => openDuckdb({ memoryBytes: memory.view.tables, ...tables }),
    openSpool,
    openStore: async () => openValueStore(),
    sha256: (bytes) => createHash('sha256').update(bytes).digest('hex'),
    startSha256: () => {
      const hash = createHash('sha256');
      return { add: (bytes) => void hash.update(bytes), digest: () => hash.digest('hex') };
    },
    checkTarget,
    write: writeAtomically,
    writeBy,
  };
}

async function readWhole(
  path: Path,
  onBytes: (done: number, total: number) => void | Promise<void>,
): Promise<Uint8Array> {
  const file = basename(path);
  const handle = await open(path, 'r').catch((thrown: unknown) => {
    throw readError(file, thrown);
  });
  try {
    const found = await handle.stat();
    if (found.isDirectory()) throw new WorkbenchError('file/unreadable', { file, reason: 'EISDIR' });
    if (found.size > LARGEST_FILE_BYTES) {
      throw new WorkbenchError('file/too-large', { file, bytes: found.size, limit: LARGEST_FILE_BYTES });
    }
    const bytes = new Uint8Array(found.size);
    let done = 0;
    while (done < bytes.length) {
      const { bytesRead } = await handle.read(bytes, done, Math.min(READ_BYTES, bytes.length - done), done);
      if (bytesRead === 0) throw new WorkbenchError('file/changed', { file });
      done += bytesRead;
      await onBytes(done, bytes.length);
    }
    return bytes;
  } catch (thrown) {
    throw thrown instanceof WorkbenchError ? thrown : readError(file, thrown);
  } finally {
    await handle.close();
  }
}

async function openFile(path: Path): Promise<OpenFile> {
  const file = basename(path);
  const failed = (thrown: unknown): never => {
    throw thrown instanceof WorkbenchError ? thrown : readError(file, thrown);
  };
  const handle = await open(path, 'r').catch(failed);
  const found = await handle.stat().catch(async (thrown: unknown) => {
    await handle.close();
    return failed(thrown);
  });
  if (found.isDirectory()) {
    await handle.close();
    throw new WorkbenchError('file/unreadable', { file, reason: 'EISDIR' });
  }
  return {
    bytes: found.size,
    async read(from, to) {
      // A Buffer finds a byte many times faster than a plain array does.
      const bytes = Buffer.allocUnsafe(Math.max(0, Math.min(to, found.size) - from));
      for (let done = 0; done < bytes.length;) {
        const { bytesRead } = await handle.read(bytes, done, bytes.length - done, from + done).catch(failed);
        if (bytesRead === 0) throw new WorkbenchError('file/changed', { file });
        done += bytesRead;
      }
      return bytes;
    },
    close: () => handle.close(),
  };
}

function writeAtomically(path: Path, chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<WrittenFile> {
  return replace(path, async (temporary) => {
    const hash = createHash('sha256');
    let bytes = 0;
    const handle = await open(temporary, 'wx');
    try {
      for await (const chunk of chunks) {
        hash.update(chunk);
        bytes += chunk.length;
        await writeAll(handle, chunk);
      }
      await handle.sync();
    } finally {
      await handle.close();
    }
    return { bytes, sha256: hash.digest('hex') };
  });
}

function writeBy(path: Path, fill: (temporary: Path) => Promise<void>): Promise<WrittenFile> {
  return replace(path, async (temporary) => {
    await fill(temporary);
    const hash = createHash('sha256');
    let bytes = 0;
    const handle = await open(temporary, 'r+');
    try {
      const block = new Uint8Array(READ_BYTES);
      for (;;) {
        const { bytesRead } = await handle.read(block, 0, block.length, bytes);
        if (bytesRead === 0) break;
        hash.update(block.subarray(0, bytesRead));
        bytes += bytesRead;
      }
      await handle.sync();
    } finally {
      await handle.close();
    }
    return { bytes, sha256: hash.digest('hex') };
  });
}

/** Puts what `make` writes to a temporary name in the place of a file. */
async function replace(
  path: Path,
  make: (temporary: Path) => Promise<Omit<WrittenFile, 'name'>>,
): Promise<WrittenFile> {
  const name = basename(path);
  const temporary = join(dirname(path), `.${name}.${randomBytes(6).toString('hex')}.part`);
  try {
    await checkTarget(path);
    const made = await make(temporary);
    await rename(temporary, path);
    return { name, ...made };
  } catch (thrown) {
    await rm(temporary, { force: true });
    throw thrown instanceof WorkbenchError ? thrown : writeError(name, thrown);
  }
}

async function writeAll(handle: Awaited<ReturnType<typeof open>>, chunk: Uint8Array): Promise<void> {
  for (let written = 0; written < chunk.length;) {
    written += (await handle.write(chunk, written, chunk.length - written)).bytesWritten;
  }
}

/** A rename would replace a read-only file without a word, so the file's own rights are looked at as well. */
async function checkTarget(path: Path): Promise<void> {
  const file = basename(path);
  try {
    await access(dirname(path), constants.W_OK);
    const found = await stat(path).catch(() => null);
    if (found === null) return;
    if (found.isDirectory()) throw new WorkbenchError('export/failed', { file, reason: 'EISDIR' });
    if ((found.mode & 0o222) === 0) throw new WorkbenchError('export/read-only', { file });
    await access(path, constants.W_OK);
  } catch (thrown) {
    throw thrown instanceof WorkbenchError ? thrown : writeError(file, thrown);
  }
}

function codeOf(thrown: unknown): string {
  if (thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string') return thrown.code;
  return thrown instanceof Error ? thrown.message : String(thrown);
}

function readError(file: string, thrown: unknown): WorkbenchError {
  const code = codeOf(thrown);
  if (code === 'ENOENT' || code === 'ENOTDIR') return new WorkbenchError('file/not-found', { file });
  return new WorkbenchError('file/unreadable', { file, reason: code });
}

function writeError(file: string, thrown: unknown): WorkbenchError {
  const code = codeOf(thrown);
  if (code === 'ENOSPC' || code === 'EDQUOT') return new WorkbenchError('export/disk-full', { file });
  if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM')
    return new WorkbenchError('export/read-only', { file });
  return new WorkbenchError('export/failed', { file, reason: code });
}
