/** What every kernel must give when it pools over time. */

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packBatch } from '../../../core/lstm/batch';
import type { Batch } from '../../../core/lstm/batch';
import { forwardNow } from '../../../core/lstm/forward';
import type { PoolBuffers } from '../../../core/lstm/kernel';
import { goldenCase } from '../../helpers/golden';
import { allKernels } from '../../helpers/kernels';
import { modelArbitrary, sequencesArbitrary } from '../../helpers/lstm-arbitrary';
import { plainOf } from '../../helpers/stacks';

const RUNS = { numRuns: 60 };

describe.each(allKernels())('kernel $name', (kernel) => {
  it('pools the hidden states of its gates', () => {
    fc.assert(
      fc.property(
        modelArbitrary().chain((weights) => fc.tuple(fc.constant(weights), sequencesArbitrary(weights.config.input))),
        ([weights, sequences]) => {
          const batch = packBatch(sequences, weights.config.input);
          const { gates, pools } = forwardNow(kernel, weights, batch, { gates: 'all', pool: true });
          const D = plainOf(weights.config).bidirectional ? 2 : 1;
          gates.forEach((quantities, index) => {
            expectPools(pools[index]!, quantities!.h!, batch, weights.directions[index].hidden, index % D === 1);
          });
        },
      ),
      RUNS,
    );
  });

  it('gives the same states and pools without outputs', () => {
    fc.assert(
      fc.property(
        modelArbitrary().chain((weights) => fc.tuple(fc.constant(weights), sequencesArbitrary(weights.config.input))),
        ([weights, sequences]) => {
          const batch = packBatch(sequences, weights.config.input);
          const { h, c, pools } = forwardNow(kernel, weights, batch, { pool: true });
          expect(forwardNow(kernel, weights, batch, { pool: true, keep: 'none' })).toMatchObject({ h, c, pools });
        },
      ),
      RUNS,
    );
  });

  it('pools a constant state exactly, and keeps NaN once it came', () => {
    const { weights, batch } = goldenCase('one-layer');
    const zero = weights.directions.map((direction) => ({
      ...direction,
      wIh: direction.wIh.map(() => 0),
      wHh: direction.wHh.map(() => 0),
    }));
    const still = forwardNow(
      kernel,
      { ...weights, directions: zero },
      { ...batch, steps: 1, lengths: batch.lengths.map(() => 1) },
      { pool: true },
    );
    const [constant] = still.pools;
    for (const extreme of [constant!.min, constant!.max, still.h[0]]) expect(extreme).toEqual(constant!.first);
    expect([...constant!.sum, ...constant!.squares].every((value) => Object.is(value, 0))).toBe(true);

    const values = batch.values.slice();
    values[Math.floor(batch.steps / 2)] = NaN; // sequence 0, in the middle of its steps
    const [pools] = forwardNow(kernel, weights, { ...batch, values }, { pool: true }).pools;
    const { hidden } = weights.directions[0];
    for (const name of ['min', 'max', 'sum', 'squares'] as const) {
      expect([...pools![name].subarray(0, hidden)].every(Number.isNaN)).toBe(true);
      expect([...pools![name].subarray(hidden)].some(Number.isNaN)).toBe(false);
    }
  });
});

/** Holds pools to sums over the hidden states [B, T, H] in processing order; float64 may be added up otherwise. */
function expectPools(pools: PoolBuffers, states: Float32Array, batch: Batch, H: number, reverse: boolean): void {
  batch.lengths.forEach((length, b) => {
    for (let u = 0; u < H; u++) {
      const inTime = Array.from({ length }, (_, t) => states[(b * batch.steps + t) * H + u]);
      const series = reverse ? inTime.toReversed() : inTime;
      const off = series.map((value) => value - series[0]);
      const at = b * H + u;
      expect(pools.first[at]).toBe(series[0]);
      expect(pools.min[at]).toBe(Math.min(...series));
      expect(pools.max[at]).toBe(Math.max(...series));
      expect(pools.sum[at]).toBeCloseTo(
        off.reduce((sum, value) => sum + value, 0),
        12,
      );
      expect(pools.squares[at]).toBeCloseTo(
        off.reduce((sum, value) => sum + value * value, 0),
        12,
      );
    }
  });
}
