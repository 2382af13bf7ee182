/** The interface that every kernel implements, the readable reference first. */

import type { Quantity } from './cell';
import type { DirectionWeights, LayerConfig } from './stack';

/** The `quantitiesOf` a cell at every step, in time order for both directions: gates and c [B, T, H], h [B, T, P]. */
export type GateBuffers = Partial<Record<Quantity, Float32Array>>;

/**
 * Running statistics of the hidden state over the valid steps computed so far, each [B, P]. A call with `from` = 0
 * begins them. Over n steps: mean = first + sum / n, variance = squares / n - (sum / n)^2; taking `first` off keeps
 * what is constant exactly so.
 */
export interface PoolBuffers {
  first: Float32Array; // h of the first processed step
  min: Float32Array;
  max: Float32Array;
  sum: Float64Array; // of h - first, in processing order
  squares: Float64Array; // of (h - first)^2
}

/**
 * One direction of one layer over a right-padded batch, for the steps `from <= k < to` in processing order: the
 * forward direction's k-th step is t = k, the backward direction's is t = length - 1 - k, from each sequence's own end.
 * Steps at or past a sequence's length are not computed, leave its state as it is and its output as it was.
 */
export interface DirectionCall {
  layer: LayerConfig;
  weights: DirectionWeights;
  reverse: boolean;
  batch: number; // B
  steps: number; // T, the longest length of the batch
  lengths: Int32Array; // [B], 1..T
  input: Float32Array; // [B, T, I]
  /** Hidden states go to `output[(b * T + t) * outputStride + outputOffset + u]`; null where nobody needs them. */
  output: Float32Array | null;
  outputStride: number;
  outputOffset: number;
  /** Carried hidden state: read as h_{from-1}, left as h_{to-1}. */
  h: Float32Array; // [B, P], P = H where h is not projected
  /** Carried cell state; empty for cells that have none. */
  c: Float32Array; // [B, H]
  /** Carried input, forget and output gate of the step before, for cells with gate recurrence alone. */
  carried: Float32Array | null; // [B, 3H]
  gates: GateBuffers | null;
  pools: PoolBuffers | null;
  from: number;
  to: number;
}

/**
 * Computes `DirectionCall`s. A call split at any step and into any groups of its sequences gives the same bytes as the
 * whole: where a pass is cut depends on the time that it takes.
 */
export interface Kernel {
  /** As shown in the status bar and in provenance, e.g. `reference` or `native avx512`. */
  readonly name: string;
  /** Over how many threads a call is split; the bytes are the same for any number. */
  readonly threads: number;
  /** Whether it computes layers of this kind; what no other kernel does, the reference does. */
  supports(layer: LayerConfig): boolean;
  forward(call: DirectionCall): void;
}
