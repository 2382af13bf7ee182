/** The family of cells: every variant and mixture against an independent computation, and the properties of any kernel. */

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cell, quantitiesOf, VANILLA } from '../../../core/lstm/cell';
import { lstmStep } from '../../../core/lstm/cells/lstm';
import { referenceKernel } from '../../../core/lstm/reference';
import { layerArbitrary, type LayerCase } from '../../helpers/cell-arbitrary';
import { runInSlices, runWhole, wholeCall } from '../../helpers/direction-run';
import { plainRun, type PlainStep } from '../../helpers/float64-cells';
import { largestDifference } from '../../helpers/golden';

const PARITY = 1e-6;
const TANH2 = { name: 'scaled-tanh', alpha: 2, beta: 0.5 } as const;
const TANH1 = { name: 'scaled-tanh', alpha: 1, beta: 0.5 } as const;
const IDENTITY = { name: 'identity', alpha: null, beta: null } as const;
const { gate, candidate, cell } = VANILLA.activations;

/** The cells that have a name of their own. */
const NAMED: Record<string, Cell> = {
  'with forget gates (Gers 2000)': VANILLA,
  'with peepholes (Gers & Schmidhuber 2000)': { ...VANILLA, peepholes: true },
  'of 1997': { ...VANILLA, forgetGate: 'one', activations: { gate, candidate: TANH2, cell: TANH1 } },
  NIG: { ...VANILLA, peepholes: true, inputGate: 'one' },
  NFG: { ...VANILLA, peepholes: true, forgetGate: 'one' },
  NOG: { ...VANILLA, peepholes: true, outputGate: 'one' },
  NIAF: { ...VANILLA, peepholes: true, activations: { gate, candidate: IDENTITY, cell } },
  NOAF: { ...VANILLA, peepholes: true, activations: { gate, candidate, cell: IDENTITY } },
  CIFG: { ...VANILLA, peepholes: true, forgetGate: 'coupled' },
  FGR: { ...VANILLA, peepholes: true, gateRecurrence: true },
  'layer-normalised (Ba 2016)': { ...VANILLA, layerNorm: true },
  'GRU, reset before': { kind: 'gru', reset: 'before', activations: { gate, candidate }, clip: null },
  'GRU, reset after': { kind: 'gru', reset: 'after', activations: { gate, candidate }, clip: null },
  'plain RNN': { kind: 'rnn', activation: candidate, clip: null },
};

/** The largest difference in any state and quantity, over the size of what is compared where that is above 1. */
function distance(of: LayerCase): number {
  const { layer, weights, reverse, sequences, h, c } = of;
  const call = runWhole(referenceKernel, of);
  const { hidden: H, output: P, input: I } = weights;
  let largest = 0;
  const compare = (actual: ArrayLike<number>, expected: number[]) => {
    const size = Math.max(1, ...expected.map(Math.abs));
    largest = Math.max(largest, largestDifference(actual, expected) / size);
  };
  sequences.forEach((sequence, b) => {
    const steps = Array.from({ length: sequence.length / I }, (_, t) => [...sequence.subarray(t * I, (t + 1) * I)]);
    const begin = (values: Float32Array, size: number) => [...values.subarray(b * size, (b + 1) * size)];
    const run = plainRun(layer, weights, reverse ? steps.toReversed() : steps, begin(h, P), begin(c, H));
    compare(call.h.subarray(b * P, (b + 1) * P), run.h);
    if (call.c.length > 0) compare(call.c.subarray(b * H, (b + 1) * H), run.c);
    const inTime: PlainStep[] = reverse ? run.steps.toReversed() : run.steps;
    inTime.forEach((step, t) => {
      const at = b * call.steps + t;
      compare(call.output!.subarray(at * P, (at + 1) * P), step.h);
      for (const quantity of quantitiesOf(layer.cell)) {
        const size = quantity === 'h' ? P : H;
        compare(call.gates![quantity]!.subarray(at * size, (at + 1) * size), step[quantity]!);
      }
    });
  });
  return largest;
}

describe('the family of cells in the reference', () => {
  it.each(Object.entries(NAMED))('computes the cell %s', (_, cell) => {
    fc.assert(
      fc.property(layerArbitrary(fc.constant(cell)), (of) => {
        expect(distance(of)).toBeLessThan(PARITY);
      }),
      { numRuns: 60 },
    );
  });

  it('computes every mixture of variants', () => {
    fc.assert(
      fc.property(layerArbitrary(), (of) => {
        expect(distance(of)).toBeLessThan(PARITY);
      }),
      { numRuns: 500 },
    );
  });

  it('gives the same bytes however a call is cut into steps and groups of sequences', () => {
    fc.assert(
      fc.property(
        layerArbitrary(),
        fc.integer({ min: 1, max: 12 }),
        fc.infiniteStream(fc.double({ min: 0.25, max: 3, noNaN: true })),
        (of, work, growth) => {
          const whole = runWhole(referenceKernel, of);
          expect(runInSlices(referenceKernel, of, work, () => growth.next().value as number)).toEqual(whole);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('gives the same bytes for a sequence alone and among others', () => {
    fc.assert(
      fc.property(layerArbitrary(), (of) => {
        const { hidden: H, output: P } = of.weights;
        const together = runWhole(referenceKernel, of);
        of.sequences.forEach((sequence, b) => {
          const alone = runWhole(referenceKernel, {
            ...of,
            sequences: [sequence],
            h: of.h.slice(b * P, (b + 1) * P),
            c: of.c.slice(b * H, (b + 1) * H),
          });
          expect(alone.h).toEqual(together.h.slice(b * P, (b + 1) * P));
          expect(alone.c).toEqual(together.c.slice(b * H, (b + 1) * H));
        });
      }),
      { numRuns: 200 },
    );
  });

  it('computes the common cell in two ways, to the same bytes', () => {
    fc.assert(
      fc.property(layerArbitrary(fc.constant(VANILLA)), (of) => {
        fc.pre(of.layer.projection === null);
        const short = runWhole(referenceKernel, of);
        const long = wholeCall(of);
        const step = lstmStep({ ...long, from: 0, to: long.steps });
        long.lengths.forEach((length, b) => {
          for (let k = 0; k < length; k++) step(b, b * long.steps + (of.reverse ? length - 1 - k : k));
        });
        expect({ ...long, pools: null }).toEqual({ ...short, pools: null });
      }),
      { numRuns: 200 },
    );
  });

  it('pools the states that it gives, projected ones too', () => {
    fc.assert(
      fc.property(layerArbitrary(), (of) => {
        const { output: P } = of.weights;
        const { pools, output, lengths, steps } = runWhole(referenceKernel, of);
        lengths.forEach((length, b) => {
          for (let u = 0; u < P; u++) {
            const states = Array.from({ length }, (_, t) => output![(b * steps + t) * P + u]);
            const first = of.reverse ? states[length - 1] : states[0];
            const at = b * P + u;
            expect(pools!.first[at]).toBe(first);
            expect(pools!.min[at]).toBe(Math.min(...states));
            expect(pools!.max[at]).toBe(Math.max(...states));
            const mean = states.reduce((sum, state) => sum + state, 0) / length;
            expect(first + pools!.sum[at] / length).toBeCloseTo(mean, 9);
          }
        });
      }),
      { numRuns: 100 },
    );
  });

  it('lets NaN through from its own step on, and to no other sequence', () => {
    fc.assert(
      fc.property(layerArbitrary(), (of) => {
        const poisoned = { ...of, sequences: of.sequences.map((values) => values.slice()) };
        poisoned.sequences[0].fill(NaN, poisoned.sequences[0].length - of.weights.input);
        const [clean, run] = [of, poisoned].map((one) => runWhole(referenceKernel, one));
        const { output: P } = of.weights;
        const last = (clean.lengths[0] - 1) * P;
        const end = clean.steps * P;
        expect(run.output!.subarray(last, last + P).every(Number.isNaN)).toBe(true);
        if (!of.reverse) expect(run.output!.subarray(0, last)).toEqual(clean.output!.subarray(0, last));
        expect(run.output!.subarray(end)).toEqual(clean.output!.subarray(end));
      }),
      { numRuns: 100 },
    );
  });
});
