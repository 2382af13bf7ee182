/** Activations that cells and dense layers may have, by the names and parameters of ONNX and Keras. */

export const ACTIVATIONS = [
  'sigmoid',
  'tanh',
  'hard-sigmoid',
  'relu',
  'identity',
  'affine',
  'leaky-relu',
  'thresholded-relu',
  'scaled-tanh',
  'elu',
  'selu',
  'softsign',
  'softplus',
  'exponential',
  'gelu',
  'silu',
] as const;

/** `alpha` and `beta` mean what ONNX's operator of the name says; null where it has none. */
export interface Activation {
  name: (typeof ACTIVATIONS)[number];
  alpha: number | null;
  beta: number | null;
}

export const SIGMOID: Activation = { name: 'sigmoid', alpha: null, beta: null };
export const TANH: Activation = { name: 'tanh', alpha: null, beta: null };
