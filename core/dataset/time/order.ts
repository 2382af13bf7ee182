/** Puts steps into the order of their times. */

const BETWEEN_YIELDS = 1 << 19;

/** 0, 1, 2 ... Yields between stretches of work. */
export function* positions(count: number): Generator<void, Int32Array> {
  const all = new Int32Array(count);
  for (let at = 0; at < count; at++) {
    all[at] = at;
    if (at % BETWEEN_YIELDS === BETWEEN_YIELDS - 1) yield;
  }
  return all;
}

/**
 * The positions of `keys`, ascending by their value and in their own order where values are equal; null where they are so
 * already. Merges the runs that ascend, so that few steps out of place cost little. Yields between stretches of work.
 */
export function* orderOf(keys: Float64Array): Generator<void, Int32Array | null> {
  const count = keys.length;
  let runs: number[] = [0];
  for (let at = 1; at < count; at++) {
    if (keys[at] < keys[at - 1]) runs.push(at);
    if (at % BETWEEN_YIELDS === 0) yield;
  }
  if (runs.length === 1) return null;
  let from: Int32Array = yield* positions(count);
  let to: Int32Array = new Int32Array(count);
  let moved = 0;
  while (runs.length > 1) {
    const merged: number[] = [];
    for (let run = 0; run < runs.length; run += 2) {
      const start = runs[run];
      const middle = runs[run + 1] ?? count;
      const end = runs[run + 2] ?? count;
      merged.push(start);
      for (let at = start, left = start, right = middle; at < end; at++) {
        const takesRight = left === middle || (right < end && keys[from[right]] < keys[from[left]]);
        to[at] = takesRight ? from[right++] : from[left++];
        if (++moved % BETWEEN_YIELDS === 0) yield;
      }
    }
    [from, to] = [to, from];
    runs = merged;
  }
  return from;
}
