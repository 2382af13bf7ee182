/** What was predicted for held-out series, over all fits together, by pages. */

import type { Prediction, PredictionsPage, PredictionsQuery } from '../contract/evaluation';
import type { Part, SeriesRef } from '../contract/views';
import type { Evaluation } from './evaluation-results';
import { LARGEST_PAGE } from './series-views';

const known = new WeakMap<Evaluation, Prediction[]>();

export function predictionsPage(evaluation: Evaluation, { of, first, count }: PredictionsQuery): PredictionsPage {
  const all = known.get(evaluation) ?? predictionsOf(evaluation);
  known.set(evaluation, all);
  const rows = chosen(all, evaluation.truth.kind, of);
  const from = Math.min(Math.max(0, first), rows.length);
  return { first: from, total: rows.length, rows: rows.slice(from, from + Math.min(count, LARGEST_PAGE)) };
}

function chosen(all: Prediction[], kind: 'classes' | 'numbers', of: PredictionsQuery['of']): Prediction[] {
  if (of === 'all') return all;
  if (of !== 'errors') return all.filter(({ actual, predicted }) => actual === of.actual && predicted === of.predicted);
  if (kind === 'numbers') return all.toSorted((a, b) => b.missed - a.missed);
  return all.filter(({ actual, predicted }) => actual !== predicted);
}

/** Every held-out series once, in the order of the data. */
function predictionsOf({ dataset, truth, records }: Evaluation): Prediction[] {
  const part: Part = records[0].held.part;
  const told = new Map<number, number[]>();
  for (const { held, predicted } of records) {
    for (const [at, row] of held.test.entries()) {
      const values = told.get(row);
      if (values === undefined) told.set(row, [predicted[at]]);
      else values.push(predicted[at]);
    }
  }
  const { ids } = dataset.parts[part]!.series;
  return [...told.keys()]
    .sort((a, b) => a - b)
    .map((index) => {
      const series: SeriesRef = { part, index };
      const values = told.get(index)!;
      const actual = truth.of[part][index];
      const share = (sum: number) => sum / values.length;
      if (truth.kind === 'numbers') {
        const mean = share(values.reduce((sum, value) => sum + value, 0));
        const missed = share(values.reduce((sum, value) => sum + Math.abs(value - actual), 0));
        return { series, id: ids[index], actual: String(actual), predicted: String(mean), missed };
      }
      const missed = share(values.reduce((sum, value) => sum + Number(value !== actual), 0));
      const predicted = truth.labels[mostFrequent(values)];
      return { series, id: ids[index], actual: truth.labels[actual], predicted, missed };
    });
}

/** The first of those that come most often. */
export function mostFrequent(values: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].reduce((best, one) => (one[1] > best[1] ? one : best))[0];
}
