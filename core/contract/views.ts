/** What the engine answers: views sized for the screen, never the data itself. */

import type { ErrorPayload } from './errors';
import type {
  DatasetSpec,
  Delimiter,
  Encoding,
  FeaturesSpec,
  Format,
  Init,
  KernelKind,
  Layout,
  Pooling,
  Scaling,
} from './specs';

export type Part = 'train' | 'test';
export type Direction = 'fwd' | 'bwd';
export type DatasetHandle = string;
export type RunHandle = string;

/** What the reader settled on; `null` where the setting has no meaning for the format. */
export interface Understood {
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
  /** The array of a file that holds several. */
  array?: string;
  /** The sheet of a workbook. */
  sheet?: string;
}

/** One of the arrays or sheets that a file holds. */
export interface Inside {
  name: string;
  /** Its type and shape, such as `float32 (60, 24, 6)`. */
  hint: string;
  /** Whether series can be made of it. */
  fits: boolean;
}

export type SettingName = keyof Understood | 'test' | 'missing' | 'unpacked';

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
  'one-series-per-row',
  'repeated-ids',
  'one-recording',
  'numeric-columns',
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
  /** In the order of first appearance; empty where there is no label. */
  classes: ClassCount[];
}

/** The fitted scaler: `(x - offset) / scale` for each channel, fitted on the training part only. */
export interface ScalerView {
  kind: Scaling;
  channels: { name: string; offset: number; scale: number }[];
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
  channels: string[];
  /** Null when no series could be made: `problem` says why, and the table is still there to look at. */
  train: PartView | null;
  test: PartView | null;
  scaler: ScalerView | null;
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

export interface LayerShape {
  layer: number;
  direction: Direction;
  /** Input size I of this layer: the channels, or what the layer below puts out. */
  input: number;
  hidden: number;
}

export interface ModelView {
  /** Input channels I; null while no dataset is open and the weights do not say. */
  input: number | null;
  hidden: number;
  layers: number;
  bidirectional: boolean;
  bias: boolean;
  init: Init | null;
  /** The file's name for opened weights. */
  fileName: string | null;
  trained: boolean;
  shapes: LayerShape[];
  /** Counted as PyTorch does: two bias vectors a direction. */
  parameters: number;
  /** Estimated peak memory of the run, in bytes. */
  memoryBytes: number;
  /** Estimated duration of the run on this machine, in milliseconds; null without a dataset. */
  timeMs: number | null;
  /** Why these settings cannot run on this dataset. */
  problem: ErrorPayload | null;
}

/** A kernel at work. */
export interface KernelView {
  kind: Exclude<KernelKind, 'auto'>;
  /** `avx512`, `avx2` or `baseline`; `relaxed simd`, `simd` or `plain`; null for the reference. */
  level: string | null;
  threads: number;
}

/** A kernel that the machine has or lacks. */
export interface KernelInfo {
  kind: KernelView['kind'];
  /** Null also where none of a kind's levels can be known. */
  level: string | null;
  available: boolean;
  /** Why it is not available: a code of `core/locale/kernel.ts`, or the system's own words. */
  reason: string | null;
  /** What `auto` takes. */
  auto: boolean;
}

/** The processor's cores. */
export interface Cores {
  physical: number;
  logical: number;
  /** The system does not tell the physical ones. */
  assumed: boolean;
}

/** What a machine can compute with. */
export interface Machine {
  /** The fastest first. */
  kernels: KernelInfo[];
  cores: Cores;
}

export interface RunView {
  handle: RunHandle;
  model: ModelView;
  /** The kernel that computed it, whatever is chosen now. */
  kernel: KernelView;
  /** Hash of the dataset and model specs with file contents: equal hashes mean equal bytes. */
  specHash: string;
  durationMs: number;
  seriesCount: { train: number; test: number };
}

/** The quantities at every step: input gate, forget gate, cell candidate, output gate, cell state, hidden state. */
export const QUANTITIES = ['i', 'f', 'g', 'o', 'c', 'h'] as const;
export type Quantity = (typeof QUANTITIES)[number];

export interface GatesQuery {
  series: SeriesRef;
  layer: number;
  direction: Direction;
  from: number;
  to: number;
  /** Columns at most, the chart's width in pixels. */
  width: number;
  /** Units whose traces are wanted. */
  units: number[];
}

/** Units x time, cells row by row (unit 0 first), as 8-bit steps between `low` and `high`. */
export interface Heatmap {
  quantity: Quantity;
  scale: 'sequential' | 'diverging';
  low: number;
  high: number;
  units: number;
  columns: number;
  /** value = low + cell / 255 * (high - low); the mean of the steps where a column holds several. */
  cells: Uint8Array; // [units, columns]
}

export interface GatesView {
  series: SeriesRef;
  id: string;
  label: string | null;
  layer: number;
  direction: Direction;
  length: number;
  from: number;
  to: number;
  stepsPerColumn: number;
  /** The series as the model saw it (scaled), every channel. */
  signal: SeriesChart;
  heatmaps: Heatmap[];
  traces: { unit: number; quantity: Quantity; envelope: Envelope }[];
}

export interface StepQuery {
  series: SeriesRef;
  layer: number;
  direction: Direction;
  step: number;
  unit: number;
}

/** One gate's sum before its activation: `input + recurrent + bias`. */
export interface Preactivation {
  /** W x_t */
  input: number;
  /** R h_{t-1} */
  recurrent: number;
  /** b_ih + b_hh */
  bias: number;
}

/** One unit at one step with every number of its equations. */
export interface StepView {
  step: number;
  unit: number;
  /** The layer's input at this step (the scaled channels for layer 0). */
  x: number[];
  cPrevious: number;
  hPrevious: number;
  i: number;
  f: number;
  g: number;
  o: number;
  c: number;
  h: number;
  sums: { i: Preactivation; f: Preactivation; g: Preactivation; o: Preactivation };
}

export interface FeatureColumn {
  name: string;
  layer: number;
  direction: Direction;
  unit: number;
  pooling: Pooling;
  min: number;
  max: number;
  mean: number;
  std: number;
}

export interface ScatterPoint {
  series: SeriesRef;
  id: string;
  label: string | null;
  x: number;
  y: number;
}

/** Principal components fitted on the training part's standardised columns; constant columns are left out. */
export interface Scatter {
  points: ScatterPoint[];
  /** Share of the variance that each axis explains, 0 to 1. */
  explained: [number, number];
}

export interface FeaturesView {
  spec: FeaturesSpec;
  columns: FeatureColumn[];
  rows: number;
  scatter: Scatter;
}

export interface FeaturesQuery {
  spec: FeaturesSpec;
  first: number;
  count: number;
  firstColumn: number;
  columnCount: number;
  /** A column's name, `sequence` or `label`; null keeps the data's order. */
  sortBy: string | null;
  descending: boolean;
}

export interface FeaturesPage {
  first: number;
  total: number;
  rows: { series: SeriesRef; id: string; label: string | null; values: Float32Array }[];
}

export interface ExportReport {
  /** Names (not paths) of the files written. */
  files: string[];
  rows: number;
  bytes: number;
  /** What is worth knowing of what was written; absent where there is nothing. */
  warnings?: ErrorPayload[];
}

/** The article's ten steps through its ten units, with the equations right. */
export interface LessonView {
  x: number[];
  /** [T][H] for each quantity. */
  quantities: Record<Quantity, number[][]>;
  /** W [4H, 1], R [4H, H], b [4H] in the order i, f, g, o. */
  weights: { w: number[][]; r: number[][]; b: number[] };
  /** The same run with the same draws u of [0, 1) centred: (2u - 1) / sqrt(H), PyTorch's distribution. */
  centred: Record<Quantity, number[][]>;
}
