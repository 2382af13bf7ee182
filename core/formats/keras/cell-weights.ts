/** The weights of one Keras cell in the order and orientation of the reference: blocks of rows, input gate or reset gate first. */

import { blocksOf, type Cell } from '../../lstm/cell';
import type { DirectionWeights, LayerConfig } from '../../lstm/stack';
import { reordered, transposed, type KerasTensor } from './arrays';
import { readShape, type KerasContext } from './context';
import type { KerasLayer } from './model-config';

/** Kernel, recurrent kernel, bias, and a vector for each of three peepholes. */
export function weightCount(cell: Cell, bias: boolean): number {
  return 2 + (bias ? 1 : 0) + (cell.kind === 'lstm' && cell.peepholes ? 3 : 0);
}

/** Keras' blocks by ours: LSTM i f c o as here, GRU z r h where ours are r z n. */
export function orderOf(cell: Cell): number[] {
  return cell.kind === 'gru' ? [1, 0, 2] : blocksOf(cell).map((_, block) => block);
}

/** @throws keras/shape, weights/dtype, hdf5/* */
export function* readCellWeights(
  context: KerasContext,
  layer: KerasLayer,
  [kernel, recurrent, ...rest]: KerasTensor[],
  { cell, hidden, bias }: LayerConfig,
  input: number,
): Generator<void, DirectionWeights> {
  const order = orderOf(cell);
  const rows = order.length * hidden;
  const biasTensor = bias ? rest[0] : undefined;
  const wKernel = yield* readShape(context, layer, kernel, [input, rows]);
  const wRecurrent = yield* readShape(context, layer, recurrent, [hidden, rows]);
  // The layers for NVIDIA's library have both biases in one vector, and their kernels by gate and transposed.
  const isCudnn = biasTensor !== undefined && cell.kind !== 'rnn' && biasTensor.shape.join() === String(2 * rows);
  const wIh = isCudnn
    ? fromCudnn(wKernel, input, hidden, order)
    : reordered(yield* transposed(wKernel, input, rows), order);
  const wHh = isCudnn
    ? fromCudnn(wRecurrent, hidden, hidden, order)
    : reordered(yield* transposed(wRecurrent, hidden, rows), order);
  const biases = yield* readBiases(context, layer, biasTensor, { cell, rows, isCudnn });
  const weights: DirectionWeights = {
    input,
    hidden,
    output: hidden,
    wIh,
    wHh,
    bIh: reordered(biases[0], order),
    bHh: reordered(biases[1], order),
    wHr: null,
    peepholes: null,
    gateRecurrence: null,
    norm: null,
    initial: null,
  };
  if (cell.kind !== 'lstm' || !cell.peepholes) return weights;
  const peepholes = new Float32Array(3 * hidden);
  for (const [gate, tensor] of rest.slice(-3).entries())
    peepholes.set(yield* readShape(context, layer, tensor, [hidden]), gate * hidden);
  return { ...weights, peepholes };
}

function* readBiases(
  context: KerasContext,
  layer: KerasLayer,
  tensor: KerasTensor | undefined,
  { cell, rows, isCudnn }: { cell: Cell; rows: number; isCudnn: boolean },
): Generator<void, [Float32Array, Float32Array]> {
  if (tensor === undefined) return [new Float32Array(rows), new Float32Array(rows)];
  if (isCudnn || (cell.kind === 'gru' && cell.reset === 'after')) {
    const both = yield* readShape(context, layer, tensor, isCudnn ? [2 * rows] : [2, rows]);
    return [both.slice(0, rows), both.slice(rows)];
  }
  return [yield* readShape(context, layer, tensor, [rows]), new Float32Array(rows)];
}

/**
 * The library's kernel [columns, K H]: the values of gate k, row after row of its H columns, are those of the matrix
 * [H, columns] that the gate's sums are made with. Blocks come out in our order.
 */
function fromCudnn(kernel: Float32Array, columns: number, hidden: number, order: readonly number[]): Float32Array {
  const width = order.length * hidden;
  const matrix = new Float32Array(kernel.length);
  for (const [to, from] of order.entries())
    for (let row = 0; row < columns; row++)
      matrix.set(
        kernel.subarray(row * width + from * hidden, row * width + (from + 1) * hidden),
        (to * columns + row) * hidden,
      );
  return matrix;
}
