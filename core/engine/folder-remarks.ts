/** What is told of a folder's files together: assumptions, columns and warnings. */

import type { ErrorPayload } from '../contract/errors';
import type { FolderView } from '../contract/folder';
import type { FolderSource } from '../contract/specs';
import { type Assumption, type ColumnView, MOST_REJECTED_PLACES, type Understood } from '../contract/views';
import type { FilePlan } from '../dataset/folder-files';
import type { ReadGroup } from '../dataset/folder-join';
import type { ReadResult, SeriesPart } from '../dataset/part';
import type { KeptFile } from './folder-reads';

/** Files that are named where some are left out, and remarks about single files that are passed on. */
const MOST_NAMED = 8;
const MOST_REMARKS = 20;

/** Those of the first file that hold for all; counts are those of all files. */
export function assumptionsOf(
  first: KeptFile | null,
  files: readonly KeptFile[],
  { label, layout, usualLabel }: Understood,
  areChannels: boolean,
): Assumption[] {
  if (first === null) return [];
  const { assumptions } = first.result;
  const kept = assumptions.filter(({ setting }) => {
    if (setting === 'label') return label !== null;
    if (setting === 'usualLabel') return false;
    if (setting === 'channels') return !areChannels;
    return setting !== 'window' && setting !== 'missing';
  });
  if (usualLabel !== undefined && assumptions.some(({ setting }) => setting === 'usualLabel'))
    kept.push({ setting: 'usualLabel', reason: 'usual-label', params: { label: usualLabel } });
  const forced = layout === 'recording' && !kept.some(({ setting }) => setting === 'layout');
  const counts = files.flatMap(({ result }) =>
    result.assumptions.flatMap(({ reason, params }) =>
      reason === 'trailing-missing-is-end' ? [Number(params.count)] : [],
    ),
  );
  const count = counts.reduce((sum, ended) => sum + ended, 0);
  if (forced) kept.push({ setting: 'layout', reason: 'one-recording', params: { rows: first.rowCount } });
  if (count > 0) kept.push({ setting: 'missing', reason: 'trailing-missing-is-end', params: { count } });
  return kept;
}

/** Columns by name: missing values of all files, and the most distinct values in one of them. Channels of files stand for themselves. */
export function columnsOf(files: readonly KeptFile[], channels: string[] | null): ColumnView[] {
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

export function leftOutWarning(folder: string, { leftOut }: FilePlan): ErrorPayload[] {
  const seen = leftOut.filter(({ reason }) => reason !== 'hidden');
  if (seen.length === 0) return [];
  const names = seen.slice(0, MOST_NAMED).map(({ path }) => path);
  return [{ code: 'folder/left-out', params: { file: folder, count: seen.length, names } }];
}

/** Series without a label where others have one, or where a label was asked for. */
export function labelWarning(
  { labels }: SeriesPart,
  groups: readonly ReadGroup[],
  labelFrom: FolderView['labelFrom'],
  source: FolderSource,
): ErrorPayload[] {
  const count = labels.filter((label) => label === null).length;
  if (count === 0 || labelFrom === 'none') return [];
  if (labelFrom === 'column' && (count < labels.length || source.labelFrom !== 'column')) return [];
  const { group } = groups.find(({ label }) => label == null) ?? groups[0];
  return [{ code: 'folder/no-label', params: { file: group.members[0].file.told, count } }];
}

/** Rows of all files that do not fit their tables; null where every row does. */
export function rejectedOf(files: readonly KeptFile[]): ReadResult['rejected'] | null {
  const found = files.flatMap(({ file, result: { rejected } }) =>
    rejected === undefined ? [] : [{ ...rejected, name: file.name }],
  );
  if (found.length === 0) return null;
  const places = found.flatMap(({ places, name }) => places.map((place) => ({ ...place, file: name })));
  const count = found.reduce((sum, one) => sum + one.count, 0);
  return { count, places: places.slice(0, MOST_REJECTED_PLACES) };
}

/** What is worth knowing of single files; many such remarks are counted. */
export function remarksOf(folder: string, files: readonly KeptFile[]): ErrorPayload[] {
  const all = files.flatMap(({ result }) => result.warnings);
  if (all.length <= MOST_REMARKS) return all;
  const count = all.length - MOST_REMARKS;
  return [...all.slice(0, MOST_REMARKS), { code: 'folder/more-remarks', params: { file: folder, count } }];
}
