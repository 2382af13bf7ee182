/** The eigenvalues of a general real matrix, in pieces short enough to be stopped between them. */

export interface Eigenvalues {
  real: Float64Array; // [N]
  imaginary: Float64Array; // [N]
}

/** Sweeps that one eigenvalue, or pair of them, may take; as in LAPACK's dhseqr. */
const MOST_SWEEPS = 30;
/** After so many sweeps without an eigenvalue the shifts are made up, which breaks the few cycles that there are. */
const STUCK = 10;

/**
 * Eigenvalues of the square matrix [N, N], kept row by row; conjugate pairs stand together, the one above the real axis
 * first. Householder's reduction to Hessenberg form, then Francis' implicit QR steps with double shift and deflation
 * (Golub & Van Loan, Matrix Computations, 4th ed., 2013, algorithms 7.4.2 and 7.5.1). Only sums, products, quotients and
 * square roots, which are the same on every machine. About 13 N^3 operations; yields after each column and each sweep,
 * of which none is over 20 N^2.
 *
 * Null where a value is not finite, or, which no matrix is known to do, the steps do not converge.
 */
export function* eigenvalues(matrix: ArrayLike<number>, size: number): Generator<void, Eigenvalues | null> {
  const a = new Float64Array(matrix);
  if (a.some((value) => !Number.isFinite(value))) return null;
  yield* toHessenberg(a, size);
  return yield* francis(a, size);
}

/** Largest modulus of the eigenvalues. */
export function radiusOf({ real, imaginary }: Eigenvalues): number {
  return real.reduce((most, value, at) => Math.max(most, modulus(value, imaginary[at])), 0);
}

/** |x + iy|; Math.hypot may differ by a bit from one engine to the next. */
function modulus(x: number, y: number): number {
  const most = Math.max(Math.abs(x), Math.abs(y));
  if (most === 0) return 0;
  const least = Math.min(Math.abs(x), Math.abs(y)) / most;
  return most * Math.sqrt(1 + least * least);
}

/** Brings `a` to Hessenberg form in place: zero below the first subdiagonal, with the same eigenvalues. */
function* toHessenberg(a: Float64Array, N: number): Generator<void> {
  const v = new Float64Array(N);
  const product = new Float64Array(N);
  for (let column = 0; column + 2 < N; column++) {
    const first = column + 1;
    let scale = 0;
    for (let row = first; row < N; row++) scale = Math.max(scale, Math.abs(a[row * N + column]));
    let below = 0;
    for (let row = first + 1; row < N; row++) below = Math.max(below, Math.abs(a[row * N + column]));
    if (below === 0) continue;
    // v maps the column below the diagonal to a multiple of the first unit vector: P = I - beta v v^T.
    let square = 0;
    for (let row = first; row < N; row++) {
      v[row] = a[row * N + column] / scale;
      square += v[row] * v[row];
    }
    const length = v[first] > 0 ? -Math.sqrt(square) : Math.sqrt(square);
    const beta = 1 / (square - v[first] * length);
    v[first] -= length;

    product.fill(0, column);
    for (let row = first; row < N; row++) {
      for (let j = column; j < N; j++) product[j] += v[row] * a[row * N + j];
    }
    for (let row = first; row < N; row++) {
      const factor = beta * v[row];
      for (let j = column; j < N; j++) a[row * N + j] -= factor * product[j];
    }
    for (let row = 0; row < N; row++) {
      let sum = 0;
      for (let j = first; j < N; j++) sum += a[row * N + j] * v[j];
      sum *= beta;
      for (let j = first; j < N; j++) a[row * N + j] -= sum * v[j];
    }
    a[first * N + column] = length * scale;
    for (let row = first + 1; row < N; row++) a[row * N + column] = 0;
    yield;
  }
}

/** Eigenvalues of a Hessenberg matrix, which is used up. */
function* francis(h: Float64Array, N: number): Generator<void, Eigenvalues | null> {
  const found: Eigenvalues = { real: new Float64Array(N), imaginary: new Float64Array(N) };
  const norm = h.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  let high = N - 1;
  let sweeps = 0;
  while (high >= 0) {
    const low = splitBelow(h, N, high, norm);
    if (low === high) {
      found.real[high] = h[high * N + high];
      high -= 1;
      sweeps = 0;
    } else if (low === high - 1) {
      pairOf(h, N, low, found);
      high -= 2;
      sweeps = 0;
    } else {
      if (sweeps === MOST_SWEEPS) return null;
      sweeps += 1;
      sweep(h, N, low, high, sweeps % STUCK === 0);
      yield;
    }
  }
  return found;
}

/** First row of the last block that is not split: the subdiagonal value before it is nothing beside its neighbours. */
function splitBelow(h: Float64Array, N: number, high: number, norm: number): number {
  for (let row = high; row > 0; row--) {
    const at = row * N + row;
    const beside = Math.abs(h[at]) + Math.abs(h[at - N - 1]);
    if (Math.abs(h[at - 1]) <= Number.EPSILON * (beside === 0 ? norm : beside)) {
      h[at - 1] = 0;
      return row;
    }
  }
  return 0;
}

/** The two eigenvalues of the block of two rows that begins at `low`: (a + d) / 2 +- sqrt(((a - d) / 2)^2 + b c). */
function pairOf(h: Float64Array, N: number, low: number, { real, imaginary }: Eigenvalues): void {
  const at = low * N + low;
  const d = h[at + N + 1];
  const half = (h[at] - d) / 2;
  const product = h[at + 1] * h[at + N];
  const square = half * half + product;
  if (square >= 0) {
    // The sum that cancels nothing first; the other from the product of both, measured from d.
    const far = half + (half >= 0 ? Math.sqrt(square) : -Math.sqrt(square));
    real[low] = d + far;
    real[low + 1] = far === 0 ? d : d - product / far;
  } else {
    real[low] = real[low + 1] = d + half;
    imaginary[low] = Math.sqrt(-square);
    imaginary[low + 1] = -imaginary[low];
  }
}

/** One implicit QR step with both eigenvalues of the lowest two rows as shifts, over the block from `low` to `high`. */
function sweep(h: Float64Array, N: number, low: number, high: number, isStuck: boolean): void {
  const end = high * N + high;
  let trace = h[end] + h[end - N - 1];
  let determinant = h[end] * h[end - N - 1] - h[end - 1] * h[end - N];
  if (isStuck) {
    // EISPACK's: of the size of the lowest subdiagonal values.
    const size = Math.abs(h[end - 1]) + Math.abs(h[end - N - 2]);
    trace = 1.5 * size;
    determinant = size * size;
  }
  // First column of (H - s1)(H - s2), divided by its lowest subdiagonal value.
  const start = low * N + low;
  const under = h[start + N];
  let x = (h[start] * (h[start] - trace) + determinant) / under + h[start + 1];
  let y = h[start] + h[start + N + 1] - trace;
  let z = h[start + 2 * N + 1];
  for (let k = low; k < high; k++) {
    const hasThird = k + 2 <= high;
    if (k > low) {
      x = h[k * N + k - 1];
      y = h[(k + 1) * N + k - 1];
      z = hasThird ? h[(k + 2) * N + k - 1] : 0;
    }
    const scale = Math.abs(x) + Math.abs(y) + Math.abs(z);
    if (scale === 0) continue;
    x /= scale;
    y /= scale;
    z /= scale;
    const length = x > 0 ? -Math.sqrt(x * x + y * y + z * z) : Math.sqrt(x * x + y * y + z * z);
    if (k > low) {
      h[k * N + k - 1] = length * scale;
      h[(k + 1) * N + k - 1] = 0;
      if (hasThird) h[(k + 2) * N + k - 1] = 0;
    }
    // P = I - (1, p, q)^T (f, f p, f q), the reflection that takes (x, y, z) to (length, 0, 0).
    const head = x - length;
    const p = y / head;
    const q = z / head;
    const f = -head / length;
    if (hasThird) reflectThree(h, N, k, low, high, p, q, f);
    else reflectTwo(h, N, k, low, high, p, f);
  }
}

/** Applies a reflection of rows and columns k, k + 1 and k + 2 from both sides. */
function reflectThree(
  h: Float64Array,
  N: number,
  k: number,
  low: number,
  high: number,
  p: number,
  q: number,
  f: number,
): void {
  const fp = f * p;
  const fq = f * q;
  for (let j = k; j <= high; j++) {
    const at = k * N + j;
    const sum = h[at] + p * h[at + N] + q * h[at + 2 * N];
    h[at] -= f * sum;
    h[at + N] -= fp * sum;
    h[at + 2 * N] -= fq * sum;
  }
  const last = Math.min(high, k + 3);
  for (let row = low; row <= last; row++) {
    const at = row * N + k;
    const sum = h[at] + p * h[at + 1] + q * h[at + 2];
    h[at] -= f * sum;
    h[at + 1] -= fp * sum;
    h[at + 2] -= fq * sum;
  }
}

/** The same of two rows and columns, at the end of a sweep. */
function reflectTwo(h: Float64Array, N: number, k: number, low: number, high: number, p: number, f: number): void {
  const fp = f * p;
  for (let j = k; j <= high; j++) {
    const at = k * N + j;
    const sum = h[at] + p * h[at + N];
    h[at] -= f * sum;
    h[at + N] -= fp * sum;
  }
  for (let row = low; row <= high; row++) {
    const at = row * N + k;
    const sum = h[at] + p * h[at + 1];
    h[at] -= f * sum;
    h[at + 1] -= fp * sum;
  }
}
