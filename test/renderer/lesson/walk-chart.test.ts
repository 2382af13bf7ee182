/** The lesson's small charts: where steps lie, traces with their zero, decay of a memory, and the section in view. */

import { describe, expect, it } from 'vitest';
import { currentStop } from '../../../renderer/components/lesson/stops';
import { remaining, stepAt, stepX, tint, trace } from '../../../renderer/components/lesson/walk-chart';

describe('steps', () => {
  it('are found again where they are drawn', () => {
    for (let step = 0; step < 10; step++) expect(stepAt(stepX(step, 10, 60, 350), 10, 60, 350)).toBe(step);
  });

  it('stay inside the series when pointed at from beside it', () => {
    expect([stepAt(0, 10, 60, 350), stepAt(999, 10, 60, 350)]).toEqual([0, 9]);
  });
});

describe('trace', () => {
  const box = { left: 0, width: 40, top: 10, bottom: 50 };

  it('puts the largest value on top, the smallest at the bottom and zero between', () => {
    const { points, zero } = trace([1, -1, 3, 0], box);
    expect(points).toEqual([
      { x: 5, y: 30 },
      { x: 15, y: 50 },
      { x: 25, y: 10 },
      { x: 35, y: 40 },
    ]);
    expect(zero).toBe(40);
  });

  it('keeps zero in sight when all values are on one side, and draws zeros on it', () => {
    expect(trace([2, 4], box).zero).toBe(50);
    expect(trace([-2, -4], box).zero).toBe(10);
    expect(trace([0, 0], box).path).toBe('M10.0 50.0 L30.0 50.0');
  });
});

describe('remaining', () => {
  it('halves at every step with forget bias 0', () => {
    expect(remaining(0, 3)).toEqual([1, 0.5, 0.25, 0.125]);
  });

  it('falls to 1/e after the memory horizon: 149 steps for bias 5', () => {
    expect(remaining(5, 149)[149]).toBeCloseTo(1 / Math.E, 2);
  });
});

describe('tint', () => {
  it('grows with the magnitude and stops at 1', () => {
    expect([0, -0.5, 1, 7].map(tint)).toEqual(['4%', '27%', '50%', '50%']);
  });
});

describe('currentStop', () => {
  const tops = [100, 500, 900, 1200];
  const view = (scrollTop: number) => ({ scrollTop, clientHeight: 300, scrollHeight: 1400 });

  it('is the section that has passed the upper third', () => {
    expect([0, 399, 400, 850].map((top) => currentStop(tops, view(top)))).toEqual([0, 0, 1, 2]);
  });

  it('is the last one at the end, however short it is', () => {
    expect(currentStop(tops, view(1100))).toBe(3);
  });

  it('is the first one while nothing else is there to scroll to', () => {
    expect(currentStop([100], { scrollTop: 0, clientHeight: 60, scrollHeight: 60 })).toBe(0);
  });
});
