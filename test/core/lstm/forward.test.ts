/** Stacks and directions: what is kept, what is yielded, and what it costs. */

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packBatch } from '../../../core/lstm/batch';
import { forwardBytes, forwardWork, parameterCount } from '../../../core/lstm/count';
import { forward, forwardNow } from '../../../core/lstm/forward';
import type { DirectionCall, Kernel } from '../../../core/lstm/kernel';
import { referenceKernel } from '../../../core/lstm/reference';
import { Scratch } from '../../../core/lstm/scratch';
import { goldenCase } from '../../helpers/golden';
import { modelArbitrary, sequencesArbitrary } from '../../helpers/lstm-arbitrary';
import { joined, type PlainConfig, shapeOf } from '../../helpers/stacks';

const STACK: PlainConfig = { input: 3, hidden: 16, layers: 2, bidirectional: true, bias: true };

describe('forward', () => {
  it('yields work that adds up to forwardWork and never exceeds the slice', () => {
    fc.assert(
      fc.property(
        modelArbitrary().chain((weights) => fc.tuple(fc.constant(weights), sequencesArbitrary(weights.config.input))),
        fc.integer({ min: 200, max: 5000 }),
        ([weights, sequences], sliceWork) => {
          const batch = packBatch(sequences, weights.config.input);
          const slices = [...forward(referenceKernel, weights, batch, { sliceWork })];
          // The largest step here takes 4 * 5 * (10 + 5) = 300 multiply-adds.
          expect(Math.max(...slices)).toBeLessThanOrEqual(Math.max(sliceWork, 300));
          expect(slices.reduce((sum, work) => sum + work, 0)).toBe(forwardWork(weights, batch.lengths));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('goes step by step through all sequences, and never past their ends', () => {
    const { weights, batch } = goldenCase('unequal-lengths'); // lengths 14 3 9 1 12, 4 * 8 * (2 + 8) = 320 a step
    const { kernel, calls } = watching();
    forwardNow(kernel, weights, batch, { sliceWork: 3 * 320 });
    expect(calls).toEqual([
      ...[0, 1, 2].flatMap((k) => [
        [[14, 3, 9], k, k + 1],
        [[1, 12], k, k + 1],
      ]),
      ...[3, 4, 5, 6, 7, 8, 9, 10, 11].map((k) => [[14, 3, 9, 1, 12], k, k + 1]),
      [[14, 3, 9, 1, 12], 12, 14],
    ]);
  });

  it('makes slices as many times as large as it is told', () => {
    const { weights } = goldenCase('one-layer'); // 4 * 10 * (1 + 10) a step
    const { kernel, calls } = watching();
    const batch = packBatch(
      Array.from({ length: 4 }, () => new Float32Array(40)),
      1,
    );
    const pass = forward(kernel, weights, batch, { sliceWork: 2 * 440 });
    pass.next();
    for (const growth of [1, 4, 2, 2, 0.25, undefined]) pass.next(growth);
    expect(calls.map(([lengths, from, to]) => [lengths.length, from, to])).toEqual([
      [2, 0, 1], // two sequences at once
      [2, 0, 1],
      [4, 1, 3], // now eight: two steps of all
      [4, 3, 7],
      [4, 7, 15],
      [4, 15, 17],
      [4, 17, 19],
    ]);
  });

  it('takes no more steps at once because sequences have ended, unless the time tells so', () => {
    const { weights } = goldenCase('one-layer');
    const { kernel, calls } = watching();
    const batch = packBatch([...Array.from({ length: 9 }, () => new Float32Array(4)), new Float32Array(100)], 1);
    const pass = forward(kernel, weights, batch, { sliceWork: 2 * 10 * 440 });
    pass.next();
    for (const growth of [1, 1, 1, 4, 1]) pass.next(growth);
    expect(calls.map(([, from, to]) => to - from)).toEqual([2, 2, 2, 2, 8, 8]);
  });

  it('holds the outputs that it was asked for, with the same result', () => {
    const { weights, batch } = goldenCase('stacked-bidirectional');
    const all = forwardNow(referenceKernel, weights, batch);
    const top = forwardNow(referenceKernel, weights, batch, { keep: 'top' });
    const none = forwardNow(referenceKernel, weights, batch, { keep: 'none' });
    expect(top.gates).toEqual([null, null, null, null]);
    expect(top.pools).toEqual([null, null, null, null]);
    expect(top.outputs).toEqual([null, all.outputs[1]]);
    expect(none.outputs).toEqual([null, null]);
    for (const { h, c } of [top, none]) expect({ h, c }).toEqual({ h: all.h, c: all.c });
  });

  it('asks the kernel for no output of the top layer where none is kept', () => {
    const { weights, batch } = goldenCase('stacked-bidirectional');
    const outputs: (number | null)[] = [];
    const kernel = {
      ...referenceKernel,
      forward: ({ output }: DirectionCall) => void outputs.push(output && output.length),
    };
    forwardNow(kernel, weights, batch, { keep: 'none', pool: true });
    const size = batch.size * batch.steps * 32;
    expect(outputs).toEqual([size, size, null, null]);
  });

  it('takes one memory for batch after batch', () => {
    const scratch = new Scratch();
    fc.assert(
      fc.property(
        modelArbitrary().chain((weights) => fc.tuple(fc.constant(weights), sequencesArbitrary(weights.config.input))),
        ([weights, sequences]) => {
          const batch = packBatch(sequences, weights.config.input);
          const all = forwardNow(referenceKernel, weights, batch, { pool: true });
          const top = forwardNow(referenceKernel, weights, batch, { keep: 'top', pool: true, scratch });
          expect(top.outputs.at(-1)).toEqual(all.outputs.at(-1));
          expect(top.c).toEqual(all.c);
          expect(top.pools).toEqual(all.pools);
        },
      ),
    );
  });

  it('keeps the gates of the directions that were asked for', () => {
    const { weights, batch } = goldenCase('stacked-bidirectional');
    const some = forwardNow(referenceKernel, weights, batch, { gates: [3] });
    const all = forwardNow(referenceKernel, weights, batch, { gates: 'all' });
    expect(some.gates.map((gates) => gates !== null)).toEqual([false, false, false, true]);
    expect(some.gates[3]).toEqual(all.gates[3]);
  });

  it('puts the hidden states of a direction where its gates say', () => {
    const { weights, batch } = goldenCase('stacked-bidirectional');
    const { gates, outputs } = forwardNow(referenceKernel, weights, batch, { gates: 'all' });
    const H = 16;
    for (const index of [0, 1, 2, 3]) {
      const output = outputs[index >> 1]!;
      gates[index]!.h!.forEach((h, at) => {
        expect(h).toBe(output[Math.floor(at / H) * 2 * H + (index & 1) * H + (at % H)]);
      });
    }
  });

  it('takes an empty batch', () => {
    const { weights } = goldenCase('one-layer');
    const result = forwardNow(referenceKernel, weights, packBatch([], 1));
    expect(joined(result.h).length).toBe(0);
    expect(result.outputs[0]!.length).toBe(0);
  });

  it('leaves the initial state that it was given as it was', () => {
    const { weights, batch } = goldenCase('one-layer');
    const state = { h: [new Float32Array(10).fill(0.5)], c: [new Float32Array(10).fill(-0.5)] };
    const carried = forwardNow(referenceKernel, weights, batch, { state });
    expect(state.h[0].every((value) => value === 0.5)).toBe(true);
    expect(carried.h).not.toEqual(forwardNow(referenceKernel, weights, batch).h);
  });

  it('refuses a batch of other channels and a state of another size', () => {
    const { weights } = goldenCase('one-layer');
    expect(() => forwardNow(referenceKernel, weights, packBatch([new Float32Array(4)], 2))).toThrow(RangeError);
    const state = { h: [new Float32Array(9)], c: [new Float32Array(9)] };
    expect(() => forwardNow(referenceKernel, weights, packBatch([new Float32Array(4)], 1), { state })).toThrow(
      RangeError,
    );
  });
});

describe('packBatch', () => {
  it('pads on the right with zeros', () => {
    const batch = packBatch([Float32Array.of(1, 2), Float32Array.of(3, 4, 5, 6)], 2);
    expect(batch).toEqual({
      size: 2,
      steps: 2,
      input: 2,
      lengths: Int32Array.of(1, 2),
      values: Float32Array.of(1, 2, 0, 0, 3, 4, 5, 6),
    });
  });

  it('refuses empty and broken sequences', () => {
    expect(() => packBatch([new Float32Array(0)], 2)).toThrow(RangeError);
    expect(() => packBatch([new Float32Array(3)], 2)).toThrow(RangeError);
  });
});

describe('counts', () => {
  it('counts parameters as PyTorch does', () => {
    // sum(p.numel() for p in torch.nn.LSTM(...).parameters())
    expect(parameterCount(shapeOf({ ...STACK, input: 1, hidden: 10, layers: 1, bidirectional: false }))).toBe(520);
    const small = { ...STACK, input: 2, hidden: 7, layers: 1, bidirectional: false, bias: false };
    expect(parameterCount(shapeOf(small))).toBe(252);
    expect(parameterCount(shapeOf(STACK))).toBe(36352 / 4); // the bytes of its golden model file
  });

  it('counts multiply-adds', () => {
    // Per step: layer 0 is 4 * 16 * (3 + 16) = 1216, layer 1 4 * 16 * (32 + 16) = 3072, each in two directions.
    expect(forwardWork(shapeOf(STACK), [25, 5])).toBe(30 * 2 * (1216 + 3072));
  });

  it.each(['all', 'top', 'none'] as const)('counts the bytes that forward allocates: %s', (keep) => {
    const { weights, batch } = goldenCase('stacked-bidirectional');
    const scratch = new Scratch();
    const result = forwardNow(referenceKernel, weights, batch, { gates: 'all', pool: true, keep, scratch });
    const kept = [...result.outputs, ...result.gates.flatMap((gates) => Object.values(gates!) as Float32Array[])];
    const bytes = kept.reduce((sum, array) => sum + (array?.byteLength ?? 0), scratch.bytes);
    expect(forwardBytes(shapeOf(STACK), batch.size, batch.steps, { gates: 'all', pool: true, keep })).toBe(bytes);
  });
});

/** A kernel that computes nothing and writes down the lengths and steps that it is asked for. */
function watching(): { kernel: Kernel; calls: [number[], number, number][] } {
  const calls: [number[], number, number][] = [];
  const forward = ({ lengths, from, to }: DirectionCall) => void calls.push([[...lengths], from, to]);
  return { kernel: { name: 'watching', threads: 1, supports: () => true, forward }, calls };
}
