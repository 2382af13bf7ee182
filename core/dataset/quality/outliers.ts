/** Draws a fence around the values of each channel, beyond which a value is an outlier: median and MAD, which outliers cannot move. */

import { MAD_SCALE, OUTLIER_DEVIATIONS } from '../../contract/views-quality';
import type { SeriesPart } from '../part';
import { isConstant, type Values } from './values';

/** Steps that the median and the deviation of a channel are taken from at most; of more a fixed random choice is taken. */
export const MEDIAN_STEPS = 1 << 18;

export interface Fences {
  /** Infinite for a channel without a fence: one of which half the values or more are the same, or are not there. */
  low: Float64Array; // [D]
  high: Float64Array; // [D]
  /** Steps looked at. */
  steps: number;
  /** Steps there are. */
  of: number;
}

/**
 * Fences at median ± 10 x 1.4826 x MAD of the finite values of each channel, MAD being the median of the distances from
 * the median (Hampel, The influence curve and its role in robust estimation, 1974). Yields how many values it went over.
 */
export function* fencesOf(part: SeriesPart, survey: Values): Generator<number, Fences> {
  const { values } = part;
  const width = part.channels.length;
  const low = new Float64Array(width).fill(-Infinity);
  const high = new Float64Array(width).fill(Infinity);
  const of = part.segments.lengths.reduce((sum, length) => sum + length, 0);
  const steps = chooseSteps(part, of);
  const room = new Float64Array(steps.length);
  for (let channel = 0; channel < width; channel++) {
    let count = 0;
    for (const step of steps) {
      const value = values[step * width + channel];
      if (value - value === 0) room[count++] = value;
    }
    yield count;
    if (count === 0 || isConstant(survey, channel)) continue;
    const finite = room.subarray(0, count).sort();
    const median = middle(finite);
    for (let at = 0; at < count; at++) finite[at] = Math.abs(finite[at] - median);
    yield 0;
    const deviation = OUTLIER_DEVIATIONS * MAD_SCALE * middle(finite.sort());
    if (deviation === 0) continue;
    low[channel] = median - deviation;
    high[channel] = median + deviation;
  }
  return { low, high, steps: steps.length, of };
}

/** Every step, or of many one out of each of `MEDIAN_STEPS` equal stretches, at a place of its own so that no period is met. */
function chooseSteps({ segments }: SeriesPart, of: number): Float64Array {
  const count = Math.min(of, MEDIAN_STEPS);
  const steps = new Float64Array(count);
  let segment = 0;
  let before = 0;
  let chance = 1;
  for (let at = 0; at < count; at++) {
    // Numerical Recipes' linear congruential generator: the same choice every time.
    chance = (Math.imul(chance, 1664525) + 1013904223) >>> 0;
    const wanted = count === of ? at : Math.floor(((at + chance / 2 ** 32) / count) * of);
    while (wanted >= before + segments.lengths[segment]) before += segments.lengths[segment++];
    steps[at] = segments.offsets[segment] + wanted - before;
  }
  return steps;
}

/** The median of sorted values; the mean of the two in the middle where their number is even. */
export function middle(sorted: ArrayLike<number>): number {
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half] : sorted[half - 1] / 2 + sorted[half] / 2;
}
