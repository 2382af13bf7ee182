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

/** Some sequences of a block of them: sequence n is the steps `offsets[n] ..< offsets[n] + lengths[n]`. */
export interface Sequences {
  values: Float32Array; // [total steps, I]
  input: number;
  offsets: ArrayLike<number>;
  lengths: Int32Array;
  members: Int32Array; // [B], n of each
}

/**
 * Makes a batch of some sequences of a block. It lies in the block's own memory where they are of one length and one
 * after the other; else they are copied.
 */
export function batchWithin({ values, input, offsets, lengths, members }: Sequences): Batch {
  const size = members.length;
  const own = Int32Array.from(members, (n) => lengths[n]);
  const steps = own.reduce((longest, length) => Math.max(longest, length), 0);
  const start = size === 0 ? 0 : offsets[members[0]];
  const dense = members.every((n, b) => lengths[n] === steps && offsets[n] === start + b * steps);
  const end = start + size * steps;
  if (dense) return { size, steps, input, lengths: own, values: values.subarray(start * input, end * input) };
  const packed = new Float32Array(size * steps * input);
  for (const [b, n] of members.entries()) {
    const from = offsets[n] * input;
    packed.set(values.subarray(from, from + lengths[n] * input), b * steps * input);
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
