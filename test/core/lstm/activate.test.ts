/** Every activation against values of other programs, its limits, and what its parameters do. */

import { describe, expect, it } from 'vitest';
import { activationOf } from '../../../core/lstm/activate';
import { type Activation, ACTIVATIONS } from '../../../core/lstm/activation';

type Name = Activation['name'];

const AT = [-2.5, -1, -0.25, 0, 0.3, 1, 4];

/** By Python's `math` from the formulas of ONNX's operators (Sigmoid, Selu ...) and of `keras.activations`. */
const VALUES: [Name, number | null, number | null, number[]][] = [
  [
    'sigmoid',
    null,
    null,
    [0.07585818002124355, 0.2689414213699951, 0.43782349911420193, 0.5, 0.574442516811659, 0.7310585786300049],
  ],
  [
    'tanh',
    null,
    null,
    [-0.9866142981514303, -0.7615941559557649, -0.24491866240370913, 0, 0.2913126124515909, 0.7615941559557649],
  ],
  ['hard-sigmoid', null, null, [0, 0.3, 0.45, 0.5, 0.56, 0.7, 1]],
  ['hard-sigmoid', 1 / 6, 0.5, [0.5 - 2.5 / 6, 2 / 6, 2.75 / 6, 0.5, 0.55, 4 / 6, 1]], // relu6(z + 3) / 6
  ['relu', null, null, [0, 0, 0, 0, 0.3, 1, 4]],
  ['identity', null, null, AT],
  ['affine', null, null, AT],
  ['affine', 2, -1, [-6, -3, -1.5, -1, -0.4, 1, 7]],
  ['leaky-relu', null, null, [-0.025, -0.01, -0.0025, 0, 0.3, 1, 4]],
  ['leaky-relu', 0.3, null, [-0.75, -0.3, -0.075, 0, 0.3, 1, 4]],
  ['thresholded-relu', null, null, [0, 0, 0, 0, 0, 0, 4]],
  ['thresholded-relu', 0.25, null, [0, 0, 0, 0, 0.3, 1, 4]],
  ['scaled-tanh', 2, 0.5, [-1.6965672799150258, -0.9242343145200195]],
  ['elu', null, null, [-0.9179150013761012, -0.6321205588285577, -0.22119921692859512, 0, 0.3, 1, 4]],
  ['elu', 2, null, [2 * -0.9179150013761012, 2 * -0.6321205588285577, 2 * -0.22119921692859512, 0, 0.3, 1, 4]],
  ['selu', null, null, [-1.6137857588732423, -1.1113307378125625, -0.3888901974781189, 0, 0.31521029620664415]],
  ['selu', 1, 1, [-0.9179150013761012, -0.6321205588285577, -0.22119921692859512, 0, 0.3, 1, 4]],
  ['softsign', null, null, [-2.5 / 3.5, -0.5, -0.2, 0, 0.3 / 1.3, 0.5, 0.8]],
  [
    'softplus',
    null,
    null,
    [0.07888973429254956, 0.31326168751822286, 0.5759394198788437, 0.6931471805599453, 0.8543552444685272],
  ],
  [
    'exponential',
    null,
    null,
    [0.0820849986238988, 0.36787944117144233, 0.7788007830714049, 1, 1.3498588075760032, Math.E, 54.598150033144236],
  ],
  [
    'gelu',
    null,
    null,
    [
      -0.015524163314440398, -0.15865525393145707, -0.10032341857926907, 0, 0.18537342665668577, 0.8413447460685429,
      3.9998733150326675,
    ],
  ],
  [
    'silu',
    null,
    null,
    [-0.18964545005310887, -0.2689414213699951, -0.10945587477855048, 0, 0.1723327550434977, 0.7310585786300049],
  ],
];

/** What they tend to at both ends. */
const LIMITS: Record<Name, [number, number]> = {
  sigmoid: [0, 1],
  tanh: [-1, 1],
  'hard-sigmoid': [0, 1],
  relu: [0, Infinity],
  identity: [-Infinity, Infinity],
  affine: [-Infinity, Infinity],
  'leaky-relu': [-Infinity, Infinity],
  'thresholded-relu': [0, Infinity],
  'scaled-tanh': [-1, 1],
  elu: [-1, Infinity],
  selu: [-1.0507009873554805 * 1.6732632423543772, Infinity],
  softsign: [-1, 1],
  softplus: [0, Infinity],
  exponential: [0, Infinity],
  gelu: [0, Infinity],
  silu: [0, Infinity],
};

describe('activationOf', () => {
  it.each(VALUES)('computes %s with alpha %s and beta %s', (name, alpha, beta, expected) => {
    const f = activationOf({ name, alpha, beta });
    expected.forEach((value, at) => expect(Math.abs(f(AT[at]) - value)).toBeLessThan(1e-14));
  });

  it('has been given values of every activation', () => {
    expect(new Set(VALUES.map(([name]) => name))).toEqual(new Set(ACTIVATIONS));
  });

  it.each(ACTIVATIONS)('takes %s to both infinities and passes NaN on', (name) => {
    const f = activationOf({ name, alpha: null, beta: null });
    for (const [at, limit] of [-Infinity, Infinity].map((z, side) => [z, LIMITS[name][side]])) {
      if (Number.isFinite(limit)) expect(f(at)).toBeCloseTo(limit, 6);
      else expect(f(at)).toBe(limit);
    }
    expect(f(NaN)).toBeNaN();
    for (const z of [-800, -40, -6.1, 6.1, 40]) expect(f(z)).not.toBeNaN();
  });

  it('is exact far out, where sums of large numbers would not be', () => {
    const [gelu, softplus] = (['gelu', 'softplus'] as const).map((name) =>
      activationOf({ name, alpha: null, beta: null }),
    );
    // z (1 + erf(z / sqrt 2)) / 2, erf 2 / sqrt 2 = 0.9544997361036416 and erf 5 / sqrt 2 = 0.9999994266968563.
    expect(gelu(2)).toBeCloseTo(1 + 0.9544997361036416, 14);
    expect(gelu(5)).toBeCloseTo(2.5 * (1 + 0.9999994266968563), 14);
    expect(softplus(-40)).toBeCloseTo(Math.exp(-40), 30);
    expect(softplus(800)).toBe(800);
  });
});
