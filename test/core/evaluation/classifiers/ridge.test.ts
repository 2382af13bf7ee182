/** The ridge classifier and regressor against scikit-learn, and the tridiagonal form that they rest on. */

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Fitted, Table, Target } from '../../../../core/evaluation/classifiers/classifier';
import { likeliest } from '../../../../core/evaluation/classifiers/classifier';
import { fitRidge, PENALTIES } from '../../../../core/evaluation/classifiers/ridge';
import { quadratic, shifted, solve, tridiagonalise } from '../../../../core/evaluation/classifiers/tridiagonal';
import { seededRandom } from '../../../../core/lstm/random';
import { finish } from '../../../helpers/datasets';
import { repositoryFile } from '../../../helpers/shared';

interface Case {
  rows: number;
  columns: number;
  x: number[];
  classes: number[];
  numbers: number[];
  fresh: number[];
  scores: number[];
  predicted: number[];
  penalties: [number, number];
}

const cases = JSON.parse(
  readFileSync(repositoryFile('test/core/evaluation/scikit-learn/ridge.json'), 'utf8'),
) as Case[];

function tableOf(values: number[], columns: number): Table {
  return { values: Float64Array.from(values), rows: values.length / columns, columns };
}

function fitted(train: Table, target: Target): Fitted {
  return finish(fitRidge(train, target, 1));
}

function classTarget(classes: number[]): Target {
  return { kind: 'classes', classes: Int32Array.from(classes), count: Math.max(...classes) + 1 };
}

function expectClose(actual: Float64Array, expected: readonly number[], within = 1e-9): void {
  expect(actual.length).toBe(expected.length);
  const most = expected.reduce((sum, value) => Math.max(sum, Math.abs(value)), 1);
  for (const [at, value] of expected.entries()) expect(Math.abs(actual[at] - value)).toBeLessThan(within * most);
}

test.each(cases)('$rows rows of $columns columns give the scores of RidgeClassifierCV', (given) => {
  const fit = fitted(tableOf(given.x, given.columns), classTarget(given.classes));
  expectClose(finish(fit.scores(tableOf(given.fresh, given.columns))), given.scores);
  expect(fit.probabilities).toBeNull();
});

test.each(cases)('$rows rows of $columns columns give the predictions of RidgeCV', (given) => {
  const fit = fitted(tableOf(given.x, given.columns), { kind: 'numbers', values: Float64Array.from(given.numbers) });
  expectClose(finish(fit.scores(tableOf(given.fresh, given.columns))), given.predicted);
});

test('the stored cases reach both ends of the penalties', () => {
  const chosen = cases.flatMap(({ penalties }) => penalties);
  expect(Math.min(...chosen)).toBeCloseTo(PENALTIES[0], 12);
  expect(Math.max(...chosen)).toBeGreaterThan(100);
});

describe('columns', () => {
  const given = cases[0];
  const fresh = tableOf(given.fresh, given.columns);

  test('that are constant, at any height, change nothing', () => {
    const widen = ({ values, rows, columns }: Table): Table => ({
      values: Float64Array.from({ length: rows * (columns + 2) }, (_, at) => {
        const column = at % (columns + 2);
        if (column === 0) return 0.1;
        return column > columns ? 1e6 : values[Math.floor(at / (columns + 2)) * columns + column - 1];
      }),
      rows,
      columns: columns + 2,
    });
    const fit = fitted(widen(tableOf(given.x, given.columns)), classTarget(given.classes));
    expectClose(finish(fit.scores(widen(fresh))), given.scores);
  });

  test('may be moved and stretched', () => {
    const move = ({ values, ...sizes }: Table): Table => ({ ...sizes, values: values.map((value) => value * 64 - 32) });
    const fit = fitted(move(tableOf(given.x, given.columns)), classTarget(given.classes));
    expectClose(finish(fit.scores(move(fresh))), given.scores);
  });

  test('that are all constant leave the largest class and the mean', () => {
    const train: Table = { values: new Float32Array(10).fill(0.1), rows: 5, columns: 2 };
    const scores = finish(fitted(train, classTarget([0, 1, 1, 2, 1])).scores(train));
    expect([...likeliest(scores, 3)]).toEqual([1, 1, 1, 1, 1]);
    const numbers = fitted(train, { kind: 'numbers', values: Float64Array.of(1, 2, 3, 4, 10) });
    expect([...finish(numbers.scores(train))]).toEqual([4, 4, 4, 4, 4]);
  });
});

test('one row is told again', () => {
  const train = tableOf([1, 2, 3], 3);
  const fit = fitted(train, { kind: 'numbers', values: Float64Array.of(7) });
  expect([...finish(fit.scores(tableOf([4, 4, 4], 3)))]).toEqual([7]);
});

test('two rows of three columns are told by leaving each out', () => {
  const train = tableOf([0, 1, 5, 2, 3, 5], 3);
  const fit = fitted(train, { kind: 'numbers', values: Float64Array.of(1, 3) });
  const [first, second] = finish(fit.scores(train));
  expect(first + second).toBeCloseTo(4, 9);
  expect(Number.isFinite(first)).toBe(true);
});

test('equal rows give equal bytes', () => {
  const given = cases[2];
  const once = () =>
    finish(
      fitted(tableOf(given.x, given.columns), classTarget(given.classes)).scores(tableOf(given.fresh, given.columns)),
    );
  expect(once()).toEqual(once());
});

test('symmetric matrices are Q T Q with Q orthogonal, and shifted ones are solved', () => {
  const size = fc.integer({ min: 1, max: 9 });
  fc.assert(
    fc.property(size, fc.integer({ min: 0, max: 1000 }), fc.boolean(), (m, seed, flat) => {
      const random = seededRandom(seed);
      // Some of low rank: reflections of nothing.
      const vectors = Array.from({ length: flat ? 2 : m + 2 }, () =>
        Array.from({ length: m }, () => Math.round(4 * random.gaussian()) / 2),
      );
      const at = (i: number, j: number) => vectors.reduce((sum, vector) => sum + vector[i] * vector[j], 0);
      const matrix = Float64Array.from({ length: m * m }, (_, index) => at(Math.floor(index / m), index % m));
      const reduced = finish(tridiagonalise(matrix.slice(), m));
      const { q, diagonal, beside } = reduced;
      const t = (i: number, j: number) => (i === j ? diagonal[i] : Math.abs(i - j) === 1 ? beside[Math.min(i, j)] : 0);
      const sum = (term: (k: number) => number) =>
        Array.from({ length: m }, (_, k) => term(k)).reduce((total, value) => total + value, 0);
      const shift = 0.5;
      const factors = shifted(reduced, shift);
      for (let i = 0; i < m; i++) {
        for (let j = 0; j < m; j++) {
          expect(sum((k) => q[i * m + k] * q[j * m + k])).toBeCloseTo(i === j ? 1 : 0, 9);
          expect(sum((k) => q[i * m + k] * sum((l) => t(k, l) * q[j * m + l]))).toBeCloseTo(at(i, j), 7);
        }
        const unit = new Float64Array(m);
        unit[i] = 1;
        const solved = solve(factors, unit, 1);
        expect(solved[i]).toBeCloseTo(quadratic(factors, unit, 0), 9);
        for (let j = 0; j < m; j++) {
          expect(sum((k) => t(j, k) * solved[k]) + shift * solved[j]).toBeCloseTo(unit[j], 8);
        }
      }
    }),
    { numRuns: 100 },
  );
});
