/** Cuts a dataset into batches of bounded size for a run. */

import { directionCount, type LstmConfig } from '../lstm/config';

/** Most bytes of one layer's outputs in a batch, so that a run's memory does not grow with the dataset. */
const BATCH_BYTES = 32 << 20;
const LARGEST_BATCH = 256;

/** Indices of the series of each batch, in the data's order; a series too long for the bound is a batch of its own. */
export function* batchesOf(lengths: Int32Array, config: LstmConfig): Generator<number[]> {
  const perStep = 4 * directionCount(config) * config.hidden;
  let batch: number[] = [];
  let longest = 0;
  for (let index = 0; index < lengths.length; index++) {
    const grown = Math.max(longest, lengths[index]);
    const full = batch.length === LARGEST_BATCH || (batch.length + 1) * grown * perStep > BATCH_BYTES;
    if (full && batch.length > 0) {
      yield batch;
      batch = [];
      longest = 0;
    }
    batch.push(index);
    longest = Math.max(longest, lengths[index]);
  }
  if (batch.length > 0) yield batch;
}
