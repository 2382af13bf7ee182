/** Nearest neighbours: published accuracies, and every distance against one that fills the whole table. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Distance, nearestSeries } from '../../../../core/evaluation/neighbours/nearest';
import { bandOf, warpedDistance, warpingRooms } from '../../../../core/evaluation/neighbours/warping';
import { finish } from '../../../helpers/datasets';
import { seriesSet, sharedSets } from '../../../helpers/series-set';

/** Share of test series whose nearest training series has their label. */
function accuracy(name: string, distance: Distance): number {
  const { train, test } = sharedSets(name);
  const nearest = finish(nearestSeries(train, test, distance));
  return nearest.filter((index, at) => train.labels[index] === test.labels[at]).length / nearest.length;
}

describe('accuracies published for the official splits', () => {
  test.each([
    ['GunPoint', 'euclid', 0.913],
    ['ArrowHead', 'euclid', 0.8],
    ['ItalyPowerDemand', 'euclid', 0.955],
    ['GunPoint', 'dtw', 0.907],
    ['ArrowHead', 'dtw', 0.703],
    ['ItalyPowerDemand', 'dtw', 0.95],
  ] as const)('%s by %s', (name, kind, expected) => {
    expect(accuracy(name, kind === 'euclid' ? { kind } : { kind, band: null })).toBeCloseTo(expected, 3);
  });
});

/** The whole table, cell by cell, as the definition has it. */
function tableDistance(a: number[][], b: number[][], share: number | null): number {
  const radius = share === null ? Infinity : Math.floor(share * Math.max(a.length, b.length));
  const cells = a.map(() => b.map(() => Infinity));
  for (let i = 0; i < a.length; i++) {
    for (let j = 0; j < b.length; j++) {
      if (j - i < Math.min(0, b.length - a.length) - radius || j - i > Math.max(0, b.length - a.length) + radius)
        continue;
      const cost = a[i].reduce((sum, value, channel) => sum + (value - b[j][channel]) ** 2, 0);
      const least =
        i === 0 && j === 0
          ? 0
          : Math.min(cells[i - 1]?.[j] ?? Infinity, cells[i]?.[j - 1] ?? Infinity, cells[i - 1]?.[j - 1] ?? Infinity);
      cells[i][j] = least + cost;
    }
  }
  return cells[a.length - 1][b.length - 1];
}

function euclidDistance(a: number[][], b: number[][]): number {
  let sum = 0;
  for (let i = 0; i < Math.max(a.length, b.length); i++)
    for (let channel = 0; channel < a[0].length; channel++)
      sum += (a[Math.min(i, a.length - 1)][channel] - b[Math.min(i, b.length - 1)][channel]) ** 2;
  return sum;
}

/** Coarse values, so that distances are often equal, beside any that float32 has. */
const value = fc.oneof(fc.integer({ min: -2, max: 2 }), fc.float({ min: -100, max: 100, noNaN: true }));
const sets = fc.integer({ min: 1, max: 3 }).chain((channels) => {
  const series = fc.array(fc.array(value, { minLength: channels, maxLength: channels }), {
    minLength: 1,
    maxLength: 14,
  });
  return fc.record({
    channels: fc.constant(channels),
    train: fc.array(series, { minLength: 1, maxLength: 8 }),
    test: fc.array(series, { minLength: 1, maxLength: 3 }),
  });
});
const distances = fc.constantFrom<Distance>(
  { kind: 'euclid' },
  { kind: 'dtw', band: null },
  { kind: 'dtw', band: 0.1 },
  { kind: 'dtw', band: 0.3 },
);

test('the nearest is the first of the least distances', () => {
  fc.assert(
    fc.property(sets, distances, ({ channels, train, test }, distance) => {
      const distanceOf = (a: number[][], b: number[][]) =>
        distance.kind === 'euclid' ? euclidDistance(a, b) : tableDistance(a, b, distance.band);
      const expected = test.map((query) => {
        const found = train.map((other) => distanceOf(query, other));
        return found.indexOf(Math.min(...found));
      });
      const set = (series: number[][][]) =>
        seriesSet(
          series.map((steps) => steps.flat()),
          channels,
        );
      expect([...finish(nearestSeries(set(train), set(test), distance))]).toEqual(expected);
    }),
    { numRuns: 1500 },
  );
});

test('a warped distance is that of the whole table to the bit, or infinite beyond the bound', () => {
  const warp = (a: number[][], b: number[][], share: number | null, bound: number) =>
    finish(
      warpedDistance(
        { values: Float32Array.from(a.flat()), length: a.length },
        { values: Float32Array.from(b.flat()), length: b.length },
        a[0].length,
        bandOf(a.length, b.length, share),
        bound,
        null,
        warpingRooms(b.length),
      ),
    );
  fc.assert(
    fc.property(sets, fc.constantFrom(null, 0, 0.1, 0.5), ({ train: [a], test: [b] }, share) => {
      const expected = tableDistance(a, b, share);
      expect(warp(a, b, share, Infinity)).toBe(expected);
      expect(warp(a, b, share, expected)).toBe(expected);
      expect(warp(a, b, share, expected / 2)).toBe(expected === 0 ? 0 : Infinity);
    }),
    { numRuns: 1000 },
  );
});

test('a distance worked out by hand', () => {
  // 0 1 2 against 0 2: 0-0, 1-0 or 1-2, 2-2.
  const nearest = nearestSeries(seriesSet([[9], [0, 2], [0, 1]]), seriesSet([[0, 1, 2]]), { kind: 'dtw', band: null });
  expect([...finish(nearest)]).toEqual([1]);
});

test('two long series are warped in pieces', () => {
  const long = (phase: number) => Array.from({ length: 6000 }, (_, step) => ((step * step + phase) % 17) / 17);
  const work = nearestSeries(seriesSet([long(0), long(5)]), seriesSet([long(3)]), { kind: 'dtw', band: null });
  expect([...work].length).toBeGreaterThan(5);
});
