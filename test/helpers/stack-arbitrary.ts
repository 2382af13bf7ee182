/** Stacks of every kind with random weights, for property tests. */

import * as fc from 'fast-check';
import { ACTIVATIONS, type Activation } from '../../core/lstm/activation';
import { blocksOf, VANILLA, type Cell, type LstmCell } from '../../core/lstm/cell';
import { seededRandom } from '../../core/lstm/random';
import {
  directionsOf,
  layerOutput,
  type LayerConfig,
  type StackConfig,
  type StackWeights,
} from '../../core/lstm/stack';
import type { StepMap } from '../../core/lstm/step-map';

const activation: fc.Arbitrary<Activation> = fc.record({
  name: fc.constantFrom(...ACTIVATIONS),
  alpha: fc.constantFrom(null, 0.25),
  beta: fc.constantFrom(null, 0.5),
});
const clip = fc.constantFrom(null, 1.5);

const lstm: fc.Arbitrary<LstmCell> = fc.record({
  kind: fc.constant('lstm' as const),
  inputGate: fc.constantFrom('learned', 'one'),
  forgetGate: fc.constantFrom('learned', 'coupled', 'one'),
  outputGate: fc.constantFrom('learned', 'one'),
  peepholes: fc.boolean(),
  gateRecurrence: fc.boolean(),
  layerNorm: fc.boolean(),
  activations: fc.record({ gate: activation, candidate: activation, cell: activation }),
  clip,
});

export const cellArbitrary: fc.Arbitrary<Cell> = fc.oneof(
  fc.constant(VANILLA),
  lstm,
  fc.record({
    kind: fc.constant('gru' as const),
    reset: fc.constantFrom('before', 'after'),
    activations: fc.record({ gate: activation, candidate: activation }),
    clip,
  }),
  fc.record({ kind: fc.constant('rnn' as const), activation, clip }),
);

const layerArbitrary: fc.Arbitrary<LayerConfig> = fc.record({
  cell: cellArbitrary,
  hidden: fc.integer({ min: 1, max: 5 }),
  projection: fc.constant(null),
  direction: fc.constantFrom('forward', 'backward', 'both'),
  merge: fc.constantFrom('concat', 'sum', 'average', 'product'),
  bias: fc.boolean(),
  residual: fc.constant(false),
});

/** Stacks of one to three layers, with maps between them and a head in some. */
export const stackArbitrary: fc.Arbitrary<StackWeights> = fc
  .record({
    input: fc.integer({ min: 1, max: 3 }),
    layers: fc.array(layerArbitrary, { minLength: 1, maxLength: 3 }),
    mapped: fc.boolean(),
    headed: fc.boolean(),
    initial: fc.boolean(),
    projected: fc.boolean(),
    seed: fc.nat(),
  })
  .map(({ input, layers, mapped, headed, initial, projected, seed }) => {
    const shaped = layers.map((layer) => ({
      ...layer,
      projection: projected && layer.cell.kind === 'lstm' ? 2 : null,
    }));
    return randomStack({ input, layers: shaped }, { mapped, headed, initial, seed });
  });

/** Weights uniform on [-1, 1) in every array that the configuration asks for. */
export function randomStack(
  config: StackConfig,
  { mapped = false, headed = false, initial = false, seed = 1 } = {},
): StackWeights {
  const random = seededRandom(seed);
  const draw = (count: number) => Float32Array.from({ length: count }, () => 2 * random.uniform() - 1);
  const before = config.layers.map((_, at): StepMap[] => {
    if (!mapped) return [];
    const size = at === 0 ? config.input : layerOutput(config.layers[at - 1]);
    return [
      { kind: 'dense', input: size, output: 2, weights: draw(2 * size), bias: draw(2), activation: 'softmax' },
      { kind: 'affine', scale: draw(2), shift: draw(2) },
      { kind: 'layer-norm', gain: draw(2), shift: draw(2), epsilon: 1e-3 },
    ];
  });
  const directions = directionsOf(config, before).map(({ config: layer, input, output }) => {
    const H = layer.hidden;
    const rows = blocksOf(layer.cell).length * H;
    const bias = () => (layer.bias ? draw(rows) : new Float32Array(rows));
    const of = layer.cell.kind === 'lstm' ? layer.cell : null;
    return {
      input,
      hidden: H,
      output,
      wIh: draw(rows * input),
      wHh: draw(rows * output),
      bIh: bias(),
      bHh: bias(),
      wHr: layer.projection === null ? null : draw(layer.projection * H),
      peepholes: of?.peepholes ? draw(3 * H) : null,
      gateRecurrence: of?.gateRecurrence ? draw(9 * H * H) : null,
      norm: of?.layerNorm
        ? {
            epsilon: 1e-4,
            gainIh: draw(rows),
            shiftIh: draw(rows),
            gainHh: draw(rows),
            shiftHh: draw(rows),
            gainC: draw(H),
            shiftC: draw(H),
          }
        : null,
      initial: initial ? { h: draw(output), c: draw(of === null ? 0 : H) } : null,
    };
  });
  const top = layerOutput(config.layers.at(-1)!);
  const maps: StepMap[] = [
    { kind: 'dense', input: top, output: 3, weights: draw(3 * top), bias: null, activation: 'softmax' },
  ];
  const head = headed ? { takes: 'step' as const, maps } : null;
  return { config, directions, before, head };
}
