/** Finds the arrays of a layer in both layouts of Keras' files. */

import type { Hdf5Dataset, Hdf5Group } from '../hdf5/hdf5';
import type { KerasTensor } from './arrays';
import { joinGates } from './per-gate';
import type { KerasLayer } from './model-config';

/** A part of a layer with weights of its own. */
export interface WeightUnit {
  /** Its place in the layer in a `.keras` file, e.g. `forward_layer/cell`; empty for the layer itself. */
  path: string;
  count: number;
}

/** The arrays of each unit in Keras' order, fewer than its `count` where the file has fewer. */
export interface WeightStore {
  take(layer: KerasLayer, units: readonly WeightUnit[]): KerasTensor[][];
  /** All arrays of a layer. */
  all(layer: KerasLayer): KerasTensor[];
}

/** `.keras` and `.weights.h5`: `layers/lstm/cell/vars/0`. Keras 2.12 and earlier wrote another word for `layers`. */
export function storeByPath(root: Hdf5Group): WeightStore {
  const groupOf = ({ store }: KerasLayer) =>
    groupAt(root, store) ?? groupAt(root, store.replaceAll('layers', '_layer_checkpoint_dependencies'));
  return {
    all(layer) {
      const group = groupOf(layer);
      return group === null ? [] : tensorsBelow(group);
    },
    take(layer, units) {
      const group = groupOf(layer);
      return units.map(({ path, count }) => {
        const vars = group === null ? null : groupAt(group, path === '' ? 'vars' : `${path}/vars`);
        return Array.from({ length: count }, (_, number) => vars?.members.get(String(number))).filter(isDataset);
      });
    },
  };
}

/** `.h5`: a group for each layer, whose arrays an attribute lists in Keras' order; the units share them in theirs. */
export function storeByLayer(root: Hdf5Group): WeightStore {
  const known = new Map<string, { listed: KerasTensor[]; byWord: Map<string, KerasTensor[]> }>();
  const listOwner = (owner: string) => {
    const listed = layerTensors(root, owner);
    const byWord = new Map<string, KerasTensor[]>();
    for (const tensor of listed)
      for (const word of new Set(tensor.name.split('/'))) {
        const named = byWord.get(word);
        if (named === undefined) byWord.set(word, [tensor]);
        else named.push(tensor);
      }
    const made = { listed, byWord };
    known.set(owner, made);
    return made;
  };
  // Layers of a model within the model lie in its group, told apart by a word of their names.
  const all = ({ owner, name, label }: KerasLayer): KerasTensor[] => {
    const { listed, byWord } = known.get(owner) ?? listOwner(owner);
    return owner === label ? listed : (byWord.get(name) ?? []);
  };
  return {
    all,
    take(layer, units) {
      const own = all(layer);
      let at = 0;
      return units.map(({ count }) => own.slice(at, (at += count)));
    },
  };
}

/** The arrays of a layer's group. */
export function layerTensors(root: Hdf5Group, layer: string): KerasTensor[] {
  const group = groupAt(root, layer);
  if (group === null) return [];
  const names = listOf(group, 'weight_names').slice(0, MOST_ARRAYS);
  const found = names.map((name) => {
    const dataset = group.members.get(name) ?? memberAt(group, name);
    return dataset?.kind === 'dataset' ? { name, shape: dataset.shape, read: () => dataset.read() } : null;
  });
  return joinGates(found.filter((tensor) => tensor !== null));
}

/** Arrays of one layer that are looked at: a bound on time, beyond any layer of a model that is run here. */
const MOST_ARRAYS = 10_000;

/** An attribute of names, which Keras cuts into `layer_names0`, `layer_names1` … where it is long. */
export function listOf(group: Hdf5Group, name: string): string[] {
  const texts = (key: string): string[] | null => {
    const value = group.attributes.get(key);
    if (typeof value === 'string') return [value];
    return Array.isArray(value) ? value.map(String) : null;
  };
  const whole = texts(name);
  if (whole !== null) return whole;
  const parts: string[] = [];
  for (let number = 0; ; number++) {
    const part = texts(`${name}${number}`);
    if (part === null) return parts;
    parts.push(...part);
  }
}

/** Every array in a group and the groups within it, each once. */
export function tensorsBelow(group: Hdf5Group): Hdf5Dataset[] {
  const visited = new Set<Hdf5Group | Hdf5Dataset>();
  const walk = (member: Hdf5Group | Hdf5Dataset): void => {
    if (visited.has(member)) return;
    visited.add(member);
    if (member.kind === 'group') for (const inside of member.members.values()) walk(inside);
  };
  walk(group);
  return [...visited].filter((member) => member.kind === 'dataset');
}

export function groupAt(root: Hdf5Group, path: string): Hdf5Group | null {
  const member = root.members.get(path) ?? memberAt(root, path);
  return member?.kind === 'group' ? member : null;
}

function memberAt(root: Hdf5Group, path: string): Hdf5Group | Hdf5Dataset | null {
  let at: Hdf5Group | Hdf5Dataset | undefined = root;
  for (const part of path.split('/')) {
    if (part === '') continue;
    at = at?.kind === 'group' ? at.members.get(part) : undefined;
  }
  return at ?? null;
}

function isDataset(member: Hdf5Group | Hdf5Dataset | undefined): member is Hdf5Dataset {
  return member?.kind === 'dataset';
}
