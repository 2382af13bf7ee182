/** Computes what stands before, between and after recurrent layers. */

import { activationOf } from './activate';
import { addProduct, load, normalise, store } from './arithmetic';
import { type DenseMap, type EmbeddingMap, isRowActivation, type MapActivation, type StepMap } from './step-map';

/** Multiply-adds after which the generators here yield. */
const PIECE = 1e6;

/** An embedding was given something else than the number of one of its rows. */
export class EmbeddingError extends RangeError {
  constructor(
    readonly value: number,
    /** Which of the N rows that were mapped, from 0. */
    readonly row: number,
    /** How many rows the table has: whole numbers from 0 to one less are its rows. */
    readonly tableRows: number,
  ) {
    super(`row ${row} holds ${value}, which is no whole number from 0 to ${tableRows - 1}`);
  }
}

/**
 * Applies maps one after the other to every row of `values` [N, F], in float64 within a map and float32 between maps.
 * Yields the multiply-adds done since the last yield, about a million, or as many values where a map has none. Without
 * maps it gives `values` itself. Throws a RangeError on a map of another size than its rows, and an EmbeddingError.
 */
export function* applyMaps(
  maps: readonly StepMap[],
  values: Float32Array,
  rows: number,
  size: number,
): Generator<number, Float32Array> {
  let now = values;
  let width = size;
  for (const map of maps) {
    if (takenBy(map, width) !== width)
      throw new RangeError(`a ${map.kind} map takes ${takenBy(map, width)} values a row, not ${width}`);
    now = map.kind === 'dense' ? yield* dense(map, now, rows) : yield* rowByRow(map, now, rows, width);
    width = givenBy(map, width);
  }
  return now;
}

function takenBy(map: StepMap, width: number): number {
  if (map.kind === 'dense') return map.input;
  if (map.kind === 'embedding') return 1;
  if (map.kind === 'activation') return width;
  return map.kind === 'affine' ? map.scale.length : map.gain.length;
}

function givenBy(map: StepMap, width: number): number {
  return map.kind === 'dense' || map.kind === 'embedding' ? map.output : width;
}

/** y = activation(W x + b). A row that is too long for one piece is done in pieces of its outputs. */
function* dense({ input, output, weights, bias, activation }: DenseMap, values: Float32Array, rows: number) {
  const result = new Float32Array(rows * output);
  const begin = bias ?? new Float32Array(output);
  const finish = inPlace(activation);
  const x = new Float64Array(input);
  const y = new Float64Array(output);
  const outputsAtOnce = Math.max(1, Math.floor(PIECE / input));
  let done = 0;
  for (let row = 0; row < rows; row++) {
    load(values, row * input, x);
    y.set(begin);
    for (let first = 0; first < output; first += outputsAtOnce) {
      const count = Math.min(outputsAtOnce, output - first);
      addProduct(y, first, weights, first, count, input, x);
      done += count * input;
      if (done < PIECE) continue;
      yield done;
      done = 0;
    }
    finish(y);
    store(y, result, row * output);
  }
  if (done > 0) yield done;
  return result;
}

/** Maps whose rows are quickly done. */
function* rowByRow(map: Exclude<StepMap, DenseMap>, values: Float32Array, rows: number, width: number) {
  const output = givenBy(map, width);
  const result = new Float32Array(rows * output);
  const x = new Float64Array(width);
  const mapped = rowMap(map, x);
  let done = 0;
  for (let row = 0; row < rows; row++) {
    load(values, row * width, x);
    store(mapped(row), result, row * output);
    done += output;
    if (done < PIECE) continue;
    yield done;
    done = 0;
  }
  if (done > 0) yield done;
  return result;
}

/** The function that maps what lies in `x`, mostly in place, and says where the result lies. */
function rowMap(map: Exclude<StepMap, DenseMap>, x: Float64Array): (row: number) => Float64Array {
  switch (map.kind) {
    case 'affine':
      return () => {
        for (let at = 0; at < x.length; at++) x[at] = map.scale[at] * x[at] + map.shift[at];
        return x;
      };
    case 'layer-norm':
      return () => {
        normalise(x, map.gain, map.shift, map.epsilon);
        return x;
      };
    case 'embedding':
      return embedded(map, x);
    case 'activation': {
      const finish = inPlace(map.activation);
      return () => {
        finish(x);
        return x;
      };
    }
  }
}

function embedded({ size, output, table }: EmbeddingMap, x: Float64Array): (row: number) => Float64Array {
  const y = new Float64Array(output);
  return (row) => {
    const [value] = x;
    if (!(Number.isInteger(value) && value >= 0 && value < size)) throw new EmbeddingError(value, row, size);
    load(table, value * output, y);
    return y;
  };
}

function inPlace(activation: MapActivation): (y: Float64Array) => void {
  if (isRowActivation(activation)) return activation === 'softmax' ? softmax : logSoftmax;
  const f = activationOf(activation);
  return (y) => {
    for (let at = 0; at < y.length; at++) y[at] = f(y[at]);
  };
}

/** y = e^y / sum e^y; the largest is taken off first, so that nothing overflows. */
function softmax(y: Float64Array): void {
  const largest = largestOf(y);
  let sum = 0;
  for (let at = 0; at < y.length; at++) sum += y[at] = Math.exp(y[at] - largest);
  for (let at = 0; at < y.length; at++) y[at] /= sum;
}

/** y = y - log sum e^y, in the same way. */
function logSoftmax(y: Float64Array): void {
  const largest = largestOf(y);
  let sum = 0;
  for (let at = 0; at < y.length; at++) sum += Math.exp((y[at] -= largest));
  const logarithm = Math.log(sum);
  for (let at = 0; at < y.length; at++) y[at] -= logarithm;
}

function largestOf(y: Float64Array): number {
  let largest = -Infinity;
  for (let at = 0; at < y.length; at++) largest = Math.max(largest, y[at]);
  return largest;
}
