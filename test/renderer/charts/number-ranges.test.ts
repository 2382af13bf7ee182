/** Ranges of numbers for the scatter's legend. */

import { expect, it } from 'vitest';
import type { ScatterPoint } from '../../../core/contract/views';
import { inRanges } from '../../../renderer/charts/number-ranges';

function points(...labels: (number | null)[]): ScatterPoint[] {
  return labels.map((label, index) => ({
    series: { part: 'train', index },
    id: String(index),
    label: label === null ? null : String(label),
    x: 0,
    y: 0,
  }));
}

const nameOf = (low: number, high: number): string => `${low}..${high}`;
const labelsOf = (of: ScatterPoint[]) => inRanges(of, nameOf).points.map(({ label }) => label);

it('gives each fifth of the points a range, the smallest numbers first', () => {
  const ten = points(9, 0, 8, 1, 7, 2, 6, 3, 5, 4);
  expect(inRanges(ten, nameOf).labels).toEqual(['0..1', '2..3', '4..5', '6..7', '8..9']);
  expect(labelsOf(ten).slice(0, 4)).toEqual(['8..9', '0..1', '8..9', '0..1']);
});

it('keeps equal numbers together, in fewer ranges', () => {
  expect(inRanges(points(1, 1, 1, 1, 1, 1, 2), nameOf).labels).toEqual(['1..1', '2..2']);
  expect(inRanges(points(3, 3), nameOf).labels).toEqual(['3..3']);
});

it('leaves points without a label without one', () => {
  expect(inRanges(points(1, null, 2), nameOf)).toMatchObject({ labels: ['1..1', '2..2', null] });
  expect(labelsOf(points(null, -0.5))).toEqual([null, '-0.5..-0.5']);
  expect(inRanges([], nameOf)).toEqual({ points: [], labels: [] });
});
