/** Figures of predictions against what is true, as scikit-learn defines them. */

import type { ClassFigures, ClassScores, NumberScores } from '../../contract/evaluation';

/** Probabilities are held this far from 0 and 1 before their logarithm is taken. */
const EPSILON = 2 ** -52;

/** Counts by actual and predicted class: entry `actual * labels + predicted`. */
export function confusionOf(actual: Int32Array, predicted: Int32Array, labels: number): Float64Array {
  const counts = new Float64Array(labels * labels);
  for (let row = 0; row < actual.length; row++) counts[actual[row] * labels + predicted[row]]++;
  return counts;
}

/**
 * Precision, recall and F1 of each class; 0 where nothing was predicted as the class, where no row is of it, or where both
 * are 0.
 */
export function classFigures(confusion: Float64Array, labels: readonly string[]): ClassFigures[] {
  const K = labels.length;
  return labels.map((label, k) => {
    let rows = 0;
    let predicted = 0;
    for (let other = 0; other < K; other++) {
      rows += confusion[k * K + other];
      predicted += confusion[other * K + k];
    }
    const right = confusion[k * K + k];
    const precision = predicted === 0 ? 0 : right / predicted;
    const recall = rows === 0 ? 0 : right / rows;
    return { label, rows, precision, recall, f1: rows + predicted === 0 ? 0 : (2 * right) / (rows + predicted) };
  });
}

/**
 * Accuracy; the mean recall of the classes that have a row; the mean F1 of the classes that have a row or were predicted;
 * and the mean of -ln p of the right class, each row's probabilities [rows, K] clipped and made to sum to 1.
 */
export function classScores(
  actual: Int32Array,
  predicted: Int32Array,
  probabilities: Float64Array | null,
  labels: number,
): ClassScores {
  const confusion = confusionOf(actual, predicted, labels);
  const figures = classFigures(
    confusion,
    Array.from({ length: labels }, () => ''),
  );
  const right = figures.reduce((sum, _, k) => sum + confusion[k * labels + k], 0);
  const present = figures.filter(({ rows }) => rows > 0);
  const told = new Set(predicted);
  const met = figures.filter(({ rows }, k) => rows > 0 || told.has(k));
  return {
    kind: 'classes',
    accuracy: right / actual.length,
    balancedAccuracy: mean(present.map(({ recall }) => recall)),
    macroF1: mean(met.map(({ f1 }) => f1)),
    logLoss: probabilities === null ? null : logLoss(actual, probabilities, labels),
  };
}

function logLoss(actual: Int32Array, probabilities: Float64Array, labels: number): number {
  let total = 0;
  for (let row = 0; row < actual.length; row++) {
    let sum = 0;
    for (let k = 0; k < labels; k++) sum += clipped(probabilities[row * labels + k]);
    total -= Math.log(clipped(probabilities[row * labels + actual[row]]) / sum);
  }
  return total / actual.length;
}

function clipped(probability: number): number {
  return Math.min(1 - EPSILON, Math.max(EPSILON, probability));
}

/** R2 is 1 - squared errors / squared distances from the mean; where all numbers are equal 1 if all were met, else 0. */
export function numberScores(actual: Float64Array, predicted: Float64Array): NumberScores {
  const n = actual.length;
  const middle = mean(actual);
  let squares = 0;
  let distances = 0;
  let spread = 0;
  for (let row = 0; row < n; row++) {
    const error = actual[row] - predicted[row];
    squares += error * error;
    distances += Math.abs(error);
    spread += (actual[row] - middle) ** 2;
  }
  const r2 = spread > 0 ? 1 - squares / spread : squares === 0 ? 1 : 0;
  return { kind: 'numbers', rmse: Math.sqrt(squares / n), mae: distances / n, r2 };
}

function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < values.length; at++) sum += values[at];
  return sum / values.length;
}
