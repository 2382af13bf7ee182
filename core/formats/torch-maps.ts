/** PyTorch's layers that stand around recurrent ones, as maps of a step. */

import { TANH, SIGMOID, type Activation } from '../lstm/activation';
import type { MapActivation, StepMap } from '../lstm/step-map';
import type { TensorReader } from './tensor-reader';
import type { TorchModule } from './torch-modules';

/** A module that can be run on every step. */
export interface TorchMap {
  module: TorchModule;
  /** Size of a step that it takes, 1 for an embedding's index. */
  input: number;
  output: number;
  /** `epsilon` is asked for where the map normalises. */
  read(epsilon: () => number): StepMap;
}

const plain = (name: Activation['name'], alpha: number | null = null): Activation => ({ name, alpha, beta: null });

/** What is added to a variance, PyTorch's own first; a state dictionary does not hold it. */
export const EPSILONS = ['1e-5', '1e-3', '1e-6', '1e-8', '1e-12', '1e-4', '1e-2', '0.1'] as const;

/** Dense layers of an attention weigh steps and states: they are no step of the way through the model. */
const ATTENTION = /att(?:n|ention)|(?:^|[._])(?:[qkv]_proj|query|key|value)$/i;

/** The module as a map, or null where it is none. Values are read, and types checked, only by `read`. */
export function torchMap(module: TorchModule, reader: TensorReader): TorchMap | null {
  if (module.kind === 'Linear' && ATTENTION.test(module.name)) return null;
  const { tensors } = module;
  const weight = tensors.get('weight');
  const bias = tensors.get('bias');
  if (module.kind === 'Linear' || module.kind === 'Embedding') {
    const [rows, columns] = weight!.shape;
    if (rows === 0 || columns === 0) return null;
    if (module.kind === 'Embedding') {
      const read = (): StepMap => ({
        kind: 'embedding',
        size: rows,
        output: columns,
        table: reader.read(weight!, [rows, columns]),
      });
      return { module, input: 1, output: columns, read };
    }
    const read = (): StepMap => ({
      kind: 'dense',
      input: columns,
      output: rows,
      weights: reader.read(weight!, [rows, columns]),
      bias: bias === undefined ? null : reader.read(bias, [rows]),
      activation: plain('identity'),
    });
    return { module, input: columns, output: rows, read };
  }
  if (module.kind === 'LayerNorm') {
    const [size] = weight!.shape;
    const read = (epsilon: () => number): StepMap => ({
      kind: 'layer-norm',
      gain: reader.read(weight!, [size]),
      shift: reader.read(bias!, [size]),
      epsilon: epsilon(),
    });
    return size === 0 ? null : { module, input: size, output: size, read };
  }
  if (module.kind !== 'BatchNorm1d') return null;
  const mean = tensors.get('running_mean')!;
  const [size] = mean.shape;
  const read = (epsilon: () => number): StepMap => {
    const added = epsilon();
    const means = reader.read(mean, [size]);
    const variances = reader.read(tensors.get('running_var')!, [size]);
    const gain = weight === undefined ? null : reader.read(weight, [size]);
    const shift = bias === undefined ? null : reader.read(bias, [size]);
    const scale = new Float32Array(size).map((_, at) => (gain?.[at] ?? 1) / Math.sqrt(variances[at] + added));
    return {
      kind: 'affine',
      scale,
      shift: new Float32Array(size).map((_, at) => (shift?.[at] ?? 0) - means[at] * scale[at]),
    };
  };
  return size === 0 ? null : { module, input: size, output: size, read };
}

/** What may stand between dense layers and after the last, where a state dictionary tells nothing of it. */
export const BETWEEN_DENSE = ['relu', 'none', 'tanh', 'sigmoid', 'gelu', 'elu', 'leaky-relu'] as const;
export const AFTER_DENSE = ['none', 'softmax', 'log-softmax', 'sigmoid'] as const;

/** PyTorch's activations by the words above, with its usual parameters; null for none. */
export const TORCH_ACTIVATIONS: Record<(typeof BETWEEN_DENSE | typeof AFTER_DENSE)[number], MapActivation | null> = {
  none: null,
  softmax: 'softmax',
  'log-softmax': 'log-softmax',
  tanh: TANH,
  sigmoid: SIGMOID,
  relu: plain('relu'),
  gelu: plain('gelu'),
  elu: plain('elu', 1),
  'leaky-relu': plain('leaky-relu', 0.01),
};
