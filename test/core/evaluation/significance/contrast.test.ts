/** Which test is chosen, and what the tests of all others say together. */

import { describe, expect, test } from 'vitest';
import {
  type Judged,
  significanceOf,
  type Standing,
  verdictOf,
} from '../../../../core/evaluation/significance/contrast';

/** Figures [seed][fold], 90 rows fitted on and 10 held out. */
function judged(figures: number[][], losses: number[] = [], seeds = true): Judged {
  const fits = figures.flatMap((folds, seed) =>
    folds.map((figure, fold) => ({ seed: seeds ? seed + 1 : null, fold, trainRows: 90, testRows: 10, figure })),
  );
  return { fits, losses };
}

describe('the test that is chosen', () => {
  test('over folds: each fold the mean of its seeds', () => {
    // Differences 0.1, 0.2, 0.3: t = 0.2 / sqrt((1/3 + 1/9) * 0.01) = 3, two degrees of freedom.
    const first = judged([
      [0.7, 0.8, 0.9],
      [0.9, 1, 1.1],
    ]);
    const other = judged([[0.7, 0.7, 0.7]], [], false);
    const found = significanceOf(first, other, 'classes', 'folds');
    expect(found).toMatchObject({ test: 'corrected-resampled-t', over: 'folds', count: 3 });
    // P(|t| > 3) with two degrees of freedom is 1 - 3 / sqrt 11.
    expect(found.p).toBeCloseTo(1 - 3 / Math.sqrt(11), 12);
  });

  test('over seeds, where both have six in common', () => {
    const six = (from: number) => judged([1, 2, 3, 4, 5, 6].map((at) => [from + at / 100]));
    const found = significanceOf(six(0.5), six(0.4), 'classes', 'official');
    expect(found).toEqual({ test: 'wilcoxon-signed-rank', over: 'seeds', count: 6, p: 2 / 64 });
  });

  test('over series, where one is drawn from no seed', () => {
    const first = judged(
      Array.from({ length: 10 }, () => [0.9]),
      [0, 0, 0, 0, 0, 1, 1, 0],
    );
    const other = judged([[0.5]], [1, 1, 1, 1, 1, 0, 1, 0], false);
    // Five series that only the first gets right, one that only the other does.
    const found = significanceOf(first, other, 'classes', 'official');
    expect(found).toMatchObject({ test: 'mcnemar-exact', over: 'series', count: 8 });
    expect(found.p).toBeCloseTo((2 * (1 + 6)) / 64, 14);
  });

  test('of numbers over squared errors', () => {
    const found = significanceOf(judged([[1]], [1, 2, 3]), judged([[1]], [2, 4, 6]), 'numbers', 'official');
    expect(found).toEqual({ test: 'wilcoxon-signed-rank', over: 'series', count: 3, p: 2 / 8 });
  });
});

describe('the verdict', () => {
  test.each<[string, Standing[], ReturnType<typeof verdictOf>]>([
    ['nothing to compare with', [], { kind: 'alone', other: null }],
    [
      'ahead of all',
      [
        { lead: 0.3, p: 0.001 },
        { lead: 0.1, p: 0.04 },
      ],
      { kind: 'better', other: 1 },
    ],
    [
      'one of them is not beaten',
      [
        { lead: 0.3, p: 0.001 },
        { lead: 0.1, p: 0.06 },
      ],
      { kind: 'no-better', other: 1 },
    ],
    [
      'equal to one',
      [
        { lead: 0, p: 1 },
        { lead: 0.2, p: 0.3 },
      ],
      { kind: 'no-better', other: 0 },
    ],
    [
      'behind by more than chance',
      [
        { lead: -0.1, p: 0.02 },
        { lead: 0.1, p: 0.9 },
      ],
      { kind: 'worse', other: 0 },
    ],
    [
      'behind, but one of many tests',
      [
        { lead: -0.1, p: 0.03 },
        { lead: 0.1, p: 0.9 },
      ],
      { kind: 'no-better', other: 0 },
    ],
    [
      'behind two',
      [
        { lead: -0.1, p: 1e-4 },
        { lead: -0.3, p: 1e-4 },
      ],
      { kind: 'worse', other: 1 },
    ],
    [
      'behind a far one by chance',
      [
        { lead: -0.1, p: 1e-4 },
        { lead: -0.3, p: 0.2 },
      ],
      { kind: 'worse', other: 0 },
    ],
  ])('%s', (_, standings, expected) => {
    expect(verdictOf(standings)).toEqual(expected);
  });
});
