/** A process that ends is started again at once, then more and more slowly, and at last not at all. */

import { describe, expect, test } from 'vitest';
import { Restarts } from '../../electron/restarts';

describe('Restarts', () => {
  test('starts the first one at once and waits longer each time', () => {
    const restarts = new Restarts();
    const delays = [1, 2, 3, 4, 5].map((nowMs) => restarts.next(nowMs) ?? Number.NaN);
    expect(delays[0]).toBe(0);
    expect(delays).toEqual(delays.toSorted((a, b) => a - b));
    expect(new Set(delays).size).toBe(delays.length);
  });

  test('gives up at the sixth end within a minute', () => {
    const restarts = new Restarts();
    for (let end = 0; end < 5; end += 1) expect(restarts.next(end * 10_000)).not.toBeNull();
    expect(restarts.next(50_000)).toBeNull();
  });

  test('forgets ends that are a minute old', () => {
    const restarts = new Restarts();
    for (let end = 0; end < 20; end += 1) expect(restarts.next(end * 60_000)).toBe(0);
  });

  test('begins anew when told to', () => {
    const restarts = new Restarts();
    for (let end = 0; end < 6; end += 1) restarts.next(end);
    restarts.clear();
    expect(restarts.next(10)).toBe(0);
  });
});
