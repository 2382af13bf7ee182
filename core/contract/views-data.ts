/** What the engine answers about data: what was understood of a file, its series, its rows and its lines. */

import type { ErrorPayload } from './errors';
import type { FolderSettings, FolderView } from './folder';
import type {
  BadRows,
  Clip,
  DatasetSpec,
  Delimiter,
  Encoding,
  Format,
  LabelKind,
  Layout,
  Quote,
  Scaling,
  SplitSpec,
  Thousands,
  WindowLabel,
} from './specs';
import { type Sampling, TIME_REASONS, type UnderstoodTime } from './views-time';

export type Part = 'train' | 'test';
export type DatasetHandle = string;

/** What the reader settled on; `null` where the setting has no meaning for the format. */
export interface Understood extends UnderstoodTime {
  format: Format;
  encoding: Encoding | null;
  delimiter: Delimiter | null;
  header: boolean | null;
  decimal: '.' | ',' | null;
  layout: Layout;
  channels: string[];
  label: string | null;
  series: string | null;
  time: string | null;
  window: { length: number; stride: number } | null;
  /** What the label is; left out where there is none. */
  labelAs?: LabelKind;
  /** Left out where steps have no labels of their own. */
  windowLabel?: WindowLabel;
  /** How the test part was made of the one part; left out where the parts are the source's own. */
  split?: SplitSpec;
  /** The array of a file that holds several. */
  array?: string;
  /** The sheet of a workbook. */
  sheet?: string;
  /** How delimited text is written; left out for every other format. */
  quote?: Quote;
  comment?: string | null;
  skipLines?: number;
  /** Left out where cells are no text. */
  thousands?: Thousands;
  missingText?: string[];
  badRows?: BadRows;
}

/** A row that does not fit the table, and why: it has another number of fields, or text where a number must be. */
export type RejectedRow = {
  line: number;
  /** Path of its file, where it is one of a folder. */
  file?: string;
} & (
  | { reason: 'fields'; found: number; expected: number }
  | { reason: 'not-a-number'; column: number; name: string; text: string }
);

/** Rejected rows that are told one by one: the first ones of the file. */
export const MOST_REJECTED_PLACES = 100;

/** Rows of a file (its header is none): `file` is `kept` and `rejected` together. */
export interface RowsView {
  file: number;
  kept: number;
  rejected: number;
  /** In the order of the file, at most `MOST_REJECTED_PLACES`. */
  places: RejectedRow[];
}

/** One of the arrays or sheets that a file holds. */
export interface Inside {
  name: string;
  /** Its type and shape, such as `float32 (60, 24, 6)`. */
  hint: string;
  /** Whether series can be made of it. */
  fits: boolean;
}

export type SettingName = keyof Understood | keyof FolderSettings | 'test' | 'missing' | 'unpacked';

/** A setting that was recognised and not given, with the reason as a code of `core/locale/data.ts` (`assumed.*`). */
export interface Assumption {
  setting: SettingName;
  reason: AssumptionReason;
  /** Facts for the sentence, such as a count or a column name. */
  params: Record<string, string | number>;
}

/** What is known of a set that was made here, each a reason for its labels. */
const TRUTHS = [
  'sine-or-square',
  'marked-sum',
  'symbol-order',
  'time-constant',
  'oscillation-period',
  'whether-switched',
  'when-switched',
] as const;
export type Truth = (typeof TRUTHS)[number];

export const ASSUMPTION_REASONS = [
  'extension',
  'content',
  'gzip',
  'byte-order-mark',
  'valid-utf8',
  'most-consistent-delimiter',
  'first-row-is-text',
  'first-row-is-numeric',
  'decimal-comma-cells',
  'decimal-comma-or-thousands',
  'grouped-digits',
  'quoted-cells',
  'first-lines-marked',
  'lines-before-header',
  'names-in-comment',
  'common-han',
  'western-letters',
  'one-series-per-row',
  'lists-in-cells',
  'repeated-ids',
  'one-recording',
  'numeric-columns',
  'numeric-columns-but-row-number',
  'named-like-label',
  'few-distinct-values',
  'no-label-found',
  'named-like-id',
  'no-id-found',
  'named-like-time',
  'no-time-found',
  'long-recording',
  'short-enough',
  'declared-in-file',
  'twin-found',
  'trailing-missing-is-end',
  'declared-frequency',
  'series-start',
  'one-column-array',
  'rows-of-array',
  'named-like-data',
  'only-one-fits',
  'first-of-several',
  'first-sheet-with-data',
  'numbers-with-fractions',
  'numbers-of-classes',
  'last-of-numbers',
  'most-of-steps',
  'usual-label',
  'own-test-part',
  'nothing-to-stratify',
  'most-frequent-extension',
  'only-extension',
  'one-file-one-series',
  'named-like-channels',
  'folder-names',
  'part-of-names',
  'column-named-like-label',
  'no-label-in-folder',
  'named-like-parts',
  'no-part-names',
  ...TIME_REASONS,
  ...TRUTHS,
] as const;
export type AssumptionReason = (typeof ASSUMPTION_REASONS)[number];

export interface ColumnView {
  name: string;
  kind: 'number' | 'text' | 'time';
  missing: number;
  /** Number of distinct values, counted up to 1000. */
  distinct: number;
}

export interface ClassCount {
  label: string;
  count: number;
}

export interface PartView {
  fileName: string;
  /** Lower-case hex SHA-256 of the file's bytes (of the generated values for a synthetic set). */
  sha256: string;
  rows: number;
  seriesCount: number;
  minLength: number;
  maxLength: number;
  missing: number;
  infinite: number;
  /** Left out where steps have no time stamps, or no two different ones. */
  sampling?: Sampling;
  /** In the order of first appearance; empty where there is no label, or where labels are numbers. */
  classes: ClassCount[];
  /** Of the labels, where they are numbers. */
  target?: TargetRange;
}

/** How labels that are numbers are spread. */
export interface TargetRange {
  /** Series that have one. */
  count: number;
  min: number;
  mean: number;
  max: number;
}

/** The fitted scaler: `(x - offset) / scale` for each channel, fitted on the training part only. */
export interface ScalerView {
  kind: Scaling;
  channels: { name: string; offset: number; scale: number }[];
}

/** The bounds to which values were clipped, taken from the training part only; infinite where a channel has none. */
export interface ClipView {
  kind: Exclude<Clip, 'none'>;
  channels: { name: string; low: number; high: number }[];
}

export interface DatasetView {
  handle: DatasetHandle;
  name: string;
  /** The spec that was opened, with nothing filled in. */
  spec: DatasetSpec;
  understood: Understood;
  assumptions: Assumption[];
  columns: ColumnView[];
  /** What the file holds to choose from, where it holds several arrays or sheets. */
  inside?: Inside[];
  /** What was understood of the folder, where the source is one. */
  folder?: FolderView;
  channels: string[];
  /** Rows of each part's file; where rows are refused, those to be rejected are counted all the same. */
  rows: Record<Part, RowsView | null>;
  /** Null when no series could be made: `problem` says why, and the table is still there to look at. */
  train: PartView | null;
  test: PartView | null;
  scaler: ScalerView | null;
  /** Left out where nothing is clipped. */
  clip?: ClipView;
  problem: ErrorPayload | null;
  /** Things worth knowing that do not stop the work (missing values were filled, one class only, ...). */
  warnings: ErrorPayload[];
}

/** Rows of the file as it was read, as text, for the virtual table. */
export interface TablePage {
  part: Part;
  first: number;
  total: number;
  columns: string[];
  /** File line of each row, counted from 1; 0 where the format has no lines. */
  lines: number[];
  cells: string[][];
  /** Those of the rows here, counted from 0, that do not fit the table. */
  rejected: number[];
}

export interface SeriesRef {
  part: Part;
  /** Index within the part, counted from 0. */
  index: number;
}

/** A page of the list of series. */
export interface SeriesListPage {
  part: Part;
  first: number;
  total: number;
  rows: { index: number; id: string; label: string | null; length: number }[];
}

export interface SeriesQuery {
  series: SeriesRef[];
  channels: number[];
  /** First step shown; clamped to the data. */
  from: number;
  /** One past the last step shown. */
  to: number;
  /** Width of the chart in device-independent pixels: at most this many min/max columns are returned. */
  width: number;
  /** Whether the fitted scaling is applied. */
  scaled: boolean;
}

/** Min and max of the steps that fall on each pixel column; where each column is one step both are its value. */
export interface Envelope {
  /** First step of column 0. */
  start: number;
  /** Steps in each column (the last one may hold fewer). */
  stepsPerColumn: number;
  min: Float32Array;
  max: Float32Array;
}

export interface SeriesChart {
  from: number;
  to: number;
  /** Steps of the longest chosen series. */
  length: number;
  lines: { series: SeriesRef; id: string; label: string | null; channel: number; envelope: Envelope }[];
}
