/** What an ablation in a spec comes to, and whether it has a meaning in a stack. */

import { ABLATION_LIMITS, type Ablation, type Hold, isAblated } from '../contract/ablation';
import { WorkbenchError } from '../contract/errors';
import { LIMITS, type ModelSpec } from '../contract/specs';
import { holdRefusal } from '../lstm/ablate';
import { type Direction, directionsOf, type StackShape } from '../lstm/stack';

/** The spec with its ablation in one order of keys, and without one that is none: so that equal specs give equal hashes. */
export function tidied<S extends ModelSpec>(spec: S): S {
  const { ablation, ...rest } = spec;
  if (!isAblated(ablation)) return rest as S;
  const { holds = [], shuffle, first } = ablation;
  return {
    ...rest,
    ablation: {
      ...(holds.length === 0 ? {} : { holds: holds.map(tidiedHold) }),
      ...(shuffle === undefined ? {} : { shuffle }),
      ...(first === undefined ? {} : { first }),
    },
  } as S;
}

function tidiedHold({ quantity, layer, direction, units, value }: Hold): Hold {
  return {
    quantity,
    ...(layer === undefined ? {} : { layer }),
    ...(direction === undefined ? {} : { direction }),
    ...(units === undefined ? {} : { units }),
    value,
  };
}

/** The spec of the whole model. */
export function bareSpec<S extends ModelSpec>(spec: S): S {
  const { ablation: _, ...rest } = spec;
  return rest as S;
}

/** @throws model/out-of-range, model/cannot-hold for what has no meaning in this stack */
export function checkAblation(stack: StackShape, ablation: Ablation | undefined): void {
  if (!isAblated(ablation)) return;
  const { holds = [], shuffle, first } = ablation;
  if (shuffle !== undefined) checkWhole('shuffle', shuffle, LIMITS.seed);
  if (first !== undefined) checkWhole('first', first, ABLATION_LIMITS.first);
  checkWhole('holds', holds.length, { min: 0, max: ABLATION_LIMITS.holds });
  for (const one of holds) {
    for (const direction of concerned(stack, one)) {
      const value = one.value === 'mean' ? null : one.value;
      const reason = holdRefusal(direction.config, one.quantity, value);
      if (reason === null) continue;
      const { quantity } = one;
      throw new WorkbenchError('model/cannot-hold', {
        quantity,
        layer: direction.layer,
        value: String(one.value),
        reason,
      });
    }
  }
}

/** The directions that a hold is about. @throws model/out-of-range where there is no such layer, direction or unit */
export function concerned({ config, before }: StackShape, { layer, direction, units }: Hold): Direction[] {
  if (layer !== undefined) checkWhole('layer', layer, { min: 0, max: config.layers.length - 1 });
  const found = directionsOf(config, before).filter(
    (one) =>
      (layer === undefined || one.layer === layer) &&
      (direction === undefined || one.reverse === (direction === 'bwd')),
  );
  if (found.length === 0)
    throw new WorkbenchError('model/out-of-range', { name: 'direction', value: 1, min: 0, max: 0 });
  const widest = Math.max(...found.map(({ config: { hidden } }) => hidden));
  for (const unit of units ?? []) checkWhole('unit', unit, { min: 0, max: widest - 1 });
  return found;
}

/** Of a hold in several layers each has those of the units that it has. */
export function unitsOf({ units }: Hold, { config: { hidden } }: Direction): number[] {
  return units?.filter((unit) => unit < hidden) ?? Array.from({ length: hidden }, (_, unit) => unit);
}

function checkWhole(name: string, value: number, { min, max }: { min: number; max: number }): void {
  if (!(Number.isInteger(value) && value >= min && value <= max))
    throw new WorkbenchError('model/out-of-range', { name, value, min, max });
}
