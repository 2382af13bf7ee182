/** Parity: how far what is computed here lies from what a model's own framework computed of the same input. */

import type { FileModel, FileRef } from './specs';
import type { KernelView } from './views';

/**
 * What an array of expected values holds: `head` what the layers above make, `probabilities` the softmax of that, `output` the
 * top layer at every step, `step` at the last one, `states` the last states of its directions side by side, `h_n` and `c_n`
 * the last states of every layer and direction as PyTorch gives them.
 */
export const EXPECTED = ['head', 'probabilities', 'output', 'step', 'states', 'h_n', 'c_n'] as const;
export type Expected = (typeof EXPECTED)[number];

/** Whether arrays over time are [B, T, F] or [T, B, F]. */
export const ARRAY_ORDERS = ['batch-first', 'time-first'] as const;
export type ArrayOrder = (typeof ARRAY_ORDERS)[number];

/** How many steps of each series count: all, those up to the zeros at the end of the expected output, or so many each. */
export const LENGTH_RULES = ['full', 'zeros'] as const;
export type Lengths = (typeof LENGTH_RULES)[number] | number[];

export interface ParityChoices {
  expected?: Expected;
  order?: ArrayOrder;
  lengths?: Lengths;
}

export interface ParitySpec {
  model: FileModel;
  /** Two NPY files, or test data that lies in the model's file, by its name. */
  data: { kind: 'files'; input: FileRef; expected: FileRef } | { kind: 'test'; name: string };
  /** Made in place of what would be recognised or assumed. */
  choices: ParityChoices;
}

export const PARITY_REASONS = ['chosen', 'sizes', 'values', 'name', 'usual'] as const;

/** How the arrays were understood. */
export interface ParityReading {
  key: keyof ParityChoices;
  value: string;
  /** What else the sizes allow, `value` among them. */
  choices: string[];
  /** `usual`: it could be another of the choices, and nothing tells. */
  reason: (typeof PARITY_REASONS)[number];
}

/** Where values differ most, each counted from 0 as in the arrays. */
export interface ParityPlace {
  series: number;
  /** Null where the values are not over time. */
  step: number | null;
  unit: number;
  got: number;
  expected: number;
}

export interface Difference {
  /** Largest |got - expected|; infinite where one of them is no finite number and the other differs. */
  absolute: number;
  /** Largest |got - expected| / |expected| where the expected value is not zero. */
  relative: number;
  /** Of the largest absolute one; null where all are equal. */
  place: ParityPlace | null;
}

/** The reference kernel's and the chosen kernel's difference. */
export interface Differences {
  reference: Difference;
  kernel: Difference;
}

export interface ParityRow extends Differences {
  /** From 0; null for a head. */
  layer: number | null;
  /** Null where the directions are together. */
  direction: 'fwd' | 'bwd' | null;
}

/** The largest absolute difference over the steps `from` <= t < `to`. */
export interface ParityStretch {
  from: number;
  to: number;
  reference: number;
  kernel: number;
}

export interface ParityView {
  /** Names of the files, or of the test data, with the shapes of their arrays. */
  input: { name: string; shape: number[] };
  expected: { name: string; shape: number[] };
  readings: ParityReading[];
  kernel: KernelView;
  series: number;
  steps: number;
  /** How many numbers were compared. */
  values: number;
  rows: ParityRow[];
  /** Over time, in at most `MOST_STRETCHES` stretches; empty where the values are not over time. */
  stretches: ParityStretch[];
  /** Over all rows. */
  largest: Differences;
}

export const MOST_STRETCHES = 500;

/** The largest difference that counts as the same numbers: that of sums of float32 in another order. */
export const PARITY_TOLERANCE = 1e-6;

/** Whether both kernels are within a tolerance of what was expected. */
export function isWithin({ largest }: Pick<ParityView, 'largest'>, tolerance: number): boolean {
  return largest.reference.absolute <= tolerance && largest.kernel.absolute <= tolerance;
}
