/** Stacks whose files Keras 3 was given; `exported.json` beside has what it computed of them. */

import { SIGMOID, TANH, type Activation } from '../../../../core/lstm/activation';
import { VANILLA, type Cell } from '../../../../core/lstm/cell';
import { headInputSize } from '../../../../core/lstm/head';
import { seededRandom } from '../../../../core/lstm/random';
import { layerOf, type LayerConfig, type StackWeights } from '../../../../core/lstm/stack';
import type { HeadInput, StepMap } from '../../../../core/lstm/step-map';
import { randomStack } from '../../../helpers/stack-arbitrary';

const named = (name: Activation['name'], alpha: number | null = null): Activation => ({ name, alpha, beta: null });
const gru = (reset: 'before' | 'after'): Cell => ({
  kind: 'gru',
  reset,
  activations: { gate: SIGMOID, candidate: TANH },
  clip: null,
});

function stack(layers: LayerConfig[], takes: HeadInput | null = null, mapped = false): StackWeights {
  const config = { input: 2, layers };
  const weights = randomStack(config, { mapped, seed: layers.length });
  if (takes === null) return weights;
  const size = headInputSize(config);
  const random = seededRandom(3);
  const draw = (count: number) => Float32Array.from({ length: count }, () => 2 * random.uniform() - 1);
  const maps: StepMap[] = [
    {
      kind: 'dense',
      input: size,
      output: 3,
      weights: draw(3 * size),
      bias: draw(3),
      activation: named('leaky-relu', 0.1),
    },
    { kind: 'affine', scale: draw(3), shift: draw(3) },
    { kind: 'layer-norm', gain: draw(3), shift: draw(3), epsilon: 1e-3 },
    { kind: 'activation', activation: named('elu', 0.5) },
    { kind: 'dense', input: 3, output: 2, weights: draw(6), bias: null, activation: 'softmax' },
  ];
  return { ...weights, head: { takes, maps } };
}

/** Each step is the number of a word. */
export function words(): StackWeights {
  const weights = randomStack({ input: 1, layers: [layerOf(3)] }, { headed: true });
  const table = Float32Array.from({ length: 12 }, (_, at) => at / 7);
  const wIh = Float32Array.from({ length: 24 }, (_, at) => Math.sin(at));
  const [direction] = weights.directions;
  const embedding: StepMap = { kind: 'embedding', size: 6, output: 2, table };
  return { ...weights, directions: [{ ...direction, input: 2, wIh }], before: [[embedding]] };
}

const both = (merge: LayerConfig['merge']) => layerOf(3, { direction: 'both', merge });
const backward = layerOf(3, { direction: 'backward' });

export const EXPORTED: Record<string, () => StackWeights> = {
  'two-lstm': () => stack([layerOf(3), layerOf(4)], 'step', true),
  'no-bias': () => stack([layerOf(3, { bias: false })]),
  'gru-after': () => stack([layerOf(3, { cell: gru('after') })], 'states'),
  'gru-before': () => stack([layerOf(3, { cell: gru('before') })]),
  rnn: () => stack([layerOf(3, { cell: { kind: 'rnn', activation: named('softsign'), clip: null } })], 'mean'),
  concat: () => stack([both('concat')], 'max'),
  states: () => stack([both('concat')], 'states'),
  'sum-states': () => stack([both('sum')], 'states'),
  'average-states': () => stack([both('average')], 'states'),
  'product-states': () => stack([both('product')], 'states'),
  sum: () => stack([both('sum'), both('average')]),
  product: () => stack([both('product')], 'every'),
  'both-gru': () => stack([layerOf(3, { cell: gru('after'), direction: 'both' })], 'mean'),
  backward: () => stack([backward], 'states'),
  'backward-twice': () => stack([backward, layerOf(3, { direction: 'backward', residual: true })], 'mean'),
  'there-and-back': () => stack([backward, layerOf(3)]),
  residual: () => stack([layerOf(3), layerOf(3, { residual: true }), layerOf(3)], 'max'),
  'log-softmax': () => {
    const weights = stack([layerOf(3)], 'states');
    const maps = weights.head!.maps.map((map, at): StepMap => {
      return at === 4 && map.kind === 'dense' ? { ...map, activation: 'log-softmax' } : map;
    });
    return { ...weights, head: { takes: 'states', maps } };
  },
  'hard-sigmoid': () => {
    const { activations } = VANILLA;
    return stack([
      layerOf(3, { cell: { ...VANILLA, activations: { ...activations, gate: named('hard-sigmoid', 1 / 6) } } }),
    ]);
  },
  words,
  activations: () =>
    stack(
      (['relu', 'elu', 'selu', 'softplus', 'gelu', 'silu'] as const).map((name) =>
        layerOf(2, { cell: { kind: 'rnn', activation: named(name), clip: null } }),
      ),
    ),
};
