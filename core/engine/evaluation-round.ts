/** One fit of an evaluation: what it is made of, the features that it is fitted on, and what it tells of held-out series. */

import { WorkbenchError } from '../contract/errors';
import type { ClassifierSpec, EvaluationNote } from '../contract/evaluation';
import type { FeaturesSpec, ModelSpec } from '../contract/specs';
import type { Part } from '../contract/views';
import type { Fit, Table, Target } from '../evaluation/classifiers/classifier';
import { logistic } from '../evaluation/classifiers/logistic';
import { nearestRows } from '../evaluation/classifiers/nearest-rows';
import { randomForest } from '../evaluation/classifiers/forest';
import { fitRidge, ridgeSize } from '../evaluation/classifiers/ridge';
import { linearSvm } from '../evaluation/classifiers/svm';
import { seededRandom } from '../lstm/random';
import type { Dataset } from './datasets';
import { chosenColumns, selectPart } from './features-view';
import type { Holdings } from './holdings';
import { runModel } from './runs';
import type { Task } from './task';

/** Most bytes of the square matrix that ridge makes. */
const MOST_RIDGE_BYTES = 1e9;

/** What a fit may look at: nothing else of the test part but the series that it is asked about. */
export interface Round {
  held: Holdings;
  task: Task;
  /** Prepared by what was fitted on its training part. */
  dataset: Dataset;
  /** Series of its parts that take part. */
  rows: Record<Part, Int32Array>;
  /** Of the rows of the training part. */
  target: Target;
  /** The model of the entrant with the seed of this round. */
  model: ModelSpec;
  seed: number;
}

/** A row of features for each row of a round. */
export type Tables = Record<Part, Table> & { notes?: EvaluationNote[] };

/** What is told of the held-out rows, as a classifier tells it. */
export interface Told {
  scores: Float64Array; // [rows, K]
  probabilities: Float64Array | null; // [rows, K]
  /** Of the features; 0 where there are none. */
  columns: number;
  notes: EvaluationNote[];
}

/** How an entrant is scored: by features that the chosen classifier is fitted on, or by a way of its own to tell. */
export type Way =
  /** `drawn`: features differ with the seed where the model is drawn. */
  | { kind: 'features'; drawn: boolean; tables(round: Round): Promise<Tables> }
  | { kind: 'predictor'; predict(round: Round): Promise<Omit<Told, 'columns' | 'notes'>> };

export function waysFeatures(features: FeaturesSpec, modelOf?: (round: Round) => Promise<ModelSpec>): Way {
  return {
    kind: 'features',
    drawn: true,
    tables: async (round) => modelTables(round, modelOf === undefined ? round.model : await modelOf(round), features),
  };
}

/** The chosen features of a model that is run over the round's dataset. */
async function modelTables(
  { held, task, dataset, rows }: Round,
  model: ModelSpec,
  spec: FeaturesSpec,
): Promise<Tables> {
  const prepared = await held.prepare(task, dataset, model);
  const run = await runModel({ handle: '', specHash: '' }, prepared, held.chosen.kernel, held.host, task);
  const columns = chosenColumns(run, spec);
  const pick = (part: Part): Table => {
    const values = selectPart(run, part, columns);
    return pickRows({ values, rows: rows[part].length, columns: columns.length }, rows[part]);
  };
  return { train: pick('train'), test: pick('test') };
}

/** The table of some rows of a larger one. */
function pickRows({ values, columns }: Table, rows: Int32Array): Table {
  if (rows.length * columns === values.length) return { values, rows: rows.length, columns };
  const picked = new Float32Array(rows.length * columns);
  for (const [at, row] of rows.entries()) picked.set(values.subarray(row * columns, (row + 1) * columns), at * columns);
  return { values: picked, rows: rows.length, columns };
}

/** Fits on the training rows and tells the others. @throws evaluation/* */
export async function tell(round: Round, way: Way, classifier: ClassifierSpec): Promise<Told> {
  const { task, target, seed } = round;
  if (way.kind === 'predictor') return { ...(await way.predict(round)), columns: 0, notes: [] };
  const { train, test, notes = [] } = await way.tables(round);
  task.begin('evaluating', 1, 'fits');
  const fitted = await task.driveUncounted(fitOf(classifier, train)(train, target, seed));
  const scores = await task.driveUncounted(fitted.scores(test));
  const probabilities = fitted.probabilities === null ? null : await task.driveUncounted(fitted.probabilities(test));
  const unsettled: EvaluationNote[] = fitted.notConverged === true ? [{ note: 'not-converged', count: 1 }] : [];
  return { scores, probabilities, columns: train.columns, notes: [...notes, ...unsettled] };
}

function fitOf(spec: ClassifierSpec, { rows, columns }: Table): Fit {
  switch (spec.kind) {
    case 'ridge': {
      const bytes = 8 * ridgeSize(rows, columns) ** 2;
      if (bytes <= MOST_RIDGE_BYTES) return fitRidge;
      throw new WorkbenchError('evaluation/ridge-too-large', { rows, columns, bytes, limit: MOST_RIDGE_BYTES });
    }
    case 'logistic':
      return logistic(spec.c);
    case 'knn':
      return nearestRows(spec.neighbours);
    case 'svm':
      return linearSvm(spec.c);
    case 'forest':
      return randomForest(spec.trees, seededRandom);
  }
}
