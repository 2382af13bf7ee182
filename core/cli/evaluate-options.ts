/** The options of `evaluate` and `compare`: by which classifier, over which division, with how many seeds, and what is scored. */

import {
  BASELINES,
  CLASSIFIERS,
  type ClassifierSpec,
  DEFAULT_EVALUATION,
  type DivisionSpec,
  type Entrant,
  EVALUATION_LIMITS,
  type EvaluationSpec,
  FOLD_RULES,
} from '../contract/evaluation';
import { type FeaturesSpec, LIMITS, type ModelSpec } from '../contract/specs';
import { bad, integerOf, numberOf, oneOf, type Values } from './option-values';

/** How it is judged. */
export const JUDGE_OPTIONS = {
  classifier: { type: 'string' },
  c: { type: 'string' },
  neighbours: { type: 'string' },
  trees: { type: 'string' },
  folds: { type: 'string' },
  rule: { type: 'string' },
  'fold-seed': { type: 'string' },
  seeds: { type: 'string' },
} as const;

export const EVALUATE_OPTIONS = { ...JUDGE_OPTIONS, baseline: { type: 'string' } } as const;

const DEFAULTS = { c: 1, neighbours: 5, trees: 200, folds: 5 };

/** @throws usage/bad-value */
export function evaluationFrom(values: Values): EvaluationSpec {
  return {
    classifier: classifierFrom(values),
    division: divisionFrom(values),
    seeds: integerOf(values, 'seeds', EVALUATION_LIMITS.seeds) ?? DEFAULT_EVALUATION.seeds,
  };
}

/** What is scored: the features of the model, or a baseline in their place. */
export function entrantFrom(values: Values, model: ModelSpec, features: FeaturesSpec): Entrant {
  const baseline = oneOf(values, 'baseline', BASELINES);
  return baseline === undefined ? { kind: 'model', model, features } : { kind: 'baseline', baseline, model };
}

function classifierFrom(values: Values): ClassifierSpec {
  const kind = oneOf(values, 'classifier', CLASSIFIERS) ?? 'ridge';
  const owner = { c: ['logistic', 'svm'], neighbours: ['knn'], trees: ['forest'] };
  for (const [option, kinds] of Object.entries(owner)) {
    const given = values[option];
    if (given !== undefined && !kinds.includes(kind))
      throw bad(option, String(given), kinds.map((name) => `--classifier ${name}`).join(' | '));
  }
  switch (kind) {
    case 'ridge':
      return { kind };
    case 'logistic':
    case 'svm':
      return { kind, c: numberOf(values, 'c', EVALUATION_LIMITS.c) ?? DEFAULTS.c };
    case 'knn':
      return { kind, neighbours: integerOf(values, 'neighbours', EVALUATION_LIMITS.neighbours) ?? DEFAULTS.neighbours };
    case 'forest':
      return { kind, trees: integerOf(values, 'trees', EVALUATION_LIMITS.trees) ?? DEFAULTS.trees };
  }
}

/** Any of the options of folds asks for them. */
function divisionFrom(values: Values): DivisionSpec {
  const folds = integerOf(values, 'folds', EVALUATION_LIMITS.folds);
  const rule = oneOf(values, 'rule', FOLD_RULES);
  const seed = integerOf(values, 'fold-seed', LIMITS.seed);
  if (folds === undefined && rule === undefined && seed === undefined) return { kind: 'official' };
  return { kind: 'folds', folds: folds ?? DEFAULTS.folds, rule: rule ?? 'stratified', seed: seed ?? 1 };
}
