/** Thinning against brute force. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { binnedMean, envelopeOf } from '../../../core/dataset/envelope';

describe('envelopeOf', () => {
  test('is the value itself where a column is a step', () => {
    const values = Float64Array.of(9, 1, 9, 2, 9, 3);
    const { min, max, start } = envelopeOf(values, { offset: 1, stride: 2, from: 0, to: 3, stepsPerColumn: 1 });
    expect([start, [...min], [...max]]).toEqual([0, [1, 2, 3], [1, 2, 3]]);
  });

  test('passes over missing values and leaves a gap where there is nothing else', () => {
    const values = Float32Array.of(1, NaN, NaN, NaN, 5, 4, -2);
    const { min, max } = envelopeOf(values, { offset: 0, stride: 1, from: 0, to: 7, stepsPerColumn: 2 });
    expect([...min]).toEqual([1, NaN, 4, -2]);
    expect([...max]).toEqual([1, NaN, 5, -2]);
  });

  test('has no columns for a range behind the end', () => {
    const range = { offset: 0, stride: 1, from: 5, to: 3, stepsPerColumn: 2 };
    expect(envelopeOf(new Float32Array(3), range).min).toHaveLength(0);
  });

  test('holds the extremes of every column', () => {
    const cases = fc.record({
      values: fc.float32Array({ minLength: 1, maxLength: 60 }),
      from: fc.nat(20),
      stepsPerColumn: fc.integer({ min: 1, max: 9 }),
    });
    fc.assert(
      fc.property(cases, ({ values, from, stepsPerColumn }) => {
        const to = values.length;
        const { min, max } = envelopeOf(values, { offset: 0, stride: 1, from, to, stepsPerColumn });
        const columns: number[][] = [];
        for (let at = from; at < to; at += stepsPerColumn)
          columns.push([...values].slice(at, Math.min(at + stepsPerColumn, to)).filter(Number.isFinite));
        const extreme = (pick: (...of: number[]) => number) =>
          columns.map((column) => (column.length === 0 ? NaN : pick(...column) + 0));
        expect([...min].map((value) => value + 0)).toEqual(extreme(Math.min));
        expect([...max].map((value) => value + 0)).toEqual(extreme(Math.max));
      }),
    );
  });
});

describe('binnedMean', () => {
  test('puts the means of whole steps on 255 steps of the scale, unit by unit', () => {
    // T = 3, two units; columns of two steps.
    const values = Float32Array.of(0, 1, 1, 1, 0.2, 0);
    const cells = binnedMean(values, { units: 2, from: 0, to: 3, stepsPerColumn: 2, low: 0, high: 1 });
    expect([...cells]).toEqual([128, 51, 255, 0]);
  });

  test('shows only the range, clamps to the scale, and NaN as its low end', () => {
    const values = Float32Array.of(100, -5, 0, 5, NaN);
    const cells = binnedMean(values, { units: 1, from: 1, to: 5, stepsPerColumn: 1, low: -1, high: 1 });
    expect([...cells]).toEqual([0, 128, 255, 0]);
  });
});
