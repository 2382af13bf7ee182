/** A remembered window always comes up whole and reachable on the screens that are there. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fitPlace, LEAST } from '../../electron/window-place';

const screen = { x: 0, y: 25, width: 1920, height: 1055 };

describe('fitPlace', () => {
  test('centres the usual size where nothing is remembered', () => {
    expect(fitPlace(null, screen)).toEqual({ x: 320, y: 153, width: 1280, height: 800 });
  });

  test('puts the window where it was', () => {
    const place = { x: 100, y: 60, width: 1000, height: 700 };
    expect(fitPlace(place, screen)).toEqual(place);
  });

  test('brings a window back from a screen that is gone', () => {
    expect(fitPlace({ x: 3000, y: -900, width: 1000, height: 700 }, screen)).toEqual({
      x: 920,
      y: 25,
      width: 1000,
      height: 700,
    });
  });

  test('shrinks a window to a smaller screen, below its least size if need be', () => {
    const small = { x: 0, y: 0, width: 800, height: 500 };
    expect(fitPlace({ x: 10, y: 10, width: 1600, height: 1000 }, small)).toEqual(small);
  });

  test('lies within the screen and keeps its least size wherever the screen allows it', () => {
    const pixel = fc.double({ min: -5000, max: 5000, noNaN: true });
    const side = fc.double({ min: 0, max: 5000, noNaN: true });
    const remembered = fc.record({ x: pixel, y: pixel, width: side, height: side });
    const area = fc.record({
      x: fc.integer({ min: -4000, max: 4000 }),
      y: fc.integer({ min: -4000, max: 4000 }),
      width: fc.integer({ min: 640, max: 4000 }),
      height: fc.integer({ min: 480, max: 3000 }),
    });
    fc.assert(
      fc.property(remembered, area, (place, area) => {
        const fitted = fitPlace(place, area);
        expect(fitted.x).toBeGreaterThanOrEqual(area.x);
        expect(fitted.y).toBeGreaterThanOrEqual(area.y);
        expect(fitted.x + fitted.width).toBeLessThanOrEqual(area.x + area.width);
        expect(fitted.y + fitted.height).toBeLessThanOrEqual(area.y + area.height);
        expect(fitted.width).toBeGreaterThanOrEqual(Math.min(LEAST.width, area.width));
        expect(fitted.height).toBeGreaterThanOrEqual(Math.min(LEAST.height, area.height));
      }),
    );
  });
});
