/** The cells other than the common LSTM that the fast kernels compute, against float64, the reference and PyTorch. */

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cell, type GruCell, quantitiesOf, VANILLA } from '../../../core/lstm/cell';
import type { Kernel } from '../../../core/lstm/kernel';
import { referenceKernel } from '../../../core/lstm/reference';
import { layerOf, stateSize } from '../../../core/lstm/stack';
import { nativeKernel, nativeLevels } from '../../../core/node/native-kernel';
import { wasmKernel, wasmLevels } from '../../../core/node/wasm-kernel';
import { WasmThreads } from '../../../core/node/wasm-threads';
import { layerArbitrary, type LayerCase } from '../../helpers/cell-arbitrary';
import { runInSlices, runWhole, type WholeCall } from '../../helpers/direction-run';
import { plainRun } from '../../helpers/float64-cells';
import { largestDifference } from '../../helpers/golden';
import { fastKernels, NATIVE_FOLDER, WASM_FOLDER } from '../../helpers/kernels';
import { randomStack } from '../../helpers/stack-arbitrary';

const PARITY = 1e-6;
const { gate, candidate } = VANILLA.activations;
const GRU: GruCell = { kind: 'gru', reset: 'after', activations: { gate, candidate }, clip: null };
const PEEPHOLES: Cell = { ...VANILLA, peepholes: true };
const COUPLED: Cell = { ...VANILLA, forgetGate: 'coupled' };
const BOTH: Cell = { ...VANILLA, forgetGate: 'coupled', peepholes: true };

/** Each with the share of H that h has where it is projected. */
const CELLS: [name: string, cell: Cell, projected: number | null][] = [
  ['GRU', GRU, null],
  ['projected LSTM', VANILLA, 0.4],
  ['LSTM with peepholes', PEEPHOLES, null],
  ['LSTM with coupled gates', COUPLED, null],
  ['LSTM with peepholes and coupled gates', BOTH, null],
  ['projected LSTM with peepholes and coupled gates', BOTH, 1],
];

// B, T, I, H: fewer and more than a vector, a tile, a block and a chunk hold, and no multiple of any.
const SIZES = [
  [1, 1, 1, 1],
  [1, 40, 3, 33],
  [2, 9, 1, 16],
  [7, 5, 17, 31],
  [13, 6, 2, 70],
  [2, 2, 3, 290],
  [3, 3, 192, 100],
  [3, 3, 400, 5],
  [1, 3, 1, 300],
  [201, 3, 2, 9],
];

/** Sequences of up to T steps, with weights within +-0.7 / sqrt(H + I) and states to begin with. */
function caseOf([B, T, I, H]: number[], cell: Cell, projected: number | null, reverse = false): LayerCase {
  const layer = layerOf(H, { cell, projection: projected === null ? null : Math.ceil(H * projected) });
  const [weights] = randomStack({ input: I, layers: [layer] }, { seed: 3 }).directions;
  const scale = 0.7 / Math.sqrt(H + I);
  const scaled = (values: Float32Array) => values.map((value) => value * scale);
  const matrices = { wIh: scaled(weights.wIh), wHh: scaled(weights.wHh), wHr: weights.wHr && scaled(weights.wHr) };
  return {
    layer,
    weights: { ...weights, ...matrices },
    reverse,
    sequences: Array.from({ length: B }, (_, b) => wave(Math.max(1, T - (b % 4)) * I, b)),
    h: wave(B * stateSize(layer), 0.5).map((value) => value / 2),
    c: wave(cell.kind === 'lstm' ? B * H : 0, 0.7),
  };
}

/** Values that repeat nowhere, within -1.5..1.5. */
function wave(length: number, phase: number): Float32Array {
  return Float32Array.from({ length }, (_, t) => Math.sin(t * 0.37 + phase) + 0.5 * Math.sin(t * t * 0.11 + phase));
}

/** What float64 makes of a case, computed once for all kernels. */
const exactRuns = new Map<string, Float64Run[]>();
type Float64Run = ReturnType<typeof plainRun>;

function exactOf(of: LayerCase, name: string | null): Float64Run[] {
  const kept = name === null ? undefined : exactRuns.get(name);
  if (kept !== undefined) return kept;
  const { layer, weights, reverse, sequences } = of;
  const { hidden: H, output: P, input: I } = weights;
  const runs = sequences.map((sequence, b) => {
    const steps = Array.from({ length: sequence.length / I }, (_, t) => [...sequence.subarray(t * I, (t + 1) * I)]);
    const begin = (values: Float32Array, size: number) => [...values.subarray(b * size, (b + 1) * size)];
    return plainRun(layer, weights, reverse ? steps.toReversed() : steps, begin(of.h, P), begin(of.c, H));
  });
  if (name !== null) exactRuns.set(name, runs);
  return runs;
}

/**
 * The largest difference from float64 in states and in each quantity, over the size of what is compared where that is
 * above 1. The case of a `name` is the same each time.
 */
function distance(kernel: Kernel, of: LayerCase, name: string | null = null): number {
  const { layer, weights, reverse } = of;
  const call = runWhole(kernel, of);
  const { hidden: H, output: P } = weights;
  let largest = 0;
  const compare = (actual: ArrayLike<number>, expected: number[]) => {
    const size = Math.max(1, ...expected.map(Math.abs));
    largest = Math.max(largest, largestDifference(actual, expected) / size);
  };
  exactOf(of, name).forEach(({ h, c, steps }, b) => {
    compare(call.h.subarray(b * P, (b + 1) * P), h);
    if (call.c.length > 0) compare(call.c.subarray(b * H, (b + 1) * H), c);
    (reverse ? steps.toReversed() : steps).forEach((step, t) => {
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

function bytesOf({ h, c, output, gates, pools }: WholeCall): Buffer {
  const arrays = [h, c, output!, ...Object.values(gates!), ...Object.values(pools!)];
  return Buffer.concat(arrays.map((array) => Buffer.from(array.buffer, array.byteOffset, array.byteLength)));
}

describe.each(fastKernels())('kernel $name', (kernel) => {
  describe.each(CELLS)('on the %s', (name, cell, projected) => {
    it('is told to compute it', () => {
      expect(kernel.supports(layerOf(5, { cell, projection: projected === null ? null : 2 }))).toBe(true);
    });

    it.each(SIZES)('is right for B = %d, T = %d, I = %d, H = %d', (...size) => {
      for (const reverse of [false, true]) {
        const of = caseOf(size, cell, projected, reverse);
        expect(distance(kernel, of, `${name} ${size.join()} ${reverse}`)).toBeLessThanOrEqual(PARITY);
      }
    });

    it('gives the same bytes however a call is cut', () => {
      fc.assert(
        fc.property(
          layerArbitrary(fc.constant(cell)),
          fc.integer({ min: 1, max: 12 }),
          fc.infiniteStream(fc.double({ min: 0.25, max: 3, noNaN: true })),
          (of, work, growth) => {
            const whole = runWhole(kernel, of);
            expect(runInSlices(kernel, of, work, () => growth.next().value as number)).toEqual(whole);
            expect(distance(kernel, of)).toBeLessThanOrEqual(2 * PARITY);
          },
        ),
        { numRuns: 30 },
      );
    });

    it('gives a sequence the same bytes alone and among others', () => {
      const of = caseOf([25, 12, 3, 37], cell, projected);
      const { hidden: H, output: P } = of.weights;
      const together = runWhole(kernel, of);
      of.sequences.forEach((sequence, b) => {
        const h = of.h.slice(b * P, (b + 1) * P);
        const alone = runWhole(kernel, { ...of, sequences: [sequence], h, c: of.c.slice(b * H, (b + 1) * H) });
        expect(alone.h).toEqual(together.h.slice(b * P, (b + 1) * P));
        const begin = b * together.steps * P;
        expect(alone.output).toEqual(together.output!.slice(begin, begin + alone.output!.length));
        expect(alone.pools!.sum).toEqual(together.pools!.sum.slice(b * P, (b + 1) * P));
      });
    });

    it('gives the same states whether gates, pools or outputs are asked for or not', () => {
      const full = runWhole(kernel, caseOf([9, 20, 2, 19], cell, projected));
      const { h, c, ...rest } = runWhole(referenceKernel, caseOf([9, 20, 2, 19], cell, projected));
      const of = caseOf([9, 20, 2, 19], cell, projected);
      h.set(of.h);
      c.set(of.c);
      kernel.forward({ ...rest, h, c, output: null, gates: null, pools: null, from: 0, to: rest.steps });
      expect([h, c]).toEqual([full.h, full.c]);
      expect(full.gates!.h).toEqual(full.output);
    });

    it('pools as the reference does', () => {
      const of = caseOf([110, 20, 1, 21], cell, projected);
      const [ours, theirs] = [kernel, referenceKernel].map((one) => runWhole(one, of).pools!);
      for (const name of ['first', 'min', 'max', 'sum', 'squares'] as const)
        expect(largestDifference(ours[name], theirs[name])).toBeLessThan(3e-5);
    });

    it('is right where gates are saturated and inputs huge or infinite', () => {
      const of = caseOf([2, 5, 1, 21], cell, projected);
      of.sequences = [Float32Array.of(1e-40, 3e38, -3e38, Infinity, -Infinity), Float32Array.of(1e5, -1e5, 50, -50, 0)];
      expect(distance(kernel, of)).toBeLessThanOrEqual(2 * PARITY);
    });

    it('lets NaN through from its own step on, and to no other sequence', () => {
      const of = caseOf([3, 8, 2, 21], cell, projected);
      const clean = runWhole(kernel, of);
      of.sequences[1] = of.sequences[1].slice();
      of.sequences[1][6] = NaN;
      const { output, pools } = runWhole(kernel, of);
      const P = of.weights.output;
      const begin = clean.steps * P;
      expect(output!.subarray(0, begin + 3 * P)).toEqual(clean.output!.subarray(0, begin + 3 * P));
      expect(output!.subarray(begin + 3 * P, begin + (of.sequences[1].length * P) / 2).every(Number.isNaN)).toBe(true);
      expect(output!.subarray(2 * begin)).toEqual(clean.output!.subarray(2 * begin));
      for (const values of [pools!.min, pools!.max, pools!.sum])
        expect(values.subarray(P, 2 * P).every(Number.isNaN)).toBe(true);
    });
  });

  it('leaves other cells to the reference', () => {
    const hard = { name: 'hard-sigmoid', alpha: null, beta: null } as const;
    const others: Cell[] = [
      { ...GRU, reset: 'before' },
      { ...GRU, clip: 1 },
      { ...GRU, activations: { gate: hard, candidate } },
      { ...PEEPHOLES, clip: 1 },
      { ...COUPLED, activations: { ...VANILLA.activations, gate: hard } },
      { ...VANILLA, forgetGate: 'one' },
      { ...PEEPHOLES, inputGate: 'one' },
      { ...PEEPHOLES, gateRecurrence: true },
      { ...COUPLED, layerNorm: true },
      { kind: 'rnn', activation: candidate, clip: null },
    ];
    for (const cell of others) {
      const of = caseOf([1, 1, 1, 2], cell, null);
      expect(kernel.supports(of.layer)).toBe(false);
      expect(() => runWhole(kernel, of)).toThrow(RangeError);
    }
  });
});

it.each(CELLS)(
  'the levels give the same bits on the %s wherever the machine multiplies and adds in one',
  (_, cell, projected) => {
    const fused = fastKernels().filter(({ name }) => /avx|relaxed/.test(name));
    const of = caseOf([23, 30, 5, 83], cell, projected);
    const [first, ...others] = fused.map((kernel) => bytesOf(runWhole(kernel, of)));
    for (const other of others) expect(first.equals(other)).toBe(true);
  },
);

it.each(CELLS)('threads change no byte on the %s', async (_, cell, projected) => {
  const of = caseOf([150, 60, 3, 40], cell, projected, true);
  for (const level of nativeLevels(NATIVE_FOLDER).levels) {
    const [one, ...more] = [1, 2, 3, 8].map((count) =>
      bytesOf(runWhole(nativeKernel(NATIVE_FOLDER, level, count), of)),
    );
    for (const other of more) expect(one.equals(other)).toBe(true);
  }
  const [level] = wasmLevels(WASM_FOLDER);
  const threads = new WasmThreads();
  const kernel = wasmKernel(WASM_FOLDER, level, 3, threads);
  const one = bytesOf(runWhole(wasmKernel(WASM_FOLDER, level, 1), of));
  while (threads.piecesElsewhere === 0) {
    expect(one.equals(bytesOf(runWhole(kernel, of)))).toBe(true);
    await new Promise(setImmediate);
  }
});
