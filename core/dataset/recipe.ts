/** What a generator of synthetic sets is, and the functions of its equations that give the same bits on every machine. */

import type { SyntheticSource } from '../contract/specs';
import type { Truth } from '../contract/views';

/** Where the randomness comes from: numbers on [0, 1), and numbers of mean 0 and standard deviation 1. */
export interface RandomSource {
  uniform(): number;
  gaussian(): number;
}

export interface Recipe<S extends SyntheticSource> {
  channels: string[];
  /** The labels, in the order in which the series take them. */
  labels(source: S): string[];
  /** What is known of the series, as a reason for their labels. */
  truth(source: S): { reason: Truth; params: Record<string, string | number> };
  /** Steps of the next series. */
  steps(source: S, random: RandomSource): number;
  /** Writes one series whose label is `labels[which]` into `x`, which holds zeros. */
  draw(source: S, which: number, random: RandomSource, x: Float64Array): void; // x [T, D]
}

/** A whole number from 0 to `count - 1`. */
export function anyBelow(count: number, random: RandomSource): number {
  return Math.floor(count * random.uniform());
}

/** A whole number from `shortest` to `longest`, both among them. */
export function anyLength({ shortest, longest }: { shortest: number; longest: number }, random: RandomSource): number {
  return shortest + anyBelow(longest - shortest + 1, random);
}

/** Terms of the series below: the next one is below the last bit of a float64. */
const TERMS = 17;

/**
 * sin(2 pi `turns`) by the Taylor series about the nearest quarter turn. It takes the four operations alone, which every
 * machine rounds alike; the sine of JavaScript differs in its last bits from one engine to the next.
 */
export function sineOfTurns(turns: number): number {
  const quarters = Math.round(4 * turns);
  const angle = 2 * Math.PI * (turns - quarters / 4); // at most pi / 4
  const quadrant = ((quarters % 4) + 4) % 4;
  const even = quadrant % 2 === 1;
  let sum = 1;
  for (let n = even ? TERMS - 1 : TERMS; n > 1; n -= 2) sum = 1 - ((angle * angle) / (n * (n - 1))) * sum;
  const value = even ? sum : angle * sum;
  return quadrant < 2 ? value : -value;
}

/** exp(-`rate`) for rates from 0 to 1 by its Taylor series, for the same reason. */
export function decayOf(rate: number): number {
  let sum = 1;
  for (let n = TERMS; n >= 1; n--) sum = 1 - (rate / n) * sum;
  return sum;
}
