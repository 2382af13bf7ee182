/** Heatmaps at the screen's pixels: each pixel shows the cell that its middle falls on. */

import { describe, expect, test } from 'vitest';
import type { Heatmap } from '../../../core/contract/views';
import {
  barPixels,
  heatmapPixels,
  pixelOfUnit,
  unitAtPixel,
  unitTicks,
  valueAt,
} from '../../../renderer/charts/heatmap';

/** A palette whose red channel is the cell itself, so that pixels can be read back. */
const identity = Uint8Array.from({ length: 768 }, (_, k) => (k % 3 === 0 ? k / 3 : 7));

function heatmap(rows: number[][], low = 0, high = 1): Heatmap {
  return {
    quantity: 'f',
    scale: 'sequential',
    low,
    high,
    units: rows.length,
    columns: rows[0].length,
    cells: Uint8Array.from(rows.flat()),
  };
}

function reds(pixels: Uint8ClampedArray, width: number): number[][] {
  const rows: number[][] = [];
  for (let at = 0; at < pixels.length; at += 4 * width) {
    rows.push(Array.from({ length: width }, (_, x) => pixels[at + 4 * x]));
  }
  return rows;
}

describe('pixels', () => {
  test('a cell becomes a block of its own, sharp at the edges', () => {
    const pixels = heatmapPixels(
      heatmap([
        [10, 20, 30],
        [40, 50, 60],
      ]),
      { steps: 3, stepsPerColumn: 1 },
      6,
      4,
      identity,
    );
    expect(reds(pixels, 6)).toEqual([
      [10, 10, 20, 20, 30, 30],
      [10, 10, 20, 20, 30, 30],
      [40, 40, 50, 50, 60, 60],
      [40, 40, 50, 50, 60, 60],
    ]);
    expect([pixels[1], pixels[2], pixels[3]]).toEqual([7, 7, 255]);
  });

  test('the last column is as narrow as the steps it holds', () => {
    // 10 steps, 4 a column: columns of 4, 4 and 2 steps on 10 pixels.
    const pixels = heatmapPixels(heatmap([[1, 2, 3]]), { steps: 10, stepsPerColumn: 4 }, 10, 1, identity);
    expect(reds(pixels, 10)).toEqual([[1, 1, 1, 1, 2, 2, 2, 2, 3, 3]]);
  });

  test('units that share a pixel row are averaged', () => {
    const pixels = heatmapPixels(heatmap([[0], [100], [200], [250]]), { steps: 1, stepsPerColumn: 1 }, 1, 2, identity);
    expect(reds(pixels, 1)).toEqual([[50], [225]]);
  });

  test('no unit is lost where units do not divide by pixel rows', () => {
    const rows = Array.from({ length: 7 }, () => [0]);
    rows[3] = [255];
    const pixels = heatmapPixels(heatmap(rows), { steps: 1, stepsPerColumn: 1 }, 1, 3, identity);
    expect(reds(pixels, 1).map(([red]) => red > 0)).toEqual([false, true, false]);
  });
});

test('a unit is found again at the middle of its row', () => {
  for (const units of [1, 10, 128, 1024]) {
    for (let unit = 0; unit < units; unit++) expect(unitAtPixel(pixelOfUnit(unit, 57, units), 57, units)).toBe(unit);
  }
  expect(unitAtPixel(-3, 57, 10)).toBe(0);
  expect(unitAtPixel(57, 57, 10)).toBe(9);
});

test('unit ticks hold the first and the last unit and never crowd', () => {
  expect(unitTicks(1, 60)).toEqual([0]);
  expect(unitTicks(10, 60)).toEqual([0, 4, 9]);
  expect(unitTicks(128, 60)).toEqual([0, 32, 64, 96, 127]);
  for (const [units, height] of [
    [10, 30],
    [64, 45],
    [300, 200],
    [1024, 400],
  ]) {
    const ticks = unitTicks(units, height);
    expect([ticks[0], ticks.at(-1)]).toEqual([0, units - 1]);
    for (let k = 1; k < ticks.length; k++) expect(((ticks[k] - ticks[k - 1]) / units) * height).toBeGreaterThan(11);
  }
});

test('a cell says its value back', () => {
  const map = heatmap(
    [
      [0, 51],
      [255, 102],
    ],
    -2,
    3,
  );
  expect(valueAt(map, 10, 5, 10, 0)).toBe(-2);
  expect(valueAt(map, 10, 5, 14, 1)).toBe(3);
  expect(valueAt(map, 10, 5, 15, 0)).toBeCloseTo(-1, 12);
  expect(valueAt(map, 10, 5, 20, 0)).toBeNull();
  expect(valueAt(map, 10, 5, 9, 0)).toBeNull();
  expect(valueAt(map, 10, 5, 10, 2)).toBeNull();
});

test('the colour bar has the high end on top', () => {
  const bar = barPixels(identity);
  expect([bar[0], bar[4 * 255]]).toEqual([255, 0]);
});
