/** Keras' activations, by their names and as layers of their own. */

import { SIGMOID, TANH, type Activation } from '../../lstm/activation';
import { isRowActivation, type MapActivation } from '../../lstm/step-map';
import { isObject, numberIn, textIn, valueIn, type JsonObject } from './json';

const plain = (name: Activation['name'], alpha: number | null = null, beta: number | null = null): Activation => ({
  name,
  alpha,
  beta,
});

const BY_NAME: Record<string, MapActivation> = {
  linear: plain('identity'),
  tanh: TANH,
  sigmoid: SIGMOID,
  relu: plain('relu'),
  softmax: 'softmax',
  log_softmax: 'log-softmax',
  softplus: plain('softplus'),
  softsign: plain('softsign'),
  exponential: plain('exponential'),
  elu: plain('elu', 1),
  selu: plain('selu'),
  gelu: plain('gelu'),
  swish: plain('silu'),
  silu: plain('silu'),
  leaky_relu: plain('leaky-relu', 0.2),
};

/**
 * The activation that a configuration names, `linear` where it names none; null for one that is not computed here.
 * `version` is Keras' main version: its hard sigmoid is clip(0.2 x + 0.5) before 3, and relu6(x + 3) / 6 since.
 */
export function activationOf(value: unknown, version: number): MapActivation | null {
  if (value === null || value === undefined) return BY_NAME['linear'];
  if (isObject(value)) {
    const kind = textIn(value, 'class_name');
    const config = valueIn(value, 'config');
    if (kind === 'function') return typeof config === 'string' ? activationOf(config, version) : null;
    return kind === null ? null : layerActivation(kind, isObject(config) ? config : {}, version);
  }
  if (value === 'hard_sigmoid') return plain('hard-sigmoid', version >= 3 ? 1 / 6 : 0.2, 0.5);
  return typeof value === 'string' && Object.hasOwn(BY_NAME, value) ? BY_NAME[value] : null;
}

/** An activation of a recurrent layer, which is one of a single value. */
export function cellActivation(value: unknown, version: number): Activation | null {
  const activation = activationOf(value, version);
  return activation === null || isRowActivation(activation) ? null : activation;
}

/** The activation that a layer is; null where it is none, or one that is not computed here. */
export function layerActivation(kind: string, config: JsonObject, version: number): MapActivation | null {
  const slope = numberIn(config, 'negative_slope') ?? numberIn(config, 'alpha');
  if (kind === 'Activation') return activationOf(valueIn(config, 'activation'), version);
  if (kind === 'LeakyReLU') return plain('leaky-relu', slope ?? 0.3);
  if (kind === 'ELU') return plain('elu', slope ?? 1);
  if (kind === 'ThresholdedReLU') return plain('thresholded-relu', numberIn(config, 'theta') ?? 1);
  if (kind === 'Softmax') return (numberIn(config, 'axis') ?? -1) === -1 ? 'softmax' : null;
  if (kind !== 'ReLU' || numberIn(config, 'max_value') !== null || (numberIn(config, 'threshold') ?? 0) !== 0)
    return null;
  return (slope ?? 0) === 0 ? plain('relu') : plain('leaky-relu', slope);
}
