/** Finds recurrent stacks among the tensors of a state dictionary, which names parameters and tells no more. */

import { WorkbenchError } from '../contract/errors';
import type { AssumptionChoices, ModelPart } from '../contract/model-file';
import type { RnnCell } from '../lstm/cell';
import type { LayerConfig, StackWeights } from '../lstm/stack';
import type { Head, HeadInput, StepMap } from '../lstm/step-map';
import { Assumed } from './assumed';
import type { FoundStack } from './opened';
import type { Tensor } from './tensor';
import { TensorReader } from './tensor-reader';
import { type Chain, chainOf, chainsOf, ordersOf, type Runnable } from './torch-chains';
import { AFTER_DENSE, BETWEEN_DENSE, EPSILONS, TORCH_ACTIVATIONS, torchMap, type TorchMap } from './torch-maps';
import { modulesOf, shapeOf, type TorchModule } from './torch-modules';
import { inOrderOfUse, modelsOf } from './torch-order';
import { readTorchRecurrent, type TorchRecurrent } from './torch-recurrent';
import { activationAfter, type TorchSettings } from './torch-settings';
import { withWeightNorm } from './torch-weight-norm';

const HEAD_INPUTS: readonly HeadInput[] = ['step', 'states', 'mean', 'max', 'every'];
/** What a state dictionary does not say: as the file's modules tell it, else assumed. */
interface Unsaid {
  assumed: Assumed;
  settings: TorchSettings;
}

/** Most stacks that are offered of one file. */
const STACKS_LIMIT = 64;

/**
 * The stacks of a file, each chain of modules that fit one another first, then its members by themselves. Modules are
 * taken to feed each other in the order of `torch-order.ts`, and the last dense layers to be the head, fed with the last step.
 * @throws weights/no-lstm, weights/quantized; weights/missing, /shape, /dtype, /too-large where no recurrent module is
 * whole; weights/choice
 */
export function* findStacks(
  file: string,
  tensors: readonly Tensor[],
  choices: AssumptionChoices,
  settings: TorchSettings = new Map(),
): Generator<void, FoundStack[]> {
  const reader = new TensorReader(file);
  const whole = yield* readModules(file, withWeightNorm(tensors), reader);
  const { recurrent, maps } = whole;
  const found = modelsOf(whole.modules).map((modules) => {
    const model = { ...whole, modules: inOrderOfUse(modules, recurrent, maps) };
    return { model, chains: chainsOf(model) };
  });
  const chains = found.flatMap(({ model, chains: list }) => list.map((chain) => ({ model, chain })));
  const single = chains.flatMap(({ model, chain }) =>
    chain.recurrent.length < 2 ? [] : chain.recurrent.map((one) => ({ model, chain: chainOf(model, [one])! })),
  );
  const stacks: FoundStack[] = [];
  for (const { model, chain } of [...chains, ...single].slice(0, STACKS_LIMIT)) {
    stacks.push(stackOf(model, chain, { assumed: new Assumed(file, choices), settings }, whole.modules));
    yield;
  }
  return stacks;
}

function* readModules(file: string, tensors: readonly Tensor[], reader: TensorReader): Generator<void, Runnable> {
  const modules = modulesOf(tensors);
  const recurrent = new Map<TorchModule, TorchRecurrent>();
  const maps = new Map<TorchModule, TorchMap>();
  let fault: unknown = new WorkbenchError('weights/no-lstm', { file, tensors: tensors.map(({ name }) => name) });
  for (const module of modules) {
    if (module.kind === 'recurrent') {
      try {
        recurrent.set(module, yield* readTorchRecurrent(file, module, reader));
      } catch (thrown) {
        // One that is not whole is listed as not run beside others, and is the file's error without them.
        if (fault instanceof WorkbenchError && fault.code === 'weights/no-lstm') fault = thrown;
      }
    } else {
      const map = torchMap(module, reader);
      if (map !== null) maps.set(module, map);
    }
  }
  if (recurrent.size === 0) {
    const isQuantized = tensors.some(({ dtype }) => /^Q[IU]\d/.test(dtype));
    throw isQuantized ? new WorkbenchError('weights/quantized', { file }) : fault;
  }
  return { modules, recurrent, maps };
}

function stackOf(file: Runnable, found: Chain, unsaid: Unsaid, modules: readonly TorchModule[]): FoundStack {
  const { assumed } = unsaid;
  const name = nameOf(found.recurrent);
  const orders = ordersOf(file, found.recurrent);
  const byName = new Map(orders.map((order) => [nameOf(order), order]));
  const order = orders.length < 2 ? name : assumed.settle('layer-order', name, [...byName.keys()]);
  const chain = order === name ? found : chainOf(file, byName.get(order)!)!;
  return {
    name,
    weights: weightsOf(chain, unsaid),
    parts: partsOf(modules, file.recurrent, chain),
    assumptions: assumed.noted,
    tests: [],
  };
}

function nameOf(recurrent: readonly TorchRecurrent[]): string {
  return recurrent.map(({ module, layers }) => module.name || kindOf(layers[0])).join(' > ');
}

function weightsOf({ recurrent, before, head }: Chain, unsaid: Unsaid): StackWeights {
  const layers: LayerConfig[] = [];
  const maps: StepMap[][] = [];
  for (const [at, module] of recurrent.entries()) {
    for (const [layer, config] of module.layers.entries()) {
      const { cell } = config;
      layers.push(cell.kind === 'rnn' ? { ...config, cell: activated(cell, module.module, unsaid) } : config);
      maps.push(layer === 0 ? mapsOf(before[at], unsaid) : []);
    }
  }
  return {
    config: { input: before[0][0]?.input ?? recurrent[0].input, layers },
    directions: recurrent.flatMap(({ directions }) => directions),
    before: maps,
    head: head.length === 0 ? null : headOf(head, unsaid),
  };
}

function activated(cell: RnnCell, { name }: TorchModule, { assumed, settings }: Unsaid): RnnCell {
  const told = settings.get(name)?.nonlinearity;
  const word = told ?? assumed.settle('activation', 'tanh', ['tanh', 'relu'] as const);
  return { ...cell, activation: { name: word, alpha: null, beta: null } };
}

function headOf(maps: readonly TorchMap[], unsaid: Unsaid): Head {
  const { assumed, settings } = unsaid;
  const takes = assumed.settle('head-takes', 'step', HEAD_INPUTS);
  const list = mapsOf(maps, unsaid);
  // Of a whole model the modules are known, but not how it uses them.
  const last = activationAfter(settings, maps.at(-1)!.module.name);
  const after = TORCH_ACTIVATIONS[assumed.settle('head-activation', last ?? 'none', AFTER_DENSE)];
  return { takes, maps: after === null ? list : [...list, { kind: 'activation', activation: after }] };
}

/** The maps with what is assumed to stand between two dense layers, of which a state dictionary keeps nothing. */
function mapsOf(maps: readonly TorchMap[], { assumed, settings }: Unsaid): StepMap[] {
  const list: StepMap[] = [];
  let dense = false;
  for (const map of maps) {
    if (map.module.kind === 'Linear') {
      const between = dense ? TORCH_ACTIVATIONS[assumed.settle('dense-activation', 'relu', BETWEEN_DENSE)] : null;
      if (between !== null) list.push({ kind: 'activation', activation: between });
      dense = true;
    }
    const told = settings.get(map.module.name)?.epsilon;
    list.push(map.read(() => told ?? Number(assumed.settle('epsilon', '1e-5', EPSILONS))));
  }
  return list;
}

function partsOf(modules: readonly TorchModule[], recurrent: Runnable['recurrent'], chain: Chain): ModelPart[] {
  const roles = new Map<TorchModule, ModelPart['role']>();
  for (const one of chain.recurrent) roles.set(one.module, 'recurrent');
  for (const map of chain.before.flat()) roles.set(map.module, 'before');
  for (const map of chain.head) roles.set(map.module, 'head');
  return modules.map((module) => {
    const layer = recurrent.get(module)?.layers[0];
    return {
      name: module.name,
      kind: layer === undefined ? module.kind : kindOf(layer),
      shape: shapeOf(module),
      role: roles.get(module) ?? (module.kind === 'optimizer' ? 'idle' : 'not-run'),
    };
  });
}

function kindOf({ cell }: LayerConfig): string {
  return cell.kind.toUpperCase();
}
