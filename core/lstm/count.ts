/** What a configuration costs: parameters, multiply-adds and bytes. */

import { directionCount, layerInput } from './config';
import type { LstmConfig } from './config';

/** Trainable numbers, counted as PyTorch does: two bias vectors for each direction of each layer. */
export function parameterCount(config: LstmConfig): number {
  const { hidden: H, layers, bias } = config;
  let count = 0;
  for (let layer = 0; layer < layers; layer++) {
    count += directionCount(config) * 4 * H * (layerInput(config, layer) + H + (bias ? 2 : 0));
  }
  return count;
}

/** Multiply-adds of one step of one direction of `layer`: 4 H (I + H). */
export function stepWork(config: LstmConfig, layer: number): number {
  return 4 * config.hidden * (layerInput(config, layer) + config.hidden);
}

/** Multiply-adds of `forward` over sequences of these lengths; its yields add up to exactly this. */
export function forwardWork(config: LstmConfig, lengths: ArrayLike<number>): number {
  let perStep = 0;
  for (let layer = 0; layer < config.layers; layer++) perStep += directionCount(config) * stepWork(config, layer);
  let steps = 0;
  for (let b = 0; b < lengths.length; b++) steps += lengths[b];
  return steps * perStep;
}

/**
 * Bytes that `forward` takes beyond weights and batch for a batch of `size` sequences padded to `steps`: layer outputs
 * (`keep` as in `ForwardOptions`), scratch, states, pools, and the six quantities of `gates` directions of layers.
 */
export function forwardBytes(
  config: LstmConfig,
  size: number,
  steps: number,
  { keep = 'all', gates = 0, pool = false }: { keep?: 'all' | 'top' | 'none'; gates?: number; pool?: boolean } = {},
): number {
  const { hidden: H, layers } = config;
  const D = directionCount(config);
  const below = Math.min(layers - 1, 2);
  const outputs = { all: layers, top: below + 1, none: below }[keep] * size * steps * D * H;
  const states = 2 * layers * D * size * H;
  const pools = pool ? layers * D * size * H * (3 + 2 * 2) : 0; // three float32, two float64
  return 4 * (outputs + states + pools + gates * 6 * size * steps * H);
}
