/** Decides which files of a folder belong to a dataset, and to which of its parts. */

import { WorkbenchError } from '../contract/errors';
import { DATA_EXTENSIONS, type FolderParts, type FolderSettings, type LeftOutReason } from '../contract/folder';
import type { Assumption, Part } from '../contract/views';
import { byName, partOf, stemOf } from './folder-names';
import { extensionOf } from './format';
import { sortInPieces } from './sort-in-pieces';

/** What a folder holds, as its host lists it: links and special files are not looked into. */
export interface FolderEntry {
  /** Below the folder, with `/` on every system. */
  path: string;
  bytes: number;
  kind: 'file' | 'hidden' | 'link' | 'special';
}

export interface FolderFile {
  /** As the system knows it. */
  path: string;
  /** The same in composed characters, which is shown, sorted and hashed. */
  name: string;
  /** What errors call it: the same, behind the folder's name where there are two. */
  told: string;
  bytes: number;
}

export interface FilePlan {
  extension: string;
  /** The other extensions of files that could be data, the most frequent first. */
  extensions: { extension: string; files: number }[];
  parts: FolderParts;
  /** In the order of their names' code units. */
  files: Record<Part, FolderFile[]>;
  leftOut: { path: string; reason: LeftOutReason }[];
  assumptions: Assumption[];
}

const EXAMPLES = 5;
const FILES_BETWEEN_YIELDS = 4096;

/** Yields between stretches of work. @throws folder/empty, folder/no-files, folder/no-training-files, folder/same-name */
export function* planFiles(
  folder: string,
  entries: readonly FolderEntry[],
  settings: FolderSettings,
): Generator<void, FilePlan> {
  const leftOut: FilePlan['leftOut'] = [];
  const plain: (FolderFile & { ends: string })[] = [];
  const named: (FolderEntry & { name: string })[] = [];
  for (const entry of entries) {
    named.push({ ...entry, name: entry.path.normalize('NFC') });
    if (named.length % FILES_BETWEEN_YIELDS === 0) yield;
  }
  for (const [at, file] of (yield* sortInPieces(named, (a, b) => byName(a.name, b.name))).entries()) {
    const { path, name, bytes, kind } = file;
    if (kind === 'file') plain.push({ path, name, told: name, bytes, ends: extensionOf(name) });
    else leftOut.push({ path: name, reason: kind });
    if (at % FILES_BETWEEN_YIELDS === 0) yield;
  }
  const { extension, extensions, assumption } = chooseExtension(plain, settings.extension);
  const fitting: FolderFile[] = [];
  for (const { ends, ...file } of plain) {
    if (ends === extension) fitting.push(file);
    else leftOut.push({ path: file.name, reason: 'extension' });
  }
  yield;
  if (fitting.length === 0) {
    if (leftOut.length === 0) throw new WorkbenchError('folder/empty', { file: folder });
    const names = leftOut.slice(0, EXAMPLES).map(({ path }) => path);
    throw new WorkbenchError('folder/no-files', { file: folder, count: leftOut.length, names });
  }
  yield* refuseSameNames(fitting);
  const assumptions = assumption === null ? [] : [assumption];
  const partsOf: (Part | null)[] = [];
  for (const { name } of fitting) {
    partsOf.push(partOf(name));
    if (partsOf.length % FILES_BETWEEN_YIELDS === 0) yield;
  }
  const parts = chooseParts(partsOf, settings.parts, assumptions);
  const files: FilePlan['files'] = { train: [], test: [] };
  for (const [at, file] of fitting.entries()) {
    const part = parts === 'none' ? 'train' : partsOf[at];
    if (part === null) leftOut.push({ path: file.name, reason: 'no-part' });
    else files[part].push(file);
  }
  if (files.train.length === 0) throw new WorkbenchError('folder/no-training-files', { file: folder });
  return {
    extension,
    extensions,
    parts,
    files,
    leftOut: yield* sortInPieces(leftOut, (a, b) => byName(a.path, b.path)),
    assumptions,
  };
}

function chooseExtension(files: readonly { ends: string }[], given: string | undefined) {
  const counts = new Map<string, number>();
  for (const { ends } of files) counts.set(ends, (counts.get(ends) ?? 0) + 1);
  const rank = (extension: string): number => DATA_EXTENSIONS.findIndex((known) => known === extension);
  const known = [...counts]
    .filter(([extension]) => rank(extension) >= 0)
    .toSorted(([a, countA], [b, countB]) => countB - countA || rank(a) - rank(b));
  const extension = given?.replace(/^\./, '').toLowerCase() ?? known[0]?.[0] ?? '';
  const extensions = known
    .filter(([other]) => other !== extension)
    .map(([other, count]) => ({ extension: other, files: count }));
  const assumption: Assumption | null =
    given !== undefined
      ? null
      : extensions.length === 0
        ? { setting: 'extension', reason: 'only-extension', params: {} }
        : { setting: 'extension', reason: 'most-frequent-extension', params: { count: counts.get(extension) ?? 0 } };
  return { extension, extensions, assumption };
}

/** Two files whose paths differ in the extension alone would be one series. */
function* refuseSameNames(files: readonly FolderFile[]): Generator<void> {
  const known = new Map<string, string>();
  for (const { name } of files) {
    const stem = stemOf(name);
    const other = known.get(stem);
    if (other !== undefined) throw new WorkbenchError('folder/same-name', { file: name, other });
    known.set(stem, name);
    if (known.size % FILES_BETWEEN_YIELDS === 0) yield;
  }
}

/** Names make parts where both are there. */
function chooseParts(
  partsOf: readonly (Part | null)[],
  given: FolderParts | undefined,
  assumptions: Assumption[],
): FolderParts {
  if (given !== undefined) return given;
  const both = partsOf.includes('train') && partsOf.includes('test');
  const reason = both ? 'named-like-parts' : 'no-part-names';
  assumptions.push({ setting: 'parts', reason, params: {} });
  return both ? 'named' : 'none';
}
