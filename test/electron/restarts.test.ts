/** A process that ends is started again at once, then more and more slowly, and never given up. */

import { describe, expect, test } from 'vitest';
import { Restarts } from '../../electron/restarts';

describe('Restarts', () => {
  test('starts the first one at once and waits longer each time', () => {
    const restarts = new Restarts();
    const delays = [1, 2, 3, 4, 5].map((nowMs) => restarts.next(nowMs));
    expect(delays[0]).toBe(0);
    expect(delays).toEqual(delays.toSorted((a, b) => a - b));
    expect(new Set(delays).size).toBe(delays.length);
  });

  test('tries twice a minute what ends again and again', () => {
    const restarts = new Restarts();
    for (let end = 0; end < 5; end += 1) restarts.next(end * 1000);
    for (let end = 5; end < 40; end += 1) expect(restarts.next(end * 1000)).toBe(30_000);
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
