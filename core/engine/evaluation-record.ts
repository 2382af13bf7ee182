/** What the fits of an evaluation told, scored. */

import type { EvaluationView } from '../contract/evaluation';
import { likeliest } from '../evaluation/classifiers/classifier';
import { classFigures, classScores, confusionOf, numberScores } from '../evaluation/metrics/metrics';
import type { HeldOut } from './evaluation-folds';
import type { FitRecord } from './evaluation-results';
import type { Told } from './evaluation-round';
import type { Truth } from './evaluation-truth';

/** What was told of the held-out rows, held to what is true of them; `classes` are those of the target by the truth. */
export function record(
  { scores, probabilities }: Told,
  truth: Truth,
  held: HeldOut,
  classes: Int32Array | null,
  seed: number | null,
): FitRecord {
  const about = { seed, fold: held.fold, trainRows: held.train.length, testRows: held.test.length };
  if (truth.kind === 'numbers') {
    const actual = Float64Array.from(held.test, (row) => truth.of[held.part][row]);
    return { fit: { ...about, scores: numberScores(actual, scores) }, held, predicted: scores };
  }
  const actual = held.test.map((row) => truth.of[held.part][row]);
  const predicted = likeliest(scores, classes!.length).map((k) => classes![k]);
  const K = truth.labels.length;
  const spread = probabilities === null ? null : overAll(probabilities, classes!, K);
  return { fit: { ...about, scores: classScores(actual, predicted, spread, K) }, held, predicted };
}

/** Probabilities [rows, K] of all classes; what is not fitted on has none. */
function overAll(probabilities: Float64Array, classes: Int32Array, K: number): Float64Array {
  const all = new Float64Array((probabilities.length / classes.length) * K);
  for (const [at, value] of probabilities.entries()) {
    all[Math.floor(at / classes.length) * K + classes[at % classes.length]] = value;
  }
  return all;
}

/** The confusion of all fits together, and the figures of the classes that come of it. */
export function confused(truth: Truth, records: readonly FitRecord[]): Pick<EvaluationView, 'classes' | 'confusion'> {
  if (truth.kind === 'numbers') return { classes: [], confusion: null };
  const { labels } = truth;
  const total = new Float64Array(labels.length ** 2);
  for (const { held, predicted } of records) {
    const actual = held.test.map((row) => truth.of[held.part][row]);
    confusionOf(actual, predicted as Int32Array, labels.length).forEach((count, at) => (total[at] += count));
  }
  const counts = labels.map((_, k) => Array.from(total.subarray(k * labels.length, (k + 1) * labels.length)));
  return { classes: classFigures(total, labels), confusion: { labels, counts } };
}
