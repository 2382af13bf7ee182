/** A search over settings: which settings are tried, in which order, and what came of each. */

import type { ClassifierSpec, EvaluationSpec } from './evaluation';
import type { DatasetSpec, FeaturesSpec, Init, ModelSpec, Pooling, RandomModel, Scaling } from './specs';
import { DEFAULT_RADIUS } from './specs';

/** Values that are tried of each setting; a setting without values stays as it is. */
export interface SearchSpace {
  hidden?: number[];
  layers?: number[];
  init?: Init[];
  /** With the initialisation `spectral` alone. */
  spectralRadius?: number[];
  forgetBias?: (number | null)[];
  inputScale?: number[];
  recurrentScale?: number[];
  poolings?: Pooling[][];
  /** Length of the windows in steps, cut without overlap; null takes the series whole. */
  window?: (number | null)[];
  scaling?: Scaling[];
}

export const SEARCHED = [
  'hidden',
  'layers',
  'init',
  'spectralRadius',
  'forgetBias',
  'inputScale',
  'recurrentScale',
  'poolings',
  'window',
  'scaling',
] as const satisfies readonly (keyof SearchSpace)[];
export type Searched = (typeof SEARCHED)[number];

export interface SearchSpec {
  /** `grid` tries every combination in order, `random` draws from them without putting back. */
  kind: 'grid' | 'random';
  space: SearchSpace;
  /** Combinations that are tried at most. */
  trials: number;
  /** Of the draw, and of the folds. */
  seed: number;
  /** The training part is divided into so many folds, stratified, on which every combination is scored. */
  folds: number;
  /** Seeds of the model for each combination. */
  seeds: number;
  classifier: ClassifierSpec;
}

/** What is searched from. */
export interface SearchBase {
  dataset: DatasetSpec;
  model: RandomModel;
  features: FeaturesSpec;
}

export type Candidate = { [S in Searched]?: NonNullable<SearchSpace[S]>[number] };

export interface Trial {
  /** Its place in the order. */
  index: number;
  candidate: Candidate;
  /** Null where it failed, or could not be scored. */
  score: { name: 'accuracy' | 'rmse'; mean: number; deviation: number | null } | null;
  durationMs: number;
}

/** A search with what it has come to: enough to go on with it another day. */
export interface SearchState {
  spec: SearchSpec;
  base: SearchBase;
  trials: Trial[];
  /** What the best combination came to on the test part, which is looked at once, at the end. */
  final: { index: number; name: 'accuracy' | 'rmse'; mean: number; deviation: number | null } | null;
}

export const SEARCH_LIMITS = {
  trials: { min: 1, max: 500 },
  folds: { min: 2, max: 20 },
  seeds: { min: 1, max: 20 },
  /** Combinations that a space may have. */
  combinations: 100_000,
} as const;

export const DEFAULT_SEARCH: SearchSpec = {
  kind: 'random',
  space: {
    hidden: [64, 128, 256],
    init: ['octaves', 'chrono', 'orthogonal'],
    inputScale: [0.5, 1, 2],
    recurrentScale: [0.25, 0.5, 1],
    poolings: [
      ['last', 'mean', 'max', 'min', 'std'],
      ['mean', 'std'],
    ],
  },
  trials: 30,
  seed: 1,
  folds: 10,
  seeds: 3,
  classifier: { kind: 'ridge' },
};

/**
 * The combinations of a space in the order of a grid, the last setting fastest. Those that differ in nothing that counts
 * (a radius without the initialisation `spectral`) are one.
 */
export function combinationsOf(space: SearchSpace): Candidate[] {
  let found: Candidate[] = [{}];
  for (const setting of SEARCHED) {
    const values: readonly Candidate[Searched][] = space[setting] ?? [];
    if (values.length === 0) continue;
    found = found.flatMap((candidate) => {
      const counts = setting !== 'spectralRadius' || (candidate.init ?? 'spectral') === 'spectral';
      return counts ? values.map((value) => ({ ...candidate, [setting]: value })) : [candidate];
    });
    if (found.length > SEARCH_LIMITS.combinations) return found.slice(0, SEARCH_LIMITS.combinations);
  }
  return found;
}

/** What is tried, in its order: the same for the same spec. */
export function candidatesOf({ kind, space, trials, seed }: SearchSpec): Candidate[] {
  const all = combinationsOf(space);
  if (kind === 'random') shuffle(all, seed);
  return all.slice(0, trials);
}

/** The specs of a combination. */
export function specsOf(
  { dataset, model, features }: SearchBase,
  candidate: Candidate,
): {
  dataset: DatasetSpec;
  model: ModelSpec;
  features: FeaturesSpec;
} {
  const { hidden, layers, init, spectralRadius, forgetBias, inputScale, recurrentScale } = candidate;
  const { poolings, window, scaling } = candidate;
  const drawn: RandomModel = {
    ...model,
    ...(hidden === undefined ? {} : { hidden }),
    ...(layers === undefined ? {} : { layers }),
    ...(init === undefined ? {} : { init }),
    ...(forgetBias === undefined ? {} : { forgetBias }),
    ...(inputScale === undefined ? {} : { inputScale }),
    ...(recurrentScale === undefined ? {} : { recurrentScale }),
  };
  const radius = spectralRadius ?? model.spectralRadius ?? DEFAULT_RADIUS;
  if (drawn.init === 'spectral') drawn.spectralRadius = radius;
  else delete drawn.spectralRadius;
  const cut = window === undefined ? {} : { window: window === null ? null : { length: window, stride: window } };
  return {
    dataset: {
      ...dataset,
      ...(scaling === undefined ? {} : { scaling }),
      ...(window === undefined ? {} : { reading: { ...dataset.reading, ...cut } }),
    },
    model: drawn,
    features: { ...features, ...(poolings === undefined ? {} : { poolings }) },
  };
}

/** By what a combination is scored: folds of the training part, the same for all. */
export function trialEvaluation({ classifier, folds, seed, seeds }: SearchSpec): EvaluationSpec {
  return { classifier, seeds, division: { kind: 'folds', folds, rule: 'stratified', seed } };
}

/** The best trial so far: of the largest accuracy or the least error, the earliest of equal ones. */
export function bestTrial(trials: readonly Trial[]): Trial | null {
  let best: Trial | null = null;
  for (const trial of trials) {
    if (trial.score === null || !Number.isFinite(trial.score.mean)) continue;
    const sign = trial.score.name === 'accuracy' ? 1 : -1;
    if (best === null || sign * (trial.score.mean - best.score!.mean) > 0) best = trial;
  }
  return best;
}

/** Fisher and Yates' shuffle by a linear congruential generator (Numerical Recipes' constants), from its upper bits. */
function shuffle<T>(values: T[], seed: number): void {
  let state = seed >>> 0;
  const below = (count: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * count);
  };
  // The first numbers of neighbouring seeds are alike.
  for (let k = 0; k < 16; k++) below(2);
  for (let at = values.length - 1; at > 0; at--) {
    const other = below(at + 1);
    [values[at], values[other]] = [values[other], values[at]];
  }
}
