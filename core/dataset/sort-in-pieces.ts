/** Sorts long lists in pieces, so that messages are let in between. */

const RUN = 4096;
const BETWEEN_YIELDS = 1 << 14;

/** The items in the order of `compare`, equal ones in their own; the given list stays as it is. Yields between pieces. */
export function* sortInPieces<T>(items: readonly T[], compare: (a: T, b: T) => number): Generator<void, T[]> {
  let runs: T[][] = [];
  for (let from = 0; from < items.length; from += RUN) {
    runs.push(items.slice(from, from + RUN).sort(compare));
    yield;
  }
  while (runs.length > 1) {
    const merged: T[][] = [];
    for (let at = 0; at < runs.length; at += 2) {
      merged.push(at + 1 < runs.length ? yield* merge(runs[at], runs[at + 1], compare) : runs[at]);
    }
    runs = merged;
  }
  return runs[0] ?? [];
}

function* merge<T>(a: readonly T[], b: readonly T[], compare: (a: T, b: T) => number): Generator<void, T[]> {
  const merged: T[] = [];
  let [atA, atB] = [0, 0];
  while (atA < a.length || atB < b.length) {
    const takesA = atB === b.length || (atA < a.length && compare(a[atA], b[atB]) <= 0);
    merged.push(takesA ? a[atA++] : b[atB++]);
    if (merged.length % BETWEEN_YIELDS === 0) yield;
  }
  return merged;
}
