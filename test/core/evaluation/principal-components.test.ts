/** Principal components against small matrices with known axes and an independent power iteration. */

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { principalComponents } from '../../../core/evaluation/principal-components';
import { seededRandom } from '../../../core/lstm/random';

const table = (rows: number[][]) => Float32Array.from(rows.flat());

/** A table of a few strong directions plus noise: like pooled features. */
function noisyTable(rows: number, columns: number, strengths: number[], seed: number): Float32Array {
  const random = seededRandom(seed);
  const axes = strengths.map((strength) => Array.from({ length: columns }, () => strength * random.gaussian()));
  return Float32Array.from(
    Array.from({ length: rows }, () => {
      const weights = strengths.map(() => random.gaussian());
      return Array.from({ length: columns }, (_, j) =>
        axes.reduce((sum, axis, k) => sum + weights[k] * axis[j], 10 + random.gaussian()),
      );
    }).flat(),
  );
}

/** The leading eigenvectors of the columns' correlation matrix, formed in full, by power iteration and deflation. */
function byPowerIteration(values: Float32Array, columns: number, rows: number) {
  const mean = (j: number) =>
    Array.from({ length: rows }, (_, r) => values[r * columns + j]).reduce((a, b) => a + b) / rows;
  const means = Array.from({ length: columns }, (_, j) => mean(j));
  const deviations = means.map((m, j) =>
    Math.sqrt(
      Array.from({ length: rows }, (_, r) => (values[r * columns + j] - m) ** 2).reduce((a, b) => a + b) / rows,
    ),
  );
  const standard = (r: number, j: number) => (values[r * columns + j] - means[j]) / deviations[j];
  const matrix = means.map((_, a) =>
    means.map((__, b) => {
      let sum = 0;
      for (let r = 0; r < rows; r++) sum += standard(r, a) * standard(r, b);
      return sum / rows;
    }),
  );
  return [0, 1].map(() => {
    let vector = means.map((_, j) => 1 + j / columns);
    let eigenvalue = 0;
    for (let time = 0; time < 3000; time++) {
      const image = matrix.map((row) => row.reduce((sum, value, j) => sum + value * vector[j], 0));
      eigenvalue = Math.hypot(...image);
      vector = image.map((value) => value / eigenvalue);
    }
    const largest = vector.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0);
    if (largest < 0) vector = vector.map((value) => -value);
    matrix.forEach((row, a) => row.forEach((_, b) => (row[b] -= eigenvalue * vector[a] * vector[b])));
    const rowsHere = values.length / columns;
    const scores = Array.from({ length: rowsHere }, (_, r) =>
      vector.reduce((sum, value, j) => sum + value * standard(r, j), 0),
    );
    return { vector, eigenvalue, scores };
  });
}

describe('principalComponents', () => {
  it('finds the axes of two correlated columns', () => {
    // Two standardised columns of correlation r have the eigenvalues 1 + r on (1, 1) and 1 - r on (1, -1).
    const a = [-3, -2, 0, 2, 3];
    const b = [-2, -3, 0, 3, 2]; // r = (6 + 6 + 0 + 6 + 6) / 26 = 12 / 13
    const { loadings, explained, scores } = principalComponents(table(a.map((value, at) => [value, b[at]])), 2, 5);
    expect(explained[0]).toBeCloseTo((1 + 12 / 13) / 2, 12);
    expect(explained[1]).toBeCloseTo((1 - 12 / 13) / 2, 12);
    const half = Math.SQRT1_2;
    expect(loadings[0][0]).toBeCloseTo(half, 10);
    expect(loadings[0][1]).toBeCloseTo(half, 10);
    expect(loadings[1][0]).toBeCloseTo(-loadings[1][1], 10);
    // Deviation of both columns: sqrt(26 / 5). The first row's score is (-3 - 2) / sqrt(26 / 5) / sqrt(2).
    expect(scores[0]).toBeCloseTo((-5 / Math.sqrt(26 / 5)) * half, 10);
    expect(Math.abs(scores[1])).toBeCloseTo((1 / Math.sqrt(26 / 5)) * half, 10);
  });

  it.each([
    [40, 30, 1],
    [25, 90, 2],
    [90, 60, 3],
  ])('agrees with a power iteration on the full matrix: %i rows of %i columns', (rows, columns, seed) => {
    const values = noisyTable(rows + 10, columns, [1.2, 0.8, 0.5], seed);
    const { loadings, explained, scores } = principalComponents(values, columns, rows);
    byPowerIteration(values, columns, rows).forEach(({ vector, eigenvalue, scores: expected }, axis) => {
      expect(explained[axis]).toBeCloseTo(eigenvalue / columns, 9);
      vector.forEach((value, j) => expect(loadings[axis][j]).toBeCloseTo(value, 7));
      expected.forEach((value, row) => expect(scores[2 * row + axis]).toBeCloseTo(value, 6));
    });
  });

  it('fits on the training rows alone', () => {
    const train = noisyTable(20, 6, [1, 0.7], 4);
    const one = new Float32Array([...train, ...noisyTable(5, 6, [9], 5)]);
    const other = new Float32Array([...train, ...noisyTable(5, 6, [30], 6)]);
    const a = principalComponents(one, 6, 20);
    const b = principalComponents(other, 6, 20);
    expect(b.loadings).toEqual(a.loadings);
    expect(b.explained).toEqual(a.explained);
    expect(b.scores.slice(0, 40)).toEqual(a.scores.slice(0, 40));
    expect(b.scores.slice(40)).not.toEqual(a.scores.slice(40));
  });

  it('leaves out columns that are constant in the training rows', () => {
    const rows = [
      [1, 7, 2, 0],
      [2, 7, 1, 0],
      [4, 7, 3, 0],
      [3, 7, 5, 0],
    ];
    const with0 = principalComponents(table([...rows, [2, 9, 2, 5]]), 4, 4);
    const without = principalComponents(table([...rows, [2, 9, 2, 5]].map(([a, , c]) => [a, c])), 2, 4);
    expect(with0.loadings[0][1]).toBe(0);
    expect(with0.loadings[1][3]).toBe(0);
    expect(with0.explained[0]).toBeCloseTo(without.explained[0], 12);
    with0.scores.forEach((score, at) => expect(score).toBeCloseTo(without.scores[at], 10));
  });

  it('has no second axis where there is one dimension', () => {
    const { explained, scores } = principalComponents(
      table([
        [1, 10],
        [2, 20],
        [3, 30],
      ]),
      2,
      3,
    );
    expect(explained[0]).toBeCloseTo(1, 12);
    expect(explained[1]).toBe(0);
    expect([scores[1], scores[3], scores[5]].map(Math.abs)).toEqual([0, 0, 0]);
    expect(scores[4]).toBeCloseTo(Math.sqrt(1.5) * Math.SQRT2, 10);
  });

  it.each<[string, number[][], number]>([
    [
      'one training row',
      [
        [1, 2],
        [3, 4],
      ],
      1,
    ],
    [
      'no training rows',
      [
        [1, 2],
        [3, 4],
      ],
      0,
    ],
    [
      'constant columns',
      [
        [1, 2],
        [1, 2],
      ],
      2,
    ],
  ])('gives zeros for %s', (_, rows, trainRows) => {
    const { scores, explained } = principalComponents(table(rows), 2, trainRows);
    expect(explained).toEqual([0, 0]);
    expect([...scores].map(Math.abs)).toEqual([0, 0, 0, 0]);
  });

  it('gives nothing for no columns', () => {
    expect(principalComponents(new Float32Array(0), 0, 0).scores).toHaveLength(0);
  });

  it('keeps its orientation and bytes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 20 }), fc.integer({ min: 1, max: 12 }), fc.nat(), (rows, columns, seed) => {
        const values = noisyTable(rows, columns, [1], seed);
        const first = principalComponents(values, columns, rows);
        expect(principalComponents(values, columns, rows)).toEqual(first);
        for (const loading of first.loadings) {
          const largest = Math.max(...loading.map(Math.abs));
          expect(Math.max(...loading)).toBeCloseTo(largest, 8);
        }
        const [x, y] = first.explained;
        expect(x).toBeGreaterThanOrEqual(y);
        expect(x + y).toBeLessThanOrEqual(1 + 1e-9);
      }),
      { numRuns: 50 },
    );
  });
});
