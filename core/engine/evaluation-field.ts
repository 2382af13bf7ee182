/** The settings of an evaluation as they lie in a file, held to their types and limits. */

import {
  CLASSIFIERS,
  type ClassifierSpec,
  type DivisionSpec,
  EVALUATION_LIMITS,
  type EvaluationSpec,
  FOLD_RULES,
} from '../contract/evaluation';
import { LIMITS } from '../contract/specs';
import type { Field } from './field';

/** @throws job/field */
export function evaluationFrom(field: Field): EvaluationSpec {
  return {
    classifier: classifierFrom(field.at('classifier')),
    division: divisionFrom(field.at('division')),
    seeds: field.at('seeds').integer(EVALUATION_LIMITS.seeds),
  };
}

/** @throws job/field */
export function classifierFrom(field: Field): ClassifierSpec {
  const kind = field.at('kind').oneOf(CLASSIFIERS);
  switch (kind) {
    case 'ridge':
      return { kind };
    case 'logistic':
    case 'svm':
      return { kind, c: field.at('c').number(EVALUATION_LIMITS.c) };
    case 'knn':
      return { kind, neighbours: field.at('neighbours').integer(EVALUATION_LIMITS.neighbours) };
    case 'forest':
      return { kind, trees: field.at('trees').integer(EVALUATION_LIMITS.trees) };
  }
}

function divisionFrom(field: Field): DivisionSpec {
  const kind = field.at('kind').oneOf(['official', 'folds'] as const);
  if (kind === 'official') return { kind };
  return {
    kind,
    folds: field.at('folds').integer(EVALUATION_LIMITS.folds),
    rule: field.at('rule').oneOf(FOLD_RULES),
    seed: field.at('seed').integer(LIMITS.seed),
  };
}
