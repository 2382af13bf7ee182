/** The mouse on the gate stage. */

import { describe, expect, it } from 'vitest';
import type { StageLayout } from '../../../renderer/charts/stage-layout';
import {
  cellAt,
  placeAt,
  rangeAfterWheel,
  type StageScene,
  unitsAfterClick,
} from '../../../renderer/components/run/stage-place';
import { gatesView } from '../charts/views';

const layout: StageLayout = {
  width: 300,
  height: 200,
  left: 100,
  plotWidth: 100,
  barLeft: 220,
  barWidth: 8,
  rows: [
    { kind: 'signal', quantity: null, top: 0, height: 40 },
    { kind: 'heatmap', quantity: 'f', top: 50, height: 40 },
  ],
  axisTop: 100,
};
/** Ten steps of four units, ten pixels each; every cell holds its step. */
const scene: StageScene = { view: gatesView(0, 10, 4, []), layout, range: { from: 0, to: 10 } };

describe('the place under the mouse', () => {
  it('is a step everywhere in the plots, and a unit in a heatmap', () => {
    expect(placeAt(scene, 135, 10)).toEqual({ step: 3, quantity: null, unit: null });
    expect(placeAt(scene, 135, 75)).toEqual({ step: 3, quantity: 'f', unit: 2 });
  });

  it('is none beside the plots', () => {
    expect(placeAt(scene, 99, 75)).toBeNull();
    expect(placeAt(scene, 200, 75)).toBeNull();
  });

  it('has a value in a heatmap only', () => {
    // The forget gate's bytes 0 to 255 stand for 0 to 1.
    expect(cellAt(scene.view, { step: 3, quantity: 'f', unit: 2 })).toMatchObject({ quantity: 'f', step: 3, unit: 2 });
    expect(cellAt(scene.view, { step: 3, quantity: 'f', unit: 2 })?.value).toBeCloseTo(3 / 255, 3);
    expect(cellAt(scene.view, { step: 3, quantity: null, unit: null })).toBeNull();
  });
});

it('a click chooses a unit, with Ctrl it adds and takes away', () => {
  expect(unitsAfterClick([1, 2], 5, false)).toEqual([5]);
  expect(unitsAfterClick([1, 2], 5, true)).toEqual([1, 2, 5]);
  expect(unitsAfterClick([1, 2], 1, true)).toEqual([2]);
  expect(unitsAfterClick([1], 1, true)).toEqual([1]);
  const twelve = Array.from({ length: 12 }, (_, unit) => unit);
  expect(unitsAfterClick(twelve, 12, true)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
});

it('the wheel zooms about the step under it and pans sideways', () => {
  const part = { ...scene, view: gatesView(0, 100, 4, []), range: { from: 20, to: 80 } };
  const turned = (deltaX: number, deltaY: number, shiftKey = false) =>
    rangeAfterWheel(part, 150, { deltaX, deltaY, shiftKey });
  const zoomed = turned(0, -300);
  // 60 steps to e to the power of -0.54 of them, around step 50.
  expect(zoomed.to - zoomed.from).toBe(35);
  expect(Math.abs(zoomed.from + zoomed.to - 100)).toBeLessThanOrEqual(1);
  expect(turned(1, 0)).toEqual({ from: 21, to: 81 });
  expect(turned(0, -1, true)).toEqual({ from: 19, to: 79 });
});
