/** Finds the series, record or page that a row or step lies in, where they are numbered through. */

/** Index of the last of `starts`, which ascend, that is at most `row`; of their first `count` where not all may be found. */
export function lastAtOrBelow(starts: Float64Array, row: number, count = starts.length): number {
  return Math.max(0, firstWhere(0, count, (at) => starts[at] > row) - 1);
}

/**
 * Index of the first series that holds the step, -1 where none does. Series may overlap; where neither their starts nor
 * their ends ascend, all are looked at.
 */
export function firstHolding(offsets: Float64Array, lengths: Int32Array, step: number): number {
  const at = firstWhere(0, offsets.length, (series) => offsets[series] + lengths[series] > step);
  if (at < offsets.length && offsets[at] <= step) return at;
  return offsets.findIndex((offset, series) => offset <= step && step < offset + lengths[series]);
}

/** The first of `from .. to - 1` that passes a test which all after it pass as well; `to` where none does. */
export function firstWhere(from: number, to: number, passes: (at: number) => boolean): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (passes(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
