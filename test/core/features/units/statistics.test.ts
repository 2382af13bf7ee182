/** Statistics of units: against values computed the plain way, or by hand. */

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LAGS, RELATIONS, UnitCorrelations } from '../../../../core/features/units/correlations';
import { UnitDrives } from '../../../../core/features/units/drives';
import { horizonOf, KeepingCounts } from '../../../../core/features/units/keeping';
import { UnitLabels } from '../../../../core/features/units/labels';
import { UnitMoments } from '../../../../core/features/units/moments';
import { seededRandom } from '../../../../core/lstm/random';

describe('how long units keep', () => {
  it('is -1 / ln f: the plain values, and the ends', () => {
    expect(horizonOf(0.5, 0.5)).toBeCloseTo(1.4427, 4);
    expect(horizonOf(1 / Math.E, 1 - 1 / Math.E)).toBeCloseTo(1, 12);
    expect(horizonOf(0, 1)).toBe(0);
    expect(horizonOf(1, 0)).toBe(Infinity);
  });

  it('is exact where f never moves', () => {
    const f = Math.fround(1 / (1 + Math.exp(-10)));
    const counts = new KeepingCounts(1);
    for (let t = 0; t < 50; t++) counts.add(Float32Array.of(f), 0);
    const expected = -1 / Math.log(f);
    for (const horizon of counts.horizons(0, [0, 0.05, 0.5, 0.95, 1])) expect(horizon / expected).toBeCloseTo(1, 6);
  });

  it('is within 5 % of the quantiles of the values themselves, for gates of any kind', () => {
    for (const spread of [0.5, 2, 6, 12]) {
      const random = seededRandom(3);
      const values = Float32Array.from({ length: 5000 }, () => 1 / (1 + Math.exp(-spread * random.gaussian())));
      const counts = new KeepingCounts(2);
      for (let t = 0; t < values.length; t += 2) counts.add(values, t);
      const mine = values.filter((_, at) => at % 2 === 1).toSorted();
      for (const share of [0.05, 0.25, 0.5, 0.75, 0.95]) {
        const [horizon] = counts.horizons(1, [share]);
        const [low, high] = [mine[Math.ceil(share * mine.length) - 8], mine[Math.ceil(share * mine.length) + 6]];
        expect(horizon).toBeGreaterThanOrEqual(0.94 * horizonOf(low, 1 - low));
        // What keeps less than 2^-24 of a step is all one.
        expect(horizon).toBeLessThanOrEqual(Math.max(0.06, 1.06 * horizonOf(high, 1 - high)));
      }
    }
  });

  it('takes 0 and 1 as never and for ever', () => {
    const counts = new KeepingCounts(2);
    counts.add(Float32Array.of(0, 1), 0);
    expect(counts.horizons(0, [0.5])).toEqual([0]);
    expect(counts.horizons(1, [0.5])).toEqual([Infinity]);
  });
});

describe('moments', () => {
  it('are those of all steps that came, in any pieces', () => {
    const moments = new UnitMoments(2);
    moments.add(Float32Array.of(9, 9, 0.05, 1, 0.95, 1, 0.5, 1), 2, 2);
    moments.add(Float32Array.of(0.5, 1), 0, 1);
    const { mean, deviation, min, max, shut, open } = moments.of(0);
    expect([mean, min, max]).toEqual([0.5, 0.05, 0.95].map((value) => expect.closeTo(value, 6)));
    expect(deviation).toBeCloseTo(Math.sqrt((0.45 ** 2 * 2) / 3), 6);
    expect([shut, open]).toEqual([1 / 3, 1 / 3]);
    expect(moments.of(1)).toEqual({ mean: 1, deviation: 0, min: 1, max: 1, shut: 0, open: 1 });
  });
});

describe('driving windows', () => {
  it('are the highest and lowest windows of all, whatever the pieces, and no two overlap', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 20 }), {
          minLength: 1,
          maxLength: 6,
        }),
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 9 }),
        (all, width, count, piece) => {
          const drives = new UnitDrives(2, width, count);
          const expected: { series: number; from: number; to: number; step: number; value: number }[] = [];
          for (const [series, values] of all.entries()) {
            const both = Float32Array.from(values.flatMap((value) => [0, value]));
            for (let from = 0; from < values.length; from += piece) {
              const to = Math.min(from + piece, values.length);
              drives.add(series, values.length, both, 2 * from, from, to);
            }
            for (let from = 0; from < values.length; from += width) {
              const own = values.slice(from, from + width);
              const value = Math.max(...own);
              expected.push({ series, from, to: from + own.length, step: from + own.indexOf(value), value });
            }
          }
          expected.sort((a, b) => b.value - a.value);
          expect(drives.of(1).highest).toEqual(expected.slice(0, count));
          expect(drives.of(1).lowest).toHaveLength(Math.min(count, expected.length));
          const least = Math.min(...all.flat());
          expect(drives.of(1).lowest[0].value).toBe(least);
        },
      ),
    );
  });
});

/** Pearson's r by its definition. */
function pearson(a: number[], b: number[]): number {
  const mean = (of: number[]) => of.reduce((sum, value) => sum + value, 0) / of.length;
  const [ma, mb] = [mean(a), mean(b)];
  const sum = (f: (at: number) => number) => a.reduce((total, _, at) => total + f(at), 0);
  return (
    sum((at) => (a[at] - ma) * (b[at] - mb)) /
    Math.sqrt(sum((at) => (a[at] - ma) ** 2) * sum((at) => (b[at] - mb) ** 2))
  );
}

describe('correlations', () => {
  it.each([false, true])('are those of each relation over the steps that it has (reverse: %s)', (reverse) => {
    const random = seededRandom(8);
    const [H, C, I] = [3, 2, 3];
    const lengths = [30, 7, 1];
    const correlations = new UnitCorrelations(H, C);
    const pairs: { phi: number[][][]; h: number[][][] } = {
      phi: Array.from({ length: C }, () => Array.from({ length: RELATIONS }, () => [])),
      h: Array.from({ length: H }, () => Array.from({ length: RELATIONS }, () => [])),
    };
    for (const T of lengths) {
      const x = Float32Array.from({ length: T * I }, () => 100 + random.gaussian());
      const h = Float32Array.from({ length: T * H }, () => random.gaussian());
      const place = (k: number) => (reverse ? T - 1 - k : k);
      correlations.add(x, 0, I, h, 0, place, 0, Math.min(4, T));
      correlations.add(x, 0, I, h, 0, place, Math.min(4, T), T);
      for (let k = 0; k < T; k++) {
        for (let r = 0; r < RELATIONS; r++) {
          const back = r === 0 ? 0 : r === 1 ? 1 : LAGS[r - 2];
          if (k < back) continue;
          for (let c = 0; c < C; c++) {
            const [now, then] = [x[place(k) * I + c], x[place(k - back) * I + c]];
            pairs.phi[c][r].push(r === 1 ? now - then : then);
          }
          for (let u = 0; u < H; u++) pairs.h[u][r].push(h[place(k) * H + u]);
        }
      }
    }
    for (let c = 0; c < C; c++) {
      for (let u = 0; u < H; u++) {
        for (const [r, found] of correlations.of(u, c).entries()) {
          if (pairs.phi[c][r].length === 0) expect(found).toBeNaN();
          else expect(found).toBeCloseTo(pearson(pairs.phi[c][r], pairs.h[u][r]), 6);
        }
      }
    }
  });

  it('are none where a side is constant', () => {
    const correlations = new UnitCorrelations(1, 1);
    correlations.add(Float32Array.of(1, 1, 1), 0, 1, Float32Array.of(0.1, 0.2, 0.3), 0, (k) => k, 0, 3);
    expect(correlations.of(0, 0)[0]).toBeNaN();
  });
});

describe('labels', () => {
  it('have eta squared for classes, by hand', () => {
    // Means 1, 3 of class a and 5, 7 of class b: between 2 (2 - 4)^2 + 2 (6 - 4)^2 = 16, whole 9 + 1 + 1 + 9 = 20.
    const labels = new UnitLabels(1, 2);
    for (const [mean, label] of [
      [1, 0],
      [3, 0],
      [5, 1],
      [7, 1],
    ])
      labels.add(Float64Array.of(mean), label);
    expect(labels.of(0)).toBeCloseTo(0.8, 12);
  });

  it('have a correlation for numbers', () => {
    const labels = new UnitLabels(1, 0);
    const pairs = [
      [1, 2],
      [3, 1],
      [5, 7],
      [7, 4],
    ];
    for (const [mean, label] of pairs) labels.add(Float64Array.of(mean), label);
    expect(labels.of(0)).toBeCloseTo(
      pearson(
        pairs.map(([a]) => a),
        pairs.map(([, b]) => b),
      ),
      12,
    );
  });
});
