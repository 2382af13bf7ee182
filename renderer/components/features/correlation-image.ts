/** The matrix of correlations as an image, its cells under the pointer and by arrow keys, and its groups. */

import type { CorrelationsView } from '../../../core/contract/ranking';
import type { Palette } from '../../charts/colormap';

/** Places in the order of the matrix. */
export interface Cell {
  row: number;
  column: number;
}

/** Opaque pixels, one a cell: -1 to 1 over the whole of a diverging palette. */
export function correlationPixels(r: Float32Array, palette: Palette): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(4 * r.length);
  for (const [at, value] of r.entries()) {
    const colour = 3 * Math.round(127.5 * (1 + Math.min(1, Math.max(-1, value))));
    pixels.set([palette[colour], palette[colour + 1], palette[colour + 2], 255], 4 * at);
  }
  return pixels;
}

/** @param x share of the image's width, 0 to 1; `y` of its height */
export function cellAt(size: number, x: number, y: number): Cell {
  const place = (share: number): number => Math.min(size - 1, Math.max(0, Math.floor(share * size)));
  return { row: place(y), column: place(x) };
}

/** The cell that an arrow key leads to; null for another key. */
export function cellAfterKey(size: number, { row, column }: Cell, key: string): Cell | null {
  const moves: Record<string, [number, number]> = {
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
  };
  if (!(key in moves)) return null;
  const [down, right] = moves[key];
  const bounded = (place: number): number => Math.min(size - 1, Math.max(0, place));
  return { row: bounded(row + down), column: bounded(column + right) };
}

/** Columns that say the same, `from <= place < to` in the order of the matrix; groups of one are none. */
export interface Group {
  from: number;
  to: number;
}

/** Groups stand together in the order of the matrix; the largest come first. */
export function redundantGroups({ group }: Pick<CorrelationsView, 'group'>): Group[] {
  const groups: Group[] = [];
  for (let from = 0, to = 0; from < group.length; from = to) {
    while (to < group.length && group[to] === group[from]) to++;
    if (to - from > 1) groups.push({ from, to });
  }
  return groups.sort((a, b) => b.to - b.from - (a.to - a.from) || a.from - b.from);
}
