/** Where a projection starts: the rows on their first two principal components. */

import type { RandomSource } from '../random-source';

/** Coordinates of rows in the plane. */
export type Layout = Float64Array; // [n, 2]

/** Beside the spread: keeps rows that are equal, or that all lie on one line, from staying so. */
const NOISE = 1e-3;

/** Principal components scaled to a spread of `size` on the first (Kobak & Linderman, Nature Biotechnology 39, 2021). */
export function startLayout(components: ArrayLike<number>, size: number, random: RandomSource): Layout {
  const n = components.length / 2;
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (components[2 * i] * components[2 * i]) / n;
  const scale = squares > 0 ? size / Math.sqrt(squares) : 0;
  return Float64Array.from({ length: 2 * n }, (_, i) => scale * components[i] + NOISE * size * random.gaussian());
}
