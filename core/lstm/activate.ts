/** The activations as functions of float64, by the formulas of ONNX's operators and of Keras. */

import type { Activation } from './activation';

type Name = Activation['name'];
type Scalar = (z: number) => number;

/** What `alpha` and `beta` are where none is given: ONNX's defaults; for ScaledTanh, which has none there, 1. */
const DEFAULTS: Partial<Record<Name, readonly [alpha: number, beta: number]>> = {
  'hard-sigmoid': [0.2, 0.5],
  affine: [1, 0],
  'leaky-relu': [0.01, 0],
  'thresholded-relu': [1, 0],
  'scaled-tanh': [1, 1],
  elu: [1, 0],
  selu: [1.6732632423543772, 1.0507009873554805], // ONNX rounds them to float32
};

const FUNCTIONS: Record<Name, (alpha: number, beta: number) => Scalar> = {
  sigmoid: () => sigmoid,
  tanh: () => Math.tanh,
  // Keras 2: clip(0.2 z + 0.5); Keras 3: relu6(z + 3) / 6, which is alpha = 1/6.
  'hard-sigmoid': (alpha, beta) => (z) => Math.min(1, Math.max(0, alpha * z + beta)),
  relu: () => (z) => Math.max(0, z),
  identity: () => (z) => z,
  affine: (alpha, beta) => (z) => alpha * z + beta,
  'leaky-relu': (alpha) => (z) => (z < 0 ? alpha * z : z),
  'thresholded-relu': (alpha) => (z) => (z <= alpha ? 0 : z),
  'scaled-tanh': (alpha, beta) => (z) => alpha * Math.tanh(beta * z),
  elu: (alpha) => (z) => (z < 0 ? alpha * Math.expm1(z) : z),
  selu: (alpha, gamma) => (z) => gamma * (z < 0 ? alpha * Math.expm1(z) : z),
  softsign: () => softsign,
  softplus: () => (z) => Math.max(0, z) + Math.log1p(Math.exp(-Math.abs(z))),
  exponential: () => Math.exp,
  gelu: () => (z) => (z === -Infinity ? 0 : 0.5 * z * (1 + erf(z / Math.SQRT2))),
  silu: () => (z) => (z === -Infinity ? 0 : z * sigmoid(z)),
};

/** The function of an activation: found once, then called for every value. NaN gives NaN everywhere. */
export function activationOf({ name, alpha, beta }: Activation): Scalar {
  const [a, b] = DEFAULTS[name] ?? [0, 0];
  return FUNCTIONS[name](alpha ?? a, beta ?? b);
}

/** 1 / (1 + e^-z): exact at both ends in float64, since e^-z = Infinity gives 0 and e^-z = 0 gives 1. */
export function sigmoid(z: number): number {
  return 1 / (1 + Math.exp(-z));
}

/** z / (1 + |z|), 1 and -1 at infinity. */
function softsign(z: number): number {
  return Math.abs(z) === Infinity ? Math.sign(z) : z / (1 + Math.abs(z));
}

/**
 * The error function to about 1e-15, by its series of positive terms (Abramowitz & Stegun, 7.1.6):
 * erf z = 2 / sqrt(pi) e^{-z^2} sum_n 2^n z^{2n+1} / (1 * 3 * ... * (2n + 1)). Past 6 it is 1 in float64.
 */
function erf(z: number): number {
  if (Math.abs(z) > 6) return Math.sign(z);
  let sum = 0;
  let n = 0;
  for (let term = z; Math.abs(term) > 1e-17 * Math.abs(sum); term *= (2 * z * z) / (2 * n + 1)) {
    sum += term;
    n++;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-z * z) * sum;
}
