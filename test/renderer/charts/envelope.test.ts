/** Lines from min/max columns. */

import { expect, test } from 'vitest';
import { envelopeAt, envelopePoints, extentOf } from '../../../renderer/charts/envelope';

function envelope(start: number, stepsPerColumn: number, min: number[], max: number[]) {
  return { start, stepsPerColumn, min: Float32Array.from(min), max: Float32Array.from(max) };
}

test('one step a column is one point a step, with a gap where a value is missing', () => {
  expect(envelopePoints(envelope(5, 1, [1, NaN, 3], [1, NaN, 3]), 8)).toEqual(Float64Array.of(5, 1, 6, NaN, 7, 3));
});

test('several steps a column keep both extremes at the middle of the column', () => {
  const points = envelopePoints(envelope(0, 4, [-1, 0, 2], [1, 3, 2]), 10);
  expect(points).toEqual(Float64Array.of(1.5, -1, 1.5, 1, 5.5, 0, 5.5, 3, 8.5, 2));
});

test('the extent spans all lines and skips what is not finite', () => {
  expect(extentOf([envelope(0, 1, [1, NaN], [2, NaN]), envelope(0, 1, [-4], [0])])).toEqual([-4, 2]);
  expect(extentOf([envelope(0, 1, [NaN], [NaN])])).toBeNull();
  expect(extentOf([])).toBeNull();
});

test('a value can be read where a column is one step', () => {
  const fine = envelope(10, 1, [1.5, 2.5], [1.5, 2.5]);
  expect(envelopeAt(fine, 11)).toBe(2.5);
  expect(envelopeAt(fine, 12)).toBeNull();
  expect(envelopeAt(fine, 9)).toBeNull();
  expect(envelopeAt(envelope(10, 2, [1], [2]), 10)).toBeNull();
});
