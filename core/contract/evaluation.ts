/** Evaluation: what the features of an entrant are worth, over the same divisions and the same classifier for all of them. */

import type { FeaturesSpec, ModelSpec } from './specs';
import type { DatasetHandle, SeriesRef } from './views';

export const CLASSIFIERS = ['ridge', 'logistic', 'knn', 'svm', 'forest'] as const;
export type ClassifierKind = (typeof CLASSIFIERS)[number];

/** Every classifier standardises the columns over the rows that it is fitted on. Of numbers instead of classes it is the regressor of its name. */
export type ClassifierSpec =
  /** The penalty is chosen by leave-one-out on the training rows. */
  | { kind: 'ridge' }
  /** C: inverse strength of the L2 penalty. */
  | { kind: 'logistic'; c: number }
  | { kind: 'knn'; neighbours: number }
  /** Linear, squared hinge loss, one against the rest. */
  | { kind: 'svm'; c: number }
  | { kind: 'forest'; trees: number };

export const DEFAULT_CLASSIFIER: ClassifierSpec = { kind: 'ridge' };

export const FOLD_RULES = ['stratified', 'grouped', 'blocked'] as const;

/**
 * How series are divided. `official` fits on the training part and is scored on the test part. `folds` divides the training
 * part alone: `stratified` gives every fold its share of each class, `grouped` keeps what was cut from one recording in one
 * fold, `blocked` keeps neighbours in time together and leaves out what overlaps the held-out block.
 */
export type DivisionSpec =
  | { kind: 'official' }
  | { kind: 'folds'; folds: number; rule: (typeof FOLD_RULES)[number]; seed: number };

export interface EvaluationSpec {
  classifier: ClassifierSpec;
  division: DivisionSpec;
  /** How many seeds, counted on from the model's own; what is not drawn from a seed is computed once. */
  seeds: number;
}

export const DEFAULT_EVALUATION: EvaluationSpec = {
  classifier: DEFAULT_CLASSIFIER,
  division: { kind: 'official' },
  seeds: 10,
};

export const EVALUATION_LIMITS = {
  seeds: { min: 1, max: 100 },
  folds: { min: 2, max: 100 },
  neighbours: { min: 1, max: 1000 },
  c: { min: 1e-6, max: 1e6 },
  trees: { min: 1, max: 5000 },
} as const;

/** What can be compared with a model, on the same divisions. */
export const BASELINES = [
  /** The class that is most frequent among the training rows; of numbers their mean. */
  'largest-class',
  /** The values of all steps and channels as features: padded with the last value, or summarised, where lengths differ. */
  'raw-series',
  /** Nearest neighbour, Euclid. */
  'euclid',
  /** Nearest neighbour, dynamic time warping in a Sakoe-Chiba band of a tenth of the length. */
  'dtw-10',
  /** The same without a band. */
  'dtw-full',
  /** Mean, deviation, least, largest and slope of every channel. */
  'statistics',
  /** The 22 features of Lubba et al. 2019 of every channel. */
  'catch22',
  /** The last state of the chosen model with untrained weights. */
  'untrained-last',
  /** All its poolings. */
  'untrained-all',
] as const;
export type Baseline = (typeof BASELINES)[number];

/** What is compared with unless another choice is made: quick, and each the answer to a question of its own. */
export const USUAL_BASELINES: readonly Baseline[] = [
  'largest-class',
  'raw-series',
  'euclid',
  'dtw-10',
  'catch22',
  'untrained-last',
];

export type Entrant =
  | { kind: 'model'; model: ModelSpec; features: FeaturesSpec }
  | { kind: 'baseline'; baseline: Baseline; model: ModelSpec };

export type EvaluationHandle = string;

/** Figures of one fit: classes' or numbers'. All but `logLoss` and the errors are shares from 0 to 1. */
export interface ClassScores {
  kind: 'classes';
  accuracy: number;
  /** Mean of the recalls of the classes that occur. */
  balancedAccuracy: number;
  macroF1: number;
  /** In nats; null where the classifier gives no probabilities. */
  logLoss: number | null;
}

export interface NumberScores {
  kind: 'numbers';
  rmse: number;
  mae: number;
  r2: number;
}

export type Scores = ClassScores | NumberScores;

/** One fit: of one seed and one fold. */
export interface Fit {
  /** Null where nothing is drawn from a seed. */
  seed: number | null;
  /** From 0; 0 for the official division. */
  fold: number;
  trainRows: number;
  testRows: number;
  scores: Scores;
}

/** Mean and sample standard deviation over seeds; each seed's figure is the mean of its folds. */
export interface Spread {
  mean: number;
  /** Null where there is one. */
  deviation: number | null;
  values: number[];
}

export interface ClassFigures {
  label: string;
  /** Held-out rows of the class, counted once for every fit. */
  rows: number;
  precision: number;
  recall: number;
  f1: number;
}

/** Of all fits together. */
export interface Confusion {
  labels: string[];
  counts: number[][]; // [actual][predicted]
}

export interface EvaluationView {
  handle: EvaluationHandle;
  dataset: DatasetHandle;
  entrant: Entrant;
  spec: EvaluationSpec;
  fits: Fit[];
  /** By the names of the scores: `accuracy`, `rmse` ... */
  spreads: Record<string, Spread>;
  classes: ClassFigures[];
  confusion: Confusion | null;
  /** Columns of the features; 0 where there are none. */
  columns: number;
  durationMs: number;
  /** What was assumed or left out, such as series without a label. */
  notes: EvaluationNote[];
}

/** What is counted is told with each. */
export const EVALUATION_NOTES = [
  /** A channel tells the label by itself: what comes of it is no evidence. Channels. */
  'tells-label',
  /** Held-out series may equal series that are fitted on. Series. */
  'duplicates',
  /** Left out, since they have no label. Series. */
  'unlabelled',
  /** Held out and of a class that is not fitted on: errors, whatever is predicted. Series. */
  'unknown-class',
  /** Not fitted on in a fold, since they share steps with held-out ones. Series, once for each fold. */
  'overlapping',
  'padded',
  'summarised',
  /** Fewer held-out series than `FEW_ROWS`: the figures are coarse. Series. */
  'few-rows',
  /** Fits that ended before they had settled. */
  'not-converged',
] as const;
export interface EvaluationNote {
  note: (typeof EVALUATION_NOTES)[number];
  count: number;
}

export const FEW_ROWS = 30;

/** One held-out series over all fits that it was held out of. */
export interface Prediction {
  series: SeriesRef;
  id: string;
  actual: string;
  /** The most frequent prediction; of numbers their mean. */
  predicted: string;
  /** Share of the fits that missed it; of numbers their mean distance from it. */
  missed: number;
}

export interface PredictionsQuery {
  /** One cell of the confusion matrix, all errors, or all. Numbers are all errors, the largest first. */
  of: 'all' | 'errors' | { actual: string; predicted: string };
  first: number;
  count: number;
}

export interface PredictionsPage {
  first: number;
  total: number;
  rows: Prediction[];
}

/** Whether two evaluations on the same divisions differ by more than chance, with the test's name and what it is over. */
export interface Significance {
  test: 'corrected-resampled-t' | 'mcnemar-exact' | 'wilcoxon-signed-rank';
  over: 'folds' | 'series' | 'seeds';
  count: number;
  p: number;
}

export interface Contrast {
  /** Index into the entrants that were compared. */
  other: number;
  /** The first entrant's mean less the other's. */
  difference: number;
  significance: Significance | null;
}

/** The first of the evaluations against every other. */
export interface ComparisonView {
  measure: 'accuracy' | 'rmse';
  entrants: { entrant: Entrant; spread: Spread }[];
  contrasts: Contrast[];
  /** What it means in a sentence: a verdict and the entrant it speaks of. */
  verdict: { kind: 'better' | 'no-better' | 'worse' | 'alone'; other: number | null };
}
