/** The layers of a file of weights alone, in both layouts, each with the kind that its arrays tell. */

import type { KerasTensor } from './arrays';
import type { Hdf5Group } from '../hdf5/hdf5';
import { baseOf, inferLayer, type InferredLayer } from './inferred-layer';
import { groupAt, layerTensors, listOf, tensorsBelow } from './weight-store';

/** By name, in the model's order. */
export function layersByName(root: Hdf5Group): InferredLayer[] {
  return listOf(root, 'layer_names').map((name) => {
    const tensors = layerTensors(root, name);
    const words = tensors.map(wordOf);
    const recurrents = words.filter((word) => word === 'recurrent_kernel' || word === 'U').length;
    const half = recurrents === 2 ? tensors.length / 2 : tensors.length;
    const arrays = { own: tensors.slice(0, half), backward: recurrents === 2 ? tensors.slice(half) : null };
    return inferLayer({ name, label: name, store: '', owner: name }, arrays, words.slice(0, half));
  });
}

/** `kernel` of `lstm_1/lstm_cell/kernel:0`; of Keras 1's `lstm_1_W` the last letter. */
function wordOf({ name }: KerasTensor): string {
  const last = name.split('/').at(-1)!.replace(/:\d+$/, '');
  return /_([WUb])$/.exec(last)?.[1] ?? /_(gamma|beta|running_mean|running_std)$/.exec(last)?.[1] ?? last;
}

const WORDS: Record<string, string[]> = {
  recurrent: ['kernel', 'recurrent_kernel', 'bias'],
  dense: ['kernel', 'bias'],
  embedding: ['embeddings'],
  batch_normalization: ['gamma', 'beta', 'moving_mean', 'moving_variance'],
  layer_normalization: ['gamma', 'beta'],
  normalization: ['mean', 'variance', 'count'],
};
/** A dense layer's bias, and a count that older versions kept. */
const MAY_LACK_LAST = new Set(['dense', 'normalization']);

/** Groups beside layers: what training keeps, and what is the model's own. */
const BESIDE = new Set(['optimizer', 'vars', 'compile_metrics', 'metrics', 'loss', 'seed_generator']);
const CONTAINERS = ['layers', '_layer_checkpoint_dependencies'];

/**
 * By path, where only layers of one class are in the model's order; models within the model laid open. A class of the
 * user's own names its layers after its attributes.
 */
export function layersByPath(root: Hdf5Group, path = '', visited = new Set<Hdf5Group>()): InferredLayer[] {
  const container = CONTAINERS.find((name) => groupAt(root, name) !== null);
  const group = container === undefined ? root : groupAt(root, container)!;
  const prefix = container === undefined ? path : `${path}${container}/`;
  const names = [...group.members.keys()].filter((name) => !BESIDE.has(name));
  return names
    .toSorted((one, other) => numberOf(one) - numberOf(other))
    .flatMap((name) => {
      const member = groupAt(group, name);
      // A group of two names is one layer.
      if (member === null || visited.has(member)) return [];
      visited.add(member);
      return layersIn(member, name, prefix, visited);
    });
}

function layersIn(group: Hdf5Group, name: string, prefix: string, visited: Set<Hdf5Group>): InferredLayer[] {
  const store = `${prefix}${name}`;
  const told = group.attributes.get('name') ?? groupAt(group, 'vars')?.attributes.get('name');
  const own = typeof told === 'string' && told !== '' ? told.split('/').at(-1)! : name;
  const outer = prefix.split('/').filter((part) => part !== '' && !CONTAINERS.includes(part));
  const place = { name, label: [...outer, own].join('/'), store, owner: '' };
  const arrays = (path: string): KerasTensor[] => {
    const inside = groupAt(group, path);
    return inside === null ? [] : tensorsBelow(inside);
  };
  const [cell, forward, timed, plain] = ['cell/vars', 'forward_layer/cell/vars', 'layer/vars', 'vars'].map(arrays);
  const infer = (tensors: KerasTensor[], words: readonly string[], backward: KerasTensor[] | null = null) =>
    inferLayer(place, { own: tensors, backward }, words);
  if (cell.length > 0) return [infer(cell, WORDS['recurrent'])];
  if (forward.length > 0) return [infer(forward, WORDS['recurrent'], arrays('backward_layer/cell/vars'))];
  if (timed.length > 0) return [wrapped(infer(timed, WORDS['dense']))];
  if (plain.length > 0) return [infer(plain, wordsOf(name, plain))];
  // A list of layers, or a model, has others in it.
  const inside = layersByPath(group, `${store}/`, visited);
  return inside.length > 0 ? inside : [infer([], [])];
}

/** What numbered arrays are, by the class that their group is named after, else by their shapes. */
function wordsOf(name: string, tensors: readonly KerasTensor[]): readonly string[] {
  const base = baseOf(name);
  if (Object.hasOwn(WORDS, base)) {
    const words = WORDS[base];
    const isWhole = tensors.length === words.length;
    return isWhole || (MAY_LACK_LAST.has(base) && tensors.length === words.length - 1) ? words : [];
  }
  const [first, ...rest] = tensors.map(({ shape }) => shape);
  const isKernel = first.length >= 2 && rest.length === 1 && rest[0].join() === String(first.at(-1));
  if (isKernel) return WORDS['dense'];
  const isVectors = first.length === 1 && rest.every((shape) => shape.join() === first.join());
  return isVectors && rest.length === 3 ? WORDS['batch_normalization'] : [];
}

/** A dense layer over every step. */
function wrapped({ layer, ...rest }: InferredLayer): InferredLayer {
  const config = { layer: { class_name: layer.kind, config: layer.config } };
  return { ...rest, layer: { ...layer, kind: 'TimeDistributed', config } };
}

function numberOf(name: string): number {
  return Number(/_(\d+)$/.exec(name)?.[1] ?? 0);
}
