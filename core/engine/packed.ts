/** Packs series of a part into a batch as the model sees them: scaled as they are read, padded to the longest. */

import { scaleInto } from '../dataset/scaling';
import { SLICE_VALUES } from '../dataset/values';
import type { Batch } from '../lstm/batch';
import type { LoadedPart } from './datasets';

/** The batch of the series `members`, in their order. Yields between stretches of reading. */
export function* packSeries({ series, scaler }: LoadedPart, members: Int32Array): Generator<void, Batch> {
  const input = series.channels.length;
  const lengths = Int32Array.from(members, (index) => series.lengths[index]);
  const steps = lengths.reduce((longest, length) => Math.max(longest, length), 0);
  const longest = Math.max(1, Math.floor(SLICE_VALUES / input)) * input;
  const values = new Float32Array(members.length * steps * input);
  let sinceYield = 0;
  for (const [b, index] of members.entries()) {
    const start = series.offsets[index] * input;
    const end = start + lengths[b] * input;
    for (let from = start; from < end; from += longest) {
      const to = Math.min(end, from + longest);
      scaleInto(scaler, series.values.slice(from, to), values, b * steps * input + from - start);
      sinceYield += to - from;
      if (sinceYield < SLICE_VALUES) continue;
      sinceYield = 0;
      yield;
    }
  }
  return { size: members.length, steps, input, lengths, values };
}
