/** Opens a folder of files: every file read as the first one is, and all joined to the parts of one dataset. */

import { toPayload, WorkbenchError, type ErrorParams, type ErrorPayload } from '../contract/errors';
import { type FileContents, FOLDER_LIMITS, type FolderView } from '../contract/folder';
import type { FolderSource, ReadingSpec } from '../contract/specs';
import type { Assumption, ColumnView, Part, Understood } from '../contract/views';
import { type FilePlan, type FolderFile, planFiles } from '../dataset/folder-files';
import {
  chooseContents,
  chooseLabel,
  type FileGroup,
  groupFiles,
  type LabelColumn,
  labelOf,
  namePieces,
} from '../dataset/folder-groups';
import { joinChannels, joinFiles, namesIn, type ReadGroup } from '../dataset/folder-join';
import { joinTables } from '../dataset/folder-table';
import type { ReadResult, SeriesPart } from '../dataset/part';
import { readDataset } from '../dataset/read';
import { asRead, isTable } from './as-read';
import { hashInPieces } from './hash-pieces';
import type { EngineHost, Path } from './host';
import type { Task } from './task';

/** Files that are named where some are left out, and remarks about single files that are passed on. */
const MOST_LISTED = 1000;
const MOST_NAMED = 8;
const MOST_REMARKS = 20;

/** About what reading a file's bytes takes beside making series of them. */
const DISK_SHARE = 0.1;

/** One part as if it had been one file. */
export interface FolderPart {
  result: ReadResult;
  fileName: string;
  /** Of a line `hash  name` for each file, in their order, as `sha256sum` writes them. */
  sha256: string;
}

export interface OpenedFolder {
  train: FolderPart;
  test: FolderPart | null;
  folder: { name: string; view: FolderView };
}

interface ReadFile {
  file: FolderFile;
  result: ReadResult;
  sha256: string;
}

/**
 * Reads all files that belong. Where one cannot be read, or is not like the first, the problem names it; what was read
 * up to it can be looked at as a table.
 * @throws folder/*, file/not-found, file/unreadable, engine/cancelled
 */
export async function openFolder(
  source: FolderSource,
  reading: ReadingSpec,
  host: EngineHost,
  task: Task,
): Promise<OpenedFolder> {
  const root = host.resolve(source.folder, 'read');
  const name = host.baseName(root);
  const entries = await host.list(root, FOLDER_LIMITS.entries, () => task.reach(0, 0));
  const plan = planFiles(name, entries, source);
  const bytes = [...plan.files.train, ...plan.files.test].reduce((sum, file) => sum + file.bytes, 0);
  if (bytes > FOLDER_LIMITS.bytes) {
    throw new WorkbenchError('folder/too-large', { file: name, bytes, limit: FOLDER_LIMITS.bytes });
  }
  const { contents, assumption } = chooseContents(name, plan.files.train, source);
  const groups: Record<Part, FileGroup[]> = {
    train: groupFiles(name, plan.files.train, contents),
    test: groupFiles(name, plan.files.test, contents),
  };
  task.begin('reading', bytes, 'bytes');
  const ofFiles: ReadingSpec = { ...reading };
  if (contents === 'series') ofFiles.window = reading.window ?? null;
  else {
    // Channels are chosen, and windows cut, when those of all files are together.
    ofFiles.window = null;
    delete ofFiles.channels;
  }
  const reads = new FolderReads(root, host, task);
  const problem = await readAll(reads, [...groups.train, ...groups.test], ofFiles, contents, plan);
  const first = reads.first;
  const column = first === null ? null : labelColumn(first.result, reading);
  const label = chooseLabel([...groups.train, ...groups.test], plan.parts, source, column);
  const readGroups = (part: Part): ReadGroup[] =>
    groups[part].map((group) => ({
      group,
      parts: group.members.flatMap(({ file }) => reads.of(file)?.result.series ?? []),
      label: label.labelFrom === 'column' ? undefined : labelOf(group, plan.parts, label),
    }));
  const assumptions = [...plan.assumptions, assumption, label.assumption].filter((made) => made !== null);
  const suffix = { train: plan.parts === 'named' ? '_TRAIN' : '', test: '_TEST' };
  let known = problem;

  async function partOf(part: Part): Promise<FolderPart> {
    const fileName = `${name}${suffix[part]}`;
    const files = groups[part].flatMap(({ members }) => members.flatMap(({ file }) => reads.of(file) ?? []));
    let series: SeriesPart | null = null;
    const read = readGroups(part);
    if (known === null) {
      try {
        series = await task.driveUncounted(
          contents === 'series'
            ? joinFiles(fileName, read, (reading.window ?? null) !== null)
            : joinChannels(fileName, read, reading.channels ?? null, reading.window ?? null),
        );
      } catch (thrown) {
        known = problemOf(thrown, null);
      }
    }
    const all = contents === 'series' || first === null ? null : namesIn(read[0]);
    const understood = understoodOf(first?.result.understood ?? NOTHING, reading, {
      channels: all === null ? null : (reading.channels ?? all),
      hasLabel: label.labelFrom === 'column',
    });
    const warnings = part === 'train' ? leftOutWarning(name, plan) : [];
    if (series !== null) warnings.push(...labelWarning(series, read, label.labelFrom, source));
    warnings.push(...remarksOf(name, files));
    const result: ReadResult = {
      understood,
      assumptions: [...assumptions, ...assumptionsOf(first, files, understood, all !== null)],
      columns: columnsOf(files, all),
      ...(first?.result.inside === undefined ? {} : { inside: first.result.inside }),
      table: joinTables(files.map(({ file, result: { table } }) => ({ file: file.name, table }))),
      series,
      problem: known,
      warnings,
    };
    return { result, fileName, sha256: host.sha256(checksums(files)) };
  }

  const train = await partOf('train');
  const test = groups.test.length === 0 ? null : await partOf('test');
  const { leftOut, extension, extensions, parts, files } = plan;
  const view: FolderView = {
    extension,
    contents,
    labelFrom: label.labelFrom,
    namePart: label.namePart,
    parts,
    files: files.train.length + files.test.length,
    extensions,
    nameParts: namePieces(groups.train[0]),
    leftOut: { count: leftOut.length, files: leftOut.slice(0, MOST_LISTED) },
  };
  return { train, test, folder: { name, view } };
}

/** What there is to show of a folder whose first file cannot be read. */
const NOTHING: Understood = {
  format: 'csv',
  encoding: null,
  delimiter: null,
  header: null,
  decimal: null,
  layout: 'recording',
  channels: [],
  label: null,
  series: null,
  time: null,
  window: null,
};

/** The files that were read so far. */
class FolderReads {
  first: ReadFile | null = null;
  private readonly files = new Map<FolderFile, ReadFile>();
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
    this.files.set(read.file, read);
    this.done += read.file.bytes;
  }

  async read(file: FolderFile, reading: ReadingSpec): Promise<ReadFile> {
    const { host, task, done } = this;
    const path = await host.inside(this.root, file.path);
    const bytes = await host.read(path, (read) => task.reach(done + read * DISK_SHARE));
    const parsing = readDataset({ name: file.name, bytes }, reading);
    const reached = (parsed: number) => task.reach(done + DISK_SHARE * bytes.length + (1 - DISK_SHARE) * parsed);
    const result = await task.drive(parsing, reached);
    return { file, result, sha256: await task.driveUncounted(hashInPieces(host, bytes)) };
  }
}

/** Reads the first file and settles on its reading for all others; the problem of the first that does not fit. */
async function readAll(
  reads: FolderReads,
  groups: readonly FileGroup[],
  reading: ReadingSpec,
  contents: FileContents,
  plan: FilePlan,
): Promise<ErrorPayload | null> {
  const files = groups.flatMap(({ members }) => members.map(({ file }) => file));
  let common: ReadingSpec | null = null;
  for (const file of files) {
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
function problemOf(thrown: unknown, file: string | null): ErrorPayload {
  if (!(thrown instanceof WorkbenchError) || thrown.code === 'engine/cancelled') throw thrown;
  const payload = toPayload(thrown);
  if (file === null || !('file' in payload.params)) return payload;
  return { code: payload.code, params: { ...payload.params, file } as ErrorParams[typeof payload.code] };
}

function labelColumn({ understood, assumptions }: ReadResult, reading: ReadingSpec): LabelColumn | null {
  if (understood.label === null) return null;
  const reason = assumptions.find(({ setting }) => setting === 'label')?.reason;
  const sure = reading.label !== undefined || reason === 'named-like-label' || reason === 'declared-in-file';
  return { name: understood.label, sure };
}

function understoodOf(
  understood: Understood,
  { window }: ReadingSpec,
  { channels, hasLabel }: { channels: string[] | null; hasLabel: boolean },
): Understood {
  return {
    ...understood,
    channels: channels ?? understood.channels,
    label: hasLabel ? understood.label : null,
    window: window ?? null,
  };
}

/** Those of the first file that hold for all; counts are those of all files. */
function assumptionsOf(
  first: ReadFile | null,
  files: readonly ReadFile[],
  { label, layout }: Understood,
  areChannels: boolean,
): Assumption[] {
  if (first === null) return [];
  const { assumptions, table } = first.result;
  const kept = assumptions.filter(({ setting }) => {
    if (setting === 'label') return label !== null;
    if (setting === 'channels') return !areChannels;
    return setting !== 'window' && setting !== 'missing';
  });
  const forced = layout === 'recording' && !kept.some(({ setting }) => setting === 'layout');
  const counts = files.flatMap(({ result }) =>
    result.assumptions.flatMap(({ reason, params }) =>
      reason === 'trailing-missing-is-end' ? [Number(params.count)] : [],
    ),
  );
  const count = counts.reduce((sum, ended) => sum + ended, 0);
  if (forced) kept.push({ setting: 'layout', reason: 'one-recording', params: { rows: table.rowCount } });
  if (count > 0) kept.push({ setting: 'missing', reason: 'trailing-missing-is-end', params: { count } });
  return kept;
}

/** Columns by name: missing values of all files, and the most distinct values in one of them. Channels of files stand for themselves. */
function columnsOf(files: readonly ReadFile[], channels: string[] | null): ColumnView[] {
  const columns = new Map<string, ColumnView>();
  for (const { result } of files) {
    for (const { name, kind, missing, distinct } of result.columns) {
      const known = columns.get(name);
      columns.set(name, {
        name,
        kind: known?.kind ?? kind,
        missing: (known?.missing ?? 0) + missing,
        distinct: Math.max(known?.distinct ?? 0, distinct),
      });
    }
  }
  if (channels === null) return [...columns.values()];
  const texts = [...columns.values()].filter(({ kind }) => kind !== 'number');
  return [...channels.map((name) => ({ name, kind: 'number' as const, missing: 0, distinct: 0 })), ...texts];
}

function leftOutWarning(folder: string, { leftOut }: FilePlan): ErrorPayload[] {
  const seen = leftOut.filter(({ reason }) => reason !== 'hidden');
  if (seen.length === 0) return [];
  const names = seen.slice(0, MOST_NAMED).map(({ path }) => path);
  return [{ code: 'folder/left-out', params: { file: folder, count: seen.length, names } }];
}

/** Series without a label where others have one, or where a label was asked for. */
function labelWarning(
  { labels }: SeriesPart,
  groups: readonly ReadGroup[],
  labelFrom: FolderView['labelFrom'],
  source: FolderSource,
): ErrorPayload[] {
  const count = labels.filter((label) => label === null).length;
  if (count === 0 || labelFrom === 'none') return [];
  if (labelFrom === 'column' && (count < labels.length || source.labelFrom !== 'column')) return [];
  const { group } = groups.find(({ label }) => label == null) ?? groups[0];
  return [{ code: 'folder/no-label', params: { file: group.members[0].file.name, count } }];
}

/** What is worth knowing of single files; many such remarks are counted. */
function remarksOf(folder: string, files: readonly ReadFile[]): ErrorPayload[] {
  const all = files.flatMap(({ result }) => result.warnings);
  if (all.length <= MOST_REMARKS) return all;
  const count = all.length - MOST_REMARKS;
  return [...all.slice(0, MOST_REMARKS), { code: 'folder/more-remarks', params: { file: folder, count } }];
}

/** The files' hashes and names, a line each, as `sha256sum` writes them. */
function checksums(files: readonly ReadFile[]): string {
  const ordered = files.toSorted((a, b) => (a.file.name < b.file.name ? -1 : 1));
  return ordered.map(({ file: { name }, sha256 }) => `${checksumLine(name, sha256)}\n`).join('');
}

function checksumLine(name: string, sha256: string): string {
  const escaped = name.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
  return `${escaped === name ? '' : '\\'}${sha256}  ${escaped}`;
}
