/** Packs the series of a part into batches for a run: by length, of bounded size. */

import { type ForwardCost, forwardCost, type Keeping } from '../lstm/count';
import type { StackShape } from '../lstm/stack';

/** Most bytes of a batch in work, so that a run's memory does not grow with the dataset. */
const BATCH_BYTES = 128 << 20;
/** The sequences of a batch share every read of the weights; beyond so many that gains nothing more. */
const LARGEST_BATCH = 1024;
/** A batch of fewer is not ended for its padding: eight tiles of the kernel's six rows. */
const SMALLEST_BATCH = 48;
/** Most of a batch's steps that may lie past the ends of its series, from `SMALLEST_BATCH` on. */
const PADDED_SHARE = 1 / 16;
/** Series ordered at once, so that those of a batch stand near each other in a large file of values. */
const STRETCH = 16 * LARGEST_BATCH;

/** What of a pass is kept where features alone are wanted. */
const FEATURES: Keeping = { keep: 'none', pool: true, head: true };

/** Series that are computed together. */
export interface Packing {
  members: Int32Array; // [B], indices within the part, the longest first and those of one length in the data's order
  /** Length of the longest. */
  steps: number;
}

/**
 * Every series once, the longest of a stretch first: a batch in work, padded to its longest, is then hardly larger than
 * its series. A series too long for the bound is a batch of its own.
 */
export function* batchesOf(lengths: Int32Array, stack: StackShape, keeping: Keeping = FEATURES): Generator<Packing> {
  const cost = batchCost(stack, keeping);
  for (let from = 0; from < lengths.length; from += STRETCH) {
    const order = Int32Array.from({ length: Math.min(STRETCH, lengths.length - from) }, (_, at) => from + at);
    order.sort((a, b) => lengths[b] - lengths[a] || a - b);
    let first = 0;
    let held = 0; // steps of the series from `first` on
    for (const [at, series] of order.entries()) {
      const size = at - first;
      const steps = lengths[order[first]];
      if (size > 0 && isFull(cost, size, steps, held + lengths[series])) {
        yield { members: order.subarray(first, at), steps };
        first = at;
        held = 0;
      }
      held += lengths[series];
    }
    yield { members: order.subarray(first), steps: lengths[order[first]] };
  }
}

/** Whether one more series, which makes `held` steps of them, is too much for a batch of `size` padded to `steps`. */
function isFull(cost: ForwardCost, size: number, steps: number, held: number): boolean {
  if (size === LARGEST_BATCH || (size + 1) * (cost.perSequence + steps * cost.perStep) > BATCH_BYTES) return true;
  return size >= SMALLEST_BATCH && held < (1 - PADDED_SHARE) * (size + 1) * steps;
}

/** What a batch in work takes: the packed series and the pass over them. */
function batchCost(stack: StackShape, keeping: Keeping): ForwardCost {
  const { perSequence, perStep } = forwardCost(stack, keeping);
  return { perSequence, perStep: perStep + 4 * stack.config.input };
}

/** Bytes of a batch of `size` series padded to `steps`. */
export function batchBytes(stack: StackShape, size: number, steps: number): number {
  const { perSequence, perStep } = batchCost(stack, FEATURES);
  return size * (perSequence + steps * perStep);
}
