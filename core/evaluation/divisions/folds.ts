/** Divides rows into folds: by classes, by groups, or in time. Each row is held out once. */

import { type RandomSource, shuffle } from '../random-source';

/** What is known of the rows. */
export interface FoldRows {
  /** Class of each row, from 0; where labels are numbers, the numbers. */
  target: { kind: 'classes'; classes: Int32Array } | { kind: 'numbers'; values: Float64Array };
  /** The recording that each row was cut from, counted from 0 without a gap; rows that were not cut are one each. */
  group: Int32Array;
  /** First step of each row and its length, counted in one axis for all recordings: rows that share steps overlap in it. */
  offsets: Float64Array;
  lengths: Int32Array;
}

/**
 * The fold of each row. Every class, or every stretch of `folds` neighbours among the numbers in their order, is dealt out by
 * lot, going on where the one before it ended: folds differ by at most one row, and so do their shares of a class.
 */
export function stratifiedFolds({ target }: FoldRows, folds: number, random: RandomSource): Int32Array {
  const numbers: ArrayLike<number> = target.kind === 'classes' ? target.classes : target.values;
  const ordered = Int32Array.from({ length: numbers.length }, (_, row) => row);
  shuffle(ordered, random);
  ordered.sort((a, b) => numbers[a] - numbers[b] || (target.kind === 'classes' ? 0 : a - b));
  const fold = new Int32Array(ordered.length);
  if (target.kind === 'classes') {
    for (const [at, row] of ordered.entries()) fold[row] = at % folds;
    return fold;
  }
  for (let from = 0; from < ordered.length; from += folds) {
    const stretch = ordered.subarray(from, from + folds);
    shuffle(stretch, random);
    for (const [at, row] of stretch.entries()) fold[row] = at;
  }
  return fold;
}

/**
 * The fold of each row, all rows of a group in one. The largest group goes first, each to the fold where the squares of the
 * shares of classes grow least, so that folds become alike in size and in classes (as scikit-learn's StratifiedGroupKFold,
 * by another measure); of numbers size alone counts. Groups of one size come by lot.
 */
export function groupedFolds({ target, group }: FoldRows, folds: number, random: RandomSource): Int32Array {
  const classes = target.kind === 'classes' ? target.classes : new Int32Array(group.length);
  const labels = classes.reduce((most, label) => Math.max(most, label + 1), 1);
  const totals = new Float64Array(labels);
  for (const label of classes) totals[label]++;
  const members: number[][] = [];
  for (const [row, of] of group.entries()) (members[of] ??= []).push(row);
  const order = Int32Array.from(members.keys());
  shuffle(order, random);
  order.sort((a, b) => members[b].length - members[a].length);
  const shares = Array.from({ length: folds }, () => new Float64Array(labels));
  const sizes = new Float64Array(folds);
  const fold = new Int32Array(group.length);
  for (const of of order) {
    const rows = members[of];
    const own = new Map<number, number>();
    for (const row of rows) own.set(classes[row], (own.get(classes[row]) ?? 0) + 1 / totals[classes[row]]);
    const growth = shares.map((share) => {
      let sum = 0;
      for (const [label, part] of own) sum += (2 * share[label] + part) * part;
      return sum;
    });
    let best = 0;
    for (let k = 1; k < folds; k++) {
      if (growth[k] < growth[best] || (growth[k] === growth[best] && sizes[k] < sizes[best])) best = k;
    }
    for (const [label, part] of own) shares[best][label] += part;
    sizes[best] += rows.length;
    for (const row of rows) fold[row] = best;
  }
  return fold;
}

/** The fold of each row: as many blocks of neighbours in time as folds, of equal size, one recording after the other. */
export function blockedFolds({ group, offsets }: FoldRows, folds: number): Int32Array {
  const ordered = Array.from(offsets.keys()).sort((a, b) => group[a] - group[b] || offsets[a] - offsets[b] || a - b);
  const fold = new Int32Array(offsets.length);
  for (const [at, row] of ordered.entries()) fold[row] = Math.floor((at * folds) / ordered.length);
  return fold;
}

/** Rows that are fitted on and rows that are held out, each ascending. */
export interface Fold {
  train: Int32Array;
  test: Int32Array;
  /** Rows of other folds that are not fitted on, since they share steps with rows that are held out. */
  left: number;
}

/** One fold: its rows are held out, and fitted is on all others that share no step with them. */
export function holdOut({ offsets, lengths }: FoldRows, fold: Int32Array, held: number): Fold {
  const rows = Array.from(fold.keys());
  const test = rows.filter((row) => fold[row] === held);
  const starts = Float64Array.from(test, (row) => offsets[row]).sort();
  const ends = Float64Array.from(test, (row) => offsets[row] + lengths[row]).sort();
  // A row shares no step where as many held rows have begun before its end as have ended by its start.
  const train = rows.filter((row) => {
    if (fold[row] === held) return false;
    return below(starts, offsets[row] + lengths[row]) === below(ends, offsets[row] + 1);
  });
  const left = rows.length - test.length - train.length;
  return { train: Int32Array.from(train), test: Int32Array.from(test), left };
}

/** How many of the sorted numbers are below a step. */
function below(sorted: Float64Array, step: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < step) low = middle + 1;
    else high = middle;
  }
  return low;
}
