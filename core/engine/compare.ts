/** Compares evaluations of the same divisions: how far the first is from each other, by which test, and what that means. */

import { WorkbenchError } from '../contract/errors';
import type { ComparisonView, Contrast } from '../contract/evaluation';
import { type Judged, significanceOf, type Standing, verdictOf } from '../evaluation/significance/contrast';
import type { Evaluation } from './evaluation-results';
import { mostFrequent } from './evaluation-predictions';

/** The first of the evaluations, of which there is at least one, against every other. @throws evaluation/other-division */
export function compareEvaluations(evaluations: readonly Evaluation[]): ComparisonView {
  const [first] = evaluations;
  for (const [at, other] of evaluations.entries()) {
    if (divisionOf(other) !== divisionOf(first))
      throw new WorkbenchError('evaluation/other-division', { place: at + 1 });
  }
  const { kind } = first.truth;
  const measure = kind === 'classes' ? 'accuracy' : 'rmse';
  const judged = evaluations.map((evaluation) => judgedOf(evaluation, measure));
  const entrants = evaluations.map(({ view }) => ({ entrant: view.entrant, spread: view.spreads[measure] }));
  const contrasts: Contrast[] = [];
  const standings: Standing[] = [];
  for (let other = 1; other < entrants.length; other++) {
    const difference = entrants[0].spread.mean - entrants[other].spread.mean;
    const significance = significanceOf(judged[0], judged[other], kind, first.view.spec.division.kind);
    contrasts.push({ other, difference, significance });
    standings.push({ lead: kind === 'classes' ? difference : -difference, p: significance.p });
  }
  const verdict = verdictOf(standings);
  return {
    measure,
    entrants,
    contrasts,
    verdict: { ...verdict, other: verdict.other === null ? null : verdict.other + 1 },
  };
}

/** Equal where the same series of the same data are held out in the same folds. */
function divisionOf({ view, truth, records }: Evaluation): string {
  const held = records
    .filter(({ fit }) => fit.seed === records[0].fit.seed)
    .map(({ held: { fold, test } }) => [fold, ...test]);
  return JSON.stringify([view.dataset, truth.kind, view.spec.division, held]);
}

function judgedOf({ view, truth, records }: Evaluation, measure: ComparisonView['measure']): Judged {
  const fits = view.fits.map(({ scores, ...about }) => {
    return { ...about, figure: scores.kind === 'classes' ? scores.accuracy : scores.rmse };
  });
  const told = new Map<number, number[]>();
  for (const { held, predicted } of records) {
    for (const [at, row] of held.test.entries()) {
      if (!told.has(row)) told.set(row, []);
      told.get(row)!.push(predicted[at]);
    }
  }
  const actual = truth.of[records[0].held.part];
  const losses = [...told]
    .sort(([a], [b]) => a - b)
    .map(([row, values]) => {
      if (measure === 'accuracy') return Number(mostFrequent(values) !== actual[row]);
      return (values.reduce((sum, value) => sum + value, 0) / values.length - actual[row]) ** 2;
    });
  return { fits, losses };
}
