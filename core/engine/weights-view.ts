/** Cuts what the window draws of a model's weights: a line for each tensor, and one direction's matrices as images. */

import type { Direction as DirectionName, Quantity } from '../contract/views';
import {
  WEIGHT_MATRICES,
  type WeightMatrix,
  type WeightMatrixName,
  type WeightPlace,
  type WeightsQuery,
  type WeightsView,
  type WeightTensor,
} from '../contract/views-weights';
import { WorkbenchError } from '../contract/errors';
import { blocksOf } from '../lstm/cell';
import { type Direction, directionsOf, type DirectionWeights, type StackWeights } from '../lstm/stack';
import type { StepMap } from '../lstm/step-map';
import { isIndex } from './series-views';

/** Numbers looked at between two yields. */
const PIECE = 1_000_000;
/** Most pixels of an image in each direction: beyond any screen. */
const MOST_PIXELS = 4096;

export interface NamedTensor {
  name: string;
  shape: number[];
  /** What the rows belong to, of the tensors of a cell. */
  blocks?: readonly Quantity[];
  values: Float32Array;
}

/** Yields after about a million numbers. @throws model/out-of-range */
export function* weightsView(stack: StackWeights, query: WeightsQuery): Generator<void, WeightsView> {
  const direction = directionAt(stack, query.layer, query.direction);
  const weights = stack.directions[direction.index];
  const blocks = blocksOf(direction.config.cell);
  const tensors: WeightTensor[] = [];
  for (const tensor of tensorsOf(stack)) tensors.push(yield* summary(tensor));
  const matrices: WeightMatrix[] = [];
  for (const name of WEIGHT_MATRICES) {
    if (name === 'b' && !direction.config.bias) continue;
    matrices.push(yield* image(name, weights, blocks.length, query));
  }
  const { layer } = query;
  return { tensors, layer, direction: query.direction, hidden: weights.hidden, blocks: [...blocks], matrices };
}

/** @throws model/out-of-range */
export function weightAt(stack: StackWeights, { layer, direction, matrix, row, column }: WeightPlace): number {
  const found = directionAt(stack, layer, direction);
  const weights = stack.directions[found.index];
  checkIndex('row', row, weights.bIh.length);
  checkIndex('column', column, columnsOf(matrix, weights));
  return valueOf(matrix, weights, row, column);
}

function directionAt({ config, before }: StackWeights, layer: number, name: DirectionName): Direction {
  checkIndex('layer', layer, config.layers.length);
  const mine = directionsOf(config, before).filter((one) => one.layer === layer);
  const reverse = name === 'bwd';
  const found = mine.find((one) => one.reverse === reverse);
  if (found === undefined) checkIndex('direction', reverse ? 1 : -1, mine.length);
  return found!;
}

function checkIndex(name: string, value: number, count: number): void {
  if (isIndex(value, count)) return;
  throw new WorkbenchError('model/out-of-range', { name, value, min: 0, max: count - 1 });
}

function columnsOf(matrix: WeightMatrixName, { input, output }: DirectionWeights): number {
  return { W: input, R: output, b: 2 }[matrix];
}

function valueOf(matrix: WeightMatrixName, weights: DirectionWeights, row: number, column: number): number {
  if (matrix === 'b') return (column === 0 ? weights.bIh : weights.bHh)[row];
  return matrix === 'W' ? weights.wIh[row * weights.input + column] : weights.wHh[row * weights.output + column];
}

/** A matrix as at most `query.rows` x `query.columns` pixels, each block in as many rows as every other. */
function* image(
  name: WeightMatrixName,
  weights: DirectionWeights,
  blocks: number,
  query: WeightsQuery,
): Generator<void, WeightMatrix> {
  const { hidden: H } = weights;
  const columns = columnsOf(name, weights);
  const unitRows = atMost(H, Math.floor(query.rows / blocks));
  const height = blocks * unitRows;
  const width = atMost(columns, query.columns);
  const extremes = new Float32Array(height * width);
  let largest = 0;
  let seen = 0;
  for (let row = 0; row < blocks * H; row++) {
    const unit = row % H;
    const y = ((row - unit) / H) * unitRows + Math.floor((unit * unitRows) / H);
    for (let column = 0; column < columns; column++) {
      const value = valueOf(name, weights, row, column);
      const at = y * width + Math.floor((column * width) / columns);
      if (Math.abs(value) > Math.abs(extremes[at])) extremes[at] = value;
      largest = Math.max(largest, Math.abs(value));
    }
    seen += columns;
    if (seen >= PIECE) {
      seen = 0;
      yield;
    }
  }
  const cells = Uint8Array.from(extremes, (value) => (largest === 0 ? 128 : Math.round(127.5 * (1 + value / largest))));
  return { name, columns, height, width, largest, cells };
}

function atMost(size: number, pixels: number): number {
  return Math.max(1, Math.min(size, Math.floor(pixels) || 1, MOST_PIXELS));
}

function* summary({ name, shape, values }: NamedTensor): Generator<void, WeightTensor> {
  let min = Infinity;
  let max = -Infinity;
  let sum = 0;
  for (let from = 0; from < values.length; from += PIECE) {
    for (const value of values.subarray(from, from + PIECE)) {
      min = Math.min(min, value);
      max = Math.max(max, value);
      sum += value;
    }
    if (from + PIECE < values.length) yield;
  }
  return { name, shape, count: values.length, min, max, mean: sum / values.length };
}

/** Every tensor of a model: of the directions by PyTorch's names, of the maps by the place where they stand. */
export function tensorsOf({ config, directions, before, head }: StackWeights): NamedTensor[] {
  const own = directionsOf(config, before).flatMap(({ index, layer, reverse, config: { bias, cell } }) =>
    directionTensors(directions[index], `_l${layer}${reverse ? '_reverse' : ''}`, bias).map((tensor) => ({
      ...tensor,
      blocks: blocksOf(cell),
    })),
  );
  const maps = before.flatMap((list, layer) => mapTensors(list, `before_l${layer}`));
  return [...own, ...maps, ...mapTensors(head?.maps ?? [], 'head')].filter(({ values }) => values.length > 0);
}

function directionTensors(weights: DirectionWeights, end: string, bias: boolean): NamedTensor[] {
  const { input: I, hidden: H, output: P, wHr, peepholes, gateRecurrence, norm, initial } = weights;
  const rows = weights.bIh.length;
  const tensor = (name: string, shape: number[], values: Float32Array | null | undefined): NamedTensor[] =>
    values == null ? [] : [{ name: name + end, shape, values }];
  return [
    ...tensor('weight_ih', [rows, I], weights.wIh),
    ...tensor('weight_hh', [rows, P], weights.wHh),
    ...tensor('bias_ih', [rows], bias ? weights.bIh : null),
    ...tensor('bias_hh', [rows], bias ? weights.bHh : null),
    ...tensor('weight_hr', [P, H], wHr),
    ...tensor('peepholes', [3, H], peepholes),
    ...tensor('gate_recurrence', [3 * H, 3 * H], gateRecurrence),
    ...tensor('norm_ih_gain', [rows], norm?.gainIh),
    ...tensor('norm_ih_shift', [rows], norm?.shiftIh),
    ...tensor('norm_hh_gain', [rows], norm?.gainHh),
    ...tensor('norm_hh_shift', [rows], norm?.shiftHh),
    ...tensor('norm_c_gain', [H], norm?.gainC),
    ...tensor('norm_c_shift', [H], norm?.shiftC),
    ...tensor('h_0', [P], initial?.h),
    ...tensor('c_0', [initial?.c.length ?? 0], initial?.c),
  ];
}

function mapTensors(maps: readonly StepMap[], place: string): NamedTensor[] {
  return maps.flatMap((map, at) => {
    const vector = (name: string, values: Float32Array) => ({
      name: `${place}.${at}.${name}`,
      shape: [values.length],
      values,
    });
    if (map.kind === 'dense') {
      const weight = { name: `${place}.${at}.weight`, shape: [map.output, map.input], values: map.weights };
      return map.bias === null ? [weight] : [weight, vector('bias', map.bias)];
    }
    if (map.kind === 'affine') return [vector('scale', map.scale), vector('shift', map.shift)];
    if (map.kind === 'layer-norm') return [vector('gain', map.gain), vector('shift', map.shift)];
    if (map.kind === 'embedding')
      return [{ name: `${place}.${at}.weight`, shape: [map.size, map.output], values: map.table }];
    return [];
  });
}
