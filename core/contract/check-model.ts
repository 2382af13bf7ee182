/** Checks a model's settings against the limits before anything is made of them. */

import { VANILLA_CELL } from './cells';
import { WorkbenchError } from './errors';
import { LIMITS } from './specs';
import type { ModelSpec, RandomModel } from './specs';

/** Throws `model/out-of-range` for the first number that is none, not whole where it must be, or out of its limits. */
export function checkModel(spec: ModelSpec): void {
  if (spec.kind !== 'random') return;
  checkNumber('hidden', spec.hidden, true);
  checkNumber('layers', spec.layers, true);
  checkNumber('seed', spec.seed, true);
  if (spec.forgetBias !== null) checkNumber('forgetBias', spec.forgetBias, false);
  if (spec.spectralRadius !== undefined) checkNumber('spectralRadius', spec.spectralRadius, false);
  if (spec.inputScale !== undefined) checkNumber('inputScale', spec.inputScale, false);
  if (spec.recurrentScale !== undefined) checkNumber('recurrentScale', spec.recurrentScale, false);
  checkCell(spec);
}

function checkCell({ cell = VANILLA_CELL, projection, hidden }: RandomModel): void {
  if (cell.clip !== null) checkNumber('clip', cell.clip, false);
  if (projection !== undefined) checkNumber('projection', projection, true, hidden);
}

function checkNumber(
  name: Exclude<keyof typeof LIMITS, 'threads' | 'testShare' | 'gap' | 'timeStep' | 'skipLines'>,
  value: number,
  whole: boolean,
  largest: number = LIMITS[name].max,
): void {
  const { min } = LIMITS[name];
  const good = value >= min && value <= largest && (!whole || Number.isInteger(value));
  if (!good) throw new WorkbenchError('model/out-of-range', { name, value, min, max: largest });
}
