/** k nearest neighbours among the rows, by Euclid's distance over standardised columns. */

import type { Fit, Table } from './classifier';
import { standardised, standardisedItself } from './standardised';

/** Multiply-adds between two yields. */
const PIECE = 1 << 22;
/** Columns between two looks at whether a row is too far already. */
const STRETCH = 32;

/**
 * Of classes the shares of the k nearest rows, every one with the same weight; of numbers their mean. Of rows equally far the
 * first ones are taken; where there are fewer than `k` rows, all are.
 */
export function nearestRows(k: number): Fit {
  return function* (train, target) {
    const { x, rows, width, standard } = yield* standardisedItself(train);
    const count = Math.min(k, rows);
    const outputs = target.kind === 'classes' ? target.count : 1;
    const scores = function* (test: Table): Generator<void, Float64Array> {
      const other = yield* standardised(test, standard);
      const made = new Float64Array(other.rows * outputs);
      const between = Math.max(1, Math.floor(PIECE / Math.max(1, rows * width)));
      for (let row = 0; row < other.rows; row++) {
        const near = nearest(x, rows, width, other.x.subarray(row * width, (row + 1) * width), count);
        for (const place of near) {
          if (target.kind === 'classes') made[row * outputs + target.classes[place]] += 1 / count;
          else made[row] += target.values[place] / count;
        }
        if (row % between === between - 1) yield;
      }
      return made;
    };
    return { scores, probabilities: target.kind === 'classes' ? scores : null };
  };
}

/** The `count` rows of `x` [rows, width] nearest to a point, the nearest first. A row that is too far is left half way. */
function nearest(x: Float64Array, rows: number, width: number, point: Float64Array, count: number): Int32Array {
  const places = Int32Array.from({ length: count }, (_, place) => place);
  const squares = new Float64Array(count).fill(Infinity);
  for (let row = 0; row < rows; row++) {
    const start = row * width;
    let sum = 0;
    for (let j = 0; j < width && sum < squares[count - 1];) {
      for (const end = Math.min(width, j + STRETCH); j < end; j++) {
        const d = x[start + j] - point[j];
        sum += d * d;
      }
    }
    if (!(sum < squares[count - 1])) continue;
    let place = count - 1;
    for (; place > 0 && squares[place - 1] > sum; place--) {
      squares[place] = squares[place - 1];
      places[place] = places[place - 1];
    }
    squares[place] = sum;
    places[place] = row;
  }
  return places;
}
