/** Figures against scikit-learn's, and where those are by definition. */

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Fit } from '../../../../core/contract/evaluation';
import { classFigures, classScores, confusionOf, numberScores } from '../../../../core/evaluation/metrics/metrics';
import { spreadsOf } from '../../../../core/evaluation/metrics/spread';
import { repositoryFile } from '../../../helpers/shared';

interface ClassCase {
  labels: number;
  actual: number[];
  predicted: number[];
  probabilities: number[];
  accuracy: number;
  balancedAccuracy: number;
  macroF1: number;
  logLoss: number;
  precision: number[];
  recall: number[];
  f1: number[];
  support: number[];
  confusion: number[][];
}

const stored = JSON.parse(readFileSync(repositoryFile('test/core/evaluation/scikit-learn/metrics.json'), 'utf8')) as {
  classes: ClassCase[];
  numbers: { actual: number[]; predicted: number[]; rmse: number; mae: number; r2: number };
};

const names = (count: number) => Array.from({ length: count }, (_, k) => `class ${k}`);

describe.each(stored.classes)('$labels classes', (given) => {
  const actual = Int32Array.from(given.actual);
  const predicted = Int32Array.from(given.predicted);

  test('have the scores of scikit-learn', () => {
    const scores = classScores(actual, predicted, Float64Array.from(given.probabilities), given.labels);
    for (const name of ['accuracy', 'balancedAccuracy', 'macroF1', 'logLoss'] as const) {
      expect(scores[name]).toBeCloseTo(given[name], 12);
    }
  });

  test('have its confusion and figures', () => {
    const confusion = confusionOf(actual, predicted, given.labels);
    expect([...confusion]).toEqual(given.confusion.flat());
    for (const [k, figures] of classFigures(confusion, names(given.labels)).entries()) {
      expect(figures).toMatchObject({ label: `class ${k}`, rows: given.support[k] });
      expect(figures.precision).toBeCloseTo(given.precision[k], 12);
      expect(figures.recall).toBeCloseTo(given.recall[k], 12);
      expect(figures.f1).toBeCloseTo(given.f1[k], 12);
    }
  });
});

test('numbers have the scores of scikit-learn', () => {
  const { actual, predicted, ...expected } = stored.numbers;
  const scores = numberScores(Float64Array.from(actual), Float64Array.from(predicted));
  for (const name of ['rmse', 'mae', 'r2'] as const) expect(scores[name]).toBeCloseTo(expected[name], 12);
});

test('equal numbers are met or not', () => {
  const actual = Float64Array.of(2, 2);
  expect(numberScores(actual, actual).r2).toBe(1);
  expect(numberScores(actual, Float64Array.of(2, 3)).r2).toBe(0);
});

test('classes that are neither met nor told count in no mean, and without probabilities there is no log loss', () => {
  const scores = classScores(Int32Array.of(0, 0, 1), Int32Array.of(0, 0, 1), null, 5);
  expect(scores).toEqual({ kind: 'classes', accuracy: 1, balancedAccuracy: 1, macroF1: 1, logLoss: null });
});

test('a figure of a seed is the mean of its folds, and its spread goes over seeds', () => {
  const fit = (seed: number, fold: number, accuracy: number): Fit => ({
    seed,
    fold,
    trainRows: 2,
    testRows: 2,
    scores: { kind: 'classes', accuracy, balancedAccuracy: accuracy, macroF1: 1, logLoss: null },
  });
  const spreads = spreadsOf([fit(1, 0, 0.5), fit(1, 1, 1), fit(2, 0, 1), fit(2, 1, 1)]);
  expect(Object.keys(spreads)).toEqual(['accuracy', 'balancedAccuracy', 'macroF1']);
  expect(spreads.accuracy.values).toEqual([0.75, 1]);
  expect(spreads.accuracy.mean).toBe(0.875);
  expect(spreads.accuracy.deviation).toBeCloseTo(0.25 / Math.SQRT2, 15);
  expect(spreadsOf([fit(1, 0, 0.5)]).accuracy.deviation).toBeNull();
});
