/** What the modules of a whole pickled model tell of themselves beside their parameters. */

import type { PickledObject } from './pickle-machine';
import type { AFTER_DENSE } from './torch-maps';

export interface ModuleSettings {
  /** Of a normalisation: what it adds to variances. */
  epsilon: number | null;
  /** Of an RNN. */
  nonlinearity: 'tanh' | 'relu' | null;
  /** What the module is, where it is one that may stand after the last dense layer. */
  activation: (typeof AFTER_DENSE)[number] | null;
}

/** By the modules' names as in the state dictionary, in the order in which the model's author made them. */
export type TorchSettings = ReadonlyMap<string, ModuleSettings>;

const ACTIVATIONS: Record<string, ModuleSettings['activation']> = {
  'torch.nn.modules.activation.Softmax': 'softmax',
  'torch.nn.modules.activation.LogSoftmax': 'log-softmax',
  'torch.nn.modules.activation.Sigmoid': 'sigmoid',
};

/** Null for an object that is no module. What is not as PyTorch writes it is taken as not told. */
export function settingsOf({ type, state }: PickledObject): ModuleSettings | null {
  if (!(state instanceof Map) || !state.has('_parameters')) return null;
  const epsilon = state.get('eps');
  const mode = state.get('nonlinearity') ?? state.get('mode');
  const activation = Object.hasOwn(ACTIVATIONS, type.path) ? ACTIVATIONS[type.path] : null;
  return {
    epsilon: typeof epsilon === 'number' && epsilon >= 0 && epsilon < 1 ? epsilon : null,
    nonlinearity:
      mode === 'relu' || mode === 'RNN_RELU' ? 'relu' : mode === 'tanh' || mode === 'RNN_TANH' ? 'tanh' : null,
    // A softmax over the series of a batch is none of a step.
    activation: state.get('dim') === 0 ? null : activation,
  };
}

/** What the model's last module is, where that comes after the module of this name; null where it is no activation. */
export function activationAfter(settings: TorchSettings, name: string): ModuleSettings['activation'] {
  const names = [...settings.keys()];
  const place = names.indexOf(name);
  return place >= 0 && place < names.length - 1 ? settings.get(names.at(-1)!)!.activation : null;
}
