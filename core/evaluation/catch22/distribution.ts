/** Features of how values are distributed, and when extreme ones come. Series are standardised ones. */

import { histogram, medianOfSorted } from './moments';

/** The middle of the fullest of `bins` equal bins; the mean of those that are equally full. */
export function histogramMode(values: Float64Array, bins: number): number {
  const { counts, middles } = histogram(values, bins);
  const fullest = middles.filter((_, bin) => counts[bin] === Math.max(...counts));
  return fullest.reduce((sum, middle) => sum + middle, 0) / fullest.length;
}

/** Between thresholds, in deviations. */
const STEP = 0.01;
/** More than so many percent of the values on the side must lie beyond a threshold, one not counted. */
const FEWEST_PERCENT = 2;
const PIECE = 1 << 20;

/**
 * When values beyond a threshold come: the median of their places, from -1 at the start to 1 at the end, and of that the
 * median over thresholds 0, 0.01, 0.02 ..., above for sign 1, below for -1. 0 where none lies as far as the first step.
 */
export function* outlierTiming(values: Float64Array, sign: 1 | -1): Generator<void, number> {
  const count = values.length;
  const beyond = new Int32Array(count); // places from 1, ascending
  let held = 0;
  let furthest = -Infinity;
  for (let at = 0; at < count; at++) {
    furthest = Math.max(furthest, sign * values[at]);
    if (sign * values[at] >= 0) beyond[held++] = at + 1;
  }
  if (furthest < STEP) return 0;
  const all = held;
  const medians: number[] = [];
  let sinceYield = 0;
  for (let threshold = 1; ; threshold++) {
    medians.push(medianOfSorted(beyond, held) / (count / 2) - 1);
    let left = 0;
    for (let at = 0; at < held; at++)
      if (sign * values[beyond[at] - 1] >= threshold * STEP) beyond[left++] = beyond[at];
    sinceYield += held;
    held = left;
    if (((held - 1) * 100) / all <= FEWEST_PERCENT || threshold > furthest / STEP) break;
    if (sinceYield < PIECE) continue;
    sinceYield = 0;
    yield;
  }
  return medianOfSorted(medians.sort((a, b) => a - b));
}
