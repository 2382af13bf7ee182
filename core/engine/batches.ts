/** Cuts a dataset into batches of bounded size for a run. */

import type { LstmConfig } from '../lstm/config';
import { forwardBytes } from '../lstm/count';

/** Most bytes of a batch in work, so that a run's memory does not grow with the dataset. */
const BATCH_BYTES = 128 << 20;
/** The sequences of a batch share every read of the weights; beyond so many that gains nothing more. */
const LARGEST_BATCH = 1024;

/** The series `first <= index < last`, the longest of them with so many steps. */
export interface BatchRange {
  first: number;
  last: number;
  steps: number;
}

/** The batches in the data's order; a series too long for the bound is a batch of its own. */
export function* batchesOf(lengths: Int32Array, config: LstmConfig): Generator<BatchRange> {
  let first = 0;
  let steps = 0;
  for (let index = 0; index < lengths.length; index++) {
    const grown = Math.max(steps, lengths[index]);
    const size = index - first;
    const full = size === LARGEST_BATCH || batchBytes(config, size + 1, grown) > BATCH_BYTES;
    if (full && size > 0) {
      yield { first, last: index, steps };
      first = index;
      steps = lengths[index];
    } else steps = grown;
  }
  if (first < lengths.length) yield { first, last: lengths.length, steps };
}

/** Bytes of a batch in work when features alone are wanted: the packed series and what the pass over them takes. */
export function batchBytes(config: LstmConfig, size: number, steps: number): number {
  return 4 * size * steps * config.input + forwardBytes(config, size, steps, { keep: 'none', pool: true });
}
