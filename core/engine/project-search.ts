/** A search as it lies in a project, held to its types and limits. */

import type { ExperimentSpecs } from '../contract/project';
import {
  candidatesOf,
  SEARCH_LIMITS,
  type SearchBase,
  type SearchSpace,
  type SearchSpec,
  type SearchState,
  type Trial,
} from '../contract/search';
import { INITS, LIMITS, POOLINGS, SCALINGS } from '../contract/specs';
import { classifierFrom } from './evaluation-field';
import type { Field } from './field';

const VALUES_MOST = 100;

/** @throws job/field */
export function searchFrom(
  field: Field,
  specs: (base: Field) => Pick<ExperimentSpecs, 'dataset' | 'model' | 'features'>,
): SearchState {
  const spec = specFrom(field.at('spec'));
  const base = specs(field.at('base'));
  if (base.model.kind !== 'random') field.at('base').at('model').at('kind').oneOf(['random']);
  const candidates = candidatesOf(spec);
  const trials = field.at('trials').list().slice(0, candidates.length);
  return {
    spec,
    base: base as SearchBase,
    trials: trials.map((trial, index): Trial => ({
      index,
      candidate: candidates[index],
      score: trial.at('score').nullOr(scoreFrom),
      durationMs: trial.at('durationMs').number({ min: 0, max: Number.MAX_VALUE }),
    })),
    final: field.at('final').nullOr((final) => ({
      index: final.at('index').integer({ min: 0, max: Math.max(0, trials.length - 1) }),
      ...scoreFrom(final),
    })),
  };
}

function scoreFrom(field: Field): NonNullable<Trial['score']> {
  const any = { min: -Number.MAX_VALUE, max: Number.MAX_VALUE };
  return {
    name: field.at('name').oneOf(['accuracy', 'rmse'] as const),
    mean: field.at('mean').number(any),
    deviation: field.at('deviation').nullOr((deviation) => deviation.number(any)),
  };
}

function specFrom(field: Field): SearchSpec {
  return {
    kind: field.at('kind').oneOf(['grid', 'random'] as const),
    space: spaceFrom(field.at('space')),
    trials: field.at('trials').integer(SEARCH_LIMITS.trials),
    seed: field.at('seed').integer(LIMITS.seed),
    folds: field.at('folds').integer(SEARCH_LIMITS.folds),
    seeds: field.at('seeds').integer(SEARCH_LIMITS.seeds),
    classifier: classifierFrom(field.at('classifier')),
  };
}

function spaceFrom(field: Field): SearchSpace {
  const listOf = <T>(name: keyof SearchSpace, read: (value: Field) => T): { [N in typeof name]?: T[] } =>
    field.has(name) ? { [name]: field.at(name).list().slice(0, VALUES_MOST).map(read) } : {};
  return {
    ...listOf('hidden', (value) => value.integer(LIMITS.hidden)),
    ...listOf('layers', (value) => value.integer(LIMITS.layers)),
    ...listOf('init', (value) => value.oneOf(INITS)),
    ...listOf('spectralRadius', (value) => value.number(LIMITS.spectralRadius)),
    ...listOf('forgetBias', (value) => value.nullOr((bias) => bias.number(LIMITS.forgetBias))),
    ...listOf('inputScale', (value) => value.number(LIMITS.inputScale)),
    ...listOf('recurrentScale', (value) => value.number(LIMITS.recurrentScale)),
    ...listOf('poolings', (value) => value.list().map((pooling) => pooling.oneOf(POOLINGS))),
    ...listOf('window', (value) => value.nullOr((window) => window.integer({ min: 1, max: 1_000_000 }))),
    ...listOf('scaling', (value) => value.oneOf(SCALINGS)),
  } as SearchSpace;
}
