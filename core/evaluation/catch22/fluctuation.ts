/** How fluctuations of a series' running sum grow with the length that is looked at: where the growth changes. */

import { lineThrough } from './moments';

/** Lengths that are tried, from 5 to half the series, evenly on a logarithmic scale. */
const LENGTHS = 50;
/** Fewer different ones say nothing. */
const FEWEST_LENGTHS = 12;
/** Least points of each of the two lines. */
const FEWEST_POINTS = 6;

/**
 * Runs of every length are cut from the running sum of every `lag`-th value, and their lines taken out. Of what is left `range`
 * takes largest less least, `deviation` the root mean square; both as a root mean square over the runs. Two lines are laid
 * through their logarithms against those of the lengths; the result is the share of lengths that the first of the best pair
 * covers. 0 where a series is too short, or nothing fluctuates.
 */
export function* fluctuationBreak(
  values: Float64Array,
  lag: number,
  measure: 'range' | 'deviation',
): Generator<void, number> {
  const [low, high] = [Math.log(5), Math.log(Math.floor(values.length / 2))];
  const lengths = [
    ...new Set(
      Array.from({ length: LENGTHS }, (_, at) => Math.round(Math.exp(low + (at * (high - low)) / (LENGTHS - 1)))),
    ),
  ];
  if (lengths.length < FEWEST_LENGTHS) return 0;
  const sums = new Float64Array(Math.floor(values.length / lag));
  for (let at = 0, sum = 0; at < sums.length; at++) sums[at] = sum += values[at * lag];
  const [x, y] = [new Float64Array(lengths.length), new Float64Array(lengths.length)];
  for (const [at, length] of lengths.entries()) {
    x[at] = Math.log(length);
    y[at] = Math.log(fluctuation(sums, length, measure));
    if (sums.length > YIELDING) yield;
  }
  if (!y.every((value) => Number.isFinite(value))) return 0;
  let [best, least] = [0, Infinity];
  for (let points = FEWEST_POINTS; points <= lengths.length - FEWEST_POINTS; points++) {
    // Both lines have the point where they meet.
    const misfit = misfitOf(x, y, 0, points) + misfitOf(x, y, points - 1, lengths.length - points + 1);
    if (misfit < least) [best, least] = [points, misfit];
  }
  return best / lengths.length;
}

const YIELDING = 1 << 14;

function fluctuation(sums: Float64Array, length: number, measure: 'range' | 'deviation'): number {
  const runs = Math.floor(sums.length / length);
  const middle = (length - 1) / 2;
  const spread = (length * (length * length - 1)) / 12; // of the steps about their middle, squared and summed
  let total = 0;
  for (let from = 0; from < runs * length; from += length) {
    let [mean, slope] = [0, 0];
    for (let k = 0; k < length; k++) {
      mean += sums[from + k];
      slope += (k - middle) * sums[from + k];
    }
    mean /= length;
    slope /= spread;
    let [least, most, squares] = [Infinity, -Infinity, 0];
    for (let k = 0; k < length; k++) {
      const rest = sums[from + k] - mean - slope * (k - middle);
      if (rest < least) least = rest;
      if (rest > most) most = rest;
      squares += rest * rest;
    }
    total += measure === 'range' ? (most - least) ** 2 : squares / length;
  }
  return Math.sqrt(total / runs);
}

/** Root of the squared distances of `count` points from `from` on to their line. */
function misfitOf(x: Float64Array, y: Float64Array, from: number, count: number): number {
  const { slope, intercept } = lineThrough(x, y, from, count);
  let sum = 0;
  for (let at = from; at < from + count; at++) sum += (slope * x[at] + intercept - y[at]) ** 2;
  return Math.sqrt(sum);
}
