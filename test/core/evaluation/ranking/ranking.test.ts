/** Rankings of columns, their correlations and their spreads against scikit-learn, scipy and what is worked out by hand. */

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Table } from '../../../../core/evaluation/classifiers/classifier';
import { averageLinkage, correlationsOf, groupsOf, type Join } from '../../../../core/evaluation/ranking/correlation';
import { distributionOf } from '../../../../core/evaluation/ranking/distribution';
import { upperTailOfF } from '../../../../core/evaluation/ranking/f-distribution';
import { mutualInformation } from '../../../../core/evaluation/ranking/mutual-information';
import { permutationImportance } from '../../../../core/evaluation/ranking/permutation';
import { discoveryRates, varianceRatios } from '../../../../core/evaluation/ranking/variance-ratio';
import { seededRandom } from '../../../../core/lstm/random';
import { finish } from '../../../helpers/datasets';
import { repositoryFile } from '../../../helpers/shared';

interface Reference {
  x: number[][];
  classes: number[];
  numbers: number[];
  f: number[];
  p: number[];
  q: number[];
  fOfNumbers: number[];
  pOfNumbers: number[];
  ross: number[];
  information: number[];
  r: number[][];
  heights: number[];
  cophenetic: number[][];
  groups: number[];
  tails: [number, number, number, number][];
}

const reference = JSON.parse(
  readFileSync(repositoryFile('test/core/evaluation/scikit-learn/ranking.json'), 'utf8'),
) as Reference;

const tableOf = (rows: number[][]): Table => ({
  values: Float64Array.from(rows.flat()),
  rows: rows.length,
  columns: rows[0].length,
});
const table = tableOf(reference.x);
const classes = Int32Array.from(reference.classes);

function expectClose(actual: ArrayLike<number>, expected: readonly number[], share: number): void {
  expect(actual.length).toBe(expected.length);
  expected.forEach((value, at) => expect(Math.abs(actual[at] - value)).toBeLessThanOrEqual(share * Math.abs(value)));
}

describe('F', () => {
  test.each(reference.tails)('has the tail of %d with %d and %d degrees of freedom', (f, between, within, tail) => {
    expectClose([upperTailOfF(f, between, within)], [tail], 1e-8);
  });

  test("of classes and its p and q are scikit-learn's and Benjamini and Hochberg's", () => {
    const found = finish(varianceRatios(table, { kind: 'classes', classes, count: 3 }));
    const ps = found.map(({ p }) => p!);
    expectClose(
      found.map(({ f }) => f!),
      reference.f,
      1e-8,
    );
    expectClose(ps, reference.p, 1e-7);
    expectClose(discoveryRates(ps) as number[], reference.q, 1e-7);
  });

  test("of numbers is the correlation's", () => {
    const target = { kind: 'numbers', values: Float64Array.from(reference.numbers) } as const;
    const found = finish(varianceRatios(table, target));
    expectClose(
      found.map(({ f }) => f!),
      reference.fOfNumbers,
      1e-8,
    );
    expectClose(
      found.map(({ p }) => p!),
      reference.pOfNumbers,
      1e-7,
    );
  });

  test('of what does not vary is missing, of what parts the classes wholly infinite', () => {
    const parted = tableOf([
      [7, 1],
      [7, 1],
      [7, 2],
      [7, 2],
    ]);
    const target = { kind: 'classes', classes: Int32Array.of(0, 0, 1, 1), count: 2 } as const;
    expect(finish(varianceRatios(parted, target))).toEqual([
      { f: null, p: null },
      { f: Infinity, p: 0 },
    ]);
  });

  test('q leaves out what has no p', () => {
    expect(discoveryRates([0.01, null, 0.04, 0.03])).toEqual([0.03, null, 0.04, 0.04]);
  });
});

describe('mutual information', () => {
  test("is that of Ross' definition, and near scikit-learn's, which rounds distances", () => {
    const found = finish(mutualInformation(table, classes, 3));
    reference.ross.forEach((value, at) => expect(Math.abs(found[at] - value)).toBeLessThan(1e-8));
    reference.information.forEach((value, at) => expect(Math.abs(found[at] - value)).toBeLessThan(0.03));
  });

  test('of what names the class is that of the classes, as many values as they be', () => {
    const parted = tableOf(Array.from({ length: 40 }, (_, row) => [row % 2, 5]));
    const halves = Int32Array.from({ length: 40 }, (_, row) => row % 2);
    const found = finish(mutualInformation(parted, halves, 2));
    // psi(40) - psi(20), which is ln 2 but for the small count.
    const inverse = Array.from({ length: 20 }, (_, k) => 1 / (20 + k)).reduce((sum, term) => sum + term);
    expect(found[0]).toBeCloseTo(inverse, 12);
    expect(found[1]).toBe(0);
  });

  test('leaves out a class of one row', () => {
    const some = [[0], [1], [2], [3], [9]];
    const of = (rows: number[][], labels: number[]) =>
      finish(mutualInformation(tableOf(rows), Int32Array.from(labels), 3))[0];
    expect(of(some, [0, 0, 1, 1, 2])).toBe(of(some.slice(0, 4), [0, 0, 1, 1]));
  });
});

test('a column matters by as much as the score falls when it is dealt out anew', () => {
  // The score is minus the mean of |first column - row|: the second column does not matter.
  const held = tableOf(Array.from({ length: 50 }, (_, row) => [row, 3 * row]));
  // oxlint-disable-next-line require-yield
  const score = function* ({ values, rows }: Table): Generator<void, number> {
    return -Array.from({ length: rows }, (_, row) => Math.abs(values[2 * row] - row)).reduce((a, b) => a + b) / rows;
  };
  const permuted = () => finish(permutationImportance(held, [0, 1], 20, score, seededRandom(3)));
  const { score: base, importances } = permuted();
  expect(base).toBeCloseTo(0, 12);
  // Two numbers of 0 .. n - 1 differ by (n^2 - 1) / (3 n) on average.
  expect(Math.abs(importances[0].mean - 2499 / 150)).toBeLessThan(2);
  expect(importances[1]).toEqual({ column: 1, mean: 0, deviation: 0 });
  expect(permuted().importances).toEqual(importances);
});

describe('correlations', () => {
  const { r, columns } = finish(correlationsOf(table));
  const m = columns.length;

  test('are those of numpy', () => {
    reference.r.flat().forEach((value, at) => expect(Math.abs(r[at] - value)).toBeLessThan(1e-6));
  });

  test('leave out columns that do not vary', () => {
    const found = finish(
      correlationsOf(
        tableOf([
          [1, 5, 2],
          [2, 5, 0],
        ]),
      ),
    );
    expect([...found.columns]).toEqual([0, 2]);
    expect([...found.r]).toEqual([1, -1, -1, 1]);
  });

  const joins = finish(averageLinkage(r, m));

  /** Where two columns are first in one cluster. */
  function cophenetic(all: readonly Join[]): number[][] {
    const members = Array.from({ length: m }, (_, j) => [j]);
    const heights = members.map(() => members.map(() => 0));
    for (const { left, right, height } of all) {
      for (const a of members[left]) for (const b of members[right]) heights[a][b] = heights[b][a] = height;
      members.push([...members[left], ...members[right]]);
    }
    return heights;
  }

  test("are joined as by scipy's average linkage", () => {
    joins.forEach(({ height }, at) => expect(Math.abs(height - reference.heights[at])).toBeLessThan(1e-6));
    cophenetic(joins).forEach((row, a) =>
      row.forEach((height, b) => expect(Math.abs(height - reference.cophenetic[a][b])).toBeLessThan(1e-6)),
    );
  });

  test('put what says the same side by side and into one group', () => {
    const { order, group } = groupsOf(joins, m, 0.7);
    expect([...order].toSorted((a, b) => a - b)).toEqual([...columns]);
    for (const [a, one] of order.entries())
      for (const [b, other] of order.entries())
        expect(group[a] === group[b]).toBe(reference.groups[one] === reference.groups[other]);
    expect([...group]).toEqual([...group].toSorted((a, b) => a - b));
  });

  test('of one column are one group', () => {
    expect(groupsOf([], 1, 0.9)).toEqual({ order: Int32Array.of(0), group: Int32Array.of(0) });
  });
});

test('values are spread over bins of one range, with quartiles as by hand', () => {
  const made = distributionOf(Float64Array.of(0, 1, 2, 3, 10, 99), Int32Array.of(0, 0, 0, 0, 1, -1), 3, 5);
  expect(made).toEqual({
    low: 0,
    high: 10,
    groups: [
      { rows: 4, counts: Uint32Array.of(2, 2, 0, 0, 0), quantiles: [0, 0.75, 1.5, 2.25, 3] },
      { rows: 1, counts: Uint32Array.of(0, 0, 0, 0, 1), quantiles: [10, 10, 10, 10, 10] },
      null,
    ],
  });
});
