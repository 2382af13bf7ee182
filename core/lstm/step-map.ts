/** Layers that map every step by itself: what stands before, between and after recurrent layers. */

import type { Activation } from './activation';

/** Over all values of a step: y = e^x / sum e^x, and its logarithm. */
export type RowActivation = 'softmax' | 'log-softmax';
export type MapActivation = Activation | RowActivation;

export function isRowActivation(activation: MapActivation): activation is RowActivation {
  return typeof activation === 'string';
}

/** y = activation(W x + b). */
export interface DenseMap {
  kind: 'dense';
  input: number;
  output: number;
  weights: Float32Array; // [O, I]
  bias: Float32Array | null; // [O]
  activation: MapActivation;
}

/** y = scale * x + shift, each [F]: batch normalisation as it is after training, Keras' Normalization and Rescaling. */
export interface AffineMap {
  kind: 'affine';
  scale: Float32Array;
  shift: Float32Array;
}

/** y = gain * (x - mean) / sqrt(variance + epsilon) + shift over the F values of a step (Ba, Kiros & Hinton 2016). */
export interface LayerNormMap {
  kind: 'layer-norm';
  gain: Float32Array; // [F]
  shift: Float32Array; // [F]
  epsilon: number;
}

/** Rows of a table by a whole number from 0: one channel in, E channels out. */
export interface EmbeddingMap {
  kind: 'embedding';
  size: number; // V
  output: number; // E
  table: Float32Array; // [V, E]
}

export interface ActivationMap {
  kind: 'activation';
  activation: MapActivation;
}

export type StepMap = DenseMap | AffineMap | LayerNormMap | EmbeddingMap | ActivationMap;

/**
 * What a head is given: `states` the last h of the top layer's directions, made one as its outputs are (Keras) but without
 * an input that is added to these; `step` the last step's output (`out[:, -1]`).
 */
export type HeadInput = 'states' | 'step' | 'mean' | 'max' | 'every';

export interface Head {
  takes: HeadInput;
  maps: StepMap[];
}
