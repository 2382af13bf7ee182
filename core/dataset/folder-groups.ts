/** Puts the files of a folder together to series, and finds where their labels are told. */

import type { FileContents, FolderParts, FolderSettings, LabelOrigin } from '../contract/folder';
import type { Assumption } from '../contract/views';
import type { FolderFile } from './folder-files';
import {
  byName,
  cutLast,
  folderOf,
  isNamedLikeChannel,
  isPartFolder,
  lastName,
  pieceAt,
  piecesOf,
  stemOf,
  withoutPart,
} from './folder-names';
import { sortInPieces } from './sort-in-pieces';

const FILES_BETWEEN_YIELDS = 4096;

/** The files of one series (or of the several series that each of them holds). */
export interface FileGroup {
  /** Path below the folder. */
  id: string;
  /** A single file of whole series has no channel's name. Sorted by the channels' names. */
  members: { file: FolderFile; channel: string | null }[];
}

export interface LabelChoice {
  labelFrom: LabelOrigin;
  namePart: number;
}

/** Groups the files of one part; yields now and then, as all that goes over many files here. @param folder the name of the opened folder, for files that lie in it directly */
export function* groupFiles(
  folder: string,
  files: readonly FolderFile[],
  contents: FileContents,
): Generator<void, FileGroup[]> {
  const groups = new Map<string, FileGroup>();
  for (const [at, file] of files.entries()) {
    if (at % FILES_BETWEEN_YIELDS === FILES_BETWEEN_YIELDS - 1) yield;
    const { id, channel } = placeOf(folder, file.name, contents);
    const group = groups.get(id) ?? { id, members: [] };
    group.members.push({ file, channel });
    groups.set(id, group);
  }
  for (const { members } of groups.values()) members.sort((a, b) => byName(a.channel ?? '', b.channel ?? ''));
  return yield* sortInPieces([...groups.values()], (a, b) => byName(a.id, b.id));
}

/** The names of a group's channels; empty where its file holds whole series. */
export function channelsIn({ members }: FileGroup): string[] {
  return members.flatMap(({ channel }) => (channel === null ? [] : [channel]));
}

function placeOf(folder: string, name: string, contents: FileContents): { id: string; channel: string | null } {
  const stem = stemOf(name);
  if (contents === 'series') return { id: stem, channel: null };
  const base = withoutPart(lastName(stem));
  if (contents === 'channels-of-folder') return { id: folderOf(stem) || folder, channel: base };
  const cut = cutLast(base);
  if (cut === null) return { id: stem, channel: base };
  const above = folderOf(stem);
  return { id: above === '' ? cut.rest : `${above}/${cut.rest}`, channel: cut.last };
}

/** Files are channels where every series has the same ones, two at least, and all are named as channels are. */
export function* chooseContents(
  folder: string,
  files: readonly FolderFile[],
  { contents: given }: FolderSettings,
): Generator<void, { contents: FileContents; assumption: Assumption | null }> {
  if (given !== undefined) return { contents: given, assumption: null };
  const fitting: { contents: FileContents; channels: string[]; series: number }[] = [];
  for (const contents of ['channels-of-folder', 'channels-of-name'] as const) {
    const groups = yield* groupFiles(folder, files, contents);
    const channels = channelsIn(groups[0]);
    if (holdChannels(groups, channels)) fitting.push({ contents, channels, series: groups.length });
  }
  // A folder that is no more than one series is the last thought.
  const best = fitting.find(({ series }) => series > 1) ?? fitting[0];
  if (best === undefined) {
    return { contents: 'series', assumption: { setting: 'contents', reason: 'one-file-one-series', params: {} } };
  }
  const params = { channels: best.channels.slice(0, 12).join(', ') };
  return {
    contents: best.contents,
    assumption: { setting: 'contents', reason: 'named-like-channels', params },
  };
}

function holdChannels(groups: readonly FileGroup[], channels: readonly string[]): boolean {
  if (channels.length < 2 || !channels.every(isNamedLikeChannel)) return false;
  const all = channels.join('/');
  return groups.every((group) => channelsIn(group).join('/') === all);
}

/** What the names say of a group's label; null where they say nothing, or where it is told in the file. */
export function labelOf(group: FileGroup, parts: FolderParts, { labelFrom, namePart }: LabelChoice): string | null {
  if (labelFrom === 'name') return pieceAt(namePieces(group), namePart);
  if (labelFrom !== 'folder') return null;
  const above = folderOf(group.id);
  if (above === '' || (parts === 'named' && !above.includes('/') && isPartFolder(above))) return null;
  return lastName(above);
}

export function namePieces({ id }: FileGroup): string[] {
  return piecesOf(withoutPart(lastName(id)));
}

/** The column of the first file that is its label, and whether its name, the file or the user says so. */
export interface LabelColumn {
  name: string;
  sure: boolean;
}

/** Where labels are told: in a column that is surely one, by folders that repeat, by a part of the names, or nowhere. */
export function* chooseLabel(
  groups: readonly FileGroup[],
  parts: FolderParts,
  settings: FolderSettings,
  column: LabelColumn | null,
): Generator<void, LabelChoice & { assumption: Assumption | null }> {
  const { labelFrom: given } = settings;
  const found = yield* findNamePart(groups);
  const namePart = settings.namePart ?? found ?? 1;
  if (given !== undefined) return { labelFrom: given, namePart, assumption: null };
  const choose = (labelFrom: LabelOrigin, reason: Assumption['reason'], params: Assumption['params'] = {}) => ({
    labelFrom,
    namePart,
    assumption: { setting: 'labelFrom' as const, reason, params },
  });
  if (settings.namePart !== undefined) return { labelFrom: 'name', namePart, assumption: null };
  if (column?.sure) return choose('column', 'column-named-like-label', { column: column.name });
  yield;
  const folders = groups.map((group) => labelOf(group, parts, { labelFrom: 'folder', namePart }));
  const count = new Set(folders).size;
  if (!folders.includes(null) && count >= 2 && count < groups.length)
    return choose('folder', 'folder-names', { count });
  if (found !== null) {
    const values = new Set(groups.map((group) => pieceAt(namePieces(group), namePart))).size;
    return choose('name', 'part-of-names', { count: values });
  }
  if (column !== null) return choose('column', 'column-named-like-label', { column: column.name });
  return choose('none', 'no-label-in-folder');
}

/** The first part of the names that is a word, differs between them, and is the same in two of them on average. */
function* findNamePart(groups: readonly FileGroup[]): Generator<void, number | null> {
  const pieces: string[][] = [];
  for (const group of groups) {
    pieces.push(namePieces(group));
    if (pieces.length % FILES_BETWEEN_YIELDS === 0) yield;
  }
  const fewest = pieces.reduce((least, { length }) => Math.min(least, length), Number.POSITIVE_INFINITY);
  for (let at = 0; at < fewest; at++) {
    yield;
    const values = new Set(pieces.map((all) => all[at]));
    if (values.size < 2 || values.size * 2 > groups.length) continue;
    if ([...values].every((value) => /^\p{L}+$/u.test(value))) return at + 1;
  }
  return null;
}
