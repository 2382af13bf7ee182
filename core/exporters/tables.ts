/** What the exporters write: a table of features, or the series of a dataset; and the pieces in which a file comes. */

export interface FeatureTable {
  ids: string[];
  /** Null where no series has a label: the column is then left out. */
  labels: (string | null)[] | null;
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
  /** Names of the channels. */
  channels: string[];
  lengths: Int32Array; // [N], in steps
  /** First step of each series in `values`; series may overlap. */
  offsets: Float64Array; // [N], in steps
  /** Written as float32; missing values are NaN. */
  values: Float64Array; // [total steps, D], time-major
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

/** The value of a series' step and channel as it is written. */
export function valueOf(table: SeriesTable, series: number, step: number, channel: number): number {
  return Math.fround(table.values[(table.offsets[series] + step) * table.channels.length + channel]);
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
