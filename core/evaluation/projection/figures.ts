/** How far a projection can be trusted, and how well it keeps the labels apart. */

import { nearestOf } from './distances';
import type { Layout } from './layout';

/** Neighbours that are looked at in the projection. */
export const TRUSTED_NEIGHBOURS = 5;

/**
 * Trustworthiness (Venna & Kaski, ICANN 2001): 1 where the k nearest in the layout are the k nearest among the features, less
 * by how far down in rank those come from that are not. Null where rows are fewer than 2 k + 2. As scikit-learn's.
 */
export function* trustworthiness(squares: Float32Array, layout: Layout, n: number): Generator<void, number | null> {
  const k = TRUSTED_NEIGHBOURS;
  if (n < 2 * k + 2) return null;
  const flat = new Float64Array(n);
  let penalty = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) flat[j] = squareIn(layout, i, j);
    for (const j of nearestOf(flat, i, k)) {
      const square = squares[i * n + j];
      let rank = 1;
      for (let other = 0; other < n; other++) if (other !== i && squares[i * n + other] < square) rank++;
      penalty += Math.max(0, rank - k);
    }
    if (i % 32 === 31) yield;
  }
  return 1 - (2 * penalty) / (n * k * (2 * n - 3 * k - 1));
}

export function squareIn(layout: Layout, i: number, j: number): number {
  const dx = layout[2 * i] - layout[2 * j];
  const dy = layout[2 * i + 1] - layout[2 * j + 1];
  return dx * dx + dy * dy;
}

/**
 * Mean silhouette (Rousseeuw 1987): for each row (b - a) / max(a, b) with a the mean distance to its own class and b that to
 * the nearest other class; 0 in a class of one. Classes of -1 are left out. Null where there are fewer than two.
 */
export function* silhouette(
  distance: (i: number, j: number) => number,
  classes: Int32Array,
  count: number,
): Generator<void, number | null> {
  const sizes = new Int32Array(count);
  const used = Int32Array.from({ length: classes.length }, (_, row) => row).filter((row) => classes[row] >= 0);
  for (const row of used) sizes[classes[row]]++;
  if (sizes.filter((size) => size > 0).length < 2) return null;
  const sums = new Float64Array(count);
  let total = 0;
  for (const [place, row] of used.entries()) {
    sums.fill(0);
    for (const other of used) sums[classes[other]] += distance(row, other);
    const own = classes[row];
    const a = sums[own] / (sizes[own] - 1);
    let b = Infinity;
    for (let k = 0; k < count; k++) if (k !== own && sizes[k] > 0) b = Math.min(b, sums[k] / sizes[k]);
    if (sizes[own] > 1 && Math.max(a, b) > 0) total += (b - a) / Math.max(a, b);
    if (place % 32 === 31) yield;
  }
  return total / used.length;
}
