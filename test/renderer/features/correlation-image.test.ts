/** The image of correlations: colours, cells and groups. */

import { expect, test } from 'vitest';
import { paletteOf } from '../../../renderer/charts/colormap';
import {
  cellAfterKey,
  cellAt,
  correlationPixels,
  redundantGroups,
} from '../../../renderer/components/features/correlation-image';
import { histogramPath } from '../../../renderer/components/features/histogram-path';

test('−1, 0 and 1 are the ends and the middle of the palette', () => {
  const palette = paletteOf('diverging', false);
  const pixels = correlationPixels(Float32Array.of(-1, 0, 1.0000001), palette);
  const colour = (at: number): number[] => [...palette.subarray(3 * at, 3 * at + 3), 255];
  expect([...pixels]).toEqual([...colour(0), ...colour(128), ...colour(255)]);
});

test('the pointer and the arrow keys stay within the matrix', () => {
  expect(cellAt(4, 0.99, 0.26)).toEqual({ row: 1, column: 3 });
  expect(cellAt(4, 1.2, -0.1)).toEqual({ row: 0, column: 3 });
  expect(cellAfterKey(4, { row: 0, column: 3 }, 'ArrowRight')).toEqual({ row: 0, column: 3 });
  expect(cellAfterKey(4, { row: 0, column: 3 }, 'ArrowDown')).toEqual({ row: 1, column: 3 });
  expect(cellAfterKey(4, { row: 0, column: 3 }, 'Enter')).toBeNull();
});

test('groups are runs of more than one, the largest first', () => {
  expect(redundantGroups({ group: Int32Array.of(4, 4, 1, 2, 2, 2, 7, 7) })).toEqual([
    { from: 3, to: 6 },
    { from: 0, to: 2 },
    { from: 6, to: 8 },
  ]);
  expect(redundantGroups({ group: new Int32Array() })).toEqual([]);
});

test('a histogram reaches the top in its highest bin', () => {
  expect(histogramPath([1, 4, 0], 30, 8)).toBe('M0 8V6H10V0H20V8H30V8Z');
});
