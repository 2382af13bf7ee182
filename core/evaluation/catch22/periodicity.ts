/** The period of a series after Wang, Smith & Hyndman, ICDM 2007: the first clear peak of its autocovariances. */

import { laggedProducts } from './fourier';

/** By how much a peak stands above the trough before it. */
const CLEAR = 0.01;

/**
 * A cubic spline of two pieces is taken out first, as the trend. The lag of the peak counts from lag 1 as 0 and is at most a
 * third of the length; 0 where no peak is clear, positive and after a trough.
 */
export function* period(values: Float64Array): Generator<void, number> {
  const products = yield* laggedProducts(withoutSpline(values));
  const lags = Math.ceil(values.length / 3);
  const covariance = (at: number) => products[at + 1] / (values.length - at - 1);
  let trough: number | null = null;
  for (let at = 1; at < lags - 1; at++) {
    const [before, here, after] = [covariance(at - 1), covariance(at), covariance(at + 1)];
    if (here < before && here < after) trough = here;
    else if (here > before && here > after && trough !== null && here - trough >= CLEAR && here >= 0) return at;
  }
  return 0;
}

/** What is left of values beside the cubic spline of two pieces that fits them best; its knot is in their middle. */
function withoutSpline(values: Float64Array): Float64Array {
  const knot = Math.floor(values.length / 2) - 1;
  const scale = Math.max(knot, values.length - 1 - knot);
  const columns = [0, 1, 2, 3, 4].map((power) =>
    Float64Array.from(values, (_, at) => {
      const x = (at - knot) / scale;
      return power === 4 ? Math.max(0, x) ** 3 : x ** power;
    }),
  );
  // Columns are made orthonormal one after the other, twice for the rounding; what lies along them is then taken out.
  const rest = values.slice();
  for (const [at, column] of columns.entries()) {
    for (const other of [...columns.slice(0, at), ...columns.slice(0, at)]) takeOut(column, other);
    const length = Math.sqrt(dot(column, column));
    for (let i = 0; i < column.length; i++) column[i] /= length;
    takeOut(rest, column);
  }
  return rest;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

/** Takes the part of `from` along a unit vector out of it. */
function takeOut(from: Float64Array, unit: Float64Array): void {
  const share = dot(from, unit);
  for (let i = 0; i < from.length; i++) from[i] -= share * unit[i];
}
