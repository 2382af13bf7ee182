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
