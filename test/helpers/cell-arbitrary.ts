/** Random layers of every cell, with weights, states and sequences, for property tests. */

import * as fc from 'fast-check';
import type { Activation } from '../../core/lstm/activation';
import type { Cell, GruCell, LstmCell, RnnCell } from '../../core/lstm/cell';
import { refusal } from '../../core/lstm/compose';
import { type DirectionWeights, type LayerConfig, layerOf, stateSize } from '../../core/lstm/stack';
import { randomStack } from './stack-arbitrary';

/** A layer with one direction's weights, from which sequences begin. */
export interface LayerCase {
  layer: LayerConfig;
  weights: DirectionWeights;
  reverse: boolean;
  sequences: Float32Array[];
  /** States of the sequences to begin with. */
  h: Float32Array; // [B, P]
  c: Float32Array; // [B, H], or empty
}

const plain = (name: Activation['name']): Activation => ({ name, alpha: null, beta: null });
const gate = fc.constantFrom<Activation>(
  plain('sigmoid'),
  plain('hard-sigmoid'),
  { name: 'hard-sigmoid', alpha: 1 / 6, beta: 0.5 },
  plain('softsign'),
);
const candidate = fc.constantFrom<Activation>(
  plain('tanh'),
  { name: 'scaled-tanh', alpha: 2, beta: 0.5 },
  plain('relu'),
  plain('identity'),
);
const clip = fc.option(fc.constantFrom(0.25, 1, 3), { freq: 3 });

const lstm: fc.Arbitrary<LstmCell> = fc.record({
  kind: fc.constant('lstm' as const),
  inputGate: fc.constantFrom('learned' as const, 'learned' as const, 'one' as const),
  forgetGate: fc.constantFrom('learned' as const, 'learned' as const, 'coupled' as const, 'one' as const),
  outputGate: fc.constantFrom('learned' as const, 'learned' as const, 'one' as const),
  peepholes: fc.boolean(),
  gateRecurrence: fc.boolean(),
  layerNorm: fc.boolean(),
  activations: fc.record({ gate, candidate, cell: candidate }),
  clip,
});

const gru: fc.Arbitrary<GruCell> = fc.record({
  kind: fc.constant('gru' as const),
  reset: fc.constantFrom('before' as const, 'after' as const),
  activations: fc.record({ gate, candidate }),
  clip,
});

const rnn: fc.Arbitrary<RnnCell> = fc.record({ kind: fc.constant('rnn' as const), activation: candidate, clip });

const cellArbitrary: fc.Arbitrary<Cell> = fc.oneof({ weight: 4, arbitrary: lstm }, gru, rnn);

/** Layers that are not refused, of up to 6 units and 4 channels, over 1 to 4 sequences of 1 to 8 steps. */
export function layerArbitrary(cell: fc.Arbitrary<Cell> = cellArbitrary): fc.Arbitrary<LayerCase> {
  return fc
    .record({
      cell,
      input: fc.integer({ min: 1, max: 4 }),
      hidden: fc.integer({ min: 1, max: 6 }),
      projection: fc.option(fc.integer({ min: 1, max: 4 }), { freq: 3 }),
      reverse: fc.boolean(),
      lengths: fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 4 }),
      seed: fc.nat(),
      values: fc.infiniteStream(fc.float({ min: -1, max: 1, noNaN: true })),
    })
    .map(({ cell, input, hidden, projection, reverse, lengths, seed, values }) => {
      const layer = layerOf(hidden, { cell, projection: cell.kind === 'lstm' ? projection : null });
      const draw = (size: number) => Float32Array.from({ length: size }, () => values.next().value as number);
      return {
        layer,
        weights: randomStack({ input, layers: [layer] }, { seed }).directions[0],
        reverse,
        sequences: lengths.map((length) => draw(length * input).map((value) => 2 * value)),
        h: draw(lengths.length * stateSize(layer)),
        c: cell.kind === 'lstm' ? draw(lengths.length * hidden) : new Float32Array(0),
      };
    })
    .filter(({ layer, weights }) => refusal(layer, weights.input) === null);
}
