/** Finds an LSTM with PyTorch's parameter names among a file's tensors. */

import { WorkbenchError } from '../contract/errors';
import { directionOf, directionsOf, layerOf, type StackConfig, type StackWeights } from '../lstm/stack';
import type { Tensor } from './tensor';

export interface LoadedLstm {
  weights: StackWeights;
  /** What stands before `weight_ih_l0`, e.g. `lstm.` or the empty string. */
  prefix: string;
  /** Tensors that are no part of this LSTM, in the file's order. */
  ignored: string[];
}

const PARAMETER = /^(.*\.)?(?:weight|bias)_(?:ih|hh|hr)_l(\d+)(_reverse)?$/s;

/**
 * Weights of the first LSTM of the file (torch.nn.LSTM: rows in the order i, f, g, o; two bias vectors). Layers,
 * directions, sizes and bias are read off names and shapes; zero biases stand in where there are none.
 * Throws `weights/no-lstm`, `/missing`, `/shape`, `/dtype`, and `/unsupported` for GRUs, plain RNNs and projections.
 */
export function lstmFromTensors(file: string, tensors: readonly Tensor[]): LoadedLstm {
  const byName = new Map(tensors.map((tensor) => [tensor.name, tensor]));
  const prefix = findPrefix(file, tensors, byName);
  const mine = tensors.filter(({ name }) => PARAMETER.exec(name)?.[1] === (prefix || undefined));
  const read = (name: string, shape: number[]) => readTensor(file, byName, prefix + name, shape);
  refuseOthers(file, prefix, byName);

  const H = byName.get(`${prefix}weight_hh_l0`)!.shape[1];
  const bias = mine.some(({ name }) => name.startsWith(`${prefix}bias_`));
  const direction = mine.some(({ name }) => name.endsWith('_reverse')) ? 'both' : 'forward';
  const count = 1 + mine.reduce((highest, { name }) => Math.max(highest, Number(PARAMETER.exec(name)![2])), 0);
  // A name may claim any number of layers.
  for (let layer = 0; layer < count; layer++) {
    const tensor = `${prefix}weight_ih_l${layer}`;
    if (!byName.has(tensor)) throw new WorkbenchError('weights/missing', { file, tensor });
  }
  const config: StackConfig = {
    input: byName.get(`${prefix}weight_ih_l0`)!.shape[1],
    layers: Array.from({ length: count }, () => layerOf(H, { bias, direction })),
  };
  const directions = directionsOf(config).map(({ layer, reverse, input }) => {
    const end = `_l${layer}${reverse ? '_reverse' : ''}`;
    const vector = (name: string) => (bias ? read(name + end, [4 * H]) : new Float32Array(4 * H));
    return directionOf({
      input,
      hidden: H,
      wIh: read(`weight_ih${end}`, [4 * H, input]),
      wHh: read(`weight_hh${end}`, [4 * H, H]),
      bIh: vector('bias_ih'),
      bHh: vector('bias_hh'),
    });
  });
  const used = new Set(mine);
  return {
    weights: { config, directions, before: config.layers.map(() => []), head: null },
    prefix,
    ignored: tensors.filter((tensor) => !used.has(tensor)).map(({ name }) => name),
  };
}

/** The first prefix whose recurrent weights look like an LSTM's, else the first one at all. */
function findPrefix(file: string, tensors: readonly Tensor[], byName: Map<string, Tensor>): string {
  const prefixes = new Set<string>();
  for (const { name } of tensors) {
    const match = PARAMETER.exec(name);
    if (match) prefixes.add(match[1] ?? '');
  }
  const isLstm = (prefix: string) => {
    const shape = byName.get(`${prefix}weight_hh_l0`)?.shape;
    return shape?.length === 2 && shape[0] === 4 * shape[1];
  };
  const found = [...prefixes].find(isLstm) ?? [...prefixes][0];
  if (found === undefined)
    throw new WorkbenchError('weights/no-lstm', { file, tensors: tensors.map(({ name }) => name) });
  return found;
}

/** Names what the tensors are when they are not a plain LSTM's: the `feature` is `projection`, `gru` or `rnn`. */
function refuseOthers(file: string, prefix: string, byName: Map<string, Tensor>): void {
  const refuse = (feature: string) => new WorkbenchError('weights/unsupported', { file, feature });
  const matrix = (name: string) => {
    const tensor = byName.get(prefix + name);
    if (!tensor) throw new WorkbenchError('weights/missing', { file, tensor: prefix + name });
    return tensor;
  };
  // With a projection to P values, R is [4H, P] and weight_hr is [P, H].
  if (byName.has(`${prefix}weight_hr_l0`)) throw refuse('projection');
  const input = matrix('weight_ih_l0');
  const recurrent = matrix('weight_hh_l0');
  const [rows, hidden] = recurrent.shape;
  if (recurrent.shape.length === 2 && hidden > 0) {
    if (rows === 3 * hidden) throw refuse('gru');
    if (rows === hidden) throw refuse('rnn');
  }
  // Sizes are taken from these two, so that zeros and other ranks must be caught here.
  const H = hidden > 0 ? hidden : Math.max(1, Math.floor((rows ?? 4) / 4));
  const I = input.shape[1] > 0 ? input.shape[1] : 1;
  expectShape(file, recurrent, [4 * H, H]);
  expectShape(file, input, [4 * H, I]);
}

function readTensor(file: string, byName: Map<string, Tensor>, name: string, shape: number[]): Float32Array {
  const tensor = byName.get(name);
  if (!tensor) throw new WorkbenchError('weights/missing', { file, tensor: name });
  expectShape(file, tensor, shape);
  return tensor.read();
}

function expectShape(file: string, tensor: Tensor, expected: number[]): void {
  const same = tensor.shape.length === expected.length && expected.every((length, at) => length === tensor.shape[at]);
  if (!same) throw new WorkbenchError('weights/shape', { file, tensor: tensor.name, expected, found: tensor.shape });
}
