/** The options of `compare`: beside what the model's features are scored. */

import { BASELINES, type Entrant, USUAL_BASELINES } from '../contract/evaluation';
import type { FeaturesSpec, ModelSpec } from '../contract/specs';
import { listOf, textOf, type Values } from './option-values';

export const COMPARE_OPTIONS = { against: { type: 'string' }, 'against-model': { type: 'string' } } as const;

/** The model first. The usual baselines are left out where another model is named and no baseline. */
export function entrantsFrom(values: Values, model: ModelSpec, features: FeaturesSpec): Entrant[] {
  const file = textOf(values, 'against-model');
  const baselines = listOf(values, 'against', BASELINES) ?? (file === undefined ? USUAL_BASELINES : []);
  return [
    { kind: 'model', model, features },
    ...baselines.map((baseline) => ({ kind: 'baseline' as const, baseline, model })),
    ...(file === undefined ? [] : [{ kind: 'model' as const, model: { kind: 'file' as const, file }, features }]),
  ];
}
