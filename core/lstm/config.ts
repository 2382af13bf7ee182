/** The shape of an LSTM and its weights as plain structs over Float32Array. */

import type { DirectionWeights } from './stack';

/** Sizes of a stacked, optionally bidirectional LSTM without projection. */
export interface LstmConfig {
  /** I: channels of the input series. */
  input: number;
  /** H: hidden units of every layer and direction. */
  hidden: number;
  layers: number;
  bidirectional: boolean;
  /** Whether the bias vectors are used; without them they are zero and not counted as parameters. */
  bias: boolean;
}

export type { DirectionWeights } from './stack';

export interface LstmWeights {
  config: LstmConfig;
  /** Layer by layer, forward before backward: index = layer * D + (0 forward | 1 backward). */
  directions: DirectionWeights[];
}

/** Number of directions D: 1 or 2. */
export function directionCount(config: LstmConfig): number {
  return config.bidirectional ? 2 : 1;
}

/** Input size of a layer: the channels, or the concatenated outputs of the layer below. */
export function layerInput(config: LstmConfig, layer: number): number {
  return layer === 0 ? config.input : directionCount(config) * config.hidden;
}
