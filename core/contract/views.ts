/** What the engine answers: views sized for the screen, never the data itself. Of data and kernels in files of their own. */

import type { ErrorPayload } from './errors';
import type { FeaturesSpec, Init, Pooling } from './specs';
import type { Envelope, SeriesChart, SeriesRef } from './views-data';
import type { KernelView } from './views-kernel';

export * from './views-data';
export * from './views-kernel';
export * from './views-reading';

export type Direction = 'fwd' | 'bwd';
export type RunHandle = string;

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
