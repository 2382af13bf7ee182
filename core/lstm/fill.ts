/** Fills arrays with drawn numbers, in pieces short enough to be stopped between them. */

import { orthonormalRows } from './orthogonal';
import type { SeededRandom } from './random';

/** Numbers drawn between two yields. */
const BLOCK = 1 << 18;

/** Uniform on [low, high). */
export function* fillUniform(random: SeededRandom, values: Float32Array, low: number, high: number): Generator<void> {
  for (let at = 0; at < values.length; at++) {
    values[at] = low + (high - low) * random.uniform();
    if ((at + 1) % BLOCK === 0) yield;
  }
}

/** A matrix [rows, P] with orthonormal columns: the transpose of one [P, rows] with orthonormal rows, as Keras has it. */
export function* fillOrthonormalColumns(
  random: SeededRandom,
  matrix: Float32Array,
  rows: number,
  P: number,
  scale = 1,
): Generator<void> {
  const columns = yield* orthonormalRows(random, P, rows);
  for (let row = 0; row < rows; row++) {
    for (let j = 0; j < P; j++) matrix[row * P + j] = scale * columns[j * rows + row];
  }
}

/**
 * A matrix of rows of `size` values, in each of which `count` (or all, where there are fewer) places chosen at random are
 * normal with variance 1 / count and the others zero. The first steps of a Fisher-Yates shuffle choose them.
 */
export function* fillSparse(random: SeededRandom, matrix: Float32Array, size: number, count: number): Generator<void> {
  const some = Math.min(count, size);
  const places = Uint32Array.from({ length: size }, (_, place) => place);
  for (let row = 0; row * size < matrix.length; row++) {
    for (let k = 0; k < some; k++) {
      const other = k + Math.floor(random.uniform() * (size - k));
      [places[k], places[other]] = [places[other], places[k]];
      matrix[row * size + places[k]] = random.gaussian() / Math.sqrt(some);
    }
    if ((row + 1) % 1024 === 0) yield;
  }
}
