/** Distances between all rows, held once for a projection and for what is told of it. */

/** Multiply-adds between two yields. */
const PIECE = 1 << 22;

/** Squares of Euclid's distance between every two rows of `x` [n, width]: [n, n]. Yields the share that is done. */
export function* squaredDistances(x: Float64Array, n: number, width: number): Generator<number, Float32Array> {
  const squares = new Float32Array(n * n);
  for (let a = 0, work = 0; a < n; a++) {
    const from = a * width;
    for (let b = 0; b < a; b++) {
      let sum = 0;
      for (let i = from, k = b * width; i < from + width; i++, k++) {
        const d = x[i] - x[k];
        sum += d * d;
      }
      squares[a * n + b] = squares[b * n + a] = sum;
    }
    work += a * width;
    if (work > PIECE) {
      yield (a / n) ** 2;
      work = 0;
    }
  }
  return squares;
}

/** The `k` nearest of row `i` by its distances to all, itself left out, the nearest first; the first ones of those equally far. */
export function nearestOf(distances: Float32Array | Float64Array, i: number, k: number): Int32Array {
  const places = new Int32Array(k);
  let found = 0;
  for (let j = 0; j < distances.length; j++) {
    if (j === i || (found === k && !(distances[j] < distances[places[k - 1]]))) continue;
    let place = found < k ? found++ : k - 1;
    for (; place > 0 && distances[places[place - 1]] > distances[j]; place--) places[place] = places[place - 1];
    places[place] = j;
  }
  return places;
}
