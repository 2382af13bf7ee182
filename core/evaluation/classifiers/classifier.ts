/** What every classifier and regressor is to those who ask it: rows in, scores out. */

/** Rows of features. Nothing in here is written to. */
export interface Table {
  values: Float64Array | Float32Array; // [rows, columns]
  rows: number;
  columns: number;
}

/** What is to be told of the rows: a class each, from 0 and below `count`, each class at least once; or a number each. */
export type Target =
  | { kind: 'classes'; classes: Int32Array; count: number }
  | { kind: 'numbers'; values: Float64Array };

/** A table's scores, in pieces between which work can be stopped. */
export type Scoring = (test: Table) => Generator<void, Float64Array>;

export interface Fitted {
  /** [rows, K]: one score a class, the larger the likelier; of numbers K = 1, the number itself. */
  scores: Scoring;
  /** [rows, K], each row summing to 1; null where there are none. */
  probabilities: Scoring | null;
  /** The search for the best fit ended before it had settled. */
  notConverged?: boolean;
}

/**
 * Fits on the rows of `train`, columns standardised over these very rows and constant ones left out. Equal rows, targets and
 * seed give equal bytes. Yields between pieces of work of at most some 30 ms.
 */
export type Fit = (train: Table, target: Target, seed: number) => Generator<void, Fitted>;

/** The likeliest class of each row; the first of those that are equally likely. */
export function likeliest(scores: Float64Array, count: number): Int32Array {
  const rows = count === 0 ? 0 : scores.length / count;
  return Int32Array.from({ length: rows }, (_, row) => {
    let best = 0;
    for (let k = 1; k < count; k++) if (scores[row * count + k] > scores[row * count + best]) best = k;
    return best;
  });
}
