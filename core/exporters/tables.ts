/** What the exporters write: a table of features, or the series of a dataset; and the pieces in which a file comes. */

import type { LabelKind } from '../contract/specs';

export interface FeatureTable {
  ids: string[];
  /** Null where no series has a label: the column is then left out. */
  labels: (string | null)[] | null;
  /** `number`: labels are the texts of numbers, and are written as numbers where the format knows these. */
  labelAs?: LabelKind;
  /** Names of the features. */
  columns: string[];
  values: Float32Array; // [N, F]
}

export interface SeriesTable {
  /** What the dataset is called, for formats that say so. */
  name: string;
  ids: string[];
  /** Null where no series has a label. */
  labels: (string | null)[] | null;
  /** As of features. */
  labelAs?: LabelKind;
  /** Names of the channels. */
  channels: string[];
  lengths: Int32Array; // [N], in steps
  /** First step of each series in `values`; series may overlap. */
  offsets: Float64Array; // [N], in steps
  /** Written as float32; missing values are NaN. */
  values: StoredValues; // [total steps, D], time-major
}

/** Values in memory or on disk. */
export interface StoredValues {
  /** Those from `from` up to, not including, `to`; valid only until the next call. */
  slice(from: number, to: number): Float64Array;
}

/** The file's next bytes and how many series they and those before them hold. */
export interface FileChunk {
  bytes: Uint8Array;
  done: number;
}

/** T of series that are all of one length; null where they are not. */
export function commonLength(lengths: Int32Array): number | null {
  const first = lengths[0] ?? 0;
  return lengths.every((length) => length === first) ? first : null;
}

const BLOCK_VALUES = 1 << 14;

/** Gives the value of a series' step and channel as it is written; quick where the next one asked for is not far behind the last. */
export function valuesOf({
  values,
  offsets,
  channels,
}: SeriesTable): (series: number, step: number, channel: number) => number {
  const width = channels.length;
  // A copy: others may read between two chunks of the file.
  let block = new Float64Array(0);
  let start = 0;
  return (series, step, channel) => {
    const at = (offsets[series] + step) * width + channel;
    if (at < start || at >= start + block.length) {
      start = at;
      block = values.slice(at, at + BLOCK_VALUES).slice();
    }
    return Math.fround(block[at - start]);
  };
}

/** Names that readers know a column's part by, the usual one first. */
const ROLE_NAMES = {
  series: ['series', 'sequence', 'sample', 'case', 'subject'],
  label: ['label', 'class', 'target'],
  step: ['step', 'index', 'tick', 'frame'],
} as const;

/** What the column of ids, labels or steps is called: not as a channel is. */
export function roleName(role: keyof typeof ROLE_NAMES, channels: readonly string[]): string {
  const free = ROLE_NAMES[role].find((name) => !channels.includes(name));
  if (free !== undefined) return free;
  let copy = 2;
  while (channels.includes(`${role}_${copy}`)) copy++;
  return `${role}_${copy}`;
}

/** Whether ids are no more than the series' numbers. */
export function areNumbers(ids: readonly string[]): boolean {
  return ids.every((id, at) => id === String(at));
}
