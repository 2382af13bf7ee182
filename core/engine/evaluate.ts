/** Evaluates what an entrant is worth on a dataset: over folds and seeds, everything fitted on what is not held out. */

import { checkEvaluation } from '../contract/check-evaluation';
import { fromPayload, WorkbenchError } from '../contract/errors';
import {
  type Entrant,
  type EvaluationNote,
  type EvaluationSpec,
  type EvaluationView,
  EVALUATION_NOTES,
  FEW_ROWS,
} from '../contract/evaluation';
import { DEFAULT_MODEL, type ModelSpec } from '../contract/specs';
import { spreadsOf } from '../evaluation/metrics/spread';
import type { Dataset } from './datasets';
import { BASELINE_WAYS } from './evaluation-baselines';
import { foldsOf, type HeldOut } from './evaluation-folds';
import { confused, record } from './evaluation-record';
import type { Evaluation, FitRecord } from './evaluation-results';
import { type Round, tell, type Way, waysFeatures } from './evaluation-round';
import { checkLabels, fittingOf, labelledRows, type Truth, truthOf } from './evaluation-truth';
import { foldDataset } from './fold-dataset';
import type { Holdings } from './holdings';
import { qualityView } from './quality-view';
import type { Task } from './task';

/** About how long the phases of one fit take beside each other. */
const PLAN = { checking: 1, weights: 1, running: 8, evaluating: 2 };

/** @throws evaluation/*, run/*, model/*, features/no-pooling, engine/cancelled */
export async function evaluate(
  held: Holdings,
  task: Task,
  handle: string,
  dataset: Dataset,
  entrant: Entrant,
  spec: EvaluationSpec,
): Promise<Evaluation> {
  const startMs = held.host.now();
  checkEvaluation(spec);
  if (dataset.view.problem !== null) throw fromPayload(dataset.view.problem);
  if (dataset.parts.train === null) throw new WorkbenchError('run/no-data', {});
  const truth = truthOf(dataset);
  const { division, classifier } = spec;
  checkLabels(dataset, truth, 'train');
  const folds = foldsOf(dataset, truth, division);
  if (division.kind === 'official') checkLabels(dataset, truth, 'test');
  const way = entrant.kind === 'model' ? waysFeatures(entrant.features) : BASELINE_WAYS[entrant.baseline];
  const seeds = seedsOf(entrant, way, spec);
  const count = folds.length * seeds.length;
  task.plan(PLAN);
  task.piece(0, count);
  const notes = new Notes();
  notes.addAll(await leaks(dataset, division.kind === 'official', task));
  notes.addAll(rowNotes(truth, folds, division.kind === 'official'));
  const records: FitRecord[] = [];
  let columns = 0;
  for (const fold of folds) {
    const own = division.kind === 'official' ? dataset : await foldDataset(dataset, fold.train, fold.test, task);
    const rows =
      own === dataset ? { train: fold.train, test: fold.test } : { train: all(fold.train), test: all(fold.test) };
    const { target, classes } = fittingOf(truth, fold.train);
    for (const seed of seeds) {
      task.piece(records.length, count);
      const drawn = seed ?? baseSeed(entrant.model);
      const model = withSeed(entrant.model, drawn);
      const round: Round = { held, task, dataset: own, rows, target, model, seed: drawn };
      const told = await tell(round, way, classifier);
      columns = told.columns;
      notes.addAll(told.notes);
      records.push(record(told, truth, fold, classes, seed));
    }
  }
  const order = new Map(seeds.map((seed, at) => [seed, at]));
  records.sort((a, b) => order.get(a.fit.seed)! - order.get(b.fit.seed)! || a.fit.fold - b.fit.fold);
  const fits = records.map(({ fit }) => fit);
  const view: EvaluationView = {
    handle,
    dataset: dataset.view.handle,
    entrant,
    spec,
    fits,
    spreads: spreadsOf(fits),
    ...confused(truth, records),
    columns,
    durationMs: held.host.now() - startMs,
    notes: notes.list(),
  };
  return { view, dataset, truth, records };
}

function all(members: Int32Array): Int32Array {
  return Int32Array.from(members, (_, at) => at);
}

/** The seeds of the fits, counted on from the model's; null alone where nothing is drawn. */
function seedsOf({ model, kind }: Entrant, way: Way, { seeds, classifier }: EvaluationSpec): (number | null)[] {
  const drawsModel = way.kind === 'features' && way.drawn && (model.kind === 'random' || kind === 'baseline');
  const drawsFit = way.kind === 'features' && classifier.kind === 'forest';
  if (!drawsModel && !drawsFit) return [null];
  return Array.from({ length: seeds }, (_, at) => (baseSeed(model) + at) % 2 ** 32);
}

function baseSeed(model: ModelSpec): number {
  return model.kind === 'random' ? model.seed : DEFAULT_MODEL.seed;
}

function withSeed(model: ModelSpec, seed: number): ModelSpec {
  return model.kind === 'random' ? { ...model, seed } : model;
}

/** What the data itself gives away, by the check of its quality. */
async function leaks(dataset: Dataset, official: boolean, task: Task): Promise<EvaluationNote[]> {
  const { findings } = await qualityView(dataset, task);
  const notes: EvaluationNote[] = [];
  for (const { code, part, count } of findings) {
    if (code === 'tells-label') notes.push({ note: 'tells-label', count });
    // Copies of one class in both parts, or anywhere in what is divided.
    const copies = official ? code === 'duplicates-across' : code === 'duplicates' && part === 'train';
    if (copies) notes.push({ note: 'duplicates', count });
  }
  return notes;
}

function rowNotes(truth: Truth, folds: readonly HeldOut[], official: boolean): EvaluationNote[] {
  const parts = official ? (['train', 'test'] as const) : (['train'] as const);
  const unlabelled = parts.reduce((sum, part) => sum + truth.of[part].length - labelledRows(truth, part).length, 0);
  const unknown = folds.reduce((sum, { train, test, part }) => {
    if (truth.kind === 'numbers') return sum;
    const known = new Set(fittingOf(truth, train).classes);
    return sum + test.filter((row) => !known.has(truth.of[part][row])).length;
  }, 0);
  const rows = folds.reduce((sum, { test }) => sum + test.length, 0);
  return [
    { note: 'unlabelled', count: unlabelled },
    { note: 'unknown-class', count: unknown },
    { note: 'overlapping', count: folds.reduce((sum, { left }) => sum + left, 0) },
    { note: 'few-rows', count: rows < FEW_ROWS ? rows : 0 },
  ];
}

/** Notes by their name, counts together; what counts nothing is not told. */
class Notes {
  private readonly counts = new Map<EvaluationNote['note'], number>();

  addAll(notes: readonly EvaluationNote[]): void {
    for (const { note, count } of notes) this.counts.set(note, (this.counts.get(note) ?? 0) + count);
  }

  list(): EvaluationNote[] {
    return EVALUATION_NOTES.map((note) => ({ note, count: this.counts.get(note) ?? 0 })).filter(
      ({ count }) => count > 0,
    );
  }
}
