/** Random orthonormal vectors, uniform over all rotations and reflections. */

import type { SeededRandom } from './random';

/**
 * `count` orthonormal vectors of `size` (>= count) values, one a row, by Gram-Schmidt on Gaussian vectors. That is the Q
 * of a QR decomposition whose R has a positive diagonal, hence Haar distributed (Mezzadri, Notices of the AMS 54(5),
 * 2007). Each vector is orthogonalised twice, which reaches machine precision (Giraud, Langou & Rozložník, Computers &
 * Mathematics with Applications 50, 2005). Yields after each vector; 2 * size * count^2 multiply-adds in all.
 */
export function* orthonormalRows(random: SeededRandom, count: number, size: number): Generator<void, Float64Array> {
  const rows = new Float64Array(count * size); // [count, size]
  for (let row = 0; row < count; row++) {
    const vector = rows.subarray(row * size, (row + 1) * size);
    do {
      for (let j = 0; j < size; j++) vector[j] = random.gaussian();
      removeProjections(rows, row, vector);
      removeProjections(rows, row, vector);
    } while (!normalise(vector));
    yield;
  }
  return rows;
}

/** Subtracts from `vector` its projections on the first `count` rows, four at a time. */
function removeProjections(rows: Float64Array, count: number, vector: Float64Array): void {
  const size = vector.length;
  let row = 0;
  for (; row + 4 <= count; row += 4) {
    const start = row * size;
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (let j = 0, at = start; j < size; j++, at++) {
      const value = vector[j];
      a += value * rows[at];
      b += value * rows[at + size];
      c += value * rows[at + 2 * size];
      d += value * rows[at + 3 * size];
    }
    for (let j = 0, at = start; j < size; j++, at++) {
      vector[j] -= a * rows[at] + b * rows[at + size] + c * rows[at + 2 * size] + d * rows[at + 3 * size];
    }
  }
  for (; row < count; row++) {
    const start = row * size;
    let a = 0;
    for (let j = 0; j < size; j++) a += vector[j] * rows[start + j];
    for (let j = 0; j < size; j++) vector[j] -= a * rows[start + j];
  }
}

/** False when what is left of the vector is rounding error, so that another must be drawn. */
function normalise(vector: Float64Array): boolean {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  if (length < 1e-9) return false;
  for (let j = 0; j < vector.length; j++) vector[j] /= length;
  return true;
}
