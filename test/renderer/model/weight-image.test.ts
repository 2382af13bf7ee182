/** The number that is read off an image is the one under the mouse, at the corners too. */

import { expect, it } from 'vitest';
import type { WeightMatrix, WeightsView } from '../../../core/contract/views-weights';
import { cellAfterKey, cellAtShare, weightPixels } from '../../../renderer/components/model/weight-image';
import { paletteOf } from '../../../renderer/charts/colormap';

const matrix: WeightMatrix = {
  name: 'R',
  columns: 10,
  height: 4,
  width: 1,
  largest: 2,
  cells: Uint8Array.of(0, 128, 200, 255),
};
const view: WeightsView = {
  tensors: [],
  layer: 0,
  direction: 'fwd',
  hidden: 10,
  blocks: ['i', 'f', 'g', 'o'],
  matrices: [matrix],
};

it('has one pixel a cell in the colours of the palette', () => {
  const palette = paletteOf('diverging', false);
  const pixels = weightPixels(matrix, palette);
  expect(pixels).toHaveLength(16);
  expect([...pixels.subarray(0, 4)]).toEqual([...palette.subarray(0, 3), 255]);
  expect([...pixels.subarray(12)]).toEqual([...palette.subarray(3 * 255, 3 * 255 + 3), 255]);
});

it('finds the number under the mouse, whatever the image has pixels for', () => {
  expect(cellAtShare(view, matrix, 0, 0)).toEqual({ row: 0, column: 0 });
  expect(cellAtShare(view, matrix, 0.55, 0.26)).toEqual({ row: 10, column: 5 });
  expect(cellAtShare(view, matrix, 1, 1)).toEqual({ row: 39, column: 9 });
});

it('moves by keys, from block to block too, and stays inside', () => {
  const at = { row: 39, column: 9 };
  expect(cellAfterKey(view, matrix, at, 'ArrowRight')).toEqual(at);
  expect(cellAfterKey(view, matrix, at, 'ArrowLeft')).toEqual({ row: 39, column: 8 });
  expect(cellAfterKey(view, matrix, at, 'PageUp')).toEqual({ row: 29, column: 9 });
  expect(cellAfterKey(view, matrix, at, 'Enter')).toBeNull();
});
