/**
 * Symmetric matrices as A = Q T Q', T tridiagonal: then A + s can be solved for many shifts s, each for the price of a
 * product with Q (Golub & Van Loan, Matrix Computations, 4th ed., 8.3.1; Elden, BIT 17, 1977, for ridge regression).
 */

/** Multiply-adds between two yields, about 15 ms. */
export const PIECE = 1 << 24;

export interface Tridiagonal {
  size: number;
  q: Float64Array; // [m, m], row by row; orthogonal
  diagonal: Float64Array; // [m]
  /** What stands beside the diagonal: entry i joins i and i + 1. */
  beside: Float64Array; // [m - 1]
}

/**
 * Reduces a symmetric matrix by Householder reflections. Of `a` [m, m] the lower triangle is read; the result's `q` takes
 * its place. Yields between pieces of work.
 */
export function* tridiagonalise(a: Float64Array, size: number): Generator<void, Tridiagonal> {
  const m = size;
  const diagonal = new Float64Array(m);
  const beside = new Float64Array(Math.max(0, m - 1));
  const scales = new Float64Array(m);
  const v = new Float64Array(m);
  const w = new Float64Array(m);
  let work = 0;
  for (let k = 0; k + 1 < m; k++) {
    diagonal[k] = a[k * m + k];
    for (let i = k + 1; i < m; i++) v[i] = a[i * m + k];
    const scale = reflector(v, k + 1);
    scales[k] = scale.factor;
    beside[k] = scale.to;
    // The reflector stays in the column, of which nothing else is needed any more.
    for (let i = k + 1; i < m; i++) a[i * m + k] = v[i];
    if (scale.factor === 0) continue;
    timesLower(a, m, k + 1, v, w);
    let inner = 0;
    for (let i = k + 1; i < m; i++) {
      w[i] *= scale.factor;
      inner += w[i] * v[i];
    }
    const half = (scale.factor * inner) / 2;
    for (let i = k + 1; i < m; i++) w[i] -= half * v[i];
    for (let i = k + 1; i < m; i++) {
      const row = i * m;
      const [vi, wi] = [v[i], w[i]];
      for (let j = k + 1; j <= i; j++) a[row + j] -= vi * w[j] + wi * v[j];
    }
    work += 2 * (m - k) * (m - k);
    if (work < PIECE) continue;
    work = 0;
    yield;
  }
  if (m > 0) diagonal[m - 1] = a[m * m - 1];
  yield* accumulate(a, m, scales);
  return { size: m, q: a, diagonal, beside };
}

/** Makes v[from ..] the vector of the reflection I - factor v v' that leaves only its first entry, `to`. */
function reflector(v: Float64Array, from: number): { factor: number; to: number } {
  let rest = 0;
  for (let i = from + 1; i < v.length; i++) rest += v[i] * v[i];
  const first = v[from];
  if (rest === 0) return { factor: 0, to: first };
  const length = Math.sqrt(first * first + rest);
  const to = first > 0 ? -length : length;
  v[from] = first - to;
  return { factor: 2 / (v[from] * v[from] + rest), to };
}

/** w = A v over the indices from `from` on, A by its lower triangle. */
function timesLower(a: Float64Array, m: number, from: number, v: Float64Array, w: Float64Array): void {
  w.fill(0, from);
  for (let i = from; i < m; i++) {
    const row = i * m;
    const vi = v[i];
    let sum = 0;
    for (let j = from; j < i; j++) {
      const value = a[row + j];
      sum += value * v[j];
      w[j] += value * vi;
    }
    w[i] += sum + a[row + i] * vi;
  }
}

/** Turns the reflectors in the columns of `a` into their product, from the last one on. */
function* accumulate(a: Float64Array, m: number, scales: Float64Array): Generator<void> {
  const v = new Float64Array(m);
  const sums = new Float64Array(m);
  let work = 0;
  if (m > 0) a[m * m - 1] = 1;
  for (let k = m - 2; k >= 0; k--) {
    for (let i = k + 1; i < m; i++) v[i] = a[i * m + k];
    // Below row k all is Q already; column k and row k become those of the identity.
    for (let i = k; i < m; i++) a[i * m + k] = a[k * m + i] = 0;
    a[k * m + k] = 1;
    if (scales[k] === 0) continue;
    sums.fill(0, k + 1);
    for (let i = k + 1; i < m; i++) {
      const row = i * m;
      const vi = v[i];
      for (let j = k + 1; j < m; j++) sums[j] += vi * a[row + j];
    }
    for (let i = k + 1; i < m; i++) {
      const row = i * m;
      const scaled = scales[k] * v[i];
      for (let j = k + 1; j < m; j++) a[row + j] -= scaled * sums[j];
    }
    work += 2 * (m - k) * (m - k);
    if (work < PIECE) continue;
    work = 0;
    yield;
  }
}

/** T + shift as L D L', L with ones on its diagonal and `lower` below it. */
export interface Shifted {
  pivots: Float64Array; // [m], D
  lower: Float64Array; // [m], entry i stands in row i; the first is 0
}

export function shifted({ size, diagonal, beside }: Tridiagonal, shift: number): Shifted {
  const pivots = new Float64Array(size);
  const lower = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    pivots[i] = diagonal[i] + shift;
    if (i === 0) continue;
    lower[i] = beside[i - 1] / pivots[i - 1];
    pivots[i] -= lower[i] * beside[i - 1];
  }
  return { pivots, lower };
}

/** z' (T + shift)^-1 z for the m values of `z` from `at` on. */
export function quadratic({ pivots, lower }: Shifted, z: Float64Array, at: number): number {
  let sum = 0;
  for (let i = 0, value = 0; i < pivots.length; i++) {
    value = z[at + i] - lower[i] * value;
    sum += (value * value) / pivots[i];
  }
  return sum;
}

/** (T + shift)^-1 B for B [m, columns], row by row. */
export function solve({ pivots, lower }: Shifted, b: Float64Array, columns: number): Float64Array {
  const m = pivots.length;
  const x = b.slice();
  for (let at = columns; at < m * columns; at++) x[at] -= lower[Math.floor(at / columns)] * x[at - columns];
  for (let at = 0; at < m * columns; at++) x[at] /= pivots[Math.floor(at / columns)];
  for (let at = (m - 1) * columns - 1; at >= 0; at--) x[at] -= lower[Math.floor(at / columns) + 1] * x[at + columns];
  return x;
}
