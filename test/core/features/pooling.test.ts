/** Poolings against hand-computed values and PyTorch's states; names and order of the columns. */

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { POOLINGS } from '../../../core/contract/specs';
import type { FeaturesSpec, Pooling } from '../../../core/contract/specs';
import {
  columnsPerSeries,
  columnStatistics,
  featureColumns,
  selectFeatures,
  writeRows,
} from '../../../core/features/pooling';
import { packBatch } from '../../../core/lstm/batch';
import type { Batch } from '../../../core/lstm/batch';
import { forwardNow } from '../../../core/lstm/forward';
import { referenceKernel } from '../../../core/lstm/reference';
import type { StackWeights } from '../../../core/lstm/stack';
import { goldenCase, largestDifference } from '../../helpers/golden';
import { modelArbitrary, sequencesArbitrary } from '../../helpers/lstm-arbitrary';
import { plainOf, stackOf } from '../../helpers/stacks';

const TWO_UNITS = stackOf({ input: 1, hidden: 2, layers: 1, bidirectional: false, bias: true });
const STACK = stackOf({ input: 1, hidden: 2, layers: 2, bidirectional: true, bias: true });
const ALL: FeaturesSpec = { poolings: [...POOLINGS], layers: 'all' };

/** Rows in the order of the batch. */
const inTurn = (size: number) => Int32Array.from({ length: size }, (_, b) => b);

function poolAll(weights: StackWeights, batch: Batch): Float32Array {
  const rows = new Float32Array(batch.size * columnsPerSeries(weights.config));
  const result = forwardNow(referenceKernel, weights, batch, { keep: 'none', pool: true });
  writeRows(weights.config, batch.lengths, result, rows, inTurn(batch.size));
  return rows;
}

/** The values of one pooling of one layer and direction: [B, H]. */
function pooled(weights: StackWeights, rows: Float32Array, pooling: Pooling, layer: number, direction: 'fwd' | 'bwd') {
  const columns = featureColumns(weights.config, { poolings: [pooling], layers: [layer] });
  return selectFeatures(
    weights.config,
    rows,
    columns.filter((column) => column.direction === direction),
  );
}

describe('writeRows', () => {
  it('makes rows of hand-computed pools', () => {
    // Unit 0 of sequence 0 went 1 2 3 6: mean 3, deviations -2 -1 0 3, variance 14 / 4. Unit 1 stood still at 0.1.
    const still = Math.fround(0.1);
    const pools = {
      first: Float32Array.of(1, 0.1, 0.5, 0.25),
      min: Float32Array.of(1, 0.1, 0.5, 0.25),
      max: Float32Array.of(6, 0.1, 0.5, 0.25),
      sum: Float64Array.of(0 + 1 + 2 + 5, 0, 0, 0),
      squares: Float64Array.of(0 + 1 + 4 + 25, 0, 0, 0),
    };
    const states = { h: [Float32Array.of(6, 0.1, 0.5, 0.25)], c: [Float32Array.of(10, 11, 12, 13)] };
    const rows = new Float32Array(2 * 12);
    writeRows(TWO_UNITS, Int32Array.of(4, 1), { ...states, pools: [pools] }, rows, inTurn(2));
    const std = Math.fround(Math.sqrt(3.5));
    expect([...rows.subarray(0, 12)]).toEqual([6, still, 3, still, 6, still, 1, still, std, 0, 10, 11]);
    expect([...rows.subarray(12)]).toEqual([0.5, 0.25, 0.5, 0.25, 0.5, 0.25, 0.5, 0.25, 0, 0, 12, 13]);
  });

  it('puts each sequence into the row that it is given, and tells the first of those rows', () => {
    const numbers = () => Float32Array.of(1, 2, 3, 4);
    const sums = () => new Float64Array(4);
    const pools = { first: numbers(), min: numbers(), max: numbers(), sum: sums(), squares: sums() };
    const states = { h: [numbers()], c: [numbers()] };
    const rows = new Float32Array(3 * 12);
    const flawed = writeRows(TWO_UNITS, Int32Array.of(5, 1), { ...states, pools: [pools] }, rows, Int32Array.of(2, 0));
    expect(flawed).toBe(-1);
    const row = (a: number, b: number) => [a, b, a, b, a, b, a, b, 0, 0, a, b];
    expect([...rows]).toEqual([...row(3, 4), ...Array.from({ length: 12 }, () => 0), ...row(1, 2)]);
    states.c[0].fill(NaN);
    expect(writeRows(TWO_UNITS, Int32Array.of(5, 1), { ...states, pools: [pools] }, rows, Int32Array.of(2, 0))).toBe(0);
  });

  it('lets NaN into the poolings of its own unit only, and no rounding into a deviation below 0', () => {
    const pools = {
      first: Float32Array.of(1, 2),
      min: Float32Array.of(NaN, 2),
      max: Float32Array.of(NaN, 2),
      sum: Float64Array.of(NaN, 0.3),
      squares: Float64Array.of(NaN, 0.3 * 0.15),
    };
    const states = { h: [Float32Array.of(1, 2)], c: [Float32Array.of(3, 4)] };
    const rows = new Float32Array(12);
    writeRows(TWO_UNITS, Int32Array.of(2), { ...states, pools: [pools] }, rows, inTurn(1));
    const mean = Math.fround(2.15);
    expect([...rows]).toEqual([1, 2, NaN, mean, NaN, 2, NaN, 2, NaN, expect.closeTo(0, 7), 3, 4]);
  });

  it.each([
    ['none', [], -1],
    ['a cell state', [['c', 5]], 2],
    ['the mean of its hidden states', [['sum', 3]], 1],
    [
      'the first of several',
      [
        ['c', 4],
        ['sum', 2],
        ['c', 1 + 8 + 2],
      ],
      1,
    ],
  ] as const)('tells which sequence has features that are not finite: %s', (_, flaws, expected) => {
    const config = { ...TWO_UNITS, layers: [...TWO_UNITS.layers, ...TWO_UNITS.layers] };
    const B = 4;
    const numbers = () => new Float32Array(B * 2);
    const pools = [0, 1].map(() => ({
      first: numbers(),
      min: numbers(),
      max: numbers(),
      sum: new Float64Array(B * 2),
      squares: new Float64Array(B * 2),
    }));
    const states = { h: [numbers(), numbers()], c: [numbers(), numbers()] };
    for (const [where, at] of flaws) {
      if (where === 'c') states.c[Math.floor(at / (B * 2))][at % (B * 2)] = -Infinity;
      else pools[1].sum[at] = NaN;
    }
    const rows = new Float32Array(B * columnsPerSeries(config));
    expect(writeRows(config, new Int32Array(B).fill(3), { ...states, pools }, rows, inTurn(B))).toBe(expected);
  });

  it.each(['unequal-lengths', 'stacked-bidirectional'])(
    'takes last and cell from PyTorch’s h_n and c_n: %s',
    (name) => {
      const { weights, batch, h, c } = goldenCase(name);
      const rows = poolAll(weights, batch);
      const { bidirectional, hidden, layers } = plainOf(weights.config);
      const D = bidirectional ? 2 : 1;
      const per = batch.size * hidden;
      for (let layer = 0; layer < layers; layer++) {
        for (let d = 0; d < D; d++) {
          const direction = d === 0 ? 'fwd' : 'bwd';
          const from = (layer * D + d) * per;
          const last = pooled(weights, rows, 'last', layer, direction);
          const cell = pooled(weights, rows, 'cell', layer, direction);
          expect(largestDifference(last, h.data.subarray(from, from + per))).toBeLessThanOrEqual(1e-6);
          expect(largestDifference(cell, c!.data.subarray(from, from + per))).toBeLessThanOrEqual(1e-6);
        }
      }
    },
  );

  it('pools the top layer of PyTorch’s outputs', () => {
    const { weights, batch, output } = goldenCase('stacked-bidirectional');
    const rows = poolAll(weights, batch);
    const [B, T, width] = output.shape;
    const H = 16;
    for (const [d, direction] of (['fwd', 'bwd'] as const).entries()) {
      const expected: Record<'mean' | 'max' | 'min' | 'std', number[]> = { mean: [], max: [], min: [], std: [] };
      for (let b = 0; b < B; b++) {
        for (let u = 0; u < H; u++) {
          const series = Array.from({ length: T }, (_, t) => output.data[(b * T + t) * width + d * H + u]);
          const mean = series.reduce((sum, value) => sum + value) / T;
          expected.mean.push(mean);
          expected.max.push(Math.max(...series));
          expected.min.push(Math.min(...series));
          expected.std.push(Math.sqrt(series.reduce((sum, value) => sum + (value - mean) ** 2, 0) / T));
        }
      }
      for (const pooling of ['mean', 'max', 'min', 'std'] as const)
        expect(largestDifference(pooled(weights, rows, pooling, 1, direction), expected[pooling])).toBeLessThan(1e-6);
    }
  });

  it('gives a sequence the same features whatever it is batched with', () => {
    fc.assert(
      fc.property(
        modelArbitrary().chain((weights) => fc.tuple(fc.constant(weights), sequencesArbitrary(weights.config.input))),
        ([weights, sequences]) => {
          const { input } = weights.config;
          const together = poolAll(weights, packBatch(sequences, input));
          const alone = sequences.flatMap((sequence) => [...poolAll(weights, packBatch([sequence], input))]);
          expect([...together]).toEqual(alone);
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('featureColumns', () => {
  it('names columns in the order layer, direction, pooling of the spec, unit', () => {
    const columns = featureColumns(STACK, { poolings: ['mean', 'cell', 'last'], layers: 'all' });
    expect(columns.map(({ name }) => name)).toEqual(
      ['l0__fwd', 'l0__bwd', 'l1__fwd', 'l1__bwd'].flatMap((at) => [
        `h__${at}__u0__mean`,
        `h__${at}__u1__mean`,
        `c__${at}__u0__last`,
        `c__${at}__u1__last`,
        `h__${at}__u0__last`,
        `h__${at}__u1__last`,
      ]),
    );
  });

  it('covers every value of the full row once', () => {
    const columns = featureColumns(STACK, ALL);
    expect(columns.map(({ index }) => index)).toEqual(Array.from({ length: 2 * 2 * 6 * 2 }, (_, at) => at));
    expect(columnsPerSeries(STACK)).toBe(48);
    expect(new Set(columns.map(({ name }) => name)).size).toBe(48);
  });

  it('takes the layers asked for, ascending, and nothing twice', () => {
    const columns = featureColumns(STACK, { poolings: ['max', 'max'], layers: [1, 0, 1, 7] });
    expect(columns.map(({ layer, direction, unit }) => `${layer} ${direction} ${unit}`)).toEqual([
      '0 fwd 0',
      '0 fwd 1',
      '0 bwd 0',
      '0 bwd 1',
      '1 fwd 0',
      '1 fwd 1',
      '1 bwd 0',
      '1 bwd 1',
    ]);
  });

  it('gives no columns for no poolings', () => {
    expect(featureColumns(STACK, { poolings: [], layers: 'all' })).toEqual([]);
    expect(selectFeatures(STACK, new Float32Array(48), [])).toHaveLength(0);
  });
});

describe('columnStatistics', () => {
  it('gives minimum, maximum, mean and population deviation', () => {
    // Columns 2 4 4 4 5 5 7 9 (mean 5, deviation 2) and a constant that no binary fraction holds.
    const values = Float32Array.from([2, 4, 4, 4, 5, 5, 7, 9].flatMap((value) => [value, 0.1]));
    expect(columnStatistics(values, 2)).toEqual([
      { min: 2, max: 9, mean: 5, std: 2 },
      { min: Math.fround(0.1), max: Math.fround(0.1), mean: Math.fround(0.1), std: 0 },
    ]);
  });

  it('gives nothing for no columns', () => {
    expect(columnStatistics(new Float32Array(0), 0)).toEqual([]);
  });
});
