/** What a model is compared with: every baseline as features for the classifier, or as a way of its own to tell. */

import type { Baseline, EvaluationNote } from '../contract/evaluation';
import { DEFAULT_FEATURES, DEFAULT_MODEL, type ModelSpec, type RandomModel } from '../contract/specs';
import type { Part } from '../contract/views';
import { scaledSteps } from '../dataset/scaling';
import type { Table } from '../evaluation/classifiers/classifier';
import { type Distance, nearestSeries } from '../evaluation/neighbours/nearest';
import type { SeriesSet } from '../evaluation/series-set';
import { canonicalRows } from '../evaluation/series-tables/canonical';
import { rawRows, rawShape, reshaped } from '../evaluation/series-tables/raw';
import { statisticsRows } from '../evaluation/series-tables/statistics';
import { type Round, type Way, waysFeatures } from './evaluation-round';

export const BASELINE_WAYS: Record<Baseline, Way> = {
  'largest-class': { kind: 'predictor', predict: async ({ target, rows }) => largest(target, rows.test.length) },
  'raw-series': { kind: 'features', drawn: false, tables: rawTables },
  euclid: nearest({ kind: 'euclid' }),
  'dtw-10': nearest({ kind: 'dtw', band: 0.1 }),
  'dtw-full': nearest({ kind: 'dtw', band: null }),
  statistics: seriesTables(statisticsRows),
  catch22: seriesTables(canonicalRows),
  'untrained-last': waysFeatures({ poolings: ['last'], layers: 'all' }, untrained),
  'untrained-all': waysFeatures(DEFAULT_FEATURES, untrained),
};

/** The shares of the classes among the training rows, or their mean, whatever is asked about. */
function largest(target: Round['target'], rows: number) {
  if (target.kind === 'numbers') {
    const mean = target.values.reduce((sum, value) => sum + value, 0) / target.values.length;
    return { scores: new Float64Array(rows).fill(mean), probabilities: null };
  }
  const shares = new Float64Array(target.count);
  for (const label of target.classes) shares[label] += 1 / target.classes.length;
  const scores = Float64Array.from({ length: rows * target.count }, (_, at) => shares[at % target.count]);
  return { scores, probabilities: scores };
}

/** The series of a part that take part in a round, as the model sees them. */
function seriesSet({ dataset, rows }: Round, part: Part): SeriesSet {
  const { series, scaler } = dataset.parts[part]!;
  const members = rows[part];
  return {
    channels: series.channels.length,
    lengths: members.map((row) => series.lengths[row]),
    read(index) {
      const from = series.offsets[members[index]];
      return scaledSteps(scaler, series, from, from + series.lengths[members[index]]);
    },
  };
}

function seriesTables(rowsOf: (set: SeriesSet) => Generator<number, Table>): Way {
  const tables = async (round: Round) => ({
    train: await made(round, 'train', rowsOf),
    test: await made(round, 'test', rowsOf),
  });
  return { kind: 'features', drawn: false, tables };
}

async function made(round: Round, part: Part, rowsOf: (set: SeriesSet) => Generator<number, Table>): Promise<Table> {
  const { task, rows } = round;
  task.begin('running', rows[part].length, 'series', part === 'train' ? [0, 0.5] : [0.5, 1]);
  return task.drive(rowsOf(seriesSet(round, part)), (done) => task.reach(done));
}

async function rawTables(round: Round) {
  const shape = rawShape(seriesSet(round, 'train'));
  const rowsOf = (set: SeriesSet) => rawRows(set, shape);
  const [train, test] = [await made(round, 'train', rowsOf), await made(round, 'test', rowsOf)];
  const sets = (['train', 'test'] as const).map((part) => seriesSet(round, part));
  const count = sets.reduce((sum, set) => sum + reshaped(set, shape), 0);
  const notes: EvaluationNote[] =
    count === 0 ? [] : [{ note: shape.kind === 'summarised' ? 'summarised' : 'padded', count }];
  return { train, test, notes };
}

/** The class, or the number, of the nearest training series. */
function nearest(distance: Distance): Way {
  const predict = async (round: Round) => {
    const { task, target, rows } = round;
    task.begin('running', rows.test.length, 'series');
    const search = nearestSeries(seriesSet(round, 'train'), seriesSet(round, 'test'), distance);
    const found = await task.drive(search, (done) => task.reach(done));
    if (target.kind === 'numbers')
      return { scores: Float64Array.from(found, (index) => target.values[index]), probabilities: null };
    const scores = new Float64Array(found.length * target.count);
    for (const [row, index] of found.entries()) scores[row * target.count + target.classes[index]] = 1;
    return { scores, probabilities: null };
  };
  return { kind: 'predictor', predict };
}

/** The model of the round without training and ablation: its own settings, or weights drawn in the sizes of a file's. */
async function untrained({ held, model, seed }: Round): Promise<ModelSpec> {
  if (model.kind === 'random') {
    const { ablation: _, ...bare } = model;
    return bare;
  }
  const { hidden, layers, bidirectional, bias } = await held.models.describe(model, null, held.speed());
  const drawn: RandomModel = { ...DEFAULT_MODEL, hidden, layers, bidirectional, bias, seed };
  return drawn;
}
