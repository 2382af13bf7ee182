/** Sequences of unequal length as one right-padded batch. */

export interface Batch {
  /** B: number of sequences. */
  size: number;
  /** T: steps of the longest sequence. */
  steps: number;
  /** I: values of each step. */
  input: number;
  lengths: Int32Array; // [B], 1..T
  values: Float32Array; // [B, T, I], zero past each sequence's end
}

/** Sequences `first <= n < last` of a block of them: sequence n is the steps `offsets[n] ..< offsets[n] + lengths[n]`. */
export interface Sequences {
  values: Float32Array; // [total steps, I]
  input: number;
  offsets: ArrayLike<number>;
  lengths: Int32Array;
  first: number;
  last: number;
}

/**
 * Makes a batch of some sequences of a block. It lies in the block's own memory where they are of one length and one
 * after the other; else they are copied.
 */
export function batchWithin({ values, input, offsets, lengths, first, last }: Sequences): Batch {
  const size = last - first;
  const own = lengths.subarray(first, last);
  let steps = 0;
  let dense = true;
  for (let n = first; n < last; n++) {
    steps = Math.max(steps, lengths[n]);
    dense &&= lengths[n] === lengths[first] && offsets[n] === offsets[first] + (n - first) * lengths[first];
  }
  const start = size === 0 ? 0 : offsets[first] * input;
  if (dense) return { size, steps, input, lengths: own, values: values.subarray(start, start + size * steps * input) };
  const packed = new Float32Array(size * steps * input);
  for (let n = first; n < last; n++) {
    const from = offsets[n] * input;
    packed.set(values.subarray(from, from + lengths[n] * input), (n - first) * steps * input);
  }
  return { size, steps, input, lengths: own, values: packed };
}

/**
 * Copies sequences, each [length, I] with the channels of a step side by side, into a batch.
 * Throws a RangeError on an empty sequence or one whose size is no multiple of `input`.
 */
export function packBatch(sequences: readonly Float32Array[], input: number): Batch {
  const lengths = Int32Array.from(sequences, (sequence) => {
    if (sequence.length === 0 || sequence.length % input !== 0)
      throw new RangeError(`a sequence holds ${sequence.length} values, which is no multiple of ${input} channels`);
    return sequence.length / input;
  });
  const steps = lengths.reduce((longest, length) => Math.max(longest, length), 0);
  const values = new Float32Array(sequences.length * steps * input);
  sequences.forEach((sequence, b) => values.set(sequence, b * steps * input));
  return { size: sequences.length, steps, input, lengths, values };
}
