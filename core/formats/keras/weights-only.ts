/** Makes a model of a file that holds weights alone: its layers by their arrays, and what they leave open by assumption. */

import { WorkbenchError } from '../../contract/errors';
import type { AssumptionChoices, ModelAssumption } from '../../contract/model-file';
import { Assumed } from '../assumed';
import type { Hdf5Group } from '../hdf5/hdf5';
import { AFTER_DENSE, BETWEEN_DENSE } from '../torch-maps';
import type { KerasContext } from './context';
import type { InferredLayer } from './inferred-layer';
import { objectIn, type JsonObject } from './json';
import { ordersOf } from './layer-order';
import { layersByName, layersByPath } from './listed-layers';
import { MOST_LAYERS, type KerasCall, type KerasLayer } from './model-config';

/** After these nothing is run, so that the recurrent layer before is the last. */
const STOPS = new Set(['RepeatVector', 'Reshape', 'Lambda']);
/** With these a model has branches, so that what follows in the file need not follow in the model. */
const BRANCHING = new Set(['Permute', 'Concatenate', 'Attention']);
const POOLED: Record<string, string> = { mean: 'GlobalAveragePooling1D', max: 'GlobalMaxPooling1D' };

/** @throws keras/not-a-model, keras/config, weights/choice */
export function findLayers(
  { file, hardSigmoid }: KerasContext,
  root: Hdf5Group,
  isByLayer: boolean,
  choices: AssumptionChoices,
): { calls: KerasCall[]; assumptions: ModelAssumption[] } {
  const layers = isByLayer ? layersByName(root) : layersByPath(root);
  if (layers.length === 0) throw new WorkbenchError('keras/not-a-model', { file, names: [...root.members.keys()] });
  if (layers.length > MOST_LAYERS)
    throw new WorkbenchError('keras/config', { file, path: 'layers', reason: 'keras-too-many' });
  const assumed = new Assumed(file, choices);
  const order = isByLayer ? layers.filter(({ role }) => role !== 'nameless') : settleOrder(layers, assumed);
  const whole = withoutBranches(layers, order);
  const stop = whole.findIndex(({ layer, role }) => role === 'unknown' || STOPS.has(layer.kind));
  const chain = stop < 0 ? whole : whole.slice(0, stop + 1);
  const calls = callsOf(chain, settle(chain, assumed, hardSigmoid));
  const rest = layers.filter((one) => !chain.includes(one));
  // What is in no chain is fed by nothing.
  const unfed = rest.map(({ layer }) => ({ key: `unfed ${layer.label}`, layer, inputs: [{ key: '', output: 0 }] }));
  return { calls: [...calls, ...unfed], assumptions: assumed.noted };
}

/**
 * The order of layers of which only the sizes and the order within a class are known. Those without weights go where they
 * stand as a rule: a pooling after the last recurrent layer, what is idle anywhere.
 */
function settleOrder(layers: readonly InferredLayer[], assumed: Assumed): InferredLayer[] {
  const orders = ordersOf(layers);
  const isStopped = layers.some(({ layer }) => STOPS.has(layer.kind));
  const offered = isStopped ? beginningsOf(orders[0]) : orders;
  const byName = new Map(offered.toReversed().map((order) => [nameOf(order), order]));
  const names = [...byName.keys()].toReversed();
  // Between an encoder and a decoder the sequence is made anew, so that the first half is a stack of its own.
  const usual = names[isStopped ? Math.ceil(names.length / 2) - 1 : 0];
  const order = byName.get(names.length < 2 ? usual : assumed.settle('layer-order', usual, names)) ?? [];
  const last = order.findLastIndex(({ role }) => role === 'recurrent');
  const bare = layers.filter(({ role, layer }) => role === 'bare' && !STOPS.has(layer.kind));
  const poolings = bare.filter(({ layer }) => Object.values(POOLED).includes(layer.kind));
  const idle = bare.filter((one) => !poolings.includes(one));
  return [...order.slice(0, last + 1), ...poolings, ...order.slice(last + 1), ...idle];
}

/**
 * The order as far as one layer's output fits the next. Beside layers of kinds that are not known only recurrent ones are
 * taken to feed each other, and none where one of unknown kind gives what the first takes: nothing is run after that.
 */
function withoutBranches(layers: readonly InferredLayer[], order: readonly InferredLayer[]): InferredLayer[] {
  const isOther = ({ role, layer }: InferredLayer): boolean => role === 'unknown' || BRANCHING.has(layer.kind);
  const recurrent = order.filter(({ role }) => role === 'recurrent');
  // A series given as a row may be laid out as steps first: how many channels a step has, the first kernel tells.
  const begin = order.findIndex(({ role }) => role === 'recurrent');
  const usual = order.filter(({ layer }, at) => layer.kind !== 'Reshape' || at > begin);
  const feeding = layers.find((one) => isOther(one) && one.output !== null && one.output === recurrent[0]?.input);
  if (feeding !== undefined) return [feeding, ...recurrent];
  const chain = layers.some(isOther) ? recurrent : usual;
  let size: number | null = null;
  const end = chain.findIndex(({ input, output }) => {
    const fits = input === null || size === null || input === size;
    size = output ?? size;
    return !fits;
  });
  return end < 0 ? [...chain] : chain.slice(0, end);
}

/** The order cut off after each of its recurrent layers. */
function beginningsOf(order: readonly InferredLayer[]): InferredLayer[][] {
  return order.flatMap(({ role }, at) => (role === 'recurrent' ? [order.slice(0, at + 1)] : []));
}

/** Only orders of recurrent layers are told apart. */
function nameOf(order: readonly InferredLayer[]): string {
  const recurrent = order.filter(({ role }) => role === 'recurrent');
  return recurrent.map(({ layer }) => layer.label).join(' > ');
}

/** The chain's layers with settings in place of those that a description would have. */
function settle(chain: readonly InferredLayer[], assumed: Assumed, hardSigmoid: boolean): KerasLayer[] {
  const last = chain.findLastIndex(({ role }) => role === 'recurrent');
  const lastDense = chain.findLastIndex(({ role }) => role === 'dense');
  const above = chain.slice(last + 1).map(({ layer }) => layer);
  const isPooled = above.some(({ kind }) => Object.values(POOLED).includes(kind));
  const isTimed = above.some(({ kind, name }) => kind === 'TimeDistributed' || name.startsWith('time_distributed'));
  const takes =
    last < 0 || isPooled
      ? 'every'
      : assumed.settle('head-takes', isTimed ? 'every' : 'states', ['states', 'every', 'mean', 'max']);
  return chain.flatMap(({ layer, role }, at) => {
    if (role === 'recurrent') {
      const settings = {
        activation: assumed.settle('activation', 'tanh', ['tanh', 'relu']),
        recurrent_activation: gateOf(layer, assumed, hardSigmoid),
        return_sequences: at !== last || takes !== 'states',
      };
      const own = withSettings(layer, settings);
      if (at !== last || !Object.hasOwn(POOLED, takes)) return own;
      return [own, { ...own, name: '', label: '', kind: POOLED[takes], config: {} }];
    }
    if (role !== 'dense') return layer;
    const word =
      at === lastDense && at > last
        ? assumed.settle('head-activation', 'none', AFTER_DENSE)
        : assumed.settle('dense-activation', 'relu', BETWEEN_DENSE);
    return withSettings(layer, { activation: word === 'none' ? 'linear' : word.replace('-', '_') });
  });
}

function gateOf({ kind, config }: KerasLayer, assumed: Assumed, hardSigmoid: boolean): string {
  if (kind === 'SimpleRNN' || objectIn(config, 'layer')['class_name'] === 'SimpleRNN') return 'sigmoid';
  const usual = hardSigmoid ? 'hard-sigmoid' : 'sigmoid';
  return assumed.settle('gate-activation', usual, ['sigmoid', 'hard-sigmoid']).replace('-', '_');
}

/** A wrapper's settings are those of the layer in it. */
function withSettings(layer: KerasLayer, settings: JsonObject): KerasLayer {
  const inner = objectIn(layer.config, 'layer');
  if (Object.keys(inner).length === 0) return { ...layer, config: { ...layer.config, ...settings } };
  const config = { ...inner, config: { ...objectIn(inner, 'config'), ...settings } };
  return { ...layer, config: { ...layer.config, layer: config } };
}

/** Each is given what the one before it made. */
function callsOf(chain: readonly InferredLayer[], layers: readonly KerasLayer[]): KerasCall[] {
  return chain.length === 0
    ? []
    : layers.map((layer, at) => ({
        key: String(at),
        layer,
        inputs: at === 0 ? [] : [{ key: String(at - 1), output: 0 }],
      }));
}
