/** Packs series of a part into a batch as the model sees them: scaled as they are read, padded to the longest. */

import { scaleInto } from '../dataset/scaling';
import { SLICE_VALUES } from '../dataset/values';
import type { Batch } from '../lstm/batch';
import { seededRandom } from '../lstm/random';
import type { LoadedPart } from './datasets';

/** The batch of the series `members`, in their order. Yields between stretches of reading. */
export function* packSeries({ series, scaler, shuffle }: LoadedPart, members: Int32Array): Generator<void, Batch> {
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
    if (shuffle === undefined) continue;
    const own = values.subarray(b * steps * input, (b * steps + lengths[b]) * input);
    shuffleSteps(own, input, (shuffle + Math.imul(index, 0x9e3779b1)) >>> 0);
  }
  return { size: members.length, steps, input, lengths, values };
}

/** Puts whole steps [T, I] in an order drawn from a seed (Fisher & Yates, as in Knuth, TAOCP 2, algorithm 3.4.2 P). */
function shuffleSteps(values: Float32Array, input: number, seed: number): void {
  const random = seededRandom(seed);
  for (let last = values.length / input - 1; last > 0; last--) {
    const other = Math.floor(random.uniform() * (last + 1));
    for (let channel = 0; channel < input; channel++) {
      const [a, b] = [last * input + channel, other * input + channel];
      [values[a], values[b]] = [values[b], values[a]];
    }
  }
}
