/** Which series are fitted on and which are held out, by the division that is asked for. */

import { WorkbenchError } from '../contract/errors';
import type { DivisionSpec } from '../contract/evaluation';
import type { Part } from '../contract/views';
import { lastAtOrBelow } from '../dataset/starts';
import type { SeriesPart } from '../dataset/part';
import { blockedFolds, type FoldRows, groupedFolds, holdOut, stratifiedFolds } from '../evaluation/divisions/folds';
import { seededRandom } from '../lstm/random';
import type { Dataset } from './datasets';
import { fittingOf, labelledRows, type Truth } from './evaluation-truth';

/** One fold, in series of the dataset that is evaluated. */
export interface HeldOut {
  /** From 0. */
  fold: number;
  /** Of the training part, ascending. */
  train: Int32Array;
  /** Of `part`, ascending. */
  test: Int32Array;
  part: Part;
  /** Series that are not fitted on, since they share steps with held-out ones. */
  left: number;
}

/**
 * All folds; the official division is one. Series without a label take no part.
 * @throws evaluation/no-test-part, evaluation/few-rows, evaluation/few-groups, evaluation/fold-empty, evaluation/fold-one-class
 */
export function foldsOf(dataset: Dataset, truth: Truth, division: DivisionSpec): HeldOut[] {
  const train = labelledRows(truth, 'train');
  if (division.kind === 'official') {
    if (dataset.parts.test === null) throw new WorkbenchError('evaluation/no-test-part', { file: dataset.view.name });
    return [{ fold: 0, train, test: labelledRows(truth, 'test'), part: 'test', left: 0 }];
  }
  const { folds, rule, seed } = division;
  const { series } = dataset.parts.train!;
  const file = series.fileName;
  if (train.length < folds) throw new WorkbenchError('evaluation/few-rows', { file, rows: train.length, folds });
  const rows = foldRows(series, truth, train);
  const groups = rows.group.reduce((most, group) => Math.max(most, group + 1), 0);
  if (rule === 'grouped' && groups < folds) throw new WorkbenchError('evaluation/few-groups', { file, groups, folds });
  const random = seededRandom(seed);
  const of = {
    stratified: () => stratifiedFolds(rows, folds, random),
    grouped: () => groupedFolds(rows, folds, random),
    blocked: () => blockedFolds(rows, folds),
  }[rule]();
  return Array.from({ length: folds }, (_, fold) => {
    const held = holdOut(rows, of, fold);
    const inPart = (members: Int32Array) => members.map((member) => train[member]);
    const made: HeldOut = { fold, train: inPart(held.train), test: inPart(held.test), part: 'train', left: held.left };
    checkFold(made, truth, file, folds);
    return made;
  });
}

/** What the divisions look at, of the chosen series. */
function foldRows(series: SeriesPart, truth: Truth, rows: Int32Array): FoldRows {
  const { cutFrom } = series;
  const recordings = new Map<number, number>();
  const group = Int32Array.from(rows, (row, at) => {
    if (cutFrom == null || cutFrom.window === null) return at;
    const recording = lastAtOrBelow(cutFrom.whole.offsets, series.offsets[row]);
    if (!recordings.has(recording)) recordings.set(recording, recordings.size);
    return recordings.get(recording)!;
  });
  return {
    target:
      truth.kind === 'classes'
        ? { kind: 'classes', classes: rows.map((row) => truth.of.train[row]) }
        : { kind: 'numbers', values: Float64Array.from(rows, (row) => truth.of.train[row]) },
    group,
    offsets: Float64Array.from(rows, (row) => series.offsets[row]),
    lengths: rows.map((row) => series.lengths[row]),
  };
}

function checkFold({ fold, train }: HeldOut, truth: Truth, file: string, folds: number): void {
  const place = { file, fold: fold + 1, folds };
  if (train.length === 0) throw new WorkbenchError('evaluation/fold-empty', place);
  if (truth.kind === 'numbers') return;
  const { classes } = fittingOf(truth, train);
  if (classes!.length > 1) return;
  throw new WorkbenchError('evaluation/fold-one-class', { ...place, label: truth.labels[classes![0]] });
}
