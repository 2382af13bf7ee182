/** What cells and maps are made of, in float64: matrix times vector, activated blocks, normalised vectors. */

/**
 * into[at + r] += sum_j M[first + r, j] x[j] for r < rows; M [.., columns]. Each sum begins with what is there and goes on
 * in the order of j, whatever else is computed.
 */
export function addProduct(
  into: Float64Array,
  at: number,
  M: Float32Array,
  first: number,
  rows: number,
  columns: number,
  x: Float64Array,
): void {
  let r = 0;
  // Four sums run side by side: they do not wait for each other.
  for (; r + 4 <= rows; r += 4) {
    let a = into[at + r];
    let b = into[at + r + 1];
    let c = into[at + r + 2];
    let d = into[at + r + 3];
    for (let j = 0, row = (first + r) * columns; j < columns; j++, row++) {
      const xj = x[j];
      a += M[row] * xj;
      b += M[row + columns] * xj;
      c += M[row + 2 * columns] * xj;
      d += M[row + 3 * columns] * xj;
    }
    into[at + r] = a;
    into[at + r + 1] = b;
    into[at + r + 2] = c;
    into[at + r + 3] = d;
  }
  for (; r < rows; r++) {
    let sum = into[at + r];
    for (let j = 0, row = (first + r) * columns; j < columns; j++, row++) sum += M[row] * x[j];
    into[at + r] = sum;
  }
}

/** into = f(z[at ..]), each z cut off at plus and minus `clip` before; into [H]. */
export function activate(
  f: (z: number) => number,
  clip: number | null,
  z: Float64Array,
  at: number,
  into: Float64Array,
): void {
  if (clip === null) for (let u = 0; u < into.length; u++) into[u] = f(z[at + u]);
  else for (let u = 0; u < into.length; u++) into[u] = f(Math.min(clip, Math.max(-clip, z[at + u])));
}

/**
 * Layer normalisation in place over all values (Ba, Kiros & Hinton, "Layer Normalization", arXiv:1607.06450, eq. 4):
 * values = gain * (values - mean) / sqrt(variance + epsilon) + shift, the variance divided by their number.
 */
export function normalise(values: Float64Array, gain: Float32Array, shift: Float32Array, epsilon: number): void {
  const n = values.length;
  let mean = 0;
  for (let at = 0; at < n; at++) mean += values[at];
  mean /= n;
  let variance = 0;
  for (let at = 0; at < n; at++) variance += (values[at] - mean) ** 2;
  const scale = 1 / Math.sqrt(variance / n + epsilon);
  for (let at = 0; at < n; at++) values[at] = gain[at] * (values[at] - mean) * scale + shift[at];
}

/** into = from[at ..] over the whole of `into`. */
export function load(from: Float32Array, at: number, into: Float64Array): void {
  for (let u = 0; u < into.length; u++) into[u] = from[at + u];
}

/** into[at ..] = from, rounded to float32. */
export function store(from: Float64Array, into: Float32Array, at: number): void {
  for (let u = 0; u < from.length; u++) into[at + u] = from[u];
}

/** a + b of two vectors as a new one. */
export function sumOf(a: Float32Array, b: Float32Array): Float64Array {
  return Float64Array.from(a, (value, at) => value + b[at]);
}
