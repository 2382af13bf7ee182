/** Which layers are refused, with which reason. */

import { describe, expect, it } from 'vitest';
import { SIGMOID, TANH } from '../../../core/lstm/activation';
import { type GruCell, type LstmCell, type RnnCell, VANILLA } from '../../../core/lstm/cell';
import { type Refusal, REFUSALS, refusal } from '../../../core/lstm/compose';
import { layerOf } from '../../../core/lstm/stack';

const GRU: GruCell = { kind: 'gru', reset: 'after', activations: { gate: SIGMOID, candidate: TANH }, clip: null };
const RNN: RnnCell = { kind: 'rnn', activation: TANH, clip: null };
const lstm = (settings: Partial<LstmCell>, hidden = 4) => layerOf(hidden, { cell: { ...VANILLA, ...settings } });

const REFUSED: [Refusal, ReturnType<typeof layerOf>][] = [
  ['projection-without-cell-state', layerOf(4, { cell: GRU, projection: 2 })],
  ['projection-without-cell-state', layerOf(4, { cell: RNN, projection: 2 })],
  ['coupled-without-input-gate', lstm({ inputGate: 'one', forgetGate: 'coupled' })],
  ['peepholes-without-gates', lstm({ inputGate: 'one', forgetGate: 'one', outputGate: 'one', peepholes: true })],
  ['gate-recurrence-without-gates', lstm({ outputGate: 'one', gateRecurrence: true })],
  ['gate-recurrence-without-gates', lstm({ forgetGate: 'coupled', gateRecurrence: true })],
  ['layer-norm-of-one-unit', lstm({ layerNorm: true }, 1)],
  ['residual-of-other-size', layerOf(4, { residual: true })],
  ['residual-of-other-size', layerOf(3, { residual: true, direction: 'both' })],
  ['clip-not-positive', lstm({ clip: 0 })],
  ['clip-not-positive', layerOf(4, { cell: { ...RNN, clip: NaN } })],
];

describe('refusal', () => {
  it.each(REFUSED)('%s', (reason, layer) => {
    expect(refusal(layer, 3)).toBe(reason);
  });

  it('has a case of every reason', () => {
    expect(new Set(REFUSED.map(([reason]) => reason))).toEqual(new Set(REFUSALS));
  });

  it('lets through what has a meaning', () => {
    for (const layer of [
      layerOf(4),
      layerOf(4, { cell: GRU }),
      lstm({ forgetGate: 'coupled', peepholes: true, layerNorm: true, clip: 3 }),
      lstm({ gateRecurrence: true, layerNorm: true, peepholes: true }),
      lstm({ inputGate: 'one', forgetGate: 'one', outputGate: 'one' }, 1),
      layerOf(5, { projection: 3, residual: true }),
      layerOf(3, { direction: 'both', merge: 'sum', residual: true }),
    ])
      expect(refusal(layer, 3)).toBeNull();
  });
});
