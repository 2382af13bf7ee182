/** Stacks whose layers are all alike, told in one line, and arrays of several directions as one. */

import type { LayerView } from '../../core/contract/views';
import { stackView } from '../../core/engine/model-view';
import { referenceKernel } from '../../core/lstm/reference';
import {
  bareStack,
  type DirectionWeights,
  layerOf,
  type StackConfig,
  type StackShape,
  type StackWeights,
} from '../../core/lstm/stack';

/** Vanilla layers of one size. */
export interface PlainConfig {
  input: number;
  hidden: number;
  layers: number;
  bidirectional: boolean;
  bias: boolean;
}

export function stackOf({ input, hidden, layers, bidirectional, bias }: PlainConfig): StackConfig {
  const layer = layerOf(hidden, { bias, direction: bidirectional ? 'both' : 'forward' });
  return { input, layers: Array.from({ length: layers }, () => layer) };
}

export function shapeOf(config: PlainConfig): StackShape {
  return bareStack(stackOf(config));
}

/** As the window is told of such layers. */
export function layerViews(config: PlainConfig): LayerView[] {
  return stackView(shapeOf(config), referenceKernel).stack;
}

export function weightsOf(config: PlainConfig, directions: DirectionWeights[]): StackWeights {
  const stack = stackOf(config);
  return { config: stack, directions, before: stack.layers.map(() => []), head: null };
}

/** D: 1 or 2. */
export function directionCountOf({ bidirectional }: PlainConfig): number {
  return bidirectional ? 2 : 1;
}

/** Input size of a layer: the channels, or the concatenated outputs of the layer below. */
export function layerInputOf(config: PlainConfig, layer: number): number {
  return layer === 0 ? config.input : directionCountOf(config) * config.hidden;
}

/** The settings that made a stack of layers that are alike. */
export function plainOf({ input, layers }: StackConfig): PlainConfig {
  const [{ hidden, direction, bias }] = layers;
  return { input, hidden, layers: layers.length, bidirectional: direction === 'both', bias };
}

/** Several directions' arrays one after the other: [L * D, B, H]. */
export function joined(arrays: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(arrays.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const array of arrays) {
    whole.set(array, at);
    at += array.length;
  }
  return whole;
}
