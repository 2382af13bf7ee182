/** Opens a folder of files: every file read as the first one is, and all joined to the parts of one dataset. */

import { WorkbenchError } from '../contract/errors';
import { FOLDER_LIMITS, type FolderView } from '../contract/folder';
import type { FolderSource, ReadingSpec } from '../contract/specs';
import type { Part, Understood } from '../contract/views';
import { planFiles } from '../dataset/folder-files';
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
import { byName } from '../dataset/folder-names';
import { joinTables } from '../dataset/folder-table';
import type { ReadResult, SeriesPart } from '../dataset/part';
import { FolderReads, problemOf, readAll, type ReadFile } from './folder-reads';
import { assumptionsOf, columnsOf, labelWarning, leftOutWarning, rejectedOf, remarksOf } from './folder-remarks';
import type { EngineHost } from './host';
import type { Task } from './task';

/** Files that are left out and listed. */
const MOST_LISTED = 1000;

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
  const plan = await task.driveUncounted(planFiles(name, entries, source));
  const bytes = [...plan.files.train, ...plan.files.test].reduce((sum, file) => sum + file.bytes, 0);
  if (bytes > FOLDER_LIMITS.bytes) {
    throw new WorkbenchError('folder/too-large', { file: name, bytes, limit: FOLDER_LIMITS.bytes });
  }
  const { contents, assumption } = await task.driveUncounted(chooseContents(name, plan.files.train, source));
  const groups: Record<Part, FileGroup[]> = {
    train: await task.driveUncounted(groupFiles(name, plan.files.train, contents)),
    test: await task.driveUncounted(groupFiles(name, plan.files.test, contents)),
  };
  task.begin('reading', bytes, 'bytes');
  // Windows are cut, and channels of several files chosen, when the series of all files are together.
  const ofFiles: ReadingSpec = { ...reading, window: null };
  if (contents !== 'series') delete ofFiles.channels;
  const reads = new FolderReads(root, host, task);
  const problem = await readAll(reads, [...groups.train, ...groups.test], ofFiles, contents, plan);
  const first = reads.first;
  const column = first === null ? null : labelColumn(first.result, reading);
  const label = await task.driveUncounted(chooseLabel([...groups.train, ...groups.test], plan.parts, source, column));
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
            ? joinFiles(fileName, read, reading.window ?? null)
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
    const rejected = rejectedOf(files);
    const result: ReadResult = {
      understood,
      assumptions: [...assumptions, ...assumptionsOf(first, files, understood, all !== null)],
      columns: columnsOf(files, all),
      ...(first?.result.inside === undefined ? {} : { inside: first.result.inside }),
      ...(rejected === null ? {} : { rejected }),
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
  const { labelAs: _kind, windowLabel: _choice, ...unlabelled } = understood;
  return {
    ...(hasLabel ? understood : { ...unlabelled, label: null }),
    channels: channels ?? understood.channels,
    window: window ?? null,
  };
}

/** The files' hashes and names, a line each, as `sha256sum` writes them. */
function checksums(files: readonly ReadFile[]): string {
  const ordered = files.toSorted((a, b) => byName(a.file.name, b.file.name));
  return ordered.map(({ file: { name }, sha256 }) => `${checksumLine(name, sha256)}\n`).join('');
}

function checksumLine(name: string, sha256: string): string {
  const escaped = name.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
  return `${escaped === name ? '' : '\\'}${sha256}  ${escaped}`;
}
