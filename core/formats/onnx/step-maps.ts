/** The maps that were found around recurrent layers, as few and as plain as they can be. */

import { type AffineMap, isRowActivation, type StepMap } from '../../lstm/step-map';
import type { TermMap } from './signal';

/** Maps over steps of `size` values. Null where one of them does not fit its size. */
export function stepMaps(maps: readonly TermMap[], size: number): StepMap[] | null {
  const made: StepMap[] = [];
  let now = size;
  for (const map of maps) {
    const next = sized(map, now);
    if (next === null) return null;
    const last = made.at(-1);
    const joined = last === undefined ? null : together(last, next, map);
    if (joined === null) made.push(next);
    else made[made.length - 1] = joined;
    if (next.kind === 'dense' || next.kind === 'embedding') now = next.output;
  }
  return made;
}

/** The size of the steps that maps are made for; null where any will do. */
export function sizeBefore(maps: readonly TermMap[]): number | null {
  for (const map of maps) {
    if (map.kind === 'dense') return map.input;
    if (map.kind === 'embedding') return 1;
    if (map.kind === 'layer-norm') return map.gain.length;
    const size = map.kind === 'affine' ? Math.max(map.scale?.length ?? 1, map.shift?.length ?? 1) : 1;
    if (size > 1) return size;
  }
  return null;
}

function sized(map: TermMap, size: number): StepMap | null {
  if (map.kind === 'dense') return map.input === size ? map : null;
  if (map.kind === 'embedding') return size === 1 ? map : null;
  if (map.kind === 'layer-norm') return map.gain.length === size ? map : null;
  if (map.kind === 'activation') return map;
  const { scale, shift } = map;
  const all = (values: Float32Array | null, otherwise: number) =>
    values === null || values.length === 1 ? new Float32Array(size).fill(values?.[0] ?? otherwise) : values;
  const whole: AffineMap = { kind: 'affine', scale: all(scale, 1), shift: all(shift, 0) };
  return whole.scale.length === size && whole.shift.length === size ? whole : null;
}

/** What two operators after one another are in one: a dense map with its bias or activation, a scale with its shift. */
function together(first: StepMap, second: StepMap, raw: TermMap): StepMap | null {
  const plain = first.kind === 'dense' && !isRowActivation(first.activation) && first.activation.name === 'identity';
  if (second.kind === 'activation' && plain) return { ...first, activation: second.activation };
  if (raw.kind !== 'affine' || second.kind !== 'affine') return null;
  const still = (shift: Float32Array) => shift.every((value) => value === 0);
  if (first.kind === 'layer-norm' && still(first.shift)) {
    if (raw.scale === null) return { ...first, shift: second.shift };
    if (first.gain.every((value) => value === 1)) return { ...first, gain: second.scale, shift: second.shift };
  }
  if (raw.scale !== null) return null;
  if (plain && first.bias === null) return { ...first, bias: second.shift };
  return first.kind === 'affine' && still(first.shift) ? { ...first, shift: second.shift } : null;
}
