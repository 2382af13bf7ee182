/** Numbers as a report writes them. */

import type { Spread } from '../contract/evaluation';

/** Scores with three decimals, as on the screen. */
export function scoreText(score: number): string {
  return score.toFixed(3);
}

/** As `0.976 ± 0.004`. */
export function spreadText({ mean, deviation }: Spread): string {
  return deviation === null ? scoreText(mean) : `${scoreText(mean)} ± ${scoreText(deviation)}`;
}

/** Four digits at most. */
export function plain(value: number): string {
  return String(Number(value.toPrecision(4)));
}

/** A place in a drawing, to a tenth of a unit. */
export function place(value: number): string {
  return String(Math.round(10 * value) / 10);
}

/** The least and the largest of what is finite; 0 to 1 where there is nothing, widened where it is one value. */
export function rangeOf(values: Iterable<number>): { low: number; high: number } {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low > high) return { low: 0, high: 1 };
  return low === high ? { low: low - 0.5, high: high + 0.5 } : { low, high };
}
