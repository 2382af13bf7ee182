/** Lists what lies in a folder and finds files in it, without ever following a link out of it. */

import type { Dirent } from 'node:fs';
import { lstat, opendir, realpath, stat } from 'node:fs/promises';
import { basename, isAbsolute, join, relative, sep } from 'node:path';
import { WorkbenchError } from '../contract/errors';
import type { Path } from '../engine/host';

/** What `FolderEntry` of the datasets is. */
interface Entry {
  path: string;
  bytes: number;
  kind: 'file' | 'hidden' | 'link' | 'special';
}

/** Sizes asked for at once. */
const AT_ONCE = 64;
/** Names read at once. */
const READ_AT_ONCE = 256;

/**
 * Lists files at any depth, folder by folder; links, hidden folders, pipes and devices are named and not looked into.
 * @throws folder/not-a-folder, folder/too-many, file/not-found, file/unreadable
 */
export async function listFolder(
  folder: Path,
  most: number,
  onEntries: (count: number) => void | Promise<void>,
): Promise<Entry[]> {
  const found = await stat(folder).catch((thrown: unknown) => {
    throw listError(basename(folder), thrown);
  });
  if (!found.isDirectory()) throw new WorkbenchError('folder/not-a-folder', { file: basename(folder) });
  const entries: Entry[] = [];
  const waiting = [''];
  let seen = 0;
  for (let at = 0; at < waiting.length; at++) {
    const below = waiting[at];
    const inside = await entriesOf(join(folder, below), most - seen).catch((thrown: unknown) => {
      throw listError(below === '' ? basename(folder) : below, thrown);
    });
    seen += inside.length;
    if (seen > most) throw new WorkbenchError('folder/too-many', { file: basename(folder), limit: most });
    for (let from = 0; from < inside.length; from += AT_ONCE) {
      const some = inside.slice(from, from + AT_ONCE).map(async (entry) => {
        const path = below === '' ? entry.name : `${below}/${entry.name}`;
        if (entry.isDirectory() && !isHidden(entry.name)) {
          waiting.push(path);
          return null;
        }
        return { path, ...(await describe(join(folder, path), entry)) };
      });
      for (const entry of await Promise.all(some)) if (entry !== null) entries.push(entry);
      await onEntries(entries.length);
    }
  }
  return entries;
}

/** What lies in one folder: of more than `most` entries no more than the first one too many. */
async function entriesOf(folder: Path, most: number): Promise<Dirent[]> {
  const entries: Dirent[] = [];
  for await (const entry of await opendir(folder, { bufferSize: READ_AT_ONCE })) {
    entries.push(entry);
    if (entries.length > most) break;
  }
  return entries;
}

/** A file that goes away while the folder is listed is found missing when it is read. */
async function describe(path: Path, entry: Dirent): Promise<Omit<Entry, 'path'>> {
  if (isHidden(entry.name)) return { bytes: 0, kind: 'hidden' };
  if (entry.isSymbolicLink()) return { bytes: 0, kind: 'link' };
  if (!entry.isFile()) return { bytes: 0, kind: 'special' };
  const bytes = await lstat(path).then(
    ({ size }) => size,
    () => 0,
  );
  return { bytes, kind: 'file' };
}

/** Hidden as such, or what one system's archives leave behind on another. */
function isHidden(name: string): boolean {
  return name.startsWith('.') || name === '__MACOSX';
}

/**
 * The path of a file below a folder, whatever was put in its place since it was listed.
 * @throws folder/outside where a link leads out, file/not-found
 */
export async function pathInside(folder: Path, path: string): Promise<Path> {
  const [root, real] = await Promise.all([realpath(folder), realpath(join(folder, path))]).catch((thrown: unknown) => {
    throw listError(path, thrown);
  });
  if (!isInside(root, real)) throw new WorkbenchError('folder/outside', { file: path });
  return real;
}

/** Whether a path lies below a folder; both are absolute. */
export function isInside(folder: Path, path: Path): boolean {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function listError(file: string, thrown: unknown): WorkbenchError {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : String(thrown);
  if (code === 'ENOENT' || code === 'ENOTDIR') return new WorkbenchError('file/not-found', { file });
  return new WorkbenchError('file/unreadable', { file, reason: code });
}
