/** Values that are made or read piece by piece when they are asked for: kept is the page that was asked for last. */

import { SLICE_VALUES, type Values } from './values';

/** Values read at least, and at most where slices follow one another: a jump costs little, and a walk few reads. */
const FEWEST = 1 << 9;
const MOST = 1 << 16;
const GROWTH = 4;

/** @param read fills an array with the values from `from` on; what it throws a slice throws */
export function paged(length: number, read: (into: Float64Array, from: number) => void): Values {
  let page = new Float64Array(0);
  let start = 0;
  let end = 0;
  let ahead = FEWEST;
  return {
    length,
    slice(from, to) {
      const first = Math.min(Math.max(0, from), length);
      const last = Math.min(Math.max(first, to), length);
      if (first >= start && last <= end) return page.subarray(first - start, last - start);
      ahead = first >= start && first <= end ? Math.min(MOST, ahead * GROWTH) : FEWEST;
      const count = Math.min(Math.max(last - first, ahead), length - first);
      if (count > SLICE_VALUES) {
        const once = new Float64Array(count);
        read(once, first);
        return once;
      }
      end = start; // Nothing is known of the page until it is read to its end.
      if (page.length < count) page = new Float64Array(count);
      read(page.subarray(0, count), first);
      start = first;
      end = first + count;
      return page.subarray(0, last - first);
    },
  };
}
