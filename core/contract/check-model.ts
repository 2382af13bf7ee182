/** Checks a model's settings against the limits before anything is made of them. */

import { WorkbenchError } from './errors';
import { LIMITS } from './specs';
import type { ModelSpec } from './specs';

/** Throws `model/out-of-range` for the first number that is none, not whole where it must be, or out of its limits. */
export function checkModel(spec: ModelSpec): void {
  if (spec.kind !== 'random') return;
  checkNumber('hidden', spec.hidden, true);
  checkNumber('layers', spec.layers, true);
  checkNumber('seed', spec.seed, true);
  if (spec.forgetBias !== null) checkNumber('forgetBias', spec.forgetBias, false);
}

function checkNumber(name: 'hidden' | 'layers' | 'seed' | 'forgetBias', value: number, whole: boolean): void {
  const { min, max } = LIMITS[name];
  const good = value >= min && value <= max && (!whole || Number.isInteger(value));
  if (!good) throw new WorkbenchError('model/out-of-range', { name, value, min, max });
}
