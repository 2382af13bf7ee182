/** What the window draws of a model's weights: a line for each tensor, and matrices as images no larger than the screen. */

import type { Quantity } from './cells';
import type { Direction } from './views';

/** One tensor of the model, by the names of PyTorch's state dictionary where it has one. */
export interface WeightTensor {
  name: string;
  shape: number[];
  count: number;
  min: number;
  max: number;
  mean: number;
}

export interface WeightsQuery {
  layer: number;
  direction: Direction;
  /** The most pixels that an image may have in each direction. */
  rows: number;
  columns: number;
}

export const WEIGHT_MATRICES = ['W', 'R', 'b'] as const;
export type WeightMatrixName = (typeof WEIGHT_MATRICES)[number];

/** W [K H, I], R [K H, P] or both biases side by side [K H, 2] as an image, rows from the top. */
export interface WeightMatrix {
  name: WeightMatrixName;
  columns: number;
  /** The image's size; its rows are a whole number for each block. */
  height: number;
  width: number;
  /** The largest magnitude of all values. */
  largest: number;
  /** value = (cell / 127.5 - 1) * largest; of the values that share a pixel the one of the largest magnitude. */
  cells: Uint8Array; // [height, width]
}

export interface WeightsView {
  tensors: WeightTensor[];
  layer: number;
  direction: Direction;
  /** H: rows of each block. */
  hidden: number;
  /** The blocks of rows from the top. */
  blocks: Quantity[];
  matrices: WeightMatrix[];
}

/** One number of a matrix. */
export interface WeightPlace {
  layer: number;
  direction: Direction;
  matrix: WeightMatrixName;
  row: number;
  column: number;
}
