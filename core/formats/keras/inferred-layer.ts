/** What kind a layer is, told by its arrays and its name alone, where a file has no description of the model. */

import type { JsonObject } from './json';
import { snakeCase, type KerasLayer } from './model-config';
import type { KerasTensor } from './arrays';

export interface InferredLayer {
  layer: KerasLayer;
  /** Values of a step that it takes and gives; null where any number may come or nothing tells. */
  input: number | null;
  output: number | null;
  /** `first`: an embedding or normalisation of the model's input; `bare`: without arrays, of a kind that its name tells; `nameless`: without either; `unknown`: with arrays of no known kind. */
  role: 'first' | 'recurrent' | 'dense' | 'norm' | 'bare' | 'nameless' | 'unknown';
}

/** Classes without weights that names tell, as Keras makes names. */
const BARE = [
  'Dropout',
  'SpatialDropout1D',
  'GaussianNoise',
  'GaussianDropout',
  'Masking',
  'Flatten',
  'GlobalAveragePooling1D',
  'GlobalMaxPooling1D',
  'RepeatVector',
  'Reshape',
  'Permute',
  'Lambda',
  'Concatenate',
  'Attention',
];
const CELLS: Record<number, string> = { 1: 'SimpleRNN', 3: 'GRU', 4: 'LSTM' };

/** The arrays of a layer, or of its two directions. */
export interface LayerArrays {
  own: KerasTensor[];
  backward: KerasTensor[] | null;
}

type Place = Pick<KerasLayer, 'name' | 'label' | 'store' | 'owner'>;

/** `words` are the last words of the arrays' names, `kernel`, `bias`, or made up for files that only number them. */
export function inferLayer(place: Place, { own, backward }: LayerArrays, words: readonly string[]): InferredLayer {
  const made = (kind: string, config: JsonObject, rest: Omit<InferredLayer, 'layer'>): InferredLayer => ({
    layer: { ...place, kind, config, inputShape: null },
    ...rest,
  });
  const unknown = made('?', {}, { input: null, output: null, role: 'unknown' });
  if (own.length === 0) {
    const kind = BARE.find((one) => snakeCase(one) === baseOf(place.name));
    return kind === undefined
      ? { ...unknown, role: 'nameless' }
      : made(kind, {}, { input: null, output: null, role: 'bare' });
  }
  const find = (...names: string[]) => own[words.findIndex((word) => names.includes(word))];
  const recurrent = find('recurrent_kernel', 'U');
  const kernel = find('kernel', 'W');
  const bias = find('bias', 'b');
  if (recurrent !== undefined) {
    const [units = 0, rows = 0] = recurrent.shape;
    const kind = CELLS[rows / units];
    if (kind === undefined || kernel === undefined) return unknown;
    const isAfter = kind === 'GRU' && bias !== undefined && (bias.shape.length === 2 || bias.shape[0] === 2 * rows);
    const config = { units, use_bias: bias !== undefined, reset_after: isAfter };
    const sizes = { input: kernel.shape[0] ?? null, role: 'recurrent' as const };
    if (backward === null) return made(kind, config, { ...sizes, output: units });
    const wrapped = { merge_mode: 'concat', layer: { class_name: kind, config } };
    return made('Bidirectional', wrapped, { ...sizes, output: 2 * units });
  }
  const told = find('mean');
  if (told !== undefined && find('variance') !== undefined) {
    const size = told.shape[0] ?? null;
    return made('Normalization', {}, { input: size, output: size, role: 'first' });
  }
  const mean = find('moving_mean', 'running_mean');
  if (mean !== undefined) {
    const size = mean.shape[0] ?? null;
    const config = { scale: find('gamma') !== undefined, center: find('beta') !== undefined };
    return made('BatchNormalization', config, { input: size, output: size, role: 'norm' });
  }
  if (find('gamma') !== undefined && find('beta') !== undefined) {
    const size = find('gamma').shape[0] ?? null;
    return made('LayerNormalization', {}, { input: size, output: size, role: 'norm' });
  }
  const table = find('embeddings') ?? (baseOf(place.name) === 'embedding' ? own[0] : undefined);
  if (table !== undefined && table.shape.length === 2)
    return made('Embedding', {}, { input: null, output: table.shape[1], role: 'first' });
  // A convolution's last axis is that of its filters.
  if (kernel === undefined || kernel.shape.length !== 2) return { ...unknown, output: kernel?.shape.at(-1) ?? null };
  const [input, output] = kernel.shape;
  const config = { units: output, use_bias: bias !== undefined };
  return made('Dense', config, { input, output, role: 'dense' });
}

/** `lstm_12` is `lstm`. */
export function baseOf(name: string): string {
  return name.replace(/_\d+$/, '');
}
