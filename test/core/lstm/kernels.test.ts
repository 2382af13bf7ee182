/** One suite over every kernel: parity with PyTorch, and the properties that any kernel must have. */

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packBatch } from '../../../core/lstm/batch';
import type { Batch } from '../../../core/lstm/batch';
import { forward, forwardNow } from '../../../core/lstm/forward';
import type { GateBuffers } from '../../../core/lstm/kernel';
import { directionOf, type StackWeights } from '../../../core/lstm/stack';
import { goldenCase, goldenGates, largestDifference } from '../../helpers/golden';
import { allKernels } from '../../helpers/kernels';
import { modelArbitrary, sequencesArbitrary } from '../../helpers/lstm-arbitrary';
import { joined, weightsOf } from '../../helpers/stacks';

const KERNELS = allKernels();
const PARITY = 1e-6;
const CASES = [
  'one-layer',
  'multivariate',
  'stacked-bidirectional',
  'no-bias',
  'unequal-lengths',
  'saturated',
  'with-head',
];
const GATE_CASES = ['one-layer', 'multivariate', 'no-bias', 'saturated', 'stacked-bidirectional', 'with-head'];
const QUANTITIES = ['i', 'f', 'g', 'o', 'c', 'h'] as const;
const RUNS = { numRuns: 60 };

describe.each(KERNELS)('kernel $name', (kernel) => {
  it.each(CASES)('agrees with PyTorch: %s', (name) => {
    const golden = goldenCase(name);
    const result = forwardNow(kernel, golden.weights, golden.batch);
    expect(largestDifference(result.outputs.at(-1)!, golden.output.data)).toBeLessThanOrEqual(PARITY);
    expect(largestDifference(joined(result.h), golden.h.data)).toBeLessThanOrEqual(PARITY);
    expect(largestDifference(joined(result.c), golden.c!.data)).toBeLessThanOrEqual(PARITY);
  });

  it.each(GATE_CASES)('agrees with the gates of layer 0, forward: %s', (name) => {
    const golden = goldenCase(name);
    const expected = goldenGates(name);
    const [gates] = forwardNow(kernel, golden.weights, golden.batch, { gates: [0] }).gates;
    const differences = QUANTITIES.map((name) => largestDifference(gates![name]!, expected[name].data));
    expect(Math.max(...differences)).toBeLessThanOrEqual(PARITY);
  });

  it('agrees with a step computed by hand, at T = H = I = B = 1', () => {
    const weights = weightsOf({ input: 1, hidden: 1, layers: 1, bidirectional: false, bias: true }, [
      directionOf({
        input: 1,
        hidden: 1,
        wIh: Float32Array.of(1, 0.5, -1, 2),
        wHh: Float32Array.of(4, 3, 2, 1),
        bIh: Float32Array.of(0, 0.25, 0, -1),
        bHh: Float32Array.of(0, 0.25, 0, 0),
      }),
    ]);
    // x = 1: i = s(1), f = s(1), g = tanh(-1), o = s(1), from zero states.
    const { h, c, gates } = forwardNow(kernel, weights, packBatch([Float32Array.of(1)], 1), { gates: 'all' });
    const s1 = 0.7310585786300049;
    const tanh1 = 0.7615941559557649;
    expect(gates[0]!.f![0]).toBeCloseTo(s1, 6);
    expect(gates[0]!.g![0]).toBeCloseTo(-tanh1, 6);
    expect(c[0][0]).toBeCloseTo(-0.5567699413, 6); // -s1 * tanh1
    expect(h[0][0]).toBeCloseTo(-0.3696063529, 6); // s1 * tanh(c)
  });

  it('gives the same bytes for a sequence split with carried state', () => {
    fc.assert(
      fc.property(
        modelArbitrary({ bidirectional: false }),
        fc.integer({ min: 2, max: 12 }),
        fc.nat(),
        fc.infiniteStream(fc.float({ min: -3, max: 3, noNaN: true })),
        (weights, steps, cutAt, stream) => {
          const { input } = weights.config;
          const sequence = Float32Array.from({ length: steps * input }, () => stream.next().value as number);
          const cut = 1 + (cutAt % (steps - 1));
          const whole = forwardNow(kernel, weights, packBatch([sequence], input));
          const first = forwardNow(kernel, weights, packBatch([sequence.subarray(0, cut * input)], input));
          const second = forwardNow(kernel, weights, packBatch([sequence.subarray(cut * input)], input), {
            state: first,
          });
          expect(second.h).toEqual(whole.h);
          expect(second.c).toEqual(whole.c);
          expect([...first.outputs.at(-1)!, ...second.outputs.at(-1)!]).toEqual([...whole.outputs.at(-1)!]);
        },
      ),
      RUNS,
    );
  });

  it('gives the same bytes however small the slices', () => {
    fc.assert(
      fc.property(
        modelArbitrary().chain((weights) => fc.tuple(fc.constant(weights), sequencesArbitrary(weights.config.input))),
        fc.integer({ min: 1, max: 500 }),
        ([weights, sequences], sliceWork) => {
          const batch = packBatch(sequences, weights.config.input);
          const whole = forwardNow(kernel, weights, batch, { gates: 'all', pool: true });
          expect(forwardNow(kernel, weights, batch, { gates: 'all', pool: true, sliceWork })).toEqual(whole);
        },
      ),
      RUNS,
    );
  });

  it('gives the same bytes however the slices grow and shrink', () => {
    fc.assert(
      fc.property(
        modelArbitrary().chain((weights) => fc.tuple(fc.constant(weights), sequencesArbitrary(weights.config.input))),
        fc.infiniteStream(fc.double({ min: 0.25, max: 4, noNaN: true })),
        ([weights, sequences], growth) => {
          const batch = packBatch(sequences, weights.config.input);
          const options = { gates: 'all', pool: true } as const;
          const pass = forward(kernel, weights, batch, { ...options, sliceWork: 200 });
          let slice = pass.next();
          while (slice.done !== true) slice = pass.next(growth.next().value as number);
          expect(slice.value).toEqual(forwardNow(kernel, weights, batch, options));
        },
      ),
      RUNS,
    );
  });

  it('does not mind the order of the batch', () => {
    fc.assert(
      fc.property(
        modelArbitrary().chain((weights) =>
          fc.tuple(fc.constant(weights), sequencesArbitrary(weights.config.input), fc.integer()),
        ),
        ([weights, sequences, turn]) => {
          const { input } = weights.config;
          const B = sequences.length;
          const order = sequences.map((_, b) => (b + Math.abs(turn)) % B).toReversed();
          const straight = forwardNow(kernel, weights, packBatch(sequences, input), { gates: 'all' });
          const turned = forwardNow(
            kernel,
            weights,
            packBatch(
              order.map((b) => sequences[b]),
              input,
            ),
            {
              gates: 'all',
            },
          );
          order.forEach((from, to) => {
            expect(sequenceOf(turned, weights, B, to)).toEqual(sequenceOf(straight, weights, B, from));
          });
        },
      ),
      RUNS,
    );
  });

  it('never shows the padding', () => {
    fc.assert(
      fc.property(
        modelArbitrary().chain((weights) => fc.tuple(fc.constant(weights), sequencesArbitrary(weights.config.input))),
        ([weights, sequences]) => {
          const batch = packBatch(sequences, weights.config.input);
          const poisoned = poisonPadding(batch);
          const clean = forwardNow(kernel, weights, batch, { gates: 'all' });
          expect(forwardNow(kernel, weights, poisoned, { gates: 'all' })).toEqual(clean);
          sequences.forEach((sequence, b) => {
            const alone = forwardNow(kernel, weights, packBatch([sequence], weights.config.input));
            const together = sequenceOf(clean, weights, sequences.length, b);
            expect(together.h).toEqual([...joined(alone.h)]);
            expect(together.c).toEqual([...joined(alone.c)]);
            const top = [...alone.outputs.at(-1)!];
            expect(together.top.slice(0, top.length)).toEqual(top);
            expect(together.top.slice(top.length).every((value) => value === 0)).toBe(true);
          });
        },
      ),
      RUNS,
    );
  });

  it('gives zero for zero weights', () => {
    fc.assert(
      fc.property(
        modelArbitrary({ zero: true }).chain((weights) =>
          fc.tuple(fc.constant(weights), sequencesArbitrary(weights.config.input)),
        ),
        ([weights, sequences]) => {
          const result = forwardNow(kernel, weights, packBatch(sequences, weights.config.input));
          for (const values of [...result.h, ...result.c, ...result.outputs])
            expect(values!.every((value) => Object.is(value, 0))).toBe(true);
        },
      ),
      RUNS,
    );
  });

  it('lets NaN through in its own sequence from its own step, and nowhere else', () => {
    const { weights, batch } = goldenCase('multivariate');
    const values = batch.values.slice();
    values[1 * batch.steps * batch.input + 7 * batch.input + 2] = NaN; // sequence 1, step 7, channel 2
    const clean = forwardNow(kernel, weights, batch).outputs[0]!;
    const result = forwardNow(kernel, weights, { ...batch, values }).outputs[0]!;
    const { hidden: H } = weights.config.layers[0];
    const poisoned = clean.map((value, at) => {
      const step = Math.floor(at / H) % batch.steps;
      const sequence = Math.floor(at / H / batch.steps);
      return sequence === 1 && step >= 7 ? NaN : value;
    });
    expect(result).toEqual(poisoned);
  });

  it('saturates cleanly at infinity', () => {
    const { weights } = goldenCase('one-layer');
    const batch = packBatch([Float32Array.of(Infinity, -Infinity, 1e30, -1e30)], 1);
    const { gates } = forwardNow(kernel, weights, batch, { gates: 'all' });
    for (const quantity of QUANTITIES) expect(gates[0]![quantity]!.some(Number.isNaN)).toBe(false);
    for (const gate of ['i', 'f', 'o'] as const)
      expect(gates[0]![gate]!.every((value) => value === 0 || value === 1)).toBe(true);
  });
});

interface Sequence {
  h: number[];
  c: number[];
  top: number[];
  gates: number[][];
}

function sequenceOf(result: ReturnType<typeof forwardNow>, weights: StackWeights, B: number, b: number): Sequence {
  const { hidden: H } = weights.config.layers[0];
  const state = (arrays: Float32Array[]) => arrays.flatMap((array) => [...array.subarray(b * H, (b + 1) * H)]);
  const part = (array: Float32Array) => [...array.subarray((b * array.length) / B, ((b + 1) * array.length) / B)];
  const gateParts = (gates: GateBuffers | null) => QUANTITIES.flatMap((quantity) => part(gates![quantity]!));
  return {
    h: state(result.h),
    c: state(result.c),
    top: part(result.outputs.at(-1)!),
    gates: result.gates.map(gateParts),
  };
}

function poisonPadding(batch: Batch): Batch {
  const values = batch.values.slice();
  batch.lengths.forEach((length, b) => {
    values.fill(NaN, (b * batch.steps + length) * batch.input, (b + 1) * batch.steps * batch.input);
  });
  return { ...batch, values };
}
