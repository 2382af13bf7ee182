/** The plain JSON specs that describe a run: what the window edits, a job file holds and provenance repeats. */

export const FORMATS = ['csv', 'ts', 'tsf', 'arff', 'ucr', 'npy', 'npz', 'json', 'ndjson', 'xlsx'] as const;
export type Format = (typeof FORMATS)[number];

export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'gb18030'] as const;
export type Encoding = (typeof ENCODINGS)[number];

export const DELIMITERS = [',', ';', '\t', ' ', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** `wide`: one series a row. `long`: one time step a row, with a series id. `recording`: one time step a row, one series. */
export const LAYOUTS = ['wide', 'long', 'recording'] as const;
export type Layout = (typeof LAYOUTS)[number];

export const SCALINGS = ['none', 'zscore', 'minmax'] as const;
export type Scaling = (typeof SCALINGS)[number];

/**
 * What to do with missing and infinite values inside a series: refuse to run, interpolate in time, repeat the last value,
 * put the channel's mean over the training part, or put zero.
 */
export const MISSING_CURES = ['refuse', 'linear', 'forward', 'mean', 'zero'] as const;
export type MissingCure = (typeof MISSING_CURES)[number];

export const INITS = ['pytorch', 'keras', 'chrono', 'article'] as const;
export type Init = (typeof INITS)[number];

/** `last` is the hidden state after each series' last valid step (PyTorch's h_n), `cell` the cell state there (c_n). */
export const POOLINGS = ['last', 'mean', 'max', 'min', 'std', 'cell'] as const;
export type Pooling = (typeof POOLINGS)[number];

export const SAMPLES = ['article', 'gunpoint', 'daphnet'] as const;
export type SampleId = (typeof SAMPLES)[number];

/** `auto` takes the fastest kernel that works on the machine. */
export const KERNEL_KINDS = ['auto', 'native', 'wasm', 'reference'] as const;
export type KernelKind = (typeof KERNEL_KINDS)[number];

/** Which kernel computes. It is no part of a job: it changes the last bits at most, and provenance tells which it was. */
export interface KernelSpec {
  kind: KernelKind;
  /** Null takes `defaultThreads`. The reference has one, whatever is asked for. */
  threads: number | null;
}

/** A file: headless a path (relative to the job file), in the window a grant id that only the engine resolves. */
export type FileRef = string;

export interface FileSource {
  kind: 'file';
  file: FileRef;
  /** `twin`: the `_TEST` file beside a `_TRAIN` file, if there is one. */
  test: 'twin' | 'none' | { file: FileRef };
}

export interface SampleSource {
  kind: 'sample';
  id: SampleId;
}

export const GENERATORS = ['sine-square', 'adding', 'temporal-order', 'oscillators', 'regime-switch'] as const;
export type GeneratorName = (typeof GENERATORS)[number];

/** A set made from a seed: a training and a test part of `series` each, the classes in turn. */
interface MadeSource<G extends GeneratorName> {
  kind: 'synthetic';
  generator: G;
  /** Series in each part. */
  series: number;
  seed: number;
}

/** Each series has its own number of steps, uniform from `shortest` to `longest`. */
interface UnequalLengths {
  shortest: number;
  longest: number;
}

interface WithNoise {
  /** Standard deviation of the Gaussian noise added to every step. */
  noise: number;
}

/** Noisy sines (label `sine`) against square waves (label `square`) of amplitude 1, random phase and period. */
export interface SineSquareSource extends MadeSource<'sine-square'>, WithNoise {
  /** Steps in each series. */
  steps: number;
}

/** The adding problem: do the two marked values add up to less than 1 (label `below`) or more (label `above`)? */
export interface AddingSource extends MadeSource<'adding'>, UnequalLengths {}

/** The temporal order problem: in which order do X and Y come? The label spells it, e.g. `XY`. */
export interface TemporalOrderSource extends MadeSource<'temporal-order'>, UnequalLengths {
  /** Relevant symbols in each series. */
  symbols: 2 | 3;
}

export const OSCILLATOR_CLASSES = ['damping', 'frequency'] as const;

/** Damped oscillators whose classes differ in the one quantity, and in nothing else. */
export interface OscillatorsSource extends MadeSource<'oscillators'>, UnequalLengths, WithNoise {
  classBy: (typeof OSCILLATOR_CLASSES)[number];
  /** How many classes. */
  classes: number;
}

/** `whether` the dynamics change (`steady`, `switch`), or `when` they do (`early`, `middle`, `late`). */
export const REGIME_QUESTIONS = ['whether', 'when'] as const;

/** Autoregressive series whose coefficient may change its sign once. */
export interface RegimeSwitchSource extends MadeSource<'regime-switch'>, UnequalLengths, WithNoise {
  question: (typeof REGIME_QUESTIONS)[number];
}

export type SyntheticSource =
  | SineSquareSource
  | AddingSource
  | TemporalOrderSource
  | OscillatorsSource
  | RegimeSwitchSource;

export type Source = FileSource | SampleSource | SyntheticSource;

/** Overrides of what was recognised; an absent field is recognised from the file and reported as an assumption. */
export interface ReadingSpec {
  format?: Format;
  encoding?: Encoding;
  /** The array to read of a file that holds several (NPZ), or the member of a JSON object that holds the table. */
  array?: string;
  /** The sheet to read of a workbook. */
  sheet?: string;
  delimiter?: Delimiter;
  header?: boolean;
  decimal?: '.' | ',';
  layout?: Layout;
  /** Column names (the header's, or `c0`, `c1` ... without one) to use as channels; in `wide` layout the steps. */
  channels?: string[];
  /** The label's column; null for none. */
  label?: string | null;
  /** The series id's column; null for none. */
  series?: string | null;
  /** The time stamps' column, shown and never fed to the model; null for none. */
  time?: string | null;
  /** Cuts each series into windows of `length` steps, one every `stride` steps; null leaves it whole. */
  window?: { length: number; stride: number } | null;
}

export interface DatasetSpec {
  source: Source;
  reading: ReadingSpec;
  missing: MissingCure;
  scaling: Scaling;
}

/** Weights drawn from a seed. */
export interface RandomModel {
  kind: 'random';
  /** Hidden units H of each layer and direction. */
  hidden: number;
  layers: number;
  bidirectional: boolean;
  bias: boolean;
  init: Init;
  /** Sets the forget gate's total bias to this value; null leaves what the initialisation prescribes. */
  forgetBias: number | null;
  seed: number;
}

/** Weights from a `.safetensors` file with PyTorch's parameter names. */
export interface FileModel {
  kind: 'file';
  file: FileRef;
}

export type ModelSpec = RandomModel | FileModel;

export interface FeaturesSpec {
  poolings: Pooling[];
  /** Layers counted from 0; `all` takes every layer. */
  layers: 'all' | number[];
}

export interface GatesSpec {
  /** The id of one series of the training part; null takes every series. */
  sequence: string | null;
}

/** One headless piece of work: the same JSON that the window edits. */
export interface Job {
  version: 1;
  /** `convert` writes the series as they were read: model, features, gates and scaling mean nothing to it. */
  task: 'features' | 'gates' | 'convert';
  dataset: DatasetSpec;
  model: ModelSpec;
  features: FeaturesSpec;
  gates: GatesSpec;
  output: JobOutput;
}

export interface JobOutput {
  /** Where the training part (or only part) goes; the extension names the format. */
  file: FileRef;
  /** Where the test part goes; null writes none. */
  test: FileRef | null;
}

export const LIMITS = {
  hidden: { min: 1, max: 1024 },
  layers: { min: 1, max: 4 },
  forgetBias: { min: -20, max: 20 },
  seed: { min: 0, max: 4294967295 },
  threads: { min: 1, max: 256 },
} as const;

/** The default untrained extractor: see "Features from an untrained LSTM" in docs/untrained-features.md. */
export const DEFAULT_MODEL: RandomModel = {
  kind: 'random',
  hidden: 128,
  layers: 1,
  bidirectional: true,
  bias: true,
  init: 'chrono',
  forgetBias: null,
  seed: 1,
};

/** The model of the article: ten units, one layer, forward only, weights uniform on [0, 1). */
export const ARTICLE_MODEL: RandomModel = {
  kind: 'random',
  hidden: 10,
  layers: 1,
  bidirectional: false,
  bias: true,
  init: 'article',
  forgetBias: null,
  seed: 1,
};

export const DEFAULT_FEATURES: FeaturesSpec = { poolings: ['last', 'mean', 'max', 'min', 'std'], layers: 'all' };

export const AUTO_KERNEL: KernelSpec = { kind: 'auto', threads: null };

/** One core is left to the window. */
export function defaultThreads(physicalCores: number): number {
  return Math.max(1, physicalCores - 1);
}

/** Random weights want inputs of one scale; trained weights want the scale they were trained on. */
export function defaultScaling(model: ModelSpec): Scaling {
  return model.kind === 'random' ? 'zscore' : 'none';
}
