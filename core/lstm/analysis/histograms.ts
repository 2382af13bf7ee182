/** How the weights of each gate are spread. */

import { blocksOf, type Cell, type Quantity } from '../cell';
import type { DirectionWeights } from '../stack';

export interface BlockCounts {
  gate: Quantity;
  /** Weights in each of the matrix's bins. */
  counts: Uint32Array; // [bins]
  mean: number;
  /** Standard deviation of these weights themselves (divided by their count). */
  sd: number;
}

/** Bins of one width from `low` to `high`, the last of which holds `high` itself; the same for all gates. */
export interface MatrixHistogram {
  /** Input weights W, recurrent weights R, total biases b = b_ih + b_hh. */
  matrix: 'W' | 'R' | 'b';
  low: number;
  high: number;
  gates: BlockCounts[];
  /** Weights that are not finite, which stand in no bin. */
  notFinite: number;
}

/** Weights looked at between two yields. */
const PIECE = 1 << 18;

/** Histograms of W, R and b, gate by gate; without biases of the first two. */
export function* histogramsOf(
  cell: Cell,
  { hidden: H, input: I, output: P, wIh, wHh, bIh, bHh }: DirectionWeights,
  bins: number,
  hasBias: boolean,
): Generator<void, MatrixHistogram[]> {
  const gates = blocksOf(cell);
  const found = [yield* histogramOf('W', wIh, H * I, gates, bins), yield* histogramOf('R', wHh, H * P, gates, bins)];
  if (hasBias)
    found.push(
      yield* histogramOf(
        'b',
        bIh.map((value, row) => value + bHh[row]),
        H,
        gates,
        bins,
      ),
    );
  return found;
}

/** Of `gates.length` blocks of `size` weights each. Weights that are all alike are given bins around them. */
export function* histogramOf(
  matrix: MatrixHistogram['matrix'],
  weights: Float32Array,
  size: number,
  gates: readonly Quantity[],
  bins: number,
): Generator<void, MatrixHistogram> {
  let low = Infinity;
  let high = -Infinity;
  let notFinite = 0;
  for (let at = 0; at < weights.length; at++) {
    if (Number.isFinite(weights[at])) {
      low = Math.min(low, weights[at]);
      high = Math.max(high, weights[at]);
    } else notFinite += 1;
    if ((at + 1) % PIECE === 0) yield;
  }
  if (notFinite === weights.length) low = high = 0;
  if (low === high) {
    const around = Math.max(Math.abs(low) / 2, 0.5);
    low -= around;
    high += around;
  }
  const blocks: BlockCounts[] = [];
  for (const [block, gate] of gates.entries()) {
    const counts = new Uint32Array(bins);
    let count = 0;
    let mean = 0;
    let squares = 0;
    for (let at = block * size; at < (block + 1) * size; at++) {
      const value = weights[at];
      if (!Number.isFinite(value)) continue;
      counts[Math.min(bins - 1, Math.floor(((value - low) / (high - low)) * bins))] += 1;
      // Welford 1962
      count += 1;
      const away = value - mean;
      mean += away / count;
      squares += away * (value - mean);
      if ((at + 1) % PIECE === 0) yield;
    }
    blocks.push({ gate, counts, mean: count === 0 ? NaN : mean, sd: Math.sqrt(squares / count) });
    yield;
  }
  return { matrix, low, high, gates: blocks, notFinite };
}
