/** Significance tests against scipy's p values, and against every throw of the coins. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normalTails } from '../../../../core/evaluation/significance/normal';
import { correctedResampledT, mcnemarExact, wilcoxonSignedRank } from '../../../../core/evaluation/significance/tests';
import reference from './reference.json';

/** Equal to eleven digits, however small. */
function expectClose(found: number, expected: number): void {
  expect(Math.abs(found - expected)).toBeLessThanOrEqual(1e-11 * expected);
}

test.each(reference.correctedResampledT)('corrected t: $p', ({ differences, share, p }) => {
  expectClose(correctedResampledT(differences, share), p);
});

test.each(reference.mcnemarExact)('McNemar of $first and $second', ({ first, second, p }) => {
  expectClose(mcnemarExact(first, second), p);
});

test.each(reference.wilcoxonSignedRank)('signed ranks: $p', ({ differences, p }) => {
  expectClose(wilcoxonSignedRank(differences), p);
});

test.each(reference.normalTails)('normal tails of $z', ({ z, p }) => {
  expectClose(normalTails(z), p);
});

test('folds of one difference alone are certain, and none says nothing', () => {
  expect(correctedResampledT([0, 0, 0], 0.5)).toBe(1);
  expect(correctedResampledT([0.5, 0.5], 0.5)).toBe(0);
  expect(correctedResampledT([0.5], 0.5)).toBe(1);
  expect(wilcoxonSignedRank([0, 0])).toBe(1);
});

test('signed ranks count every way that the signs may fall', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 1, maxLength: 9 }), (differences) => {
      const kept = differences.filter((value) => value !== 0);
      const ranks = kept.map((value) => {
        const below = kept.filter((other) => Math.abs(other) < Math.abs(value)).length;
        const same = kept.filter((other) => Math.abs(other) === Math.abs(value)).length;
        return below + (same + 1) / 2;
      });
      const all = ranks.reduce((sum, rank) => sum + rank, 0);
      const own = ranks.reduce((sum, rank, at) => (kept[at] > 0 ? sum + rank : sum), 0);
      let within = 0;
      for (let signs = 0; signs < 2 ** kept.length; signs++) {
        const sum = ranks.reduce((total, rank, at) => ((signs >> at) & 1 ? total + rank : total), 0);
        if (sum <= Math.min(own, all - own)) within++;
      }
      const expected = kept.length === 0 ? 1 : Math.min(1, (2 * within) / 2 ** kept.length);
      expect(wilcoxonSignedRank(differences)).toBeCloseTo(expected, 12);
    }),
  );
});
