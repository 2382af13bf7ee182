/** Decides which files of a folder belong to a dataset, and to which of its parts. */

import { WorkbenchError } from '../contract/errors';
import { DATA_EXTENSIONS, type FolderParts, type FolderSettings, type LeftOutReason } from '../contract/folder';
import type { Assumption, Part } from '../contract/views';
import { byName, partOf, stemOf } from './folder-names';
import { extensionOf } from './format';

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

/** @throws folder/no-files, folder/no-training-files, folder/same-name */
export function planFiles(folder: string, entries: readonly FolderEntry[], settings: FolderSettings): FilePlan {
  const leftOut: FilePlan['leftOut'] = [];
  const plain: FolderFile[] = [];
  const named = entries.map((entry) => ({ ...entry, name: entry.path.normalize('NFC') }));
  for (const { path, name, bytes, kind } of named.toSorted((a, b) => byName(a.name, b.name))) {
    if (kind === 'file') plain.push({ path, name, bytes });
    else leftOut.push({ path: name, reason: kind });
  }
  const { extension, extensions, assumption } = chooseExtension(plain, settings.extension);
  const fitting = plain.filter(({ name }) => extensionOf(name) === extension);
  for (const { name } of plain) if (extensionOf(name) !== extension) leftOut.push({ path: name, reason: 'extension' });
  if (fitting.length === 0) {
    const names = leftOut.slice(0, EXAMPLES).map(({ path }) => path);
    throw new WorkbenchError('folder/no-files', { file: folder, count: leftOut.length, names });
  }
  refuseSameNames(fitting);
  const assumptions = assumption === null ? [] : [assumption];
  const parts = chooseParts(fitting, settings.parts, assumptions);
  const files: FilePlan['files'] = { train: [], test: [] };
  for (const file of fitting) {
    const part = parts === 'none' ? 'train' : partOf(file.name);
    if (part === null) leftOut.push({ path: file.name, reason: 'no-part' });
    else files[part].push(file);
  }
  if (files.train.length === 0) throw new WorkbenchError('folder/no-training-files', { file: folder });
  return {
    extension,
    extensions,
    parts,
    files,
    leftOut: leftOut.toSorted((a, b) => byName(a.path, b.path)),
    assumptions,
  };
}

function chooseExtension(files: readonly FolderFile[], given: string | undefined) {
  const counts = new Map<string, number>();
  for (const { name } of files) {
    const extension = extensionOf(name);
    counts.set(extension, (counts.get(extension) ?? 0) + 1);
  }
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
function refuseSameNames(files: readonly FolderFile[]): void {
  const known = new Map<string, string>();
  for (const { name } of files) {
    const other = known.get(stemOf(name));
    if (other !== undefined) throw new WorkbenchError('folder/same-name', { file: name, other });
    known.set(stemOf(name), name);
  }
}

/** Names make parts where both are there. */
function chooseParts(
  files: readonly FolderFile[],
  given: FolderParts | undefined,
  assumptions: Assumption[],
): FolderParts {
  if (given !== undefined) return given;
  const found = new Set(files.map(({ name }) => partOf(name)));
  const both = found.has('train') && found.has('test');
  const reason = both ? 'named-like-parts' : 'no-part-names';
  assumptions.push({ setting: 'parts', reason, params: {} });
  return both ? 'named' : 'none';
}
