/** Logistic regression, the linear SVM, nearest rows and trees against scikit-learn and against what is worked out by hand. */

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Fit, likeliest, type Table, type Target } from '../../../../core/evaluation/classifiers/classifier';
import { randomForest } from '../../../../core/evaluation/classifiers/forest';
import { minimise } from '../../../../core/evaluation/classifiers/lbfgs';
import { logistic } from '../../../../core/evaluation/classifiers/logistic';
import { nearestRows } from '../../../../core/evaluation/classifiers/nearest-rows';
import { linearSvm } from '../../../../core/evaluation/classifiers/svm';
import { growTree, leafOf } from '../../../../core/evaluation/classifiers/tree';
import { seededRandom } from '../../../../core/lstm/random';
import { finish } from '../../../helpers/datasets';
import { repositoryFile } from '../../../helpers/shared';

interface Told {
  c: number;
  probabilities: number[][];
  decisions: number[][];
}

interface Reference {
  x: number[][];
  rows: number;
  classes: number[];
  numbers: number[];
  three: Told[];
  two: Told[];
  neighbours: { k: number; shares: number[][]; numbers: number[] }[];
  tree: { classes: number[]; numbers: number[] };
}

const reference = JSON.parse(
  readFileSync(repositoryFile('test/core/evaluation/scikit-learn/classifiers.json'), 'utf8'),
) as Reference;

const tableOf = (rows: number[][]): Table => ({
  values: Float64Array.from(rows.flat()),
  rows: rows.length,
  columns: rows[0]?.length ?? 0,
});
const classesOf = (classes: number[]): Target => ({
  kind: 'classes',
  classes: Int32Array.from(classes),
  count: Math.max(...classes) + 1,
});
const numbersOf = (values: number[]): Target => ({ kind: 'numbers', values: Float64Array.from(values) });

const train = tableOf(reference.x.slice(0, reference.rows));
const held = tableOf(reference.x.slice(reference.rows));
const three = classesOf(reference.classes.slice(0, reference.rows));
const two = classesOf(reference.classes.slice(0, reference.rows).map((one) => Math.min(one, 1)));
const numbers = numbersOf(reference.numbers.slice(0, reference.rows));

function scoresOf(fit: Fit, target: Target, on = held, from = train): number[] {
  return [...finish(finish(fit(from, target, 0)).scores(on))];
}

function expectClose(actual: number[], expected: number[], within: number): void {
  expect(actual.length).toBe(expected.length);
  actual.forEach((value, at) => expect(Math.abs(value - expected[at])).toBeLessThanOrEqual(within));
}

describe('logistic regression', () => {
  test.each([
    ['three classes', three, reference.three],
    ['two classes', two, reference.two],
  ])("of %s has scikit-learn's probabilities", (_, target, told) => {
    for (const { c, probabilities } of told) {
      const fitted = finish(logistic(c)(train, target, 0));
      expect(fitted.notConverged).toBe(false);
      expectClose([...finish(fitted.probabilities!(held))], probabilities.flat(), 1e-4);
    }
  });

  test('scores name the likeliest class', () => {
    const fitted = finish(logistic(1)(train, three, 0));
    const scores = finish(fitted.scores(held));
    expect(likeliest(scores, 3)).toEqual(likeliest(finish(fitted.probabilities!(held)), 3));
  });

  test('stays finite where columns part the classes far apart', () => {
    const fitted = finish(logistic(1e6)(tableOf([[-1e6], [-1e6], [1e6]]), classesOf([0, 0, 1]), 0));
    const made = finish(fitted.probabilities!(tableOf([[-1e12], [1e12]])));
    expectClose([...made], [1, 0, 0, 1], 1e-9);
  });

  test('without a column that varies tells how frequent the classes are', () => {
    const fitted = finish(logistic(1)(tableOf([[7], [7], [7], [7]]), classesOf([0, 1, 2, 2]), 0));
    expectClose([...finish(fitted.probabilities!(tableOf([[1]])))], [0.25, 0.25, 0.5], 1e-5);
  });
});

describe('the linear SVM', () => {
  test("of three classes has LinearSVC's decisions", () => {
    for (const { c, decisions } of reference.three) expectClose(scoresOf(linearSvm(c), three), decisions.flat(), 1e-4);
  });

  test("of two classes has LinearSVC's one decision on both sides", () => {
    for (const { c, decisions } of reference.two)
      expectClose(
        scoresOf(linearSvm(c), two),
        decisions.flatMap(([one]) => [-one, one]),
        1e-4,
      );
  });
});

test.each([
  ['logistic', logistic(1)],
  ['svm', linearSvm(1)],
])('%s refuses numbers', (classifier, fit) => {
  expect(() => finish(fit(train, numbers, 0))).toThrow(
    expect.objectContaining({ code: 'evaluation/classes-only', params: { classifier } }),
  );
});

describe('nearest rows', () => {
  test("are scikit-learn's", () => {
    for (const { k, shares, numbers: means } of reference.neighbours) {
      expectClose(scoresOf(nearestRows(k), three), shares.flat(), 1e-6);
      expectClose(scoresOf(nearestRows(k), numbers), means, 1e-6);
    }
  });

  test('are all rows where fewer are there, and the first of those equally far', () => {
    const rows = tableOf([[0], [2], [4]]);
    expectClose(scoresOf(nearestRows(9), numbersOf([1, 2, 6]), tableOf([[0]]), rows), [3], 1e-12);
    expectClose(scoresOf(nearestRows(1), numbersOf([1, 2, 6]), tableOf([[1], [3]]), rows), [1, 2], 1e-12);
  });

  test('are found for values as large as they come', () => {
    const made = scoresOf(nearestRows(1), classesOf([0, 1]), tableOf([[1e308]]), tableOf([[0], [1e-3]]));
    expect(made.every(Number.isFinite)).toBe(true);
  });
});

describe('a tree', () => {
  const grow = (table: Table, target: Target) =>
    finish(
      growTree({
        train: table,
        target,
        rows: Int32Array.from({ length: table.rows }, (_, row) => row),
        tried: table.columns,
        random: seededRandom(1),
      }),
    );

  test('splits where Gini says, as by hand', () => {
    // Of 0 0 | 1 1 1 | 0 by the first column: after two rows 4/2 + (9 + 1)/4 = 4.5, after five (4 + 9)/5 + 1 = 3.6.
    const table = tableOf([
      [1, 9],
      [2, 9],
      [3, 9],
      [4, 9],
      [5, 9],
      [6, 9],
    ]);
    const tree = grow(table, classesOf([0, 0, 1, 1, 1, 0]));
    expect([...tree.column.filter((_, node) => tree.left[node] !== 0)]).toEqual([0, 0]);
    expect([...tree.threshold.filter((_, node) => tree.left[node] !== 0)]).toEqual([2.5, 5.5]);
    expect([...tree.value]).toEqual([1, 0, 0, 1, 1, 0]);
  });

  test('splits numbers where their squares about the means are least, as by hand', () => {
    // 0 | 10 11 leaves 0.5; 0 10 | 11 leaves 50.
    const tree = grow(tableOf([[3], [1], [2]]), numbersOf([11, 0, 10]));
    expect(tree.threshold[0]).toBe(1.5);
    expect([...tree.value].toSorted((a, b) => a - b)).toEqual([0, 10, 11]);
  });

  test('keeps rows together that no column tells apart', () => {
    const tree = grow(tableOf([[1], [1], [1], [2]]), classesOf([0, 1, 1, 0]));
    const leaf = leafOf(tree, tableOf([[1]]), 0);
    expectClose([...tree.value.subarray(leaf, leaf + 2)], [1 / 3, 2 / 3], 1e-12);
  });

  test("of one column predicts as scikit-learn's", () => {
    const first = (rows: number[][]) => tableOf(rows.map((row) => [row[0]]));
    const table = first(reference.x.slice(0, reference.rows));
    const other = first(reference.x.slice(reference.rows));
    const byClass = grow(table, three);
    const byNumber = grow(table, numbers);
    const rows = reference.x.slice(reference.rows).map((_, row) => row);
    const classes = rows.map((row) => leafOf(byClass, other, row)).map((at) => byClass.value.indexOf(1, at) - at);
    expect(classes).toEqual(reference.tree.classes);
    expectClose(
      rows.map((row) => byNumber.value[leafOf(byNumber, other, row)]),
      reference.tree.numbers,
      1e-6,
    );
  });
});

describe('the random forest', () => {
  const heldClasses = reference.classes.slice(reference.rows);
  const rightOf = (made: Int32Array) => made.filter((one, row) => one === heldClasses[row]).length / heldClasses.length;

  test('tells most held-out rows, and the same seed gives the same bytes', () => {
    const fit = randomForest(100, seededRandom);
    const fitted = finish(fit(train, three, 3));
    const made = finish(fitted.probabilities!(held));
    expect(rightOf(likeliest(made, 3))).toBeGreaterThan(0.7);
    for (let at = 0; at < made.length; at += 3) expectClose([made[at] + made[at + 1] + made[at + 2]], [1], 1e-9);
    expect(finish(finish(fit(train, three, 3)).scores(held))).toEqual(made);
    expect(finish(finish(fit(train, three, 4)).scores(held))).not.toEqual(made);
  });

  test('predicts numbers better than their mean', () => {
    const made = scoresOf(randomForest(100, seededRandom), numbers);
    const actual = reference.numbers.slice(reference.rows);
    const mean = actual.reduce((sum, value) => sum + value, 0) / actual.length;
    const squares = (told: (row: number) => number) =>
      actual.reduce((sum, value, row) => sum + (value - told(row)) ** 2, 0);
    expect(squares((row) => made[row])).toBeLessThan(0.5 * squares(() => mean));
  });
});

test('the least value of a long narrow bowl is found', () => {
  const scales = [1, 100, 1e4];
  const found = finish(
    minimise(
      // oxlint-disable-next-line require-yield
      function* (at, gradient) {
        at.forEach((x, i) => (gradient[i] = scales[i] * (x - i)));
        return at.reduce((sum, x, i) => sum + (scales[i] * (x - i) ** 2) / 2, 0);
      },
      Float64Array.of(5, 5, 5),
      1e-9,
      200,
    ),
  );
  expect(found.converged).toBe(true);
  expectClose([...found.at], [0, 1, 2], 1e-8);
});
