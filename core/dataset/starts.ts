/** Finds the series, record or page that a row lies in, where rows are numbered through. */

/** Index of the last of `starts`, which ascend, that is at most `row`; of their first `count` where not all may be found. */
export function lastAtOrBelow(starts: Float64Array, row: number, count = starts.length): number {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle] <= row) low = middle;
    else high = middle - 1;
  }
  return low;
}
