/** Draws a fence around the values of each channel, beyond which a value is an outlier: median and MAD, which outliers cannot move. */

import { MAD_SCALE, OUTLIER_DEVIATIONS } from '../../contract/views-quality';
import type { SeriesPart } from '../part';
import { isConstant, type Survey } from './values';

/** Steps that the median and the deviation of a channel are taken from at most; of more a fixed random choice is taken. */
export const MEDIAN_STEPS = 1 << 18;

/** Bounds the room for the values of these steps. */
const CHANNELS_AT_ONCE = 16;
const STEPS_BETWEEN_YIELDS = 1 << 15;

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
export function* fencesOf(part: SeriesPart, survey: Survey): Generator<number, Fences> {
  const width = part.channels.length;
  const low = new Float64Array(width).fill(-Infinity);
  const high = new Float64Array(width).fill(Infinity);
  const of = part.segments.lengths.reduce((sum, length) => sum + length, 0);
  const steps = chooseSteps(part, of);
  for (let first = 0; first < width; first += CHANNELS_AT_ONCE) {
    const last = Math.min(width, first + CHANNELS_AT_ONCE);
    const chosen = yield* valuesAt(part, steps, first, last);
    for (let channel = first; channel < last; channel++) {
      const finite = chosen[channel - first];
      if (finite.length === 0 || isConstant(survey, channel)) continue;
      const median = middle(finite.sort());
      for (let at = 0; at < finite.length; at++) finite[at] = Math.abs(finite[at] - median);
      yield 0;
      const deviation = OUTLIER_DEVIATIONS * MAD_SCALE * middle(finite.sort());
      yield 0;
      if (deviation === 0) continue;
      low[channel] = median - deviation;
      high[channel] = median + deviation;
    }
  }
  return { low, high, steps: steps.length, of };
}

/** The finite values at the steps, of the channels `first <= channel < last` one by one. Yields how many values it went over. */
export function* valuesAt(
  part: SeriesPart,
  steps: Float64Array,
  first: number,
  last: number,
): Generator<number, Float64Array[]> {
  const width = part.channels.length;
  const room = Array.from({ length: last - first }, () => new Float64Array(steps.length));
  const counts = new Int32Array(last - first);
  for (let from = 0; from < steps.length; from += STEPS_BETWEEN_YIELDS) {
    const to = Math.min(steps.length, from + STEPS_BETWEEN_YIELDS);
    for (let at = from; at < to; at++) {
      const values = part.values.slice(steps[at] * width + first, steps[at] * width + last);
      for (let channel = 0; channel < values.length; channel++) {
        const value = values[channel];
        if (value - value === 0) room[channel][counts[channel]++] = value;
      }
    }
    yield (to - from) * (last - first);
  }
  return room.map((values, channel) => values.subarray(0, counts[channel]));
}

/** Every step, or of many one out of each of `MEDIAN_STEPS` equal stretches, at a place of its own so that no period is met. */
export function chooseSteps({ segments }: SeriesPart, of: number): Float64Array {
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
