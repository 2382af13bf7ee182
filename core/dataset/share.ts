/** Puts the progress of a piece of work into the progress of the whole. */

/** Drives work that counts up to `total` and yields the same progress between two other numbers. */
export function* inShare<R>(
  work: Generator<number, R>,
  total: number,
  [from, to]: readonly [number, number],
): Generator<number, R> {
  let next = work.next();
  for (; next.done !== true; next = work.next()) yield from + ((to - from) * next.value) / Math.max(1, total);
  return next.value;
}
