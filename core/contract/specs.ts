/** The plain JSON specs that describe a run: what the window edits, a job file holds and provenance repeats. */

import type { Ablation } from './ablation';
import type { CellSpec } from './cells';
import type { DatasetSpec, FileRef, Scaling } from './dataset-spec';
import type { AssumptionChoices } from './model-file';

export * from './dataset-spec';

export const INITS = [
  'octaves',
  'pytorch',
  'keras',
  'chrono',
  'orthogonal',
  'identity',
  'sparse',
  'spectral',
  'article',
] as const;
export type Init = (typeof INITS)[number];

/** `last` is the hidden state after each series' last valid step (PyTorch's h_n), `cell` the cell state there (c_n). */
export const POOLINGS = ['last', 'mean', 'max', 'min', 'std', 'cell'] as const;
export type Pooling = (typeof POOLINGS)[number];

/** `auto` takes the fastest kernel that works on the machine. */
export const KERNEL_KINDS = ['auto', 'native', 'wasm', 'reference'] as const;
export type KernelKind = (typeof KERNEL_KINDS)[number];

/** Which kernel computes. It is no part of a job: it changes the last bits at most, and provenance tells which it was. */
export interface KernelSpec {
  kind: KernelKind;
  /** Null takes `defaultThreads`. The reference has one, whatever is asked for. */
  threads: number | null;
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
  /** Of every recurrent block, with the initialisation `spectral` alone; absent: `DEFAULT_RADIUS`. */
  spectralRadius?: number;
  /** What the weights of the series' channels are multiplied by; absent: 1. */
  inputScale?: number;
  /** What every R is multiplied by; absent: 1. */
  recurrentScale?: number;
  /** What layers are made of; absent: `VANILLA_CELL`. */
  cell?: CellSpec;
  /** P: size that h of every layer is projected to (LSTMs only); absent: it is not. */
  projection?: number;
  /** Whether series are read from their end alone, where not in both directions; absent: no. */
  backward?: boolean;
  /** Whether every layer above the first adds its input to its output; absent: no. */
  residual?: boolean;
  /** What is taken away of it; absent: nothing. */
  ablation?: Ablation;
}

/** Extensions of the files that are opened as weights, without the dot. */
export const WEIGHTS_EXTENSIONS: readonly string[] = ['safetensors', 'pt', 'pth', 'keras', 'h5', 'hdf5', 'onnx'];

/** Whether a file of this name is opened as weights. */
export function isWeightsName(name: string): boolean {
  return WEIGHTS_EXTENSIONS.some((extension) => name.toLowerCase().endsWith(`.${extension}`));
}

/** Weights from a file. */
export interface FileModel {
  kind: 'file';
  file: FileRef;
  /** Which of the file's recurrent stacks runs, by its name; absent: the likeliest. */
  stack?: string;
  /** What is chosen in place of what would be assumed; absent: nothing. */
  choices?: AssumptionChoices;
  /** What is taken away of it; absent: nothing. */
  ablation?: Ablation;
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
  layers: { min: 1, max: 8 },
  projection: { min: 1, max: 1024 },
  clip: { min: 1e-6, max: 1e6 },
  forgetBias: { min: -20, max: 20 },
  spectralRadius: { min: 0.01, max: 2 },
  inputScale: { min: 0.001, max: 1000 },
  recurrentScale: { min: 0, max: 10 },
  seed: { min: 0, max: 4294967295 },
  threads: { min: 1, max: 256 },
  testShare: { min: 0.01, max: 0.99 },
  gap: { min: 0, max: 1_000_000_000 },
  timeStep: { min: 1e-9, max: 1e12 },
  skipLines: { min: 0, max: 10_000 },
  headerRows: { min: 1, max: 10 },
} as const;

export const DEFAULT_RADIUS = 0.9;

/** The default untrained extractor: see "Features from an untrained LSTM" in docs/untrained-features.md. */
export const DEFAULT_MODEL: RandomModel = {
  kind: 'random',
  hidden: 128,
  layers: 1,
  bidirectional: true,
  bias: true,
  init: 'octaves',
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
