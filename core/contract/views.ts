/** What the engine answers: views sized for the screen, never the data itself. Of data and kernels in files of their own. */

import type { ModelTarget } from './targets';
import type { CellSpec, Direction, LstmQuantity, Quantity } from './cells';
import type { ErrorPayload } from './errors';
import type { ModelAssumption, ModelPart } from './model-file';
import type { FeaturesSpec, Init, Pooling } from './specs';
import type { Envelope, SeriesChart, SeriesRef } from './views-data';
import type { KernelView } from './views-kernel';

export { ALL_QUANTITIES, type Direction, type LstmQuantity, QUANTITIES, type Quantity } from './cells';
export * from './views-data';
export * from './views-kernel';
export * from './views-reading';

export type RunHandle = string;

export interface LayerShape {
  layer: number;
  direction: Direction;
  /** Input size I of this layer: the channels, or what the layer below puts out. */
  input: number;
  /** H: units, each with its gates and cell state. */
  hidden: number;
  /** Size of h: P where it is projected, else H. */
  output: number;
  /** Rows of W, R and the biases: those of every block, H each. */
  rows: number;
  /** Whether the bias vectors are used. */
  bias: boolean;
  /** Trainable numbers. */
  parameters: number;
}

/** What is done to every step by itself, or to what a head is given. */
export interface MapView {
  kind: 'dense' | 'affine' | 'layer-norm' | 'embedding' | 'activation';
  /** How many values it gives. */
  output: number;
  /** By its name; null where it has none. */
  activation: string | null;
}

/** One layer of a stack. */
export interface LayerView {
  /** What stands before it, in its order. */
  before: MapView[];
  cell: CellSpec;
  hidden: number;
  projection: number | null;
  direction: 'forward' | 'backward' | 'both';
  merge: 'concat' | 'sum' | 'average' | 'product';
  bias: boolean;
  residual: boolean;
  /** Size of its output at every step. */
  output: number;
  /** Of every step, in the order of charts. */
  quantities: readonly Quantity[];
  /** The kernel that is chosen does not compute such layers: it runs on the reference. */
  onReference: boolean;
}

/** What the file of a model holds, and what of it was assumed. */
export interface ModelFileView {
  format: 'safetensors' | 'pytorch' | 'keras' | 'onnx';
  /** The names of its stacks, the likeliest first. */
  stacks: string[];
  /** That which runs. */
  stack: string;
  parts: ModelPart[];
  assumptions: ModelAssumption[];
  /** Names of the test data that the file brings. */
  tests: string[];
  /** Of the file, lower-case hex. */
  sha256: string;
  /** SHA-256 of the weights that run: the same for the same numbers in any format. */
  checksum: string;
}

/** What is made of the top layer's output: `takes` as `HeadInput` of core/lstm/step-map.ts. */
export interface HeadView {
  takes: 'states' | 'step' | 'mean' | 'max' | 'every';
  /** K: how many values it gives. */
  outputs: number;
  maps: MapView[];
}

/** What the weights that are drawn depend on beside their spec. */
export interface ModelSizes {
  channels: number;
  /** Steps of the longest series of the training part, which the chrono initialisation looks at. */
  longest: number;
}

export interface ModelView {
  /** Input channels I; null while no dataset is open and the weights do not say. */
  input: number | null;
  /** Units of the widest layer. */
  hidden: number;
  layers: number;
  /** Whether any layer has both directions. */
  bidirectional: boolean;
  /** Whether any layer has biases. */
  bias: boolean;
  stack: LayerView[];
  head: HeadView | null;
  /** Null for drawn weights. */
  file: ModelFileView | null;
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
  /** What the head makes of the series, of its last step where it takes every one; absent without a head. */
  outputs?: number[];
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

interface UnitStep {
  step: number;
  unit: number;
  /** The layer's input at this step (the scaled channels for layer 0). */
  x: number[];
  hPrevious: number;
}

/** One unit of a vanilla LSTM at one step with every number of its equations. */
export interface LstmStepView extends UnitStep {
  cPrevious: number;
  i: number;
  f: number;
  g: number;
  o: number;
  c: number;
  h: number;
  sums: { i: Preactivation; f: Preactivation; g: Preactivation; o: Preactivation };
}

/** One unit of another cell at one step: its quantities. A unit of a projected layer may have no h. */
export interface CellStepView extends UnitStep {
  cPrevious: number | null;
  values: Partial<Record<Quantity, number>>;
}

/** Told apart by `sums`. */
export type StepView = LstmStepView | CellStepView;

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

export interface ModelExport extends ExportReport {
  format: ModelTarget;
  /** SHA-256 of the weights, as `ModelFileView` has it. */
  checksum: string;
  /** Python that loads the file and runs it. */
  snippet: string;
}

/** The article's ten steps through its ten units, with the equations right. */
export interface LessonView {
  x: number[];
  /** [T][H] for each quantity. */
  quantities: Record<LstmQuantity, number[][]>;
  /** W [4H, 1], R [4H, H], b [4H] in the order i, f, g, o. */
  weights: { w: number[][]; r: number[][]; b: number[] };
  /** The same run with the same draws u of [0, 1) centred: (2u - 1) / sqrt(H), PyTorch's distribution. */
  centred: Record<LstmQuantity, number[][]>;
}
