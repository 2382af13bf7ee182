/** Which activations take parameters, and what these are where a cell does not say: what `core/lstm/activate.ts` computes with. */

import type { ActivationSpec } from './cells';

export type ActivationParameter = 'alpha' | 'beta';

/** ONNX's own values, and 1 for its ScaledTanh, which has none. The `beta` of `selu` is ONNX's gamma. */
export const ACTIVATION_PARAMETERS: Partial<
  Record<ActivationSpec['name'], Partial<Record<ActivationParameter, number>>>
> = {
  'hard-sigmoid': { alpha: 0.2, beta: 0.5 },
  affine: { alpha: 1, beta: 0 },
  'leaky-relu': { alpha: 0.01 },
  'thresholded-relu': { alpha: 1 },
  'scaled-tanh': { alpha: 1, beta: 1 },
  elu: { alpha: 1 },
  selu: { alpha: 1.6732632423543772, beta: 1.0507009873554805 },
};
