/** Weights as images: their pixels, and which number lies under the mouse. */

import type { WeightMatrix, WeightsView } from '../../../core/contract/views-weights';
import type { Palette } from '../../charts/colormap';

/** One number of a matrix. */
export interface WeightCell {
  row: number;
  column: number;
}

/** The image of a matrix as RGBA bytes, one pixel a cell. */
export function weightPixels({ cells }: WeightMatrix, palette: Palette): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(4 * cells.length);
  // Whole pixels at once: a byte at a time takes four times as long.
  const colours = new Uint8ClampedArray(4 * 256);
  for (let cell = 0; cell < 256; cell++) colours.set([...palette.subarray(3 * cell, 3 * cell + 3), 255], 4 * cell);
  const words = new Uint32Array(colours.buffer);
  const image = new Uint32Array(pixels.buffer);
  for (let at = 0; at < cells.length; at++) image[at] = words[cells[at]];
  return pixels;
}

/** The number at a place of the image, told as shares of its width and height from the upper left corner. */
export function cellAtShare(view: WeightsView, matrix: WeightMatrix, x: number, y: number): WeightCell {
  const rows = view.blocks.length * view.hidden;
  return { row: within(Math.floor(y * rows), rows), column: within(Math.floor(x * matrix.columns), matrix.columns) };
}

/** The neighbour that an arrow key leads to; null for other keys. */
export function cellAfterKey(
  view: WeightsView,
  matrix: WeightMatrix,
  { row, column }: WeightCell,
  key: string,
): WeightCell | null {
  const moves: Record<string, [rows: number, columns: number]> = {
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
    PageUp: [-view.hidden, 0],
    PageDown: [view.hidden, 0],
  };
  const move = moves[key];
  if (move === undefined) return null;
  const rows = view.blocks.length * view.hidden;
  return { row: within(row + move[0], rows), column: within(column + move[1], matrix.columns) };
}

function within(value: number, count: number): number {
  return Math.min(Math.max(value, 0), count - 1);
}
