/** What single features are worth, and which of them say the same: what the window asks and what the engine answers. */

import type { FeaturesSpec } from './specs';
import type { Part } from './views';

/** Columns of a matrix of correlations at most; of more the best by F are taken. */
export const MOST_CORRELATED = 400;
/** Columns whose importance by permutation is found at most; of more the best by F are taken. */
export const MOST_PERMUTED = 200;
export const RANKING_LIMITS = { repeats: { min: 0, max: 100 }, threshold: { min: 0, max: 1 } } as const;

export interface RankingSpec {
  features: FeaturesSpec;
  /** Times that each column is permuted; 0 leaves importance out. */
  repeats: number;
  seed: number;
}

export interface RankedFeature {
  /** Of the classes, of numbers that of the correlation. Infinity where each class has one value. Null where it does not vary. */
  f: number | null;
  p: number | null;
  /** Share of false discoveries among all columns with at most this p, by Benjamini and Hochberg. */
  q: number | null;
  /** Mutual information with the class, in nats; null of numbers. */
  information: number | null;
  /** By how much the score on the held-out part falls when the column is permuted there; null where this was not found. */
  importance: { mean: number; deviation: number | null } | null;
}

export interface RankingView {
  spec: RankingSpec;
  of: 'classes' | 'numbers';
  /** Labelled series of the training part, which all but the importance is found on. */
  rows: number;
  /** In the order of the features' columns. */
  features: RankedFeature[];
  /** How importance was found: by ridge, fitted on the training part. Null where it was not. */
  permuted: { measure: 'accuracy' | 'r2'; score: number; rows: number; columns: number } | null;
  permutedMissing: 'not-asked' | 'no-test-part' | 'too-large' | null;
}

export interface CorrelationsView {
  /** Places among the features' columns, in the order of the tree that joins them. */
  columns: Int32Array; // [m]
  /** Pearson's r over the training part, rows and columns in that order. */
  r: Float32Array; // [m, m]
  /** Of each column its group; those of one group say the same. */
  group: Int32Array; // [m]
  /** Mean |r| between the halves of a group at least. */
  threshold: number;
  /** Columns that vary, of which the best by F were taken where they are too many (the first ones without labels). */
  varying: number;
  /** Rows that were looked at: every second, third ... where there are too many. */
  rows: number;
}

/** One group of series: of a class, or of numbers from `from` to `to`; null without either where there is no label. */
export interface FeatureSpread {
  part: Part;
  label: string | null;
  range: { from: number; to: number } | null;
  rows: number;
  counts: Uint32Array; // [bins], between the least and the largest value of all
  /** Least, lower quartile, median, upper quartile, largest. */
  quantiles: [number, number, number, number, number];
}

export interface FeatureSpreadsView {
  column: number;
  low: number;
  high: number;
  spreads: FeatureSpread[];
}
