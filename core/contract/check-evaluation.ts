/** Checks the settings of an evaluation against the limits before anything is divided, run or fitted. */

import { type ClassifierSpec, EVALUATION_LIMITS, type EvaluationSpec } from './evaluation';
import { WorkbenchError } from './errors';
import { LIMITS } from './specs';

/** @throws evaluation/out-of-range for the first number that is none, not whole where it must be, or out of its limits */
export function checkEvaluation({ classifier, division, seeds }: EvaluationSpec): void {
  check('seeds', seeds, EVALUATION_LIMITS.seeds);
  if (division.kind === 'folds') {
    check('folds', division.folds, EVALUATION_LIMITS.folds);
    check('seed', division.seed, LIMITS.seed);
  }
  checkClassifier(classifier);
}

function checkClassifier(classifier: ClassifierSpec): void {
  switch (classifier.kind) {
    case 'ridge':
      return;
    case 'logistic':
    case 'svm':
      return check('c', classifier.c, EVALUATION_LIMITS.c, false);
    case 'knn':
      return check('neighbours', classifier.neighbours, EVALUATION_LIMITS.neighbours);
    case 'forest':
      return check('trees', classifier.trees, EVALUATION_LIMITS.trees);
  }
}

function check(name: string, value: number, { min, max }: { min: number; max: number }, whole = true): void {
  if (value >= min && value <= max && (!whole || Number.isInteger(value))) return;
  throw new WorkbenchError('evaluation/out-of-range', { name, value, min, max });
}
