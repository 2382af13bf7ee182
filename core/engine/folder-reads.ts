/** Reads the files of a folder one after the other: as the first one is understood, or not at all. */

import { toPayload, WorkbenchError, type ErrorParams, type ErrorPayload } from '../contract/errors';
import type { FileContents } from '../contract/folder';
import type { ReadingSpec } from '../contract/specs';
import type { Part } from '../contract/views';
import type { FilePlan, FolderFile } from '../dataset/folder-files';
import type { FileGroup } from '../dataset/folder-groups';
import { besideEachOther, type ReadGroup } from '../dataset/folder-join';
import type { AnyResult, SeriesPart } from '../dataset/part';
import { wholeOf } from '../dataset/folder-whole';
import { asRead, isTable } from './as-read';
import type { FolderFiles, ReadFile } from './folder-file';
import type { FolderValues } from './folder-values';

type KeptPart = ReadGroup['parts'][number];

/** A file that was read, without its values. */
export interface KeptFile extends Omit<ReadFile, 'result'> {
  result: Omit<AnyResult, 'series' | 'table'>;
  /** Columns and rows of its table. */
  names: string[];
  rowCount: number;
  /** Null where no series could be made of it. */
  series: KeptPart | null;
}

/** The files that were read so far, and the groups whose values were put away. */
export class FolderReads {
  first: KeptFile | null = null;
  private readonly kept = new Map<FolderFile, KeptFile>();

  constructor(
    readonly files: FolderFiles,
    readonly values: Record<Part, FolderValues>,
  ) {}

  of(file: FolderFile): KeptFile | undefined {
    return this.kept.get(file);
  }

  /** Keeps what is known of a file besides its values. */
  keep(read: ReadFile): KeptFile {
    const { table, series, ...result } = read.result;
    this.files.keep(read);
    const light = series === null ? null : told(series);
    const kept = { ...read, result, names: table.columns, rowCount: table.rowCount, series: light };
    this.first ??= kept;
    this.kept.set(read.file, kept);
    return kept;
  }
}

/** What is asked of a file's series besides their values: the rest may hold the file's text. */
function told({ ids, labels, lengths, channels }: SeriesPart): KeptPart {
  return { ids, labels, lengths, channels };
}

export interface FilesToRead {
  groups: Record<Part, FileGroup[]>;
  contents: FileContents;
  parts: FilePlan['parts'];
  /** Names of the channels that are kept of several files; null keeps all. */
  channels: readonly string[] | null;
}

/** Reads the first file and settles on its reading for all others; the problem of the first that does not fit. */
export async function readAll(
  reads: FolderReads,
  reading: ReadingSpec,
  { groups, contents, parts, channels }: FilesToRead,
): Promise<ErrorPayload | null> {
  const files = [...groups.train, ...groups.test].flatMap(({ members }) => members.map(({ file }) => file));
  const [firstGroup] = groups.train;
  let common: ReadingSpec | null = null;
  let at = 0;
  for (const part of ['train', 'test'] as const) {
    for (const group of groups[part]) {
      const ofGroup: SeriesPart[] = [];
      for (const { file } of group.members) {
        reads.files.fetch(files.slice(++at));
        try {
          let read = await reads.files.read(file, common ?? reading);
          if (common === null) {
            const better = readingOfFiles(read.result, reading, contents, parts);
            if (better !== null) read = await reads.files.read(file, better);
            // Which label is the usual one is told over all files.
            common = { ...asRead(read.result.understood, reading), usualLabel: reading.usualLabel };
          }
          const { series } = read.result;
          const kept = reads.keep(read);
          const first = reads.first ?? kept;
          compareColumns(kept, first, reading);
          if (series === null) return read.result.problem;
          compareChannels(kept, first);
          ofGroup.push(series);
        } catch (thrown) {
          return problemOf(thrown, file.told);
        }
      }
      try {
        const whole =
          contents === 'series'
            ? wholeOf(ofGroup[0])
            : besideEachOther(files[0].name, { group, parts: ofGroup }, partsOf(reads, firstGroup), channels);
        await reads.values[part].add(group, whole);
        for (const { file } of group.members) reads.files.letGo(file);
      } catch (thrown) {
        return problemOf(thrown, null);
      }
    }
  }
  return null;
}

/** A group with what was kept of its files. */
export function partsOf(reads: FolderReads, group: FileGroup) {
  return { group, parts: group.members.flatMap(({ file }) => reads.of(file)?.series ?? []) };
}

/**
 * What looks like many series in one table by itself is one series where there is a file for each: the reading that says
 * so, or null where the file is read well as it is.
 */
function readingOfFiles(
  { understood, assumptions, table, series }: AnyResult,
  reading: ReadingSpec,
  contents: FileContents,
  parts: FilePlan['parts'],
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
function compareColumns(read: KeptFile, first: KeptFile, given: ReadingSpec): void {
  const { understood } = first.result;
  if (!isTable(understood.format) || understood.layout === 'wide' || given.channels !== undefined) return;
  refuseOther(read, first, ({ result }) => result.columns.map(({ name }) => name));
}

function compareChannels(read: KeptFile, first: KeptFile): void {
  refuseOther(read, first, ({ series }) => series?.channels ?? []);
}

/** @throws folder/columns-differ */
function refuseOther(read: KeptFile, first: KeptFile, namesOf: (read: KeptFile) => string[]): void {
  const [found, expected] = [namesOf(read), namesOf(first)];
  const missing = expected.filter((name) => !found.includes(name));
  const extra = found.filter((name) => !expected.includes(name));
  if (missing.length === 0 && extra.length === 0) return;
  throw new WorkbenchError('folder/columns-differ', { file: read.file.told, other: first.file.told, missing, extra });
}

/** The problem as data, of a file by its path below the folder. @throws what was thrown, where that is a cancel or no error of ours */
export function problemOf(thrown: unknown, file: string | null): ErrorPayload {
  if (!(thrown instanceof WorkbenchError) || thrown.code === 'engine/cancelled') throw thrown;
  const payload = toPayload(thrown);
  if (file === null || !('file' in payload.params)) return payload;
  return { code: payload.code, params: { ...payload.params, file } as ErrorParams[typeof payload.code] };
}
