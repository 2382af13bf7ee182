/** Goes over every value of a part: what is missing or infinite, the range of the rest, and what leaves a range. */

import type { SeriesPart } from '../part';
import { stretches } from '../stretches';
import { BETWEEN_YIELDS, Spots } from './places';

export interface Survey {
  missing: Spots;
  infinite: Spots;
  /** Of the finite values; Infinity and -Infinity where a channel has none. */
  min: Float64Array; // [D]
  max: Float64Array; // [D]
}

/** Looks at each step once, also where windows overlap. Yields how many values it went over since the last yield. */
export function* surveyValues(part: SeriesPart): Generator<number, Survey> {
  const width = part.channels.length;
  const missing = new Spots(width);
  const infinite = new Spots(width);
  const min = new Float64Array(width).fill(Infinity);
  const max = new Float64Array(width).fill(-Infinity);
  let handled = 0;
  for (const { from, to } of stretches(part, BETWEEN_YIELDS)) {
    const values = part.values.slice(from, to);
    for (let at = 0, channel = 0; at < values.length; at++) {
      const value = values[at];
      // Finite values, and only they, give 0 here.
      if (value - value === 0) {
        if (value < min[channel]) min[channel] = value;
        if (value > max[channel]) max[channel] = value;
      } else (Number.isNaN(value) ? missing : infinite).add(from + at, channel);
      if (++channel === width) channel = 0;
    }
    handled += to - from;
    if (handled < BETWEEN_YIELDS) continue;
    yield handled;
    handled = 0;
  }
  yield handled;
  return { missing, infinite, min, max };
}

/** A channel that holds one finite value only. */
export function isConstant({ min, max }: Survey, channel: number): boolean {
  return min[channel] === max[channel];
}

/** Finite values below `low` or above `high` of their channel; an infinite bound holds none back. Yields as above. */
export function* outside(part: SeriesPart, low: Float64Array, high: Float64Array): Generator<number, Spots> {
  const width = part.channels.length;
  const spots = new Spots(width);
  let handled = 0;
  for (const { from, to } of stretches(part, BETWEEN_YIELDS)) {
    const values = part.values.slice(from, to);
    for (let at = 0, channel = 0; at < values.length; at++) {
      const value = values[at];
      if ((value < low[channel] || value > high[channel]) && value - value === 0) spots.add(from + at, channel);
      if (++channel === width) channel = 0;
    }
    handled += to - from;
    if (handled < BETWEEN_YIELDS) continue;
    yield handled;
    handled = 0;
  }
  yield handled;
  return spots;
}
