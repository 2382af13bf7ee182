/** What the engine answers about data: its parts, its series, its rows and its lines. */

import type { ErrorPayload } from './errors';
import type { FolderView } from './folder';
import type { Clip, DatasetSpec, Scaling } from './specs';
import type { Assumption, Understood } from './views-reading';
import type { Sampling, SeriesClock } from './views-time';

export type Part = 'train' | 'test';
export type DatasetHandle = string;

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
  /** Where all chosen series have the same times, equally far apart. */
  clock?: SeriesClock;
  lines: { series: SeriesRef; id: string; label: string | null; channel: number; envelope: Envelope }[];
}
