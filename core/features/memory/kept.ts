/** What of every step is left at every later one: products of the gate that keeps the state. */

/**
 * With f the gates of T steps [T, U] in the order in which they are read, what was in a unit's state after step s is left at
 * step t as the product of f over the steps after s up to t (Hochreiter & Schmidhuber 1997's error carousel, with the
 * forget gates of Gers et al. 2000). Steps are taken `perColumn` together and shown by the last of each; the mean over
 * `units` goes as 0..255 to row s, column t of [n, n], n = ceil(T / perColumn), and 0 below the diagonal. Yields after a row.
 */
export function* keptTriangle(
  gates: Float32Array,
  size: number,
  units: readonly number[],
  perColumn: number,
): Generator<void, Uint8Array> {
  const steps = gates.length / size;
  const n = Math.ceil(steps / perColumn);
  const U = units.length;
  const factors = new Float64Array(n * U).fill(1); // from the end of one column to that of the next
  for (let t = 0; t < steps; t++) {
    const column = Math.floor(t / perColumn);
    for (let j = 0; j < U; j++) factors[column * U + j] *= gates[t * size + units[j]];
    if (t % 4096 === 0) yield;
  }
  const cells = new Uint8Array(n * n);
  const left = new Float64Array(U);
  for (let s = 0; s < n; s++) {
    left.fill(1);
    cells[s * n + s] = 255;
    for (let t = s + 1; t < n; t++) {
      let sum = 0;
      for (let j = 0; j < U; j++) sum += left[j] *= factors[t * U + j];
      // Gates are never above 1: what no longer shows will not show again.
      if (sum / U < 1 / 1024) break;
      cells[s * n + t] = Math.round((255 * sum) / U);
    }
    yield;
  }
  return cells;
}
