/** Held gates and silenced units: every cell against an independent computation in which the gate is forced. */

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hold, holdRefusal } from '../../../core/lstm/ablate';
import { blocksOf, type Cell, quantitiesOf, type Quantity, VANILLA } from '../../../core/lstm/cell';
import { forwardNow } from '../../../core/lstm/forward';
import { packBatch } from '../../../core/lstm/batch';
import { referenceKernel } from '../../../core/lstm/reference';
import { type DirectionWeights, layerOf, type StackWeights } from '../../../core/lstm/stack';
import { layerArbitrary, type LayerCase } from '../../helpers/cell-arbitrary';
import { runWhole } from '../../helpers/direction-run';
import { plainRun } from '../../helpers/float64-cells';
import { fastKernels } from '../../helpers/kernels';
import { randomStack } from '../../helpers/stack-arbitrary';

const stackOf = ({ layer, weights }: LayerCase): StackWeights => ({
  config: { input: weights.input, layers: [layer] },
  directions: [weights],
  before: [[]],
  head: null,
});

/** The largest difference between a held run on the reference and a run in which `quantity` is forced. */
function distance(of: LayerCase, quantity: Quantity, units: number[], value: number): number {
  const { layer, weights, reverse, sequences, h, c } = of;
  const { hidden: H, output: P, input: I } = weights;
  const values = units.map(() => value);
  const held = hold(stackOf(of), [{ direction: 0, quantity, units, values }]).directions[0];
  const call = runWhole(referenceKernel, { ...of, weights: held });
  let largest = 0;
  for (const [b, sequence] of sequences.entries()) {
    const steps = Array.from({ length: sequence.length / I }, (_, t) => [...sequence.subarray(t * I, (t + 1) * I)]);
    const begin = (state: Float32Array, size: number) => [...state.subarray(b * size, (b + 1) * size)];
    const forced = (name: Quantity, unit: number) => (name === quantity && units.includes(unit) ? value : undefined);
    const run = plainRun(
      layer,
      weights,
      reverse ? steps.toReversed() : steps,
      begin(h, P),
      begin(c, layer.cell.kind === 'lstm' ? H : 0),
      forced,
    );
    for (const [t, step] of (reverse ? run.steps.toReversed() : run.steps).entries()) {
      for (const name of quantitiesOf(layer.cell)) {
        const size = name === 'h' ? P : H;
        const actual = call.gates![name]!.subarray((b * call.steps + t) * size, (b * call.steps + t + 1) * size);
        const expected = step[name]!;
        const scale = Math.max(1, ...expected.map(Math.abs));
        for (let u = 0; u < size; u++) largest = Math.max(largest, Math.abs(actual[u] - expected[u]) / scale);
      }
    }
  }
  return largest;
}

/** The largest difference in h between a run with the weights `held` and one in which the unit's part of h is forced to 0. */
function distanceOfStates(of: LayerCase, held: DirectionWeights, unit: number): number {
  const { layer, weights, reverse, sequences, h, c } = of;
  const { hidden: H, output: P, input: I } = weights;
  const call = runWhole(referenceKernel, { ...of, weights: held });
  let largest = 0;
  for (const [b, sequence] of sequences.entries()) {
    const steps = Array.from({ length: sequence.length / I }, (_, t) => [...sequence.subarray(t * I, (t + 1) * I)]);
    const begin = (state: Float32Array, size: number) => [...state.subarray(b * size, (b + 1) * size)];
    const run = plainRun(
      layer,
      weights,
      reverse ? steps.toReversed() : steps,
      begin(h, P),
      begin(c, c.length === 0 ? 0 : H),
      (quantity, u) => (quantity === 'h' && u === unit ? 0 : undefined),
    );
    for (const [t, step] of (reverse ? run.steps.toReversed() : run.steps).entries()) {
      const at = (b * call.steps + t) * P;
      const scale = Math.max(1, ...step.h.map(Math.abs));
      for (let u = 0; u < P; u++) largest = Math.max(largest, Math.abs(call.gates!.h![at + u] - step.h[u]) / scale);
    }
  }
  return largest;
}

describe('a held gate', () => {
  it('is what it is held at in every cell, and all else follows from it', () => {
    fc.assert(
      fc.property(
        layerArbitrary(),
        fc.constantFrom<Quantity>('i', 'f', 'g', 'o', 'r', 'z', 'n'),
        fc.constantFrom(0, 1, 0.25, 0.9),
        fc.nat(),
        (of, quantity, value, which) => {
          fc.pre(holdRefusal(of.layer, quantity, value) === null);
          const units = [which % of.layer.hidden];
          expect(distance(of, quantity, units, value)).toBeLessThan(2e-6);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('holds a plain RNN at any value that its activation reaches', () => {
    const rnn: Cell = { kind: 'rnn', activation: VANILLA.activations.candidate, clip: null };
    fc.assert(
      fc.property(layerArbitrary(fc.constant(rnn)), fc.constantFrom(0, -0.5, 0.75), (of, value) => {
        expect(distance({ ...of, h: of.h.slice().fill(value) }, 'h', [0], value)).toBeLessThan(2e-6);
      }),
    );
  });

  it('is 0 or 1 to the last bit on the reference, and within 1e-12 in every fast kernel', () => {
    const layer = layerOf(5);
    const stack = randomStack({ input: 2, layers: [layer] }, { seed: 4 });
    const batch = packBatch([Float32Array.from({ length: 40 }, (_, at) => (at % 7) - 3)], 2);
    for (const [quantity, value] of [
      ['f', 0],
      ['f', 1],
      ['i', 0],
      ['o', 1],
    ] as const) {
      const held = hold(stack, [{ direction: 0, quantity, units: [0, 3], values: [value, value] }]);
      const exact = forwardNow(referenceKernel, held, batch, { gates: 'all' });
      for (let t = 0; t < 20; t++) expect(exact.gates[0]![quantity]![t * 5 + 3]).toBe(value);
      for (const kernel of fastKernels()) {
        const fast = forwardNow(kernel, held, batch, { gates: 'all' });
        for (let t = 0; t < 20; t++) expect(fast.gates[0]![quantity]![t * 5 + 3]).toBe(value);
      }
    }
    // With no input let in, the cell state only fades from nothing.
    const shut = hold(stack, [{ direction: 0, quantity: 'i', units: [1], values: [0] }]);
    for (const kernel of fastKernels()) {
      const { c } = forwardNow(kernel, shut, batch, {});
      expect(Math.abs(c[0][1])).toBeLessThan(1e-11);
    }
  });
});

describe('a silenced unit', () => {
  it('takes no part in anything: the others compute as if its h were 0', () => {
    fc.assert(
      fc.property(layerArbitrary(), fc.nat(), (of, which) => {
        const { layer, sequences, h, c } = of;
        const unit = which % layer.hidden;
        fc.pre(holdRefusal(layer, 'h', 0) === null);
        const B = sequences.length;
        for (let b = 0; b < B; b++) {
          if (layer.projection === null) h[b * layer.hidden + unit] = 0;
          if (c.length > 0) c[b * layer.hidden + unit] = 0;
        }
        const held = hold(stackOf(of), [{ direction: 0, quantity: 'h', units: [unit], values: [0] }]).directions[0];
        const call = runWhole(referenceKernel, { ...of, weights: held });
        if (layer.projection === null) {
          for (let at = unit; at < call.gates!.h!.length; at += layer.hidden)
            expect(Math.abs(call.gates!.h![at])).toBe(0);
        }
        // Gates that see gates would see those of the forced run's unit too.
        if (of.weights.gateRecurrence !== null) return;
        expect(distanceOfStates(of, held, unit)).toBeLessThan(2e-6);
      }),
    );
  });

  it('is exactly 0 in every kernel, in h and c, and changes the others as forcing its h to 0 does', () => {
    const layer = layerOf(5);
    const stack = randomStack({ input: 1, layers: [layer] }, { seed: 9 });
    const xs = Array.from({ length: 12 }, (_, t) => [((t * 5) % 7) / 3 - 1]);
    const batch = packBatch([Float32Array.from(xs.flat())], 1);
    const held = hold(stack, [{ direction: 0, quantity: 'h', units: [2], values: [0] }]);
    const zero = [0, 0, 0, 0, 0];
    const forced = plainRun(layer, stack.directions[0], xs, zero, zero, (q, u) =>
      q === 'h' && u === 2 ? 0 : undefined,
    );
    for (const kernel of [referenceKernel, ...fastKernels()]) {
      const { gates, c } = forwardNow(kernel, held, batch, { gates: 'all' });
      expect(c[0][2]).toBe(0);
      for (const [t, step] of forced.steps.entries()) {
        expect(gates[0]!.h![t * 5 + 2]).toBe(0);
        for (let u = 0; u < 5; u++) expect(gates[0]!.h![t * 5 + u]).toBeCloseTo(step.h[u], 5);
      }
    }
  });
});

describe('what cannot be held', () => {
  const refusal = (cell: Cell, quantity: Quantity, value: number | null) =>
    holdRefusal(layerOf(3, { cell }), quantity, value);

  it('is refused with its reason', () => {
    expect(refusal(VANILLA, 'r', 0)).toBe('no-such-quantity');
    expect(refusal({ ...VANILLA, inputGate: 'one' }, 'i', 0)).toBe('no-gate');
    expect(refusal({ ...VANILLA, forgetGate: 'coupled' }, 'f', 0)).toBe('coupled');
    expect(refusal(VANILLA, 'c', 0)).toBe('state');
    expect(refusal(VANILLA, 'h', 0.5)).toBe('state');
    expect(refusal(VANILLA, 'f', 1.5)).toBe('out-of-reach');
    expect(refusal({ ...VANILLA, clip: 3 }, 'f', 1)).toBe('out-of-reach');
    expect(refusal({ ...VANILLA, clip: 3 }, 'f', 0.9)).toBeNull();
    const { candidate, cell } = VANILLA.activations;
    const soft = { ...VANILLA, activations: { gate: { name: 'softsign', alpha: null, beta: null }, candidate, cell } };
    expect(refusal(soft as Cell, 'f', 0.5)).toBe('activation');
    for (const quantity of ['i', 'f', 'g', 'o'] as const) expect(refusal(VANILLA, quantity, null)).toBeNull();
  });

  it('never changes the weights that it is given', () => {
    fc.assert(
      fc.property(layerArbitrary(), (of) => {
        const before = JSON.stringify([...of.weights.wIh, ...of.weights.bIh, ...(of.weights.peepholes ?? [])]);
        for (const quantity of blocksOf(of.layer.cell)) {
          if (holdRefusal(of.layer, quantity, 0) !== null) continue;
          hold(stackOf(of), [{ direction: 0, quantity, units: [0], values: [0] }]);
        }
        expect(JSON.stringify([...of.weights.wIh, ...of.weights.bIh, ...(of.weights.peepholes ?? [])])).toBe(before);
      }),
    );
  });
});
