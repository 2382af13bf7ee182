/** The part of a job file that says what is taken away of a model. */

import { ABLATION_LIMITS, type Ablation, type Hold } from '../contract/ablation';
import { ALL_QUANTITIES } from '../contract/cells';
import { LIMITS } from '../contract/specs';
import type { Field } from './field';

/** Which of it fits the model is told when that is known. @throws job/field */
export function ablationFrom(field: Field): Ablation {
  field.only('holds', 'shuffle', 'first');
  return {
    ...(field.has('holds') ? { holds: field.at('holds').list().map(holdFrom) } : {}),
    ...(field.has('shuffle') ? { shuffle: field.at('shuffle').integer(LIMITS.seed) } : {}),
    ...(field.has('first') ? { first: field.at('first').integer(ABLATION_LIMITS.first) } : {}),
  };
}

function holdFrom(field: Field): Hold {
  field.only('quantity', 'layer', 'direction', 'units', 'value');
  const value = field.at('value');
  return {
    quantity: field.at('quantity').oneOf(ALL_QUANTITIES),
    ...(field.has('layer') ? { layer: field.at('layer').integer({ min: 0, max: LIMITS.layers.max - 1 }) } : {}),
    ...(field.has('direction') ? { direction: field.at('direction').oneOf(['fwd', 'bwd'] as const) } : {}),
    ...(field.has('units')
      ? {
          units: field
            .at('units')
            .list()
            .map((unit) => unit.integer(ABLATION_LIMITS.unit)),
        }
      : {}),
    value: value.value === 'mean' ? 'mean' : value.number(ABLATION_LIMITS.value),
  };
}
