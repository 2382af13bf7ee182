/** A stack as the layers of a Keras model, with the arrays of each in Keras' order and orientation. */

import type { Activation } from '../../lstm/activation';
import {
  directionCount,
  directionsOf,
  type DirectionWeights,
  type LayerConfig,
  type StackWeights,
} from '../../lstm/stack';
import { isRowActivation, type MapActivation, type StepMap } from '../../lstm/step-map';
import type { NewDataset } from '../hdf5/write';
import { orderOf } from './cell-weights';
import type { JsonObject } from './json';
import { activationLayer, activationName } from './not-in-keras';

interface DraftedLayer {
  name: string;
  /** Its class: `LSTM`. */
  kind: string;
  config: JsonObject;
  /** Names of the layers whose outputs it is given. */
  inputs: string[];
  arrays: { name: string; array: NewDataset }[];
}

const CLASSES = { lstm: 'LSTM', gru: 'GRU', rnn: 'SimpleRNN' };
const MERGE_MODES = { concat: 'concat', sum: 'sum', average: 'ave', product: 'mul' };

/** The layers of a stack that Keras can hold (`notInKeras`), each after those that feed it. */
export function draftLayers({ config, directions, before, head }: StackWeights): DraftedLayer[] {
  const layers: DraftedLayer[] = [];
  const add = (name: string, kind: string, settings: JsonObject, arrays: DraftedLayer['arrays'] = []): void => {
    const inputs = layers.length === 0 ? [] : [layers.at(-1)!.name];
    layers.push({ name, kind, config: { name, ...settings }, inputs, arrays });
  };
  const addMaps = (module: string, maps: readonly StepMap[]): void => {
    for (const [number, map] of maps.entries()) addMap(add, `${module}_${number + 1}`, map);
  };
  // Words are whole numbers, one for a step.
  const isWords = before[0][0]?.kind === 'embedding';
  add('series', 'InputLayer', {
    batch_input_shape: isWords ? [null, null] : [null, null, config.input],
    dtype: isWords ? 'int32' : 'float32',
  });
  const all = directionsOf(config, before);
  let reversed = false;
  for (const [at, layer] of config.layers.entries()) {
    addMaps(`before_${at + 1}`, before[at]);
    const isTop = at === config.layers.length - 1;
    const everyStep = !isTop || head === null || (head.takes !== 'states' && head.takes !== 'step');
    const own = all.filter((one) => one.layer === at).map(({ index }) => directions[index]);
    const below = layers.at(-1)!.name;
    const name = `${layer.cell.kind}_${at + 1}`;
    const turned = layer.direction === 'backward';
    // Of outputs that come from the end, a layer forward reads backwards.
    const recurrent = recurrentSettings(layer, everyStep, turned !== reversed);
    if (directionCount(layer) === 1) add(name, CLASSES[layer.cell.kind], recurrent, cellArrays(layer, own[0], ''));
    else
      add(
        name,
        'Bidirectional',
        {
          merge_mode: MERGE_MODES[layer.merge],
          layer: { ...classOf(CLASSES[layer.cell.kind]), config: { name, ...recurrent } },
        },
        [...cellArrays(layer, own[0], 'forward_'), ...cellArrays(layer, own[1], 'backward_')],
      );
    if (layer.residual && everyStep) {
      add(`residual_${at + 1}`, 'Add', {});
      layers.at(-1)!.inputs = [below, name];
    }
    reversed = turned;
  }
  if (head === null) return layers;
  if (head.takes === 'mean') add('mean', 'GlobalAveragePooling1D', {});
  if (head.takes === 'max') add('max', 'GlobalMaxPooling1D', {});
  addMaps('head', head.maps);
  return layers;
}

/** The model's description in JSON as Keras 2 writes it for `.h5`, which Keras 3 reads too. */
export function describe(layers: readonly DraftedLayer[]): string {
  const tensor = (name: string): unknown[] => [name, 0, 0];
  const described = layers.map(({ name, kind, config, inputs }): JsonObject => ({
    ...classOf(kind),
    config,
    name,
    inbound_nodes: inputs.length === 0 ? [] : [inputs.map((input) => [...tensor(input), {}])],
  }));
  return JSON.stringify({
    class_name: 'Functional',
    config: {
      name: 'lstm_workbench',
      trainable: true,
      layers: described,
      input_layers: [tensor(layers[0].name)],
      output_layers: [tensor(layers.at(-1)!.name)],
    },
  });
}

/** How a class is named where a layer is described: as both Keras 2 and 3 find it. */
function classOf(kind: string): JsonObject {
  return { module: 'keras.layers', class_name: kind, registered_name: null };
}

function recurrentSettings({ cell, hidden, bias }: LayerConfig, everyStep: boolean, goBackwards: boolean): JsonObject {
  const settings = { units: hidden, use_bias: bias, return_sequences: everyStep, go_backwards: goBackwards };
  if (cell.kind === 'rnn') return { ...settings, activation: activationName(cell.activation) };
  const { candidate, gate } = cell.activations;
  const activations = { activation: activationName(candidate), recurrent_activation: activationName(gate) };
  return { ...settings, ...activations, ...(cell.kind === 'gru' ? { reset_after: cell.reset === 'after' } : {}) };
}

/** Kernel, recurrent kernel and bias: Keras' blocks of columns are our blocks of rows in its order. */
function cellArrays(
  { cell, hidden: H, bias }: LayerConfig,
  { input, wIh, wHh, bIh, bHh }: DirectionWeights,
  prefix: string,
): DraftedLayer['arrays'] {
  const order = orderOf(cell);
  const columns = order.length * H;
  const rowOf = (column: number) => order[Math.floor(column / H)] * H + (column % H);
  const kernel = (weights: Float32Array, rows: number) =>
    drawn([rows, columns], (row, column) => weights[rowOf(column) * rows + row]);
  const two = cell.kind === 'gru' && cell.reset === 'after';
  const biases = two
    ? drawn([2, columns], (row, column) => (row === 0 ? bIh : bHh)[rowOf(column)])
    : drawn([columns], (_, column) => oneBias(bIh[rowOf(column)], bHh[rowOf(column)]));
  return [
    { name: `${prefix}kernel`, array: kernel(wIh, input) },
    { name: `${prefix}recurrent_kernel`, array: kernel(wHh, H) },
    ...(bias ? [{ name: `${prefix}bias`, array: biases }] : []),
  ];
}

/** What Keras has in place of the two biases of most cells. */
export function oneBias(ofInput: number, ofState: number): number {
  return Math.fround(ofInput + ofState);
}

type Add = (name: string, kind: string, settings: JsonObject, arrays?: DraftedLayer['arrays']) => void;

function addMap(add: Add, name: string, map: StepMap): void {
  switch (map.kind) {
    case 'dense': {
      const { input, output, weights, bias, activation } = map;
      const named = nameOf(activation);
      const kernel = drawn([input, output], (row, column) => weights[column * input + row]);
      add(name, 'Dense', { units: output, use_bias: bias !== null, activation: named ?? 'linear' }, [
        { name: 'kernel', array: kernel },
        ...(bias === null ? [] : [{ name: 'bias', array: plain([output], bias) }]),
      ]);
      if (named === null) addActivation(add, `${name}_activation`, activation);
      return;
    }
    case 'affine': {
      const size = map.scale.length;
      // Of nothing but gain and shift: gamma (x - 0) / sqrt(1 + 0) + beta.
      add(name, 'BatchNormalization', { epsilon: 0 }, [
        { name: 'gamma', array: plain([size], map.scale) },
        { name: 'beta', array: plain([size], map.shift) },
        { name: 'moving_mean', array: plain([size], new Float32Array(size)) },
        { name: 'moving_variance', array: plain([size], new Float32Array(size).fill(1)) },
      ]);
      return;
    }
    case 'layer-norm':
      add(name, 'LayerNormalization', { epsilon: map.epsilon }, [
        { name: 'gamma', array: plain([map.gain.length], map.gain) },
        { name: 'beta', array: plain([map.gain.length], map.shift) },
      ]);
      return;
    case 'embedding':
      add(name, 'Embedding', { input_dim: map.size, output_dim: map.output }, [
        { name: 'embeddings', array: plain([map.size, map.output], map.table) },
      ]);
      return;
    case 'activation':
      addActivation(add, name, map.activation);
  }
}

function addActivation(add: Add, name: string, activation: MapActivation): void {
  const named = nameOf(activation);
  if (named !== null) return add(name, 'Activation', { activation: named });
  const { kind, alpha } = activationLayer(activation as Activation)!;
  add(name, kind, { alpha });
}

function nameOf(activation: MapActivation): string | null {
  return isRowActivation(activation) ? activation.replace('-', '_') : activationName(activation);
}

function plain(shape: number[], values: Float32Array): NewDataset {
  return { kind: 'dataset', shape, slice: (from, to) => values.subarray(from, to) };
}

/** An array whose values are taken one by one from row and column. */
function drawn(shape: number[], valueAt: (row: number, column: number) => number): NewDataset {
  const columns = shape.at(-1)!;
  const slice = (from: number, to: number): Float32Array => {
    const values = new Float32Array(to - from);
    for (let at = from; at < to; at++) values[at - from] = valueAt(Math.floor(at / columns), at % columns);
    return values;
  };
  return { kind: 'dataset', shape, slice };
}
