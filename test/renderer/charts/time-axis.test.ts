/** The shared time axis: steps and pixels map back and forth, zoom and pan stay inside the series. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  clampRange,
  isWhole,
  panRange,
  reveal,
  stepAt,
  timeTicks,
  wholeRange,
  xOfStep,
  zoomRange,
} from '../../../renderer/charts/time-axis';

const ranges = fc
  .record({ length: fc.integer({ min: 1, max: 5000 }), a: fc.nat(5000), b: fc.nat(5000) })
  .map(({ length, a, b }) => ({ length, range: clampRange({ from: Math.min(a, b), to: Math.max(a, b) }, length) }));

function isInside({ from, to }: { from: number; to: number }, length: number): boolean {
  return (
    Number.isInteger(from) && Number.isInteger(to) && from >= 0 && to <= length && to - from >= Math.min(8, length)
  );
}

test('a step is found again at the middle of its slot', () => {
  fc.assert(
    fc.property(ranges, fc.integer({ min: 50, max: 2000 }), fc.nat(), ({ range }, width, pick) => {
      const step = range.from + (pick % (range.to - range.from));
      return stepAt(xOfStep(step, width, range), width, range) === step;
    }),
  );
});

test('the first step starts at the left edge and the last one ends at the right edge', () => {
  const range = { from: 20, to: 30 };
  expect(stepAt(0, 100, range)).toBe(20);
  expect(stepAt(99.9, 100, range)).toBe(29);
  expect(stepAt(250, 100, range)).toBe(29);
  expect(stepAt(-4, 100, range)).toBe(20);
  expect(xOfStep(20, 100, range)).toBe(5);
});

test('zooming and panning never leave the series', () => {
  fc.assert(
    fc.property(
      ranges,
      fc.nat(5000),
      fc.double({ min: 0.05, max: 20, noNaN: true }),
      fc.integer(),
      ({ length, range }, step, factor, by) => {
        expect(isInside(zoomRange(range, length, step, factor), length)).toBe(true);
        const panned = panRange(range, length, by);
        expect(isInside(panned, length)).toBe(true);
        expect(panned.to - panned.from).toBe(range.to - range.from);
      },
    ),
  );
});

test('zooming in keeps the step under the mouse where it is, to a step', () => {
  const range = { from: 0, to: 1000 };
  const closer = zoomRange(range, 1000, 700, 0.5);
  expect(closer.to - closer.from).toBe(500);
  expect(Math.abs(xOfStep(700, 1000, closer) - xOfStep(700, 1000, range))).toBeLessThan(2);
});

test('every turn of the wheel does something until the closest and the whole are reached', () => {
  expect(zoomRange({ from: 0, to: 10 }, 20, 5, 0.99)).not.toEqual({ from: 0, to: 10 });
  expect(zoomRange({ from: 4, to: 12 }, 20, 5, 0.5)).toEqual({ from: 4, to: 12 });
  let range = { from: 4, to: 12 };
  for (let turn = 0; turn < 40; turn++) range = zoomRange(range, 20, 5, 1.25);
  expect(range).toEqual(wholeRange(20));
  expect(isWhole(range, 20)).toBe(true);
});

test('revealing moves no more than it must', () => {
  expect(reveal({ from: 10, to: 20 }, 100, 15)).toEqual({ from: 10, to: 20 });
  expect(reveal({ from: 10, to: 20 }, 100, 20)).toEqual({ from: 11, to: 21 });
  expect(reveal({ from: 10, to: 20 }, 100, 3)).toEqual({ from: 3, to: 13 });
});

test('ticks are round steps of the range with room for their numbers', () => {
  expect(timeTicks({ from: 0, to: 150 }, 600)).toEqual([0, 20, 40, 60, 80, 100, 120, 140]);
  expect(timeTicks({ from: 0, to: 10 }, 900)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(timeTicks({ from: 95, to: 121 }, 300)).toEqual([100, 110, 120]);
  fc.assert(
    fc.property(ranges, fc.integer({ min: 80, max: 2000 }), ({ range }, width) => {
      const ticks = timeTicks(range, width);
      return ticks.every(
        (tick, k) =>
          Number.isInteger(tick) && (k === 0 || ((tick - ticks[k - 1]) / (range.to - range.from)) * width >= 63.9),
      );
    }),
  );
});
