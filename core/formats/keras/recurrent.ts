/** Keras' recurrent layers: their settings as a cell, and which part of a file holds the weights of which direction. */

import { VANILLA, type Cell } from '../../lstm/cell';
import type { DirectionWeights, LayerConfig } from '../../lstm/stack';
import { cellActivation } from './activations';
import { readCellWeights, weightCount } from './cell-weights';
import { weightsOf, type KerasContext } from './context';
import { isObject, numberIn, objectIn, textIn, valueIn, type JsonObject } from './json';
import type { KerasLayer } from './model-config';

/** One recurrent layer of Keras': several where its cells are stacked. */
export interface KerasRecurrent {
  layers: { config: LayerConfig; units: { path: string; count: number }[] }[];
  /** Whether it gives the output of every step and not the last state. */
  everyStep: boolean;
  /** Whether it reads its input from the end, and gives its outputs in that order. */
  backwards: boolean;
  /** Whether it keeps its states from one batch to the next. */
  stateful: boolean;
}

const RECURRENT = new Set(['LSTM', 'GRU', 'SimpleRNN', 'CuDNNLSTM', 'CuDNNGRU', 'RNN', 'Bidirectional']);
const MERGES: Record<string, LayerConfig['merge']> = { concat: 'concat', sum: 'sum', ave: 'average', mul: 'product' };

/** Whether a layer is of a recurrent kind, whether or not it can be run. */
export function isRecurrent({ kind }: KerasLayer): boolean {
  return RECURRENT.has(kind) || /LSTM|GRU|RNN/.test(kind);
}

/** null for a layer that is not recurrent or has settings that are not computed here. */
export function recurrentOf({ kind, config }: KerasLayer, version: number): KerasRecurrent | null {
  if (kind === 'Bidirectional') return bidirectionalOf(config, version);
  const cells = cellsOf(kind, config, version);
  if (cells === null) return null;
  const backwards = valueIn(config, 'go_backwards') === true;
  return {
    ...outputOf(config, backwards),
    layers: cells.map(({ path, cell, hidden, bias }) => ({
      config: {
        cell,
        hidden,
        bias,
        projection: null,
        direction: backwards ? 'backward' : 'forward',
        merge: 'concat',
        residual: false,
      },
      units: [{ path, count: weightCount(cell, bias) }],
    })),
  };
}

function outputOf(config: JsonObject, backwards: boolean): Omit<KerasRecurrent, 'layers'> {
  const everyStep = valueIn(config, 'return_sequences') === true;
  return { everyStep, backwards, stateful: valueIn(config, 'stateful') === true };
}

function bidirectionalOf(config: JsonObject, version: number): KerasRecurrent | null {
  const merge = textIn(config, 'merge_mode') ?? '';
  const inner = objectIn(config, 'layer');
  const forward = recurrentOf(innerLayer(inner), version);
  if (!Object.hasOwn(MERGES, merge) || forward === null || forward.backwards || forward.layers.length !== 1)
    return null;
  const other = valueIn(config, 'backward_layer');
  if (isObject(other)) {
    const backward = recurrentOf(innerLayer(other), version);
    // Both directions of a layer are of one size and kind here.
    if (backward === null || !backward.backwards || backward.layers.length !== 1) return null;
    const direction = 'forward' as const;
    const same = (one: KerasRecurrent) => JSON.stringify({ ...one.layers[0].config, direction });
    if (same(forward) !== same(backward) || backward.everyStep !== forward.everyStep) return null;
  }
  const [{ config: layer, units }] = forward.layers;
  return {
    ...forward,
    layers: [
      {
        config: { ...layer, direction: 'both', merge: MERGES[merge] },
        units: ['forward_layer', 'backward_layer'].map((path) => ({ ...units[0], path: `${path}/${units[0].path}` })),
      },
    ],
  };
}

function innerLayer(json: JsonObject): KerasLayer {
  const kind = textIn(json, 'class_name') ?? '';
  return { name: '', label: '', kind, config: objectIn(json, 'config'), store: '', owner: '', inputShape: null };
}

interface FoundCell {
  path: string;
  cell: Cell;
  hidden: number;
  bias: boolean;
}

/** The cells of a layer, stacked ones from the lowest up. */
function cellsOf(kind: string, config: JsonObject, version: number): FoundCell[] | null {
  if (kind !== 'RNN') {
    const found = cellOf(kind, config, version);
    return found === null ? null : [{ ...found, path: 'cell' }];
  }
  const cell = objectIn(config, 'cell');
  const cellKind = textIn(cell, 'class_name') ?? '';
  const inside = objectIn(cell, 'config');
  if (cellKind !== 'StackedRNNCells') {
    const found = cellKind.endsWith('Cell') ? cellOf(cellKind.slice(0, -'Cell'.length), inside, version) : null;
    return found === null ? null : [{ ...found, path: 'cell' }];
  }
  const list = valueIn(inside, 'cells');
  const used = new Map<string, number>();
  const cells = (Array.isArray(list) ? list : []).map((item: unknown): FoundCell | null => {
    const json = isObject(item) ? item : {};
    const name = (textIn(json, 'class_name') ?? '').replace(/Cell$/, '');
    const found = cellOf(name, objectIn(json, 'config'), version);
    const count = used.get(name) ?? 0;
    used.set(name, count + 1);
    const group = { LSTM: 'lstm_cell', GRU: 'gru_cell', SimpleRNN: 'simple_rnn_cell' }[name] ?? '';
    return found === null ? null : { ...found, path: `cell/cells/${group}${count === 0 ? '' : `_${count}`}` };
  });
  return cells.length === 0 || cells.includes(null) ? null : (cells as FoundCell[]);
}

function cellOf(kind: string, config: JsonObject, version: number): Omit<FoundCell, 'path'> | null {
  const hidden = numberIn(config, 'units') ?? numberIn(config, 'output_dim');
  if (hidden === null || !Number.isSafeInteger(hidden) || hidden < 1) return null;
  const bias = valueIn(config, 'use_bias') !== false;
  const own = (name: string, usual: string) => cellActivation(valueIn(config, name) ?? usual, version);
  // `linear` may be written as null, which is not the same as nothing being written.
  const candidate = valueIn(config, 'activation') === null ? cellActivation(null, version) : own('activation', 'tanh');
  const gate = own(Object.hasOwn(config, 'inner_activation') ? 'inner_activation' : 'recurrent_activation', 'sigmoid');
  if (candidate === null || gate === null) return null;
  if (kind === 'SimpleRNN') return { cell: { kind: 'rnn', activation: candidate, clip: null }, hidden, bias };
  if (kind === 'GRU' || kind === 'CuDNNGRU') {
    const reset = kind === 'CuDNNGRU' || valueIn(config, 'reset_after') === true ? 'after' : 'before';
    return { cell: { kind: 'gru', reset, activations: { gate, candidate }, clip: null }, hidden, bias };
  }
  const peepholes = kind === 'PeepholeLSTM';
  if (kind !== 'LSTM' && kind !== 'CuDNNLSTM' && !peepholes) return null;
  return { cell: { ...VANILLA, peepholes, activations: { gate, candidate, cell: candidate } }, hidden, bias };
}

/** Channels that the layer takes, as its lowest kernel says. @throws keras/missing */
export function recurrentInput(context: KerasContext, layer: KerasLayer, { layers }: KerasRecurrent): number {
  const [[kernel]] = weightsOf(
    context,
    layer,
    layers.flatMap(({ units }) => units),
  );
  return kernel.shape[0] ?? 0;
}

/** The weights of all its directions, its lowest cell first. @throws keras/missing, keras/shape, weights/dtype, hdf5/* */
export function* readRecurrent(
  context: KerasContext,
  layer: KerasLayer,
  { layers }: KerasRecurrent,
  input: number,
): Generator<void, DirectionWeights[]> {
  const taken = weightsOf(
    context,
    layer,
    layers.flatMap(({ units }) => units),
  );
  const directions: DirectionWeights[] = [];
  let [at, size] = [0, input];
  for (const { config, units } of layers) {
    for (const tensors of taken.slice(at, at + units.length))
      directions.push(yield* readCellWeights(context, layer, tensors, config, size));
    at += units.length;
    size = config.hidden;
  }
  return directions;
}
