/** Gives a stack that was read from a Keras file of the workbench's own what Keras has no place for. */

import { blockRows, directionsOf, type DirectionWeights, type LayerConfig, type StackWeights } from '../../lstm/stack';
import type { StepMap } from '../../lstm/step-map';
import type { Hdf5Group } from '../hdf5/hdf5';
import { sizesAgree, slotsOf } from '../stack-slots';
import { checkOutline, type MapOutline, type StackOutline } from '../stack-outline';
import { JsonFault } from '../check-json';
import { describe, draftLayers, oneBias } from './draft';
import { notInKeras } from './not-in-keras';
import { groupAt } from './weight-store';

/** The group in the file. */
export const OWN_KEY = 'lstm_workbench';

/** Whether a layer's cell has two biases where Keras' has one. */
export function twoBiases({ cell, bias }: LayerConfig): boolean {
  return bias && !(cell.kind === 'gru' && cell.reset === 'after');
}

/**
 * The stack as it was written, its numbers those that Keras reads; null for another program's file, and for one whose outline
 * tells of another stack than Keras' description, which then is what counts. @throws weights/dtype, hdf5/*
 */
export function* restored(
  root: Hdf5Group,
  description: string,
  found: StackWeights,
): Generator<void, StackWeights | null> {
  const group = groupAt(root, OWN_KEY);
  const outline = outlineIn(group?.attributes.get('outline'));
  if (group === null || outline === null) return null;
  const arrays = [...found.before.flat(), ...(found.head?.maps ?? [])].filter(({ kind }) => kind !== 'activation');
  const take = (map: MapOutline): StepMap | null => (map.kind === 'activation' ? map : filled(map, arrays.shift()));
  const before = outline.before.map((maps) => maps.map(take));
  const head = outline.head === null ? null : { takes: outline.head.takes, maps: outline.head.maps.map(take) };
  if (arrays.length > 0 || before.flat().includes(null) || head?.maps.includes(null)) return null;
  const weights = {
    config: outline.config,
    directions: found.directions,
    before: before as StepMap[][],
    head: head as StackWeights['head'],
  };
  if (notInKeras(weights) !== null || !isWhole(weights) || describe(draftLayers(weights)) !== description) return null;
  return { ...weights, directions: yield* withBiases(group, weights) };
}

function outlineIn(text: unknown): StackOutline | null {
  if (typeof text !== 'string') return null;
  try {
    const outline = checkOutline(JSON.parse(text), '');
    return sizesAgree(outline) ? outline : null;
  } catch (thrown) {
    if (thrown instanceof JsonFault || thrown instanceof SyntaxError) return null;
    throw thrown;
  }
}

/** A map with the arrays of what Keras computes in its place; null where that is another map. */
function filled(map: Exclude<MapOutline, { kind: 'activation' }>, found: StepMap | undefined): StepMap | null {
  if (found?.kind === 'dense' && map.kind === 'dense') {
    const { weights, bias } = found;
    return map.bias === (bias !== null) ? { ...map, weights, bias } : null;
  }
  if (found?.kind === 'layer-norm' && map.kind === 'layer-norm') return { ...found, epsilon: map.epsilon };
  return found?.kind === map.kind ? found : null;
}

/** Whether every array is of the size that the outline asks for. */
function isWhole(weights: StackWeights): boolean {
  const { config, before, directions } = weights;
  if (directionsOf(config, before).length !== directions.length) return false;
  return slotsOf(weights).every(({ shape, get }) => get().length === shape.reduce((size, length) => size * length, 1));
}

/** Two biases where the file has both and Keras' is their sum; a file that was changed since has Keras' alone. */
function* withBiases(
  group: Hdf5Group,
  { config, before, directions }: StackWeights,
): Generator<void, DirectionWeights[]> {
  const whole = [...directions];
  for (const [at, layer] of config.layers.entries()) {
    const member = group.members.get(`biases_${at + 1}`);
    const own = directionsOf(config, before).filter((one) => one.layer === at);
    const rows = blockRows(layer);
    if (member?.kind !== 'dataset' || member.shape.join() !== [own.length, 2, rows].join() || !twoBiases(layer))
      continue;
    const values = yield* member.read();
    for (const [number, { index }] of own.entries()) {
      const bIh = values.slice(2 * number * rows, (2 * number + 1) * rows);
      const bHh = values.slice((2 * number + 1) * rows, (2 * number + 2) * rows);
      const { bIh: sum } = directions[index];
      if (sum.every((value, row) => Object.is(value, oneBias(bIh[row], bHh[row]))))
        whole[index] = { ...directions[index], bIh, bHh };
    }
  }
  return whole;
}
