/** Whether two entrants differ by more than chance: paired tests, all two-sided. */

import { upperTailOfF } from '../ranking/f-distribution';
import { normalTails } from './normal';

/**
 * The t test over folds, corrected for training sets that share rows (Nadeau & Bengio, "Inference for the generalization
 * error", Machine Learning 52, 2003): `differences` is one a fold, `testShare` the test rows over the training rows of a fold.
 * 1 where no fold differs.
 */
export function correctedResampledT(differences: readonly number[], testShare: number): number {
  const count = differences.length;
  const mean = differences.reduce((sum, value) => sum + value, 0) / count;
  const squares = differences.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  if (mean === 0 || count < 2) return 1;
  const variance = squares / (count - 1);
  return upperTailOfF((mean * mean) / ((1 / count + testShare) * variance), 1, count - 1);
}

/**
 * McNemar's exact test (Psychometrika 12, 1947): `first` series that only the first entrant got right, `second` those that only
 * the other did. Were they as good, each of these would be a throw of a coin.
 */
export function mcnemarExact(first: number, second: number): number {
  const count = first + second;
  const fewer = Math.min(first, second);
  // Binomial probabilities from the middle outwards, so that none of them vanishes where the sum does not.
  let [term, sum, tail] = [1, 0, 0];
  for (let k = Math.floor(count / 2); k >= 0; k--) {
    sum += term;
    if (k <= fewer) tail += term;
    term *= k / (count - k + 1);
  }
  // Both halves together are 1; of an even count the middle belongs to both.
  const whole = count % 2 === 0 ? 2 * sum - 1 : 2 * sum;
  return Math.min(1, (2 * tail) / whole);
}

/** More differences are tested by the normal distribution. */
const MOST_EXACT = 100;

/**
 * Wilcoxon's signed rank test (Biometrics Bulletin 1, 1945): differences of 0 are left out, equal ones share their mean rank.
 * Exact for up to 100 differences, also where ranks are shared; else by the normal distribution, its variance corrected for
 * shared ranks. 1 where nothing differs.
 */
export function wilcoxonSignedRank(differences: ArrayLike<number>): number {
  const kept = Float64Array.from(differences).filter((value) => value !== 0);
  if (kept.length === 0) return 1;
  const doubled = doubledRanks(kept);
  const total = doubled.reduce((sum, rank) => sum + rank, 0);
  let positive = 0;
  for (let at = 0; at < kept.length; at++) if (kept[at] > 0) positive += doubled[at];
  const least = Math.min(positive, total - positive);
  if (kept.length > MOST_EXACT) {
    const variance = doubled.reduce((sum, rank) => sum + rank * rank, 0) / 4;
    return Math.min(1, normalTails((total / 2 - least) / Math.sqrt(variance)));
  }
  // Probability of every sum of ranks when each sign is a throw of a coin.
  const chances = new Float64Array(total + 1);
  chances[0] = 1;
  let reached = 0;
  for (const rank of doubled) {
    reached += rank;
    for (let sum = reached; sum >= 0; sum--) chances[sum] = (chances[sum] + (sum < rank ? 0 : chances[sum - rank])) / 2;
  }
  return Math.min(1, 2 * chances.subarray(0, least + 1).reduce((sum, chance) => sum + chance, 0));
}

/** Twice the rank of every value's distance from 0, from 2 for the nearest: whole numbers, also where ranks are shared. */
function doubledRanks(values: Float64Array): Int32Array {
  const order = Int32Array.from(values.keys()).sort((a, b) => Math.abs(values[a]) - Math.abs(values[b]));
  const ranks = new Int32Array(values.length);
  for (let from = 0, to = 0; from < order.length; from = to) {
    while (to < order.length && Math.abs(values[order[to]]) === Math.abs(values[order[from]])) to++;
    for (let at = from; at < to; at++) ranks[order[at]] = from + 1 + to;
  }
  return ranks;
}
