/** Stacks of unequal layers against a plain walk through them in float64: merging, residuals, maps, heads, initial states. */

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Batch, packBatch } from '../../../core/lstm/batch';
import { VANILLA } from '../../../core/lstm/cell';
import { forwardBytes, forwardWork, parameterCount } from '../../../core/lstm/count';
import { forward, forwardNow, type ForwardResult, StepError } from '../../../core/lstm/forward';
import type { Kernel } from '../../../core/lstm/kernel';
import { referenceKernel } from '../../../core/lstm/reference';
import { Scratch } from '../../../core/lstm/scratch';
import { bareStack, isVanilla, type LayerConfig, layerOf, type StackWeights } from '../../../core/lstm/stack';
import type { Head } from '../../../core/lstm/step-map';
import { plainRun } from '../../helpers/float64-cells';
import { fastKernels } from '../../helpers/kernels';
import { sequencesArbitrary } from '../../helpers/lstm-arbitrary';
import { randomStack } from '../../helpers/stack-arbitrary';

const GRU = {
  kind: 'gru' as const,
  reset: 'after' as const,
  activations: { gate: VANILLA.activations.gate, candidate: VANILLA.activations.candidate },
  clip: null,
};
const MERGES = ['concat', 'sum', 'average', 'product'] as const;

/** Three layers of different cells and sizes; the top one has as many outputs as inputs and adds them. */
function mixed(merge: (typeof MERGES)[number], seed: number, initial = false): StackWeights {
  const both = merge === 'concat' ? 6 : 3;
  const layers = [
    layerOf(3, { direction: 'both', merge }),
    layerOf(4, { cell: GRU, direction: 'backward' }),
    layerOf(5, { projection: 4, residual: true, cell: { ...VANILLA, peepholes: true } }),
  ];
  const weights = randomStack({ input: 2, layers }, { seed, initial });
  // Between the first and the second layer every value is doubled and moved.
  const affine = {
    kind: 'affine' as const,
    scale: new Float32Array(both).fill(2),
    shift: new Float32Array(both).fill(-0.5),
  };
  return { ...weights, before: [[], [affine], []] };
}

/** Outputs of every layer for one sequence, [layer][step], walked through by hand. */
function walk(
  { config, directions, before }: StackWeights,
  sequence: Float32Array,
): { outputs: number[][][]; h: number[][] } {
  let steps = Array.from({ length: sequence.length / config.input }, (_, t) => [
    ...sequence.subarray(t * config.input, (t + 1) * config.input),
  ]);
  const outputs: number[][][] = [];
  const last: number[][] = [];
  let index = 0;
  for (const [at, layer] of config.layers.entries()) {
    if (before[at].length > 0) steps = steps.map((x) => x.map((value) => Math.fround(2 * value - 0.5)));
    const each = { forward: [false], backward: [true], both: [false, true] }[layer.direction].map((reverse) => {
      const weights = directions[index++];
      const h = [...(weights.initial?.h ?? new Float32Array(weights.output))];
      const c = layer.cell.kind === 'lstm' ? [...(weights.initial?.c ?? new Float32Array(weights.hidden))] : [];
      const run = plainRun(layer, weights, reverse ? steps.toReversed() : steps, h, c);
      last.push(run.h);
      const states = run.steps.map((step) => step.h.map(Math.fround));
      return reverse ? states.toReversed() : states;
    });
    const merged = steps.map((_, t) => {
      const [first, second] = each.map((states) => states[t]);
      if (second === undefined) return first;
      if (layer.merge === 'concat') return [...first, ...second];
      return first.map((a, u) => {
        if (layer.merge === 'product') return Math.fround(a * second[u]);
        return Math.fround(layer.merge === 'sum' ? a + second[u] : (a + second[u]) / 2);
      });
    });
    steps = layer.residual ? merged.map((y, t) => y.map((value, u) => Math.fround(value + steps[t][u]))) : merged;
    outputs.push(steps);
  }
  return { outputs, h: last };
}

/** The outputs of one layer for sequence `b`, step by step. */
function stepsOf(result: ForwardResult, layer: number, batch: Batch, b: number): number[][] {
  const values = result.outputs[layer]!;
  const size = values.length / batch.size / batch.steps;
  return Array.from({ length: batch.steps }, (_, t) => {
    const at = (b * batch.steps + t) * size;
    return [...values.subarray(at, at + size)];
  });
}

function expectNear(actual: number[], expected: number[]): void {
  expect(actual).toHaveLength(expected.length);
  actual.forEach((value, at) => expect(Math.abs(value - expected[at])).toBeLessThan(2e-6));
}

const cases = fc.tuple(sequencesArbitrary(2), fc.constantFrom(...MERGES), fc.nat(), fc.boolean());

describe('a stack of unequal layers', () => {
  it('gives what a walk through it gives', () => {
    fc.assert(
      fc.property(cases, ([sequences, merge, seed, initial]) => {
        const weights = mixed(merge, seed, initial);
        const batch = packBatch(sequences, 2);
        const result = forwardNow(referenceKernel, weights, batch);
        sequences.forEach((sequence, b) => {
          const { outputs, h } = walk(weights, sequence);
          outputs.forEach((steps, layer) => {
            const ours = stepsOf(result, layer, batch, b);
            steps.forEach((step, t) => expectNear(ours[t], step));
            for (const past of ours.slice(steps.length)) expect(past.every((value) => value === 0)).toBe(true);
          });
          h.forEach((state, index) => {
            const size = result.h[index].length / batch.size;
            expectNear([...result.h[index].subarray(b * size, (b + 1) * size)], state);
          });
        });
      }),
      { numRuns: 60 },
    );
  });

  it('gives the same bytes however it is sliced, and yields the work that it was said to be', () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: 1, max: 400 }), ([sequences, merge, seed], sliceWork) => {
        const weights = mixed(merge, seed);
        const batch = packBatch(sequences, 2);
        const options = { gates: 'all', pool: true } as const;
        const slices = [...forward(referenceKernel, weights, batch, { ...options, sliceWork })];
        expect(slices.reduce((sum, work) => sum + work, 0)).toBe(forwardWork(weights, batch.lengths));
        const whole = forwardNow(referenceKernel, weights, batch, options);
        expect(forwardNow(referenceKernel, weights, batch, { ...options, sliceWork })).toEqual(whole);
      }),
      { numRuns: 40 },
    );
  });

  it('holds gates of each cell by its own quantities and sizes', () => {
    const batch = packBatch([new Float32Array(14)], 2);
    const { gates, c } = forwardNow(referenceKernel, mixed('sum', 1), batch, { gates: 'all' });
    const sizes = gates.map((all) =>
      Object.entries(all!)
        .map(([name, values]) => `${name}${values.length / 7}`)
        .join(' '),
    );
    expect(sizes).toEqual(['i3 f3 g3 o3 c3 h3', 'i3 f3 g3 o3 c3 h3', 'r4 z4 n4 h4', 'i5 f5 g5 o5 c5 h4']);
    expect(c.map(({ length }) => length)).toEqual([3, 3, 0, 5]);
  });

  it('counts its bytes and parameters', () => {
    const batch = packBatch([new Float32Array(14), new Float32Array(6)], 2);
    for (const merge of MERGES) {
      const weights = mixed(merge, 1);
      const bare = { ...weights, before: [[], [], []] };
      const scratch = new Scratch();
      const result = forwardNow(referenceKernel, bare, batch, { gates: 'all', pool: true, keep: 'top', scratch });
      const arrays = [...result.outputs, ...result.gates.flatMap((gates) => Object.values(gates!))];
      const bytes = arrays.reduce((sum, array) => sum + (array?.byteLength ?? 0), scratch.bytes);
      expect(forwardBytes(bare, 2, 7, { gates: 'all', pool: true, keep: 'top' })).toBe(bytes);
      const numbers = weights.directions.flatMap(({ wIh, wHh, bIh, bHh, wHr, peepholes }) => [
        wIh,
        wHh,
        bIh,
        bHh,
        wHr,
        peepholes,
      ]);
      const maps = [...weights.before.flat(), ...(weights.head?.maps ?? [])].flatMap((map) =>
        Object.values(map).filter((value) => value instanceof Float32Array),
      );
      expect(maps.length).toBeGreaterThan(0);
      const all = [...numbers, ...maps];
      expect(parameterCount(weights)).toBe(all.reduce((sum, array) => sum + (array?.length ?? 0), 0));
    }
    // sum(p.numel() for p in torch.nn.LSTM(3, 32, proj_size=12).parameters()) and torch.nn.GRU(3, 9)
    expect(parameterCount(bareStack({ input: 3, layers: [layerOf(32, { projection: 12 })] }))).toBe(2560);
    expect(parameterCount(bareStack({ input: 3, layers: [layerOf(9, { cell: GRU })] }))).toBe(378);
  });

  it('refuses an input that cannot be added', () => {
    const weights = randomStack({ input: 2, layers: [layerOf(3, { residual: true })] });
    expect(() => forwardNow(referenceKernel, weights, packBatch([new Float32Array(4)], 2))).toThrow(RangeError);
  });
});

describe('the states of a gate-recurrent cell', () => {
  it('go on from one part of a sequence to the next', () => {
    const layers = [layerOf(3, { cell: { ...VANILLA, gateRecurrence: true } }), layerOf(2, { cell: GRU })];
    const weights = randomStack({ input: 1, layers }, { seed: 4 });
    const sequence = Float32Array.from({ length: 9 }, (_, t) => Math.sin(t));
    const whole = forwardNow(referenceKernel, weights, packBatch([sequence], 1));
    const state = forwardNow(referenceKernel, weights, packBatch([sequence.subarray(0, 4)], 1));
    const rest = forwardNow(referenceKernel, weights, packBatch([sequence.subarray(4)], 1), { state });
    expect([rest.h, rest.c, rest.carried]).toEqual([whole.h, whole.c, whole.carried]);
  });
});

describe('a head', () => {
  const batch = packBatch([Float32Array.of(1, 2, -1), Float32Array.of(0.5)], 1);
  const weights = randomStack({ input: 1, layers: [layerOf(2, { direction: 'both', merge: 'sum' })] }, { seed: 2 });
  const head = (takes: Head['takes']): StackWeights => ({ ...weights, head: { takes, maps: [] } });
  const made = (takes: Head['takes']) => [
    ...forwardNow(referenceKernel, head(takes), batch, { keep: 'none', head: true }).headOutputs!,
  ];
  const { outputs, h } = forwardNow(referenceKernel, weights, batch);
  const [[one, two, three], [alone]] = [0, 1].map((b) => stepsOf({ outputs, h } as ForwardResult, 0, batch, b));

  it.each<[Head['takes'], number[]]>([
    ['step', [...three, ...alone]],
    ['mean', [...one.map((value, u) => Math.fround((value + two[u] + three[u]) / 3)), ...alone]],
    ['max', [...one.map((value, u) => Math.max(value, two[u], three[u])), ...alone]],
    ['every', [...one, ...two, ...three, ...alone, 0, 0, 0, 0]],
  ])('that takes %s is given it', (takes, expected) => {
    expect(made(takes)).toEqual(expected);
  });

  it.each<[LayerConfig['merge'], (forward: number, backward: number) => number]>([
    ['sum', (f, b) => Math.fround(f + b)],
    ['average', (f, b) => Math.fround((f + b) / 2)],
    ['product', (f, b) => Math.fround(f * b)],
  ])('that takes the states is given their %s where directions are merged so', (merge, merged) => {
    const { input, layers } = weights.config;
    const config = { input, layers: [{ ...layers[0], merge }] };
    const { headOutputs } = forwardNow(referenceKernel, { ...head('states'), config }, batch, { head: true });
    expect([...headOutputs!]).toEqual([...h[0]].map((value, at) => merged(value, h[1][at])));
  });

  it('that takes the states is given them side by side where outputs stand so', () => {
    const layers = [layerOf(2, { direction: 'both' })];
    const stack: StackWeights = { ...head('states'), config: { input: 1, layers } };
    const { headOutputs } = forwardNow(referenceKernel, stack, batch, { head: true });
    expect([...headOutputs!]).toEqual([0, 1].flatMap((b) => h.flatMap((of) => [...of.subarray(b * 2, b * 2 + 2)])));
  });

  it('is left out where it is not asked for', () => {
    expect(forwardNow(referenceKernel, head('step'), batch).headOutputs).toBeNull();
  });

  it('has its maps applied', () => {
    const maps: Head['maps'] = [{ kind: 'affine', scale: Float32Array.of(2, 0), shift: Float32Array.of(0, 1) }];
    const scaled = forwardNow(referenceKernel, { ...weights, head: { takes: 'step', maps } }, batch, { head: true });
    expect([...scaled.headOutputs!]).toEqual([2 * three[0], 1, 2 * alone[0], 1]);
  });
});

describe('an embedding before the layers', () => {
  const weights = randomStack({ input: 1, layers: [layerOf(2)] }, { seed: 3 });
  const table = Float32Array.of(10, 20, 30);
  const embedded = { ...weights, before: [[{ kind: 'embedding' as const, size: 3, output: 1, table }]] };

  it('gives the rows that steps name', () => {
    const numbers = packBatch([Float32Array.of(2, 0)], 1);
    const rows = packBatch([Float32Array.of(30, 10)], 1);
    expect(forwardNow(referenceKernel, embedded, numbers).h).toEqual(forwardNow(referenceKernel, weights, rows).h);
  });

  it('says which step of which sequence names none', () => {
    const batch = packBatch([Float32Array.of(2), Float32Array.of(0, 3)], 1);
    const refused = () => forwardNow(referenceKernel, embedded, batch);
    expect(refused).toThrow(StepError);
    expect(refused).toThrow(expect.objectContaining({ sequence: 1, step: 1, value: 3, rows: 3 }));
  });
});

describe.each(fastKernels())('kernel $name', (kernel) => {
  it('leaves the layers that it does not compute to the reference', () => {
    const seen: string[] = [];
    const watched: Kernel = {
      ...kernel,
      supports: isVanilla,
      forward: (call) => {
        seen.push(call.layer.cell.kind);
        kernel.forward(call);
      },
    };
    const layers = [layerOf(4), layerOf(3, { cell: GRU }), layerOf(2)];
    const weights = randomStack({ input: 1, layers });
    const batch = packBatch([Float32Array.from({ length: 12 }, (_, t) => Math.sin(t))], 1);
    const ours = forwardNow(watched, weights, batch, { pool: true });
    const theirs = forwardNow(referenceKernel, weights, batch, { pool: true });
    expect(seen).toEqual(['lstm', 'lstm']);
    ours.outputs.forEach((output, layer) => expectNear([...output!], [...theirs.outputs[layer]!]));
  });
});
