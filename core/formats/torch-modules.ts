/** The modules that a state dictionary's names tell of, and what each is by its parameters' names and shapes. */

import type { Tensor } from './tensor';

/** The parameters of one module of PyTorch's, such as `lstm` with `weight_ih_l0` and `bias_ih_l0`. */
export interface TorchModule {
  /** What stands before the parameters' names, without the last dot; empty at the top. */
  name: string;
  /** PyTorch's name of the kind, as far as the parameters tell; `optimizer` for what an optimizer keeps; empty if unknown. */
  kind: 'recurrent' | 'Linear' | 'Embedding' | 'BatchNorm1d' | 'LayerNorm' | 'Conv' | 'optimizer' | '';
  /** By the parameter's name, in the file's order. */
  tensors: Map<string, Tensor>;
}

/** A parameter of LSTM, GRU or RNN, and of their cells, which have no layers. */
export const RECURRENT_PARAMETER = /^(?:weight|bias)_(?:ih|hh|hr)(?:_l(\d+)(_reverse)?)?$/;

const OPTIMIZER = /^[^.]*optim[^.]*(?=\.)/i;

/** The modules in the order in which the file names them first: mostly the order in which the model's author made them. */
export function modulesOf(tensors: readonly Tensor[]): TorchModule[] {
  const modules = new Map<string, TorchModule>();
  for (const tensor of tensors) {
    const optimizer = OPTIMIZER.exec(tensor.name)?.[0];
    const dot = tensor.name.lastIndexOf('.');
    const name = optimizer ?? tensor.name.slice(0, Math.max(0, dot));
    const parameter = optimizer === undefined ? tensor.name.slice(dot + 1) : tensor.name;
    let module = modules.get(name);
    if (module === undefined) {
      module = { name, kind: optimizer === undefined ? '' : 'optimizer', tensors: new Map() };
      modules.set(name, module);
    }
    module.tensors.set(parameter, tensor);
  }
  for (const module of modules.values()) if (module.kind === '') module.kind = kindOf(module);
  return [...modules.values()];
}

function kindOf({ name, tensors }: TorchModule): TorchModule['kind'] {
  if ([...tensors.keys()].some((parameter) => RECURRENT_PARAMETER.test(parameter))) return 'recurrent';
  const rank = (parameter: string) => tensors.get(parameter)?.shape.length;
  if (rank('running_mean') === 1 && rank('running_var') === 1) return 'BatchNorm1d';
  if (rank('weight') === 1 && rank('bias') === 1) return 'LayerNorm';
  if (rank('weight') === 2) return !tensors.has('bias') && /emb/i.test(name) ? 'Embedding' : 'Linear';
  return (rank('weight') ?? 0) > 2 ? 'Conv' : '';
}

/** The largest tensor's shape. */
export function shapeOf({ tensors }: TorchModule): number[] {
  let largest: number[] = [];
  const size = (shape: readonly number[]) => shape.reduce((product, length) => product * length, 1);
  for (const { shape } of tensors.values()) if (largest.length === 0 || size(shape) > size(largest)) largest = shape;
  return largest;
}
