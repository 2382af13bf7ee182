/** What a Keras model's description says: its layers, and which of them feeds which, models within models laid open. */

import { WorkbenchError } from '../../contract/errors';
import { isObject, objectIn, textIn, valueIn, type JsonObject } from './json';

export interface KerasLayer {
  name: string;
  /** Its name with those of the models that it lies in: `encoder/lstm`. */
  label: string;
  /** Its class: `LSTM`. */
  kind: string;
  config: JsonObject;
  /** Where a `.keras` file keeps its weights: `layers/lstm_1`. */
  store: string;
  /** The layer of the outermost model that it is or lies in, under which an `.h5` file keeps its weights. */
  owner: string;
  /** Shape of the model's input as this layer tells it, the batch first; null where it does not. */
  inputShape: (number | null)[] | null;
}

/** A layer as it is applied to what others gave. */
export interface KerasCall {
  key: string;
  layer: KerasLayer;
  /** Keys of the calls before, with the number of the output of theirs that is taken; empty for an input. */
  inputs: { key: string; output: number }[];
}

const DEEPEST = 32;
export const MOST_LAYERS = 1000;

/** The calls in an order in which each comes after its inputs. @throws keras/config */
export function readModelConfig(file: string, text: string): KerasCall[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new WorkbenchError('keras/config', { file, path: 'config', reason: 'keras-not-json' });
  }
  const reading = new ConfigReading(file);
  reading.model(json, { store: '', owner: null, prefix: '', inputs: [], depth: 0 });
  return sorted(reading.calls);
}

interface Place {
  store: string;
  owner: string | null;
  prefix: string;
  /** What a model within a model is applied to. */
  inputs: KerasCall['inputs'];
  depth: number;
}

class ConfigReading {
  readonly calls: KerasCall[] = [];

  constructor(private readonly file: string) {}

  /** Answers the outputs of the model. */
  model(json: unknown, place: Place): KerasCall['inputs'] {
    if (!isObject(json)) throw this.refuse(place.prefix, 'keras-no-layers');
    const inside = valueIn(json, 'config');
    // Before Keras 2.2.3 a Sequential's configuration was the list of its layers.
    const layers = Array.isArray(inside) ? inside : isObject(inside) ? valueIn(inside, 'layers') : null;
    if (!Array.isArray(layers)) throw this.refuse(place.prefix, 'keras-no-layers');
    if (place.depth > DEEPEST) throw this.refuse(place.prefix, 'keras-too-deep');
    const config = isObject(inside) ? inside : {};
    const told = objectIn(json, 'build_config');
    const shape = shapeOf(valueIn(config, 'build_input_shape')) ?? shapeOf(valueIn(told, 'input_shape'));
    if (textIn(json, 'class_name') === 'Sequential') return this.sequential(layers, shape, place);
    return this.functional(layers, config, place);
  }

  private sequential(layers: unknown[], shape: KerasLayer['inputShape'], place: Place): KerasCall['inputs'] {
    const stores = new StoreNames(place.store);
    let { inputs } = place;
    for (const [number, json] of layers.entries()) {
      const layer = this.layer(json, stores, place, number === 0 ? shape : null);
      // The input layer of a model within a model is what the model is given.
      if (layer.kind === 'InputLayer' && place.depth > 0) continue;
      inputs = this.apply(json, layer, `${place.prefix}${layer.name}`, inputs, place);
    }
    return inputs;
  }

  private functional(layers: unknown[], config: JsonObject, place: Place): KerasCall['inputs'] {
    const stores = new StoreNames(place.store);
    const read = layers.map((json) => ({ json: json as JsonObject, layer: this.layer(json, stores, place, null) }));
    const names = new Set(read.map(({ layer }) => layer.name));
    const entries = tensorsIn(valueIn(config, 'input_layers'), names);
    /** Outputs of the calls of this model by layer, call and output. */
    const made = new Map<string, KerasCall['inputs'][number]>();
    const outputOf = ({ name, node, output }: Tensor): KerasCall['inputs'][number] =>
      made.get(`${name} ${node} ${output}`) ?? { key: `${place.prefix}${callName(name, node)}`, output };
    for (const { json, layer } of read) {
      const nodes = valueIn(json, 'inbound_nodes');
      const count = Array.isArray(nodes) ? Math.max(1, nodes.length) : 1;
      for (let node = 0; node < count; node++) {
        const entry = entries.findIndex(({ name }) => name === layer.name);
        if (layer.kind === 'InputLayer' && place.depth > 0) {
          const given = place.inputs.at(entry < 0 ? 0 : entry);
          if (given !== undefined) made.set(`${layer.name} ${node} 0`, given);
          continue;
        }
        const inputs = Array.isArray(nodes) ? tensorsIn(nodes[node], names).map(outputOf) : [];
        const outputs = this.apply(json, layer, `${place.prefix}${callName(layer.name, node)}`, inputs, place, node);
        if (outputs.length > 0 && outputs[0].key !== `${place.prefix}${callName(layer.name, node)}`)
          for (const [output, tensor] of outputs.entries()) made.set(`${layer.name} ${node} ${output}`, tensor);
      }
    }
    return tensorsIn(valueIn(config, 'output_layers'), names).map(outputOf);
  }

  /** Notes a call of a layer, or the calls within a model, and answers the outputs. */
  private apply(
    json: unknown,
    layer: KerasLayer,
    key: string,
    inputs: KerasCall['inputs'],
    place: Place,
    node = 0,
  ): KerasCall['inputs'] {
    const isModel =
      Array.isArray(valueIn(layer.config, 'layers')) || Array.isArray(valueIn(json as JsonObject, 'config'));
    if (isModel && node === 0) {
      const { store, owner } = layer;
      return this.model(json, { store: `${store}/`, owner, prefix: `${key}/`, inputs, depth: place.depth + 1 });
    }
    if (this.calls.length >= MOST_LAYERS) throw this.refuse(key, 'keras-too-many');
    this.calls.push({ key, layer, inputs });
    return [{ key, output: 0 }];
  }

  private layer(json: unknown, stores: StoreNames, place: Place, shape: KerasLayer['inputShape']): KerasLayer {
    const kind = isObject(json) ? textIn(json, 'class_name') : null;
    if (kind === null || !isObject(json)) throw this.refuse(`${place.prefix}layers`, 'keras-layer');
    const config = objectIn(json, 'config');
    const name = textIn(config, 'name') ?? textIn(json, 'name') ?? kind;
    return {
      name,
      label: `${place.prefix}${name}`,
      kind,
      config,
      store: stores.next(kind),
      owner: place.owner ?? name,
      inputShape: shapeOf(valueIn(config, 'batch_input_shape')) ?? shapeOf(valueIn(config, 'batch_shape')) ?? shape,
    };
  }

  private refuse(path: string, reason: string): WorkbenchError {
    return new WorkbenchError('keras/config', { file: this.file, path: path === '' ? 'config' : path, reason });
  }
}

/** Counts layers by class, as `.keras` files name them: `layers/lstm`, `layers/lstm_1`, `layers/dense`. */
class StoreNames {
  private readonly used = new Map<string, number>();

  constructor(private readonly prefix: string) {}

  next(kind: string): string {
    const name = snakeCase(kind);
    const count = this.used.get(name) ?? 0;
    this.used.set(name, count + 1);
    return `${this.prefix}layers/${count === 0 ? name : `${name}_${count}`}`;
  }
}

/** `SimpleRNN` is `simple_rnn`: a class as Keras names a group after it. */
export function snakeCase(kind: string): string {
  return kind
    .replaceAll(/\W+/g, '')
    .replaceAll(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replaceAll(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
}

function callName(name: string, node: number): string {
  return node === 0 ? name : `${name}:${node}`;
}

interface Tensor {
  name: string;
  node: number;
  output: number;
}

/** Every `[layer, call, output]` in any of the forms that Keras writes, in their order. */
function tensorsIn(json: unknown, names: ReadonlySet<string>, depth = 0): Tensor[] {
  if (depth > DEEPEST) return [];
  if (Array.isArray(json)) {
    const [name, node, output] = json as unknown[];
    if (typeof name === 'string' && Number.isSafeInteger(node) && Number.isSafeInteger(output) && names.has(name))
      return [{ name, node: node as number, output: output as number }, ...tensorsIn(json.slice(3), names, depth + 1)];
    return json.flatMap((item) => tensorsIn(item, names, depth + 1));
  }
  if (!isObject(json)) return [];
  return Object.values(json).flatMap((item) => tensorsIn(item, names, depth + 1));
}

function shapeOf(value: unknown): (number | null)[] | null {
  if (!Array.isArray(value)) return null;
  return value.map((length) => (Number.isSafeInteger(length) && (length as number) > 0 ? (length as number) : null));
}

/** Files may list layers in any order. Calls in a circle are left out, and with them what they feed. */
function sorted(calls: KerasCall[]): KerasCall[] {
  const waiting = new Map(calls.map((call) => [call.key, call]));
  const done: KerasCall[] = [];
  const ready = new Set<string>();
  for (let before = -1; before !== done.length;) {
    before = done.length;
    for (const [key, call] of waiting) {
      if (!call.inputs.every((input) => ready.has(input.key) || !waiting.has(input.key))) continue;
      waiting.delete(key);
      ready.add(key);
      done.push(call);
    }
  }
  return done;
}
