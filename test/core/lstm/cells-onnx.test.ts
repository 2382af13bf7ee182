/** Cells against ONNX Runtime, for everything that its operators LSTM, GRU and RNN offer. */

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Activation } from '../../../core/lstm/activation';
import { type Cell, type GruCell, type LstmCell, type RnnCell, VANILLA } from '../../../core/lstm/cell';
import { referenceKernel } from '../../../core/lstm/reference';
import { layerArbitrary, type LayerCase } from '../../helpers/cell-arbitrary';
import { runWhole } from '../../helpers/direction-run';
import { runInOnnxRuntime } from '../../helpers/onnx-recurrent';
import { randomStack } from '../../helpers/stack-arbitrary';

const PARITY = 1e-6;
// ONNX Runtime computes in float32: cases are the same each time, so that none is lost on a rounding.
const RUNS = { numRuns: 40, seed: 20 };
const { gate, candidate, cell } = VANILLA.activations;
const GRU: GruCell = { kind: 'gru', reset: 'after', activations: { gate, candidate }, clip: null };
const RNN: RnnCell = { kind: 'rnn', activation: candidate, clip: null };

const CELLS: Record<string, Cell> = {
  LSTM: VANILLA,
  'LSTM with peepholes': { ...VANILLA, peepholes: true },
  'LSTM with coupled gates': { ...VANILLA, forgetGate: 'coupled' },
  'LSTM with peepholes and coupled gates': { ...VANILLA, peepholes: true, forgetGate: 'coupled' },
  'LSTM with clipped sums': { ...VANILLA, clip: 0.5 },
  'LSTM with peepholes and clipped sums': { ...VANILLA, peepholes: true, clip: 0.5 },
  'GRU, reset after': GRU,
  'GRU, reset before': { ...GRU, reset: 'before' },
  'GRU, reset after, with clipped sums': { ...GRU, clip: 0.5 },
  'GRU, reset before, with clipped sums': { ...GRU, reset: 'before', clip: 0.5 },
  RNN,
  'RNN with clipped sums': { ...RNN, clip: 0.5 },
};

const ACTIVATIONS: Activation[] = [
  { name: 'sigmoid', alpha: null, beta: null },
  { name: 'tanh', alpha: null, beta: null },
  { name: 'relu', alpha: null, beta: null },
  { name: 'softsign', alpha: null, beta: null },
  { name: 'softplus', alpha: null, beta: null },
  { name: 'affine', alpha: 0.5, beta: 0.25 },
  { name: 'hard-sigmoid', alpha: 0.2, beta: 0.5 },
  { name: 'hard-sigmoid', alpha: 1 / 6, beta: 0.5 },
  { name: 'scaled-tanh', alpha: 2, beta: 0.5 },
  { name: 'leaky-relu', alpha: 0.1, beta: null },
  { name: 'thresholded-relu', alpha: 0.25, beta: null },
  { name: 'elu', alpha: 0.5, beta: null },
];

/** The case with half its weights, with which activations that know no bound let no rounding grow over the steps. */
function damped(of: LayerCase): LayerCase {
  const half = (values: Float32Array) => values.map((value) => value / 2);
  const { wIh, wHh, bIh, bHh } = of.weights;
  return { ...of, weights: { ...of.weights, wIh: half(wIh), wHh: half(wHh), bIh: half(bIh), bHh: half(bHh) } };
}

/** The largest difference in any output and last state, over the size of what is compared where that is above 1. */
async function distance(directions: readonly LayerCase[]): Promise<number> {
  const D = directions.length;
  const { output, h, c } = await runInOnnxRuntime(directions);
  let largest = 0;
  const compare = (actual: number, expected: number) => {
    const difference = Math.abs(actual - expected) / Math.max(1, Math.abs(expected));
    largest = difference <= largest ? largest : difference;
  };
  directions.forEach((one, d) => {
    const own = runWhole(referenceKernel, one);
    const { batch: B, steps: T } = own;
    const H = one.layer.hidden;
    own.h.forEach((value, at) => compare(value, h[d * B * H + at]));
    own.c.forEach((value, at) => compare(value, c[d * B * H + at]));
    own.output!.forEach((value, at) => {
      const [u, t, b] = [at % H, Math.floor(at / H) % T, Math.floor(at / H / T)];
      compare(value, output[((t * D + d) * B + b) * H + u]);
    });
  });
  return largest;
}

/** The case in both directions, the backward one with weights of its own. */
function inBothDirections(of: LayerCase): LayerCase[] {
  const { layer, weights } = of;
  const [other] = randomStack({ input: weights.input, layers: [layer] }, { seed: 7 }).directions;
  return [
    { ...of, reverse: false },
    { ...of, weights: other, reverse: true, h: of.h.toReversed(), c: of.c.toReversed() },
  ];
}

/** Layers without projection, which the operators do not have. */
const layersOf = (cell: Cell) => layerArbitrary(fc.constant(cell)).filter(({ layer }) => layer.projection === null);

describe('the reference agrees with ONNX Runtime', () => {
  it.each(Object.entries(CELLS))('on the %s', async (_, cell) => {
    await fc.assert(
      fc.asyncProperty(layersOf(cell), async (of) => {
        expect(await distance([of])).toBeLessThan(PARITY);
      }),
      RUNS,
    );
  });

  it.each(Object.entries(CELLS))('on the %s in two directions', async (_, cell) => {
    await fc.assert(
      fc.asyncProperty(layersOf(cell), async (of) => {
        expect(await distance(inBothDirections(of))).toBeLessThan(PARITY);
      }),
      { ...RUNS, numRuns: 15 },
    );
  });

  it.each(ACTIVATIONS)('on the activation $name with $alpha and $beta', async (activation) => {
    const cells: Cell[] = [
      { ...VANILLA, activations: { gate, candidate: activation, cell } } satisfies LstmCell,
      { ...VANILLA, activations: { gate, candidate, cell: activation } } satisfies LstmCell,
      { ...VANILLA, activations: { gate: activation, candidate, cell } } satisfies LstmCell,
      { ...GRU, activations: { gate, candidate: activation } } satisfies GruCell,
      { ...GRU, activations: { gate: activation, candidate } } satisfies GruCell,
      { ...RNN, activation } satisfies RnnCell,
    ];
    for (const cell of cells)
      await fc.assert(
        fc.asyncProperty(layersOf(cell).map(damped), async (of) => {
          expect(await distance([of])).toBeLessThan(PARITY);
        }),
        { ...RUNS, numRuns: 8 },
      );
  });
});
