/** Numbers in a row, in memory or on disk: what a dataset of any size keeps its steps in. */

/** Values between two slices of a long loop, and between two of its yields. */
export const SLICE_VALUES = 1 << 20;

export interface Values {
  readonly length: number;
  /**
   * Those from `from` up to, not including, `to`; not to be written to, valid only until the next call. In memory it is
   * a view and costs nothing; on disk it is read, so long ranges are taken in pieces of `SLICE_VALUES` at most.
   * @throws data/store-failed
   */
  slice(from: number, to: number): Float64Array;
}

/** Values that are one array. */
export class InMemory implements Values {
  constructor(readonly array: Float64Array) {}

  get length(): number {
    return this.array.length;
  }

  slice(from: number, to: number): Float64Array {
    return this.array.subarray(from, to);
  }
}

export function inMemory(array: Float64Array): InMemory {
  return new InMemory(array);
}

export function isInMemory(values: Values): values is InMemory {
  return values instanceof InMemory;
}
