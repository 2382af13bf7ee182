/** A stack of recurrent layers and its weights as plain structs over Float32Array. */

import { blocksOf, type Cell, isVanillaCell, VANILLA } from './cell';
import type { Head, StepMap } from './step-map';

export interface LayerConfig {
  cell: Cell;
  /** H: units of every direction. */
  hidden: number;
  /** P: size of h where it is projected (Sak, Senior & Beaufays 2014; LSTMs only), else null. */
  projection: number | null;
  direction: 'forward' | 'backward' | 'both';
  /** How the outputs of two directions make one; all but `concat` keep the size (Keras' merge modes). */
  merge: 'concat' | 'sum' | 'average' | 'product';
  /** Whether the bias vectors are used; without them they are zero and not counted as parameters. */
  bias: boolean;
  /** Whether the layer's input is added to its output; both must be of one size. */
  residual: boolean;
}

export interface StackConfig {
  /** I: channels of the series. */
  input: number;
  layers: LayerConfig[];
}

/** One direction of one layer; K = `blocksOf(cell).length` blocks of rows in their order. */
export interface DirectionWeights {
  input: number; // I of this layer
  hidden: number; // H
  /** Size of h: P where projected, else H. */
  output: number;
  wIh: Float32Array; // [K H, I]  W
  wHh: Float32Array; // [K H, output]  R
  bIh: Float32Array; // [K H]
  bHh: Float32Array; // [K H]
  /** [P, H] where projected. */
  wHr: Float32Array | null;
  /** [3H] of input, forget and output gate, zero where a gate is not learned; null without peepholes. */
  peepholes: Float32Array | null;
  /** [3H, 3H]: to input, forget, output gate (rows) from those of the step before (columns); null without it. */
  gateRecurrence: Float32Array | null;
  norm: NormWeights | null;
  /** h_0 [output] and c_0 [H] of every series where the model brings them; zero without. */
  initial: { h: Float32Array; c: Float32Array } | null;
}

/** Gains and shifts of the three normalisations of a layer-normalised LSTM: over W x and R h (K H values each) and c (H). */
export interface NormWeights {
  epsilon: number;
  gainIh: Float32Array; // [K H]
  shiftIh: Float32Array; // [K H]
  gainHh: Float32Array; // [K H]
  shiftHh: Float32Array; // [K H]
  gainC: Float32Array; // [H]
  shiftC: Float32Array; // [H]
}

export interface StackWeights {
  config: StackConfig;
  /** Layer by layer, forward before backward (`directionsOf`). */
  directions: DirectionWeights[];
  /** What stands before each layer, applied to every step; empty lists mostly. [layers] */
  before: StepMap[][];
  /** What is made of the top layer's output; null where nothing is. */
  head: Head | null;
}

/** A layer of `hidden` vanilla units, forward and with biases, but for what `settings` say. */
export function layerOf(hidden: number, settings: Partial<LayerConfig> = {}): LayerConfig {
  return {
    cell: VANILLA,
    hidden,
    projection: null,
    direction: 'forward',
    merge: 'concat',
    bias: true,
    residual: false,
    ...settings,
  };
}

/** Whether a layer is PyTorch's LSTM without projection, which every kernel computes. */
export function isVanilla({ cell, projection }: LayerConfig): boolean {
  return projection === null && isVanillaCell(cell);
}

type Matrices = Pick<DirectionWeights, 'input' | 'hidden' | 'wIh' | 'wHh' | 'bIh' | 'bHh'>;

/** A direction that has these matrices and, but for what `others` say, nothing else. */
export function directionOf(matrices: Matrices, others: Partial<DirectionWeights> = {}): DirectionWeights {
  return {
    output: matrices.hidden,
    wHr: null,
    peepholes: null,
    gateRecurrence: null,
    norm: null,
    initial: null,
    ...matrices,
    ...others,
  };
}

/** What of a stack its sizes follow from. */
export type StackShape = Pick<StackWeights, 'config' | 'before' | 'head'>;

/** A stack of recurrent layers alone. */
export function bareStack(config: StackConfig): StackShape {
  return { config, before: [], head: null };
}

/** One direction of one layer of a stack, in the order of `StackWeights.directions`. */
export interface Direction {
  index: number;
  layer: number;
  reverse: boolean;
  config: LayerConfig;
  /** I of the layer. */
  input: number;
  /** Size of h. */
  output: number;
}

export function directionCount({ direction }: LayerConfig): number {
  return direction === 'both' ? 2 : 1;
}

/** Size of h of one direction. */
export function stateSize({ hidden, projection }: LayerConfig): number {
  return projection ?? hidden;
}

/** Size of a layer's output at every step. */
export function layerOutput(layer: LayerConfig): number {
  return stateSize(layer) * (layer.merge === 'concat' ? directionCount(layer) : 1);
}

/** Rows of W, R and a bias vector: K H. */
export function blockRows({ cell, hidden }: LayerConfig): number {
  return blocksOf(cell).length * hidden;
}

/** Size of a step after the maps, of `size` before them. */
export function mappedSize(maps: readonly StepMap[], size: number): number {
  return maps.reduce((now, map) => (map.kind === 'dense' || map.kind === 'embedding' ? map.output : now), size);
}

/** The directions of all layers. `before` as in `StackWeights`; without it nothing stands between the layers. */
export function directionsOf({ input, layers }: StackConfig, before: readonly StepMap[][] = []): Direction[] {
  const directions: Direction[] = [];
  let size = input;
  for (const [layer, config] of layers.entries()) {
    size = mappedSize(before[layer] ?? [], size);
    const reverses = { forward: [false], backward: [true], both: [false, true] }[config.direction];
    for (const reverse of reverses)
      directions.push({ index: directions.length, layer, reverse, config, input: size, output: stateSize(config) });
    size = layerOutput(config);
  }
  return directions;
}
