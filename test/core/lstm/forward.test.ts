/** Stacks and directions: what is kept, what is yielded, and what it costs. */

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packBatch } from '../../../core/lstm/batch';
import type { LstmConfig } from '../../../core/lstm/config';
import { forwardBytes, forwardWork, parameterCount } from '../../../core/lstm/count';
import { forward, forwardNow } from '../../../core/lstm/forward';
import type { DirectionCall, Kernel } from '../../../core/lstm/kernel';
import { referenceKernel } from '../../../core/lstm/reference';
import { goldenCase } from '../../helpers/golden';
import { modelArbitrary, sequencesArbitrary } from '../../helpers/lstm-arbitrary';

const STACK: LstmConfig = { input: 3, hidden: 16, layers: 2, bidirectional: true, bias: true };

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
          expect(slices.reduce((sum, work) => sum + work, 0)).toBe(forwardWork(weights.config, batch.lengths));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('hands whole groups of sequences to the kernel and never a step past their ends', () => {
    const calls: DirectionCall[] = [];
    const watching: Kernel = { name: 'watching', forward: (call) => void calls.push(call) };
    const { weights, batch } = goldenCase('unequal-lengths'); // lengths 14 3 9 1 12, 4 * 8 * (2 + 8) = 320 a step
    forwardNow(watching, weights, batch, { sliceWork: 3 * 320 });
    expect(calls.map(({ lengths, from, to }) => [[...lengths], from, to])).toEqual([
      [[14, 3, 9], 0, 1],
      [[14, 3, 9], 1, 2],
      [[14, 3, 9], 2, 3],
      [[14, 3, 9], 3, 4],
      [[14, 3, 9], 4, 5],
      [[14, 3, 9], 5, 6],
      [[14, 3, 9], 6, 7],
      [[14, 3, 9], 7, 8],
      [[14, 3, 9], 8, 9],
      [[14, 3, 9], 9, 12],
      [[14, 3, 9], 12, 14],
      [[1, 12], 0, 1],
      [[1, 12], 1, 4],
      [[1, 12], 4, 7],
      [[1, 12], 7, 10],
      [[1, 12], 10, 12],
    ]);
  });

  it('keeps no gates and only the top layer when told so, with the same result', () => {
    const { weights, batch } = goldenCase('stacked-bidirectional');
    const all = forwardNow(referenceKernel, weights, batch);
    const seen: Float32Array[] = [];
    const top = forwardNow(referenceKernel, weights, batch, {
      keep: 'top',
      onLayer: (_, output) => seen.push(output.slice()),
    });
    expect(top.gates).toEqual([null, null, null, null]);
    expect(top.outputs[0]).toBeNull();
    expect(top.outputs[1]).toEqual(all.outputs[1]);
    expect(seen).toEqual(all.outputs);
    expect(top.h).toEqual(all.h);
  });

  it('reuses a lower layer’s buffer from the third layer on', () => {
    fc.assert(
      fc.property(
        modelArbitrary().chain((weights) => fc.tuple(fc.constant(weights), sequencesArbitrary(weights.config.input))),
        ([weights, sequences]) => {
          const batch = packBatch(sequences, weights.config.input);
          const all = forwardNow(referenceKernel, weights, batch);
          const top = forwardNow(referenceKernel, weights, batch, { keep: 'top' });
          expect(top.outputs.at(-1)).toEqual(all.outputs.at(-1));
          expect(top.c).toEqual(all.c);
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
      gates[index]!.h.forEach((h, at) => {
        expect(h).toBe(output[Math.floor(at / H) * 2 * H + (index & 1) * H + (at % H)]);
      });
    }
  });

  it('takes an empty batch', () => {
    const { weights } = goldenCase('one-layer');
    const result = forwardNow(referenceKernel, weights, packBatch([], 1));
    expect(result.h.length).toBe(0);
    expect(result.outputs[0]!.length).toBe(0);
  });

  it('leaves the initial state that it was given as it was', () => {
    const { weights, batch } = goldenCase('one-layer');
    const state = { h: new Float32Array(10).fill(0.5), c: new Float32Array(10).fill(-0.5) };
    const carried = forwardNow(referenceKernel, weights, batch, { state });
    expect(state.h.every((value) => value === 0.5)).toBe(true);
    expect(carried.h).not.toEqual(forwardNow(referenceKernel, weights, batch).h);
  });

  it('refuses a batch of other channels and a state of another size', () => {
    const { weights } = goldenCase('one-layer');
    expect(() => forwardNow(referenceKernel, weights, packBatch([new Float32Array(4)], 2))).toThrow(RangeError);
    const state = { h: new Float32Array(9), c: new Float32Array(9) };
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
    expect(parameterCount({ ...STACK, input: 1, hidden: 10, layers: 1, bidirectional: false })).toBe(520);
    expect(parameterCount({ ...STACK, input: 2, hidden: 7, layers: 1, bidirectional: false, bias: false })).toBe(252);
    expect(parameterCount(STACK)).toBe(36352 / 4); // the bytes of its golden model file
  });

  it('counts multiply-adds', () => {
    // Per step: layer 0 is 4 * 16 * (3 + 16) = 1216, layer 1 4 * 16 * (32 + 16) = 3072, each in two directions.
    expect(forwardWork(STACK, [25, 5])).toBe(30 * 2 * (1216 + 3072));
  });

  it('counts the bytes that forward allocates', () => {
    const { weights, batch } = goldenCase('stacked-bidirectional');
    const result = forwardNow(referenceKernel, weights, batch, { gates: 'all' });
    const arrays = [result.h, result.c, ...result.outputs, ...result.gates.flatMap((gates) => Object.values(gates!))];
    const bytes = arrays.reduce((sum, array) => sum + array!.byteLength, 0);
    expect(forwardBytes(STACK, batch.size, batch.steps, { gates: 4 })).toBe(bytes);
  });
});
