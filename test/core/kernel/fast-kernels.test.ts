/** The kernels of the one source against float64 and against each other, at sizes that reach every path through it. */

import { describe, expect, it } from 'vitest';
import { type Batch, packBatch } from '../../../core/lstm/batch';
import { initialiseNow } from '../../../core/lstm/initialise';
import { forwardNow, type ForwardResult } from '../../../core/lstm/forward';
import type { Kernel } from '../../../core/lstm/kernel';
import type { StackWeights } from '../../../core/lstm/stack';
import { nativeKernel, nativeLevels } from '../../../core/node/native-kernel';
import { wasmKernel, wasmLevels } from '../../../core/node/wasm-kernel';
import { float64Lstm, type Float64Result } from '../../helpers/float64-lstm';
import { goldenCase, goldenGates } from '../../helpers/golden';
import { allKernels, fastKernels, NATIVE_FOLDER, WASM_FOLDER } from '../../helpers/kernels';
import { joined, stackOf } from '../../helpers/stacks';

const QUANTITIES = ['i', 'f', 'g', 'o'] as const;
const STATES = 5e-7;
const GATES = 1e-6;
const GOLDEN = ['one-layer', 'multivariate', 'stacked-bidirectional', 'no-bias', 'unequal-lengths', 'saturated'];

describe('float64, the measure', () => {
  it.each(['one-layer', 'multivariate', 'no-bias', 'saturated'])('agrees with PyTorch’s gates: %s', (name) => {
    const { weights, batch } = goldenCase(name);
    const expected = goldenGates(name);
    const [ours] = float64Lstm(weights, batch).gates;
    for (const quantity of QUANTITIES) {
      const values = ours.flatMap((steps) => steps.flatMap((step) => step[quantity]));
      expect(largest(values, [...expected[quantity].data])).toBeLessThan(1e-12);
    }
  });
});

describe.each(fastKernels())('kernel $name', (kernel) => {
  it.each(GOLDEN)('is as near to float64 as it must be: %s', (name) => {
    const { weights, batch } = goldenCase(name);
    expectNear(run(kernel, weights, batch), float64Lstm(weights, batch), batch);
  });

  // B, T, I, H: fewer and more than a vector, a tile, a block and a chunk hold, and no multiple of any.
  it.each([
    [1, 1, 1, 1],
    [1, 40, 3, 33],
    [2, 9, 1, 16],
    [7, 5, 17, 31],
    [13, 6, 2, 70],
    [5, 4, 150, 150],
    [401, 3, 2, 9],
  ])('is right for B = %d, T = %d, I = %d, H = %d', (B, T, I, H) => {
    const weights = model(I, H);
    const batch = packBatch(
      Array.from({ length: B }, (_, b) => wave(Math.max(1, T - (b % 4)) * I, b)),
      I,
    );
    expectNear(run(kernel, weights, batch), float64Lstm(weights, batch), batch);
  });

  it('computes nothing for no sequences', () => {
    const batch: Batch = { size: 0, steps: 0, input: 3, lengths: new Int32Array(0), values: new Float32Array(0) };
    const { h, c } = run(kernel, model(3, 5), batch);
    expect([joined(h).length, joined(c).length]).toEqual([0, 0]);
  });

  // The second in chunks of unequal size.
  it.each([
    [9, 3, 21],
    [150, 1, 128],
  ])('pools %d sequences as two passes over the outputs in float64 do', (B, I, H) => {
    const batch = packBatch(
      Array.from({ length: B }, (_, b) => wave((20 + ((5 * b) % 40)) * I, b)),
      I,
    );
    const result = forwardNow(kernel, model(I, H), batch, { pool: true });
    const { first, min, max, sum, squares } = result.pools[0]!;
    const expected = pooledInTwoPasses(result.outputs[0]!, batch, H);
    const counts = expected.first.map((_, at) => batch.lengths[Math.floor(at / H)]);
    const shifts = counts.map((count, at) => sum[at] / count);
    expect([...first]).toEqual(expected.first);
    expect([...min]).toEqual(expected.min);
    expect([...max]).toEqual(expected.max);
    const means = shifts.map((shift, at) => first[at] + shift);
    const variances = shifts.map((shift, at) => squares[at] / counts[at] - shift ** 2);
    expect(largest(means, expected.mean)).toBeLessThan(1e-13);
    expect(largest(variances, expected.variance)).toBeLessThan(1e-13);
  });

  it('gives the same states whether gates, pools or outputs are asked for or not', () => {
    const weights = model(2, 19);
    const batch = packBatch(
      Array.from({ length: 8 }, (_, b) => wave((3 + b) * 2, b)),
      2,
    );
    const bare = forwardNow(kernel, weights, batch, { keep: 'none' });
    const full = run(kernel, weights, batch);
    expect(full.h).toEqual(bare.h);
    expect(full.c).toEqual(bare.c);
    expect(full.gates[0]!.h).toEqual(full.outputs[0]);
  });

  it('keeps subnormal, huge and infinite values to what float64 makes of them', () => {
    const weights = model(1, 6);
    const batch = packBatch([Float32Array.of(1e-40, -1e-45, 3e38, -3e38, Infinity, -Infinity, 0.5)], 1);
    expectNear(run(kernel, weights, batch), float64Lstm(weights, batch), batch);
  });

  it('makes NaN of infinite values that cancel, in that sequence alone', () => {
    const weights = model(2, 10);
    const quiet = wave(8, 1);
    const loud = wave(8, 2);
    weights.directions[0].wIh.fill(1);
    loud.set([Infinity, -Infinity], 4);
    const { outputs } = run(kernel, weights, packBatch([quiet, loud], 2));
    const isNaNAt = (b: number, t: number) => outputs[0]!.subarray((b * 4 + t) * 10, (b * 4 + t + 1) * 10);
    expect(isNaNAt(1, 1).some(Number.isNaN)).toBe(false);
    expect(isNaNAt(1, 2).every(Number.isNaN)).toBe(true);
    expect(isNaNAt(1, 3).every(Number.isNaN)).toBe(true);
    expect(outputs[0]!.subarray(0, 40).some(Number.isNaN)).toBe(false);
  });
});

describe('the levels', () => {
  it('are the same bits wherever the machine multiplies and adds in one', () => {
    const fused = fastKernels().filter(({ name }) => /avx|relaxed/.test(name));
    const weights = model(5, 83);
    const batch = packBatch(
      Array.from({ length: 23 }, (_, b) => wave((1 + ((b * 7) % 30)) * 5, b)),
      5,
    );
    const [first, ...others] = fused.map((kernel) => bytesOf(run(kernel, weights, batch)));
    for (const other of others) expect(first.equals(other)).toBe(true);
  });

  it('have names that say what they are', () => {
    expect(allKernels().every(({ name }) => /^(reference|native \w+|wasm [\w ]+)$/.test(name))).toBe(true);
    expect(wasmLevels(WASM_FOLDER)).toContain('plain');
    expect(() => wasmKernel(NATIVE_FOLDER, 'plain', 1)).toThrow(RangeError);
  });

  it('say why there is no addon where there is none', () => {
    const { levels, reason } = nativeLevels(WASM_FOLDER);
    expect(levels).toEqual([]);
    expect(reason).toContain('lstm.node');
  });
});

describe.each(nativeLevels(NATIVE_FOLDER).levels)('the addon at %s', (level) => {
  it('gives the same bytes on any number of threads', () => {
    const weights = model(3, 40, 2, true);
    const batch = packBatch(
      Array.from({ length: 150 }, (_, b) => wave((1 + ((b * 13) % 41)) * 3, b)),
      3,
    );
    const one = bytesOf(run(nativeKernel(NATIVE_FOLDER, level, 1), weights, batch));
    for (const threads of [2, 3, 8, 200])
      expect(one.equals(bytesOf(run(nativeKernel(NATIVE_FOLDER, level, threads), weights, batch)))).toBe(true);
  });

  it('refuses arrays that are shorter than they should be, and goes on', () => {
    const kernel = nativeKernel(NATIVE_FOLDER, level, 1);
    const weights = model(2, 4);
    const batch = packBatch([wave(10, 1)], 2);
    expect(() => run(kernel, weights, { ...batch, values: batch.values.subarray(0, 9) })).toThrow(
      'input must be a Float32Array of B x T x I values',
    );
    expect(() => run(kernel, weights, { ...batch, lengths: Int32Array.of(6) })).toThrow('a length passes T');
    expect(run(kernel, weights, batch)).toEqual(run(kernel, weights, batch));
  });
});

function run(kernel: Kernel, weights: StackWeights, batch: Batch): ForwardResult {
  return forwardNow(kernel, weights, batch, { gates: 'all', pool: true });
}

function bytesOf({ h, c, outputs, gates, pools }: ForwardResult): Buffer {
  const arrays = [
    ...h,
    ...c,
    ...outputs,
    ...gates.flatMap((all) => Object.values(all!)),
    ...pools.flatMap((all) => Object.values(all!)),
  ];
  return Buffer.concat(arrays.map((array) => Buffer.from(array!.buffer, array!.byteOffset, array!.byteLength)));
}

function model(input: number, hidden: number, layers = 1, bidirectional = false): StackWeights {
  const config = stackOf({ input, hidden, layers, bidirectional, bias: true });
  return initialiseNow(config, { init: 'pytorch', seed: 7, forgetBias: 1, longest: 50 });
}

/** Values that repeat nowhere, within -1.5..1.5. */
function wave(length: number, phase: number): Float32Array {
  return Float32Array.from({ length }, (_, t) => Math.sin(t * 0.37 + phase) + 0.5 * Math.sin(t * t * 0.11 + phase));
}

function expectNear(result: ForwardResult, exact: Float64Result, batch: Batch): void {
  const D = exact.h.length / exact.outputs.length;
  const H = exact.h[0][0].length;
  expect(largest([...joined(result.h)], exact.h.flat(2))).toBeLessThanOrEqual(STATES);
  expect(largest([...joined(result.c)], exact.c.flat(2))).toBeLessThanOrEqual(STATES * 4);
  exact.outputs.forEach((layer, index) =>
    layer.forEach((steps, b) => {
      const at = b * batch.steps * D * H;
      const ours = result.outputs[index]!.subarray(at, at + steps.length * D * H);
      expect(largest([...ours], steps.flat())).toBeLessThanOrEqual(STATES);
    }),
  );
  exact.gates.forEach((direction, index) =>
    direction.forEach((steps, b) => {
      const at = b * batch.steps * H;
      for (const quantity of QUANTITIES) {
        const ours = result.gates[index]![quantity]!.subarray(at, at + steps.length * H);
        const theirs = steps.flatMap((step) => step[quantity]);
        expect(largest([...ours], theirs)).toBeLessThanOrEqual(GATES);
      }
    }),
  );
}

interface Pooled {
  first: number[];
  min: number[];
  max: number[];
  mean: number[];
  variance: number[];
}

/** Over the valid steps of each sequence and unit, b * H + u. */
function pooledInTwoPasses(output: Float32Array, { size, steps, lengths }: Batch, H: number): Pooled {
  const pooled: Pooled = { first: [], min: [], max: [], mean: [], variance: [] };
  for (let b = 0; b < size; b++) {
    for (let u = 0; u < H; u++) {
      const states = Array.from({ length: lengths[b] }, (_, t) => output[(b * steps + t) * H + u]);
      const mean = states.reduce((sum, h) => sum + h, 0) / states.length;
      pooled.first.push(states[0]);
      pooled.min.push(Math.min(...states));
      pooled.max.push(Math.max(...states));
      pooled.mean.push(mean);
      pooled.variance.push(states.reduce((sum, h) => sum + (h - mean) ** 2, 0) / states.length);
    }
  }
  return pooled;
}

/** The largest difference; infinite where one has NaN and the other has not. */
function largest(ours: number[], theirs: number[]): number {
  expect(ours.length).toBe(theirs.length);
  return ours.reduce((most, value, at) => {
    if (Number.isNaN(value) && Number.isNaN(theirs[at])) return most;
    const difference = Math.abs(value - theirs[at]);
    return Number.isNaN(difference) ? Infinity : Math.max(most, difference);
  }, 0);
}
