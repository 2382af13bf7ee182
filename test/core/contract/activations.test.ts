/** The parameters of activations that are offered are those that activations are computed with. */

import { expect, it } from 'vitest';
import { ACTIVATION_PARAMETERS } from '../../../core/contract/activations';
import { ACTIVATION_NAMES } from '../../../core/contract/cells';
import { activationOf } from '../../../core/lstm/activate';

const POINTS = [-3, -0.7, -0.1, 0.2, 0.9, 1.5, 4];

it.each(ACTIVATION_NAMES)('%s', (name) => {
  const values = (alpha: number | null, beta: number | null) => POINTS.map(activationOf({ name, alpha, beta }));
  const usual = values(null, null);
  const { alpha, beta } = ACTIVATION_PARAMETERS[name] ?? {};
  expect(values(alpha ?? null, beta ?? null)).toEqual(usual);
  if (alpha === undefined) expect(values(7, null)).toEqual(usual);
  else expect(values(7, null)).not.toEqual(usual);
  if (beta === undefined) expect(values(null, 7)).toEqual(usual);
  else expect(values(null, 7)).not.toEqual(usual);
});
