/** PyTorch's LSTM, GRU, RNN and their cells, from names and shapes to layers and weights. */

import { WorkbenchError } from '../contract/errors';
import { TANH } from '../lstm/activation';
import { blocksOf, VANILLA, type Cell } from '../lstm/cell';
import { directionCount, layerOutput, stateSize, type DirectionWeights, type LayerConfig } from '../lstm/stack';
import type { Tensor } from './tensor';
import type { TensorReader } from './tensor-reader';
import { RECURRENT_PARAMETER, type TorchModule } from './torch-modules';

export interface TorchRecurrent {
  module: TorchModule;
  /** I of the lowest layer. */
  input: number;
  /** Size of a step of the top layer's output. */
  output: number;
  layers: LayerConfig[];
  /** Layer by layer, forward before backward. */
  directions: DirectionWeights[];
}

/** PyTorch's GRU resets after the product; its RNN has tanh where nothing else is said. */
const CELLS: Record<number, Cell> = {
  4: VANILLA,
  3: { kind: 'gru', reset: 'after', activations: VANILLA.activations, clip: null },
  1: { kind: 'rnn', activation: TANH, clip: null },
};

/**
 * Reads a module whose parameters are those of `torch.nn.LSTM` (rows i, f, g, o), `GRU` (r, z, n), `RNN` or one of their
 * cells. Layers, directions, sizes, projection and bias are read off names and shapes; zero biases stand in where there
 * are none.
 * @throws weights/missing, weights/shape, weights/dtype, weights/too-large
 */
export function* readTorchRecurrent(
  file: string,
  module: TorchModule,
  reader: TensorReader,
): Generator<void, TorchRecurrent> {
  const names = [...module.tensors.keys()].filter((name) => RECURRENT_PARAMETER.test(name));
  const isCell = !names.some((name) => /_l\d+/.test(name));
  const end = (layer: number, reverse: boolean) => (isCell ? '' : `_l${layer}${reverse ? '_reverse' : ''}`);
  const tensor = (name: string): Tensor => {
    const found = module.tensors.get(name);
    const whole = module.name === '' ? name : `${module.name}.${name}`;
    if (found === undefined) throw new WorkbenchError('weights/missing', { file, tensor: whole });
    return found;
  };

  const first = sizesOf(module, tensor, end(0, false), reader);
  const highest = names.reduce((most, name) => Math.max(most, Number(RECURRENT_PARAMETER.exec(name)![1] ?? 0)), 0);
  const config: LayerConfig = {
    cell: first.cell,
    hidden: first.hidden,
    projection: first.projection,
    direction: names.some((name) => name.endsWith('_reverse')) ? 'both' : 'forward',
    merge: 'concat',
    bias: names.some((name) => name.startsWith('bias_')),
    residual: false,
  };
  const layers: LayerConfig[] = [];
  const directions: DirectionWeights[] = [];
  for (let layer = 0; layer <= highest; layer++) {
    const input = layer === 0 ? first.input : layerOutput(config);
    for (let d = 0; d < directionCount(config); d++) {
      directions.push(readDirection(config, input, (name) => tensor(name + end(layer, d === 1)), reader));
      yield;
    }
    layers.push(config);
  }
  return { module, input: first.input, output: layerOutput(config), layers, directions };
}

/** The sizes of the lowest layer's forward direction: of R [K H, P or H], W [K H, I] and, where projected, [P, H]. */
function sizesOf(module: TorchModule, tensor: (name: string) => Tensor, end: string, reader: TensorReader) {
  const W = tensor(`weight_ih${end}`);
  const R = tensor(`weight_hh${end}`);
  const projected = module.tensors.get(`weight_hr${end}`);
  const [rows = 4, columns = 0] = R.shape;
  // Zeros and other ranks are caught here, since all other sizes are taken from these.
  const H = Math.max(1, (projected ? projected.shape[1] : columns) || Math.floor(rows / 4));
  const P = projected ? Math.max(1, projected.shape[0] ?? 1) : null;
  const cell = (P === null ? CELLS[rows / H] : undefined) ?? VANILLA;
  const K = blocksOf(cell).length;
  const I = W.shape[1] > 0 ? W.shape[1] : 1;
  if (projected) reader.expect(projected, [P!, H]);
  reader.expect(R, [K * H, P ?? H]);
  reader.expect(W, [K * H, I]);
  return { input: I, hidden: H, projection: P, cell };
}

function readDirection(
  config: LayerConfig,
  input: number,
  tensor: (name: string) => Tensor,
  reader: TensorReader,
): DirectionWeights {
  const { cell, hidden: H, projection } = config;
  const rows = blocksOf(cell).length * H;
  const read = (name: string, shape: number[]) => reader.read(tensor(name), shape);
  return {
    input,
    hidden: H,
    output: stateSize(config),
    wIh: read('weight_ih', [rows, input]),
    wHh: read('weight_hh', [rows, stateSize(config)]),
    bIh: config.bias ? read('bias_ih', [rows]) : new Float32Array(rows),
    bHh: config.bias ? read('bias_hh', [rows]) : new Float32Array(rows),
    wHr: projection === null ? null : read('weight_hr', [projection, H]),
    peepholes: null,
    gateRecurrence: null,
    norm: null,
    initial: null,
  };
}
