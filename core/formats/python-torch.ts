/** A few lines of Python that load an exported model in PyTorch and run it. */

import type { Activation } from '../lstm/activation';
import { isVanillaCell } from '../lstm/cell';
import { directionCount, directionsOf, type LayerConfig, type StackWeights } from '../lstm/stack';
import { type HeadInput, isRowActivation, type StepMap } from '../lstm/step-map';
import { lines, quoted } from './python-text';
import { placesOf } from './stack-slots';

/** PyTorch's modules of activations that have no parameters, as the code makes them. */
const TORCH: Partial<Record<Activation['name'], (activation: Activation) => string>> = {
  sigmoid: () => 'nn.Sigmoid()',
  tanh: () => 'nn.Tanh()',
  relu: () => 'nn.ReLU()',
  identity: () => 'nn.Identity()',
  'leaky-relu': ({ alpha }) => `nn.LeakyReLU(${alpha ?? 0.01})`,
  elu: ({ alpha }) => `nn.ELU(${alpha ?? 1})`,
  softsign: () => 'nn.Softsign()',
  softplus: () => 'nn.Softplus()',
  gelu: () => 'nn.GELU()',
  silu: () => 'nn.SiLU()',
};

/** What a head is given, of the top layer's output `x` [B, T, F] and its last states `h` [D, B, P]. */
const TAKEN: Record<HeadInput, string> = {
  step: 'x[:, -1]',
  states: 'h[-D:].transpose(0, 1).flatten(1)',
  mean: 'x.mean(1)',
  max: 'x.amax(1)',
  every: 'x',
};

/**
 * Code for PyTorch that loads the workbench's safetensors of this stack under the name `file`: a module with the same
 * names, so that `load_state_dict` is strict. Where PyTorch has no such cell or layer, the tensors alone are loaded and a
 * comment says why.
 */
export function torchSnippet(weights: StackWeights, file: string): string {
  const missing = notInTorch(weights);
  if (missing !== null) {
    return lines(
      `# PyTorch has no ${missing}: these are the tensors alone.`,
      'from safetensors.torch import load_file',
      '',
      `for name, tensor in load_file(${quoted(file)}).items():`,
      '    print(name, tuple(tensor.shape))',
    );
  }
  const { config, before, head } = weights;
  const places = placesOf(weights);
  const inputs = directionsOf(config, before);
  const made: string[] = [];
  const run: string[] = [];
  for (const [at, layer] of config.layers.entries()) {
    const { module, layer: level } = places[at];
    if (level > 0) continue;
    if (before[at].length > 0) {
      made.push(`self.before${at + 1} = ${sequential(before[at])}`);
      run.push(`x = self.before${at + 1}(${before[at][0].kind === 'embedding' ? 'x[..., 0].long()' : 'x'})`);
    }
    const count = places.filter((place) => place.module === module).length;
    made.push(`self.${module} = ${recurrent(layer, inputs.find((one) => one.layer === at)!.input, count)}`);
    run.push(layer.cell.kind === 'lstm' ? `x, (h, c) = self.${module}(x)` : `x, h = self.${module}(x)`);
  }
  if (head === null) run.push('return x, h');
  else {
    made.push(`self.head = ${sequential(head.maps)}`);
    const top = config.layers.at(-1)!;
    run.push(`return self.head(${TAKEN[head.takes].replace('D', String(directionCount(top)))})`);
  }
  return lines(
    'from collections import OrderedDict',
    '',
    'import torch',
    'from safetensors.torch import load_file',
    'from torch import nn',
    '',
    '',
    'class Model(nn.Module):',
    '    def __init__(self):',
    '        super().__init__()',
    ...made.map((line) => `        ${line}`),
    '',
    `    def forward(self, x):  # [batch, time, ${config.input}]`,
    ...run.map((line) => `        ${line}`),
    '',
    '',
    'model = Model().eval()',
    `model.load_state_dict(load_file(${quoted(file)}))`,
    'with torch.no_grad():',
    `    print(model(torch.zeros(1, 100, ${config.input})))`,
  );
}

/** What of a stack PyTorch's own modules cannot hold, in words; null where they hold all of it. */
export function notInTorch({ config, directions, before, head }: StackWeights): string | null {
  for (const layer of config.layers) {
    if (!isTorchCell(layer)) return `${layer.cell.kind.toUpperCase()} of this kind`;
    if (layer.direction === 'backward') return 'layer that runs backward alone';
    if (layer.direction === 'both' && layer.merge !== 'concat') return `${layer.merge} of two directions`;
    if (layer.residual) return 'connection around a layer';
  }
  if (directions.some(({ initial }) => initial !== null)) return 'place for initial states in a layer';
  const maps = [...before.flat(), ...(head?.maps ?? [])];
  if (maps.some(({ kind }) => kind === 'affine')) return 'layer that scales and shifts channels';
  return maps.every((map) => activationCode(map) !== null) ? null : 'activation of this kind';
}

function isTorchCell({ cell, projection }: LayerConfig): boolean {
  if (cell.kind === 'lstm') return isVanillaCell(cell);
  if (cell.clip !== null || projection !== null) return false;
  if (cell.kind === 'rnn') return cell.activation.name === 'tanh' || cell.activation.name === 'relu';
  return (
    cell.reset === 'after' && cell.activations.gate.name === 'sigmoid' && cell.activations.candidate.name === 'tanh'
  );
}

function recurrent({ cell, hidden, projection, direction, bias }: LayerConfig, input: number, layers: number): string {
  const options = [
    `${input}`,
    `${hidden}`,
    ...(layers > 1 ? [`num_layers=${layers}`] : []),
    ...(projection === null ? [] : [`proj_size=${projection}`]),
    ...(direction === 'both' ? ['bidirectional=True'] : []),
    ...(bias ? [] : ['bias=False']),
    ...(cell.kind === 'rnn' && cell.activation.name === 'relu' ? ['nonlinearity="relu"'] : []),
    'batch_first=True',
  ];
  return `nn.${cell.kind.toUpperCase()}(${options.join(', ')})`;
}

/** The maps by the numbers that their parameters' names have; an activation of a dense layer stands beside it. */
function sequential(maps: readonly StepMap[]): string {
  const modules = maps.flatMap((map, at) => {
    const own = moduleCode(map);
    const after = map.kind === 'dense' ? activationCode(map) : null;
    return [
      ...(own === null ? [] : [`("${at}", ${own})`]),
      ...(after === null || after === 'nn.Identity()' ? [] : [`("${at}_activation", ${after})`]),
    ];
  });
  return `nn.Sequential(OrderedDict([${modules.join(', ')}]))`;
}

function moduleCode(map: StepMap): string | null {
  switch (map.kind) {
    case 'dense':
      return `nn.Linear(${map.input}, ${map.output}${map.bias === null ? ', bias=False' : ''})`;
    case 'embedding':
      return `nn.Embedding(${map.size}, ${map.output})`;
    case 'layer-norm':
      return `nn.LayerNorm(${map.gain.length}, eps=${map.epsilon})`;
    case 'activation':
      return activationCode(map);
    case 'affine':
      return null;
  }
}

/** The module of a map's activation, `nn.Identity()` for a map without one; null where PyTorch has none. */
function activationCode(map: StepMap): string | null {
  if (map.kind !== 'dense' && map.kind !== 'activation') return 'nn.Identity()';
  if (isRowActivation(map.activation)) return map.activation === 'softmax' ? 'nn.Softmax(-1)' : 'nn.LogSoftmax(-1)';
  return TORCH[map.activation.name]?.(map.activation) ?? null;
}
