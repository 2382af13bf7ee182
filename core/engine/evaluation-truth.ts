/** What is true of the series of a dataset: their classes, or the numbers that their labels are. */

import { WorkbenchError } from '../contract/errors';
import type { Part } from '../contract/views';
import type { Target } from '../evaluation/classifiers/classifier';
import type { Dataset } from './datasets';
import { compareTexts } from './features-view';

/** By part and series; -1 and NaN where a series has no label. */
export type Truth =
  | { kind: 'classes'; labels: string[]; of: Record<Part, Int32Array> }
  | { kind: 'numbers'; of: Record<Part, Float64Array> };

/** Classes go by their labels, numbers before words; both parts have the same. */
export function truthOf({ view, parts }: Dataset): Truth {
  const labels = { train: parts.train?.series.labels ?? [], test: parts.test?.series.labels ?? [] };
  if (view.understood.labelAs === 'number') {
    const numbers = (part: Part) => Float64Array.from(labels[part], (label) => (label === null ? NaN : Number(label)));
    return { kind: 'numbers', of: { train: numbers('train'), test: numbers('test') } };
  }
  const names = [...new Set([...labels.train, ...labels.test])].filter((label) => label !== null).sort(compareTexts);
  const code = new Map<string | null, number>(names.map((label, at) => [label, at]));
  const classes = (part: Part) => Int32Array.from(labels[part], (label) => code.get(label) ?? -1);
  return { kind: 'classes', labels: names, of: { train: classes('train'), test: classes('test') } };
}

/** The series of a part that have a label, ascending. */
export function labelledRows(truth: Truth, part: Part): Int32Array {
  const all = Int32Array.from({ length: truth.of[part].length }, (_, row) => row);
  if (truth.kind === 'numbers') return all.filter((row) => !Number.isNaN(truth.of[part][row]));
  return all.filter((row) => truth.of[part][row] >= 0);
}

/** What is fitted on some series of the training part. Of classes only those that they have, numbered through. */
export interface Fitting {
  target: Target;
  /** The class of the truth that each class of the target is; null of numbers. */
  classes: Int32Array | null;
}

export function fittingOf(truth: Truth, rows: Int32Array): Fitting {
  if (truth.kind === 'numbers') {
    return {
      target: { kind: 'numbers', values: Float64Array.from(rows, (row) => truth.of.train[row]) },
      classes: null,
    };
  }
  const of = truth.of.train;
  const classes = Int32Array.from(new Set(Array.from(rows, (row) => of[row]))).sort();
  const code = new Int32Array(truth.labels.length);
  for (const [at, label] of classes.entries()) code[label] = at;
  const target: Target = {
    kind: 'classes',
    classes: Int32Array.from(rows, (row) => code[of[row]]),
    count: classes.length,
  };
  return { target, classes };
}

/** @throws evaluation/no-label where no series of the part has one, evaluation/one-class where all of the training part have the same */
export function checkLabels(dataset: Dataset, truth: Truth, part: Part): void {
  const rows = labelledRows(truth, part);
  const file = dataset.parts[part]?.series.fileName ?? dataset.view.name;
  if (rows.length === 0) throw new WorkbenchError('evaluation/no-label', { file, part });
  if (part === 'test' || truth.kind === 'numbers') return;
  const { classes } = fittingOf(truth, rows);
  if (classes!.length === 1)
    throw new WorkbenchError('evaluation/one-class', { file, label: truth.labels[classes![0]] });
}
