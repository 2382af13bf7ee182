/** Opens a folder of files: every file read as the first one is, and all joined to the parts of one dataset. */

import { FOLDER_LIMITS, type FolderSettings, type FolderView } from '../contract/folder';
import type { FileRef, FolderSource, ReadingSpec } from '../contract/specs';
import type { Part, Understood } from '../contract/views';
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
import { joinGroups, namesIn, type ReadGroup } from '../dataset/folder-join';
import { byName } from '../dataset/folder-names';
import { joinTables } from '../dataset/folder-table';
import { KEPT_VALUES } from '../dataset/large/value-sink';
import type { AnyResult, SeriesPart } from '../dataset/part';
import { FolderFiles, KEPT_BYTES } from './folder-file';
import { FolderReads, type KeptFile, partsOf, problemOf, readAll } from './folder-reads';
import { assumptionsOf, columnsOf, labelWarning, leftOutWarning, rejectedOf, remarksOf } from './folder-remarks';
import { FolderValues } from './folder-values';
import type { EngineHost, Path } from './host';
import type { Task } from './task';

/** Files that are left out and listed. */
const MOST_LISTED = 1000;

/** One part as if it had been one file. */
export interface FolderPart {
  result: AnyResult;
  fileName: string;
  /** Of a line `hash  name` for each file, in their order, as `sha256sum` writes them. */
  sha256: string;
}

export interface OpenedFolder {
  train: FolderPart;
  test: FolderPart | null;
  folder: { name: string; view: FolderView };
}

/** What of a folder is held in memory: values of each part, and tables as bytes of files. */
export interface FolderBounds {
  values: number;
  bytes: number;
}

const BOUNDS: FolderBounds = { values: KEPT_VALUES, bytes: KEPT_BYTES };

/** What lies in one folder. */
interface Planned {
  root: Path;
  name: string;
  plan: FilePlan;
}

/**
 * Reads all files that belong. Where one cannot be read, or is not like the first, the problem names it; what was read
 * up to it can be looked at as a table. What is held in files is handed to `opened`.
 * @throws folder/*, file/not-found, file/unreadable, engine/cancelled
 */
export async function openFolder(
  source: FolderSource,
  reading: ReadingSpec,
  host: EngineHost,
  task: Task,
  opened: { add(held: { close(): Promise<void> }): void },
  bounds: FolderBounds = BOUNDS,
): Promise<OpenedFolder> {
  const ownTest = source.test !== undefined;
  const own = await planFolder(source.folder, ownTest ? { ...source, parts: 'none' } : source, host, task);
  const { name, plan } = own;
  const other =
    source.test === undefined
      ? null
      : await planFolder(source.test, { extension: plan.extension, parts: 'none' }, host, task);
  const files = { train: plan.files.train, test: other === null ? plan.files.test : withFolder(other) };
  const bytes = [...files.train, ...files.test].reduce((sum, file) => sum + file.bytes, 0);
  const { contents, assumption } = await task.driveUncounted(chooseContents(name, files.train, source));
  const groups: Record<Part, FileGroup[]> = {
    train: await task.driveUncounted(groupFiles(name, files.train, contents)),
    test: await task.driveUncounted(groupFiles(other?.name ?? name, files.test, contents)),
  };
  task.begin('reading', bytes, 'bytes');
  // Windows are cut, and channels of several files chosen, when the series of all files are together.
  const ofFiles: ReadingSpec = { ...reading, window: null };
  if (contents !== 'series') delete ofFiles.channels;
  const inOther = new Set<FolderFile>(other === null ? [] : files.test);
  const rootOf = (file: FolderFile): Path => (other !== null && inOther.has(file) ? other : own).root;
  const held = new FolderFiles(rootOf, host, task, bounds.bytes);
  const newValues = () => new FolderValues(host, () => task.reach(0, 0), bounds.values);
  const reads = new FolderReads(held, { train: newValues(), test: newValues() });
  for (const closed of [held, reads.values.train, reads.values.test]) opened.add(closed);
  const channels = reading.channels ?? null;
  const problem = await readAll(reads, ofFiles, { groups, contents, parts: plan.parts, channels });
  const first = reads.first;
  const column = first === null ? null : labelColumn(first, reading);
  const label = await task.driveUncounted(chooseLabel([...groups.train, ...groups.test], plan.parts, source, column));
  const readGroups = (part: Part): ReadGroup[] =>
    groups[part].map((group) => ({
      ...partsOf(reads, group),
      whole: reads.values[part].of(group),
      label: label.labelFrom === 'column' ? undefined : labelOf(group, plan.parts, label),
    }));
  const assumptions = [...plan.assumptions, assumption, label.assumption].filter((made) => made !== null);
  const suffix = { train: plan.parts === 'named' ? '_TRAIN' : '', test: '_TEST' };
  let known = problem;
  // That of the training part is the test part's too.
  let usual = reading.usualLabel;

  async function partOf(part: Part): Promise<FolderPart> {
    const fileName = part === 'test' && other !== null ? other.name : `${name}${suffix[part]}`;
    const read = readGroups(part);
    const ofPart = groups[part].flatMap(({ members }) => members.flatMap(({ file }) => reads.of(file) ?? []));
    let series: SeriesPart | null = null;
    if (known === null) {
      try {
        const values = reads.values[part].finish();
        series = await task.driveUncounted(joinGroups(fileName, read, values, reading.window ?? null, usual));
        usual ??= usualIn(series);
      } catch (thrown) {
        known = problemOf(thrown, null);
      }
    }
    const all = contents === 'series' || first === null ? null : namesIn(read[0]);
    const understood = understoodOf(first?.result.understood ?? NOTHING, reading, {
      channels: all === null ? null : (reading.channels ?? all),
      hasLabel: label.labelFrom === 'column',
      usual,
    });
    const planned = part === 'train' ? own : other;
    const warnings = planned === null ? [] : leftOutWarning(planned.name, planned.plan);
    if (series !== null) warnings.push(...labelWarning(series, read, label.labelFrom, source));
    warnings.push(...remarksOf(name, ofPart));
    const rejected = rejectedOf(ofPart);
    const tables = ofPart.map((one) => ({
      file: one.file.name,
      columns: one.names,
      rowCount: one.rowCount,
      open: () => held.table(one),
    }));
    const result: AnyResult = {
      understood,
      assumptions: [...assumptions, ...assumptionsOf(first, ofPart, understood, all !== null)],
      columns: columnsOf(ofPart, all),
      ...(first?.result.inside === undefined ? {} : { inside: first.result.inside }),
      ...(rejected === null ? {} : { rejected }),
      table: joinTables(tables),
      series,
      problem: known,
      warnings,
    };
    return { result, fileName, sha256: host.sha256(checksums(ofPart)) };
  }

  const train = await partOf('train');
  const test = groups.test.length === 0 ? null : await partOf('test');
  const leftOut = [
    ...plan.leftOut,
    ...(other?.plan.leftOut ?? []).map(({ path, reason }) => ({ path: `${other?.name}/${path}`, reason })),
  ];
  const view: FolderView = {
    extension: plan.extension,
    contents,
    labelFrom: label.labelFrom,
    namePart: label.namePart,
    parts: plan.parts,
    files: files.train.length + files.test.length,
    extensions: plan.extensions,
    nameParts: namePieces(groups.train[0]),
    leftOut: { count: leftOut.length, files: leftOut.slice(0, MOST_LISTED) },
    ...(other === null ? {} : { test: other.name }),
  };
  return { train, test, folder: { name, view } };
}

/** The files of another folder, told by its name too. */
function withFolder({ name, plan }: Planned): FolderFile[] {
  return plan.files.train.map((file) => ({ ...file, told: `${name}/${file.name}` }));
}

async function planFolder(folder: FileRef, settings: FolderSettings, host: EngineHost, task: Task): Promise<Planned> {
  const root = host.resolve(folder, 'read');
  const name = host.baseName(root);
  const entries = await host.list(root, FOLDER_LIMITS.entries, () => task.reach(0, 0));
  return { root, name, plan: await task.driveUncounted(planFiles(name, entries, settings)) };
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

function labelColumn({ result: { understood, assumptions } }: KeptFile, reading: ReadingSpec): LabelColumn | null {
  if (understood.label === null) return null;
  const reason = assumptions.find(({ setting }) => setting === 'label')?.reason;
  const sure = reading.label !== undefined || reason === 'named-like-label' || reason === 'declared-in-file';
  return { name: understood.label, sure };
}

/** The most frequent label of the steps, where windows get any rarer one. */
function usualIn({ cutFrom }: SeriesPart): string | undefined {
  const labels = cutFrom?.whole.stepLabels;
  return labels?.choose === 'any' ? labels.names[labels.common ?? -1] : undefined;
}

function understoodOf(
  understood: Understood,
  { window }: ReadingSpec,
  { channels, hasLabel, usual }: { channels: string[] | null; hasLabel: boolean; usual: string | undefined },
): Understood {
  const { usualLabel: ofFirst, ...others } = understood;
  const { labelAs: _kind, windowLabel: _choice, ...unlabelled } = others;
  const usualLabel = ofFirst && (usual ?? ofFirst);
  return {
    ...(hasLabel ? others : { ...unlabelled, label: null }),
    ...(hasLabel && usualLabel !== undefined ? { usualLabel } : {}),
    channels: channels ?? understood.channels,
    window: window ?? null,
  };
}

/** The files' hashes and names, a line each, as `sha256sum` writes them. */
function checksums(files: readonly KeptFile[]): string {
  const ordered = files.toSorted((a, b) => byName(a.file.name, b.file.name));
  return ordered.map(({ file: { name }, sha256 }) => `${checksumLine(name, sha256)}\n`).join('');
}

function checksumLine(name: string, sha256: string): string {
  const escaped = name.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
  return `${escaped === name ? '' : '\\'}${sha256}  ${escaped}`;
}
