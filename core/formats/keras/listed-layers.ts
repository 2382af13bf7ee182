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
const DEEPEST = 32;

/** By path, where only layers of one class are in the model's order; models within the model laid open. */
export function layersByPath(root: Hdf5Group, prefix = '', depth = 0): InferredLayer[] {
  const word = root.members.has('layers') ? 'layers' : '_layer_checkpoint_dependencies';
  const layers = groupAt(root, word);
  if (layers === null || depth > DEEPEST) return [];
  const names = [...layers.members.keys()].toSorted((one, other) => numberOf(one) - numberOf(other));
  return names.flatMap((name) => {
    const group = groupAt(layers, name);
    if (group === null) return [];
    const store = `${prefix}${word}/${name}`;
    if (group.members.has('layers')) return layersByPath(group, `${store}/`, depth + 1);
    const told = group.attributes.get('name') ?? groupAt(group, 'vars')?.attributes.get('name');
    const label = typeof told === 'string' && told !== '' ? told.split('/').at(-1)! : name;
    const place = {
      name,
      label: `${prefix.replaceAll(/(?:layers|_layer_checkpoint_dependencies)\//g, '')}${label}`,
      store,
      owner: '',
    };
    const vars = (path: string): KerasTensor[] => {
      const inside = groupAt(group, path);
      return inside === null ? [] : tensorsBelow(inside);
    };
    const [own, forward, timed] = ['cell/vars', 'forward_layer/cell/vars', 'layer/vars'].map(vars);
    if (own.length > 0) return inferLayer(place, { own, backward: null }, WORDS['recurrent']);
    if (forward.length > 0)
      return inferLayer(place, { own: forward, backward: vars('backward_layer/cell/vars') }, WORDS['recurrent']);
    if (timed.length > 0) return wrapped(inferLayer(place, { own: timed, backward: null }, WORDS['dense']));
    const plain = vars('vars');
    const words = WORDS[baseOf(name)] ?? [];
    const isWhole =
      plain.length === words.length || (MAY_LACK_LAST.has(baseOf(name)) && plain.length === words.length - 1);
    return inferLayer(place, { own: plain, backward: null }, isWhole ? words : []);
  });
}

/** A dense layer over every step. */
function wrapped({ layer, ...rest }: InferredLayer): InferredLayer {
  const config = { layer: { class_name: layer.kind, config: layer.config } };
  return { ...rest, layer: { ...layer, kind: 'TimeDistributed', config } };
}

function numberOf(name: string): number {
  return Number(/_(\d+)$/.exec(name)?.[1] ?? 0);
}
