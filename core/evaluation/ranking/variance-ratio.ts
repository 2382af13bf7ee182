/** How far each column alone parts the classes, or goes with the numbers: F with its p, and q over all columns. */

import type { Table, Target } from '../classifiers/classifier';
import { upperTailOfF } from './f-distribution';

export interface Ratio {
  /** Infinite where every class has one value; null for a constant column, and where rows are too few for a test. */
  f: number | null;
  p: number | null;
}

const VALUES_BETWEEN_YIELDS = 1 << 21;
/** A column that varies less beside its mean is constant but for rounding. */
const NEGLIGIBLE = 1e-6;

/**
 * One-way analysis of variance of every column by class: F = (between / (K - 1)) / (within / (n - K)) (Fisher 1925). Of numbers
 * the F of the correlation, r^2 (n - 2) / (1 - r^2).
 */
export function* varianceRatios(table: Table, target: Target): Generator<void, Ratio[]> {
  const { within, total, between } = yield* squares(table, target);
  const groups = target.kind === 'classes' ? target.count : 2;
  const [above, below] = [groups - 1, table.rows - groups];
  return Array.from(total, (all, j): Ratio => {
    if (!(all > 0) || above < 1 || below < 1) return { f: null, p: null };
    const f = between[j] / above / (within[j] / below);
    return { f, p: upperTailOfF(f, above, below) };
  });
}

interface Squares {
  /** 0 for a constant column. */
  total: Float64Array;
  between: Float64Array;
  within: Float64Array;
}

/** Sums of squares of every column: about its mean, and of that what the classes' means, or a line, explain. */
function* squares({ values, rows, columns }: Table, target: Target): Generator<void, Squares> {
  const count = target.kind === 'classes' ? target.count : 1;
  const mean = new Float64Array(columns);
  const step = Math.max(1, Math.floor(VALUES_BETWEEN_YIELDS / Math.max(1, columns)));
  for (let row = 0, at = 0; row < rows; row++) {
    for (let j = 0; j < columns; j++, at++) mean[j] += values[at] / rows;
    if (row % step === step - 1) yield;
  }
  const total = new Float64Array(columns);
  const sums = new Float64Array(count * columns); // of classes, or weighted by the numbers
  const weight = new Float64Array(count);
  const centre = target.kind === 'numbers' ? target.values.reduce((sum, value) => sum + value / rows, 0) : 0;
  for (let row = 0, at = 0; row < rows; row++) {
    const group = target.kind === 'classes' ? target.classes[row] : 0;
    const share = target.kind === 'classes' ? 1 : target.values[row] - centre;
    weight[group] += share * share;
    for (let j = 0; j < columns; j++, at++) {
      const off = values[at] - mean[j];
      total[j] += off * off;
      sums[group * columns + j] += share * off;
    }
    if (row % step === step - 1) yield;
  }
  const between = new Float64Array(columns);
  for (let j = 0; j < columns; j++) {
    if (!(Math.sqrt(total[j] / rows) > NEGLIGIBLE * Math.abs(mean[j]))) total[j] = 0;
    for (let k = 0; k < count; k++)
      if (weight[k] > 0) between[j] += (sums[k * columns + j] * sums[k * columns + j]) / weight[k];
  }
  // What is left is worked out of the rows themselves: the difference of two large sums would be rounding error.
  const within = new Float64Array(columns);
  for (let row = 0, at = 0; row < rows; row++) {
    const group = target.kind === 'classes' ? target.classes[row] : 0;
    const share = target.kind === 'classes' ? 1 : target.values[row] - centre;
    const factor = weight[group] > 0 ? share / weight[group] : 0;
    for (let j = 0; j < columns; j++, at++) {
      const off = values[at] - mean[j] - factor * sums[group * columns + j];
      within[j] += off * off;
    }
    if (row % step === step - 1) yield;
  }
  return { total, between, within };
}

/**
 * q of every p: the least share of false discoveries among columns that are called at least as notable (Benjamini & Hochberg,
 * J. R. Statist. Soc. B 57, 1995). Columns without p have none, and do not count.
 */
export function discoveryRates(ps: readonly (number | null)[]): (number | null)[] {
  const order = ps.flatMap((p, at) => (p === null ? [] : [{ p, at }])).sort((a, b) => b.p - a.p || b.at - a.at);
  const q: (number | null)[] = ps.map(() => null);
  let least = 1;
  for (const [place, { p, at }] of order.entries()) {
    least = Math.min(least, (p * order.length) / (order.length - place));
    q[at] = least;
  }
  return q;
}
