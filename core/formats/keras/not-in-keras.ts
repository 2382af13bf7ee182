/** What of a stack Keras' own layers hold, and by which names. */

import type { Activation } from '../../lstm/activation';
import type { LayerConfig, StackWeights } from '../../lstm/stack';
import { isRowActivation } from '../../lstm/step-map';

type KerasLack =
  | 'keras-variant'
  | 'keras-projection'
  | 'keras-clip'
  | 'keras-activation'
  | 'keras-hard-sigmoids'
  | 'keras-initial'
  | 'keras-backward'
  | 'keras-step'
  | 'keras-embedding';

/** Names of activations that mean the same in Keras 2 and 3. */
const NAMES: Partial<Record<Activation['name'], string>> = {
  sigmoid: 'sigmoid',
  tanh: 'tanh',
  relu: 'relu',
  identity: 'linear',
  softsign: 'softsign',
  softplus: 'softplus',
  exponential: 'exponential',
  gelu: 'gelu',
  silu: 'swish',
};
const SELU = { alpha: 1.6732632423543772, beta: 1.0507009873554805 };
/** Files may have parameters in float32. */
const NEAR = 1e-6;

/** The name of an activation that has one in Keras; null where it has none or other parameters. */
export function activationName({ name, alpha, beta }: Activation): string | null {
  const near = (value: number | null, usual: number) => value === null || Math.abs(value - usual) < NEAR;
  if (name === 'hard-sigmoid') return hardSigmoidOf({ name, alpha, beta }) === null ? null : 'hard_sigmoid';
  if (name === 'elu') return near(alpha, 1) ? 'elu' : null;
  if (name === 'selu') return near(alpha, SELU.alpha) && near(beta, SELU.beta) ? 'selu' : null;
  return NAMES[name] ?? null;
}

/** The main version of Keras whose hard sigmoid it is: clip(0.2 x + 0.5) before 3, relu6(x + 3) / 6 since. */
function hardSigmoidOf({ alpha, beta }: Activation): 2 | 3 | null {
  if (Math.abs((beta ?? 0.5) - 0.5) >= NEAR) return null;
  if (Math.abs((alpha ?? 0.2) - 0.2) < NEAR) return 2;
  return Math.abs((alpha ?? 0.2) - 1 / 6) < NEAR ? 3 : null;
}

/** A layer of its own for an activation that only a layer can have the parameter of. */
export function activationLayer({ name, alpha }: Activation): { kind: string; alpha: number } | null {
  if (name === 'leaky-relu') return { kind: 'LeakyReLU', alpha: alpha ?? 0.01 };
  return name === 'elu' ? { kind: 'ELU', alpha: alpha ?? 1 } : null;
}

/** The main versions of Keras that have the stack's activations as they are: hard sigmoids differ, and 2 has no log_softmax; none means any. */
export function versionsOf({ config, before, head }: Pick<StackWeights, 'config' | 'before' | 'head'>): Set<number> {
  const ofMaps = [...before.flat(), ...(head?.maps ?? [])].map((map) =>
    map.kind === 'dense' || map.kind === 'activation' ? map.activation : 'softmax',
  );
  const all = [...config.layers.flatMap(activationsOf), ...ofMaps];
  const versions = all.map((one) => {
    if (isRowActivation(one)) return one === 'log-softmax' ? 3 : null;
    return one.name === 'hard-sigmoid' ? hardSigmoidOf(one) : null;
  });
  return new Set(versions.filter((version) => version !== null));
}

function activationsOf({ cell }: LayerConfig): Activation[] {
  return cell.kind === 'rnn' ? [cell.activation] : Object.values(cell.activations);
}

/** The first thing that Keras' own layers do not hold, and in which layer, from 1; null where they hold all of it. */
export function notInKeras(
  weights: Pick<StackWeights, 'config' | 'before' | 'head'> & { directions: readonly { initial: unknown }[] },
): { layer: number; reason: KerasLack } | null {
  const { config, before, head, directions } = weights;
  const { layers } = config;
  const top = layers.length - 1;
  let direction = 0;
  for (const [at, layer] of layers.entries()) {
    const count = layer.direction === 'both' ? 2 : 1;
    const own = directions.slice(direction, (direction += count));
    const reason =
      cellLack(layer) ??
      mapsLack(before[at], at === 0) ??
      (own.some(({ initial }) => initial !== null) ? 'keras-initial' : null) ??
      orderLack(layers, at, head === null || head.takes === 'every' || head.takes === 'step', head?.takes === 'states');
    if (reason !== null) return { layer: at + 1, reason };
  }
  const last = layers[top];
  const reason =
    (head?.takes === 'step' && (last.direction === 'both' || last.residual) ? 'keras-step' : null) ??
    mapsLack(head?.maps ?? [], false) ??
    (versionsOf(weights).size > 1 ? 'keras-hard-sigmoids' : null);
  return reason === null ? null : { layer: top + 1, reason };
}

function cellLack(layer: LayerConfig): KerasLack | null {
  const { cell, projection } = layer;
  if (projection !== null) return 'keras-projection';
  if (cell.clip !== null) return 'keras-clip';
  const names = activationsOf(layer).map(activationName);
  if (names.includes(null)) return 'keras-activation';
  if (cell.kind !== 'lstm') return null;
  const { inputGate, forgetGate, outputGate, peepholes, gateRecurrence, layerNorm } = cell;
  const isPlain = [inputGate, forgetGate, outputGate].every((way) => way === 'learned');
  if (!isPlain || peepholes || gateRecurrence || layerNorm) return 'keras-variant';
  // One setting names both.
  const { candidate, cell: ofCell } = cell.activations;
  return activationName(candidate) === activationName(ofCell) ? null : 'keras-activation';
}

function mapsLack(maps: StackWeights['before'][number], isFirst: boolean): KerasLack | null {
  for (const [at, map] of maps.entries()) {
    if (map.kind === 'embedding' && !(isFirst && at === 0)) return 'keras-embedding';
    if (map.kind !== 'dense' && map.kind !== 'activation') continue;
    const { activation } = map;
    if (isRowActivation(activation) || activationName(activation) !== null || activationLayer(activation) !== null)
      continue;
    return 'keras-activation';
  }
  return null;
}

/** A layer that reads from the end gives its outputs in that order. What takes them must do without the order. */
function orderLack(layers: readonly LayerConfig[], at: number, topInOrder: boolean, states: boolean): KerasLack | null {
  const isTop = at === layers.length - 1;
  const turned = layers[at].direction === 'backward';
  const below = at > 0 && layers[at - 1].direction === 'backward';
  if (turned && (isTop ? topInOrder : layers[at + 1].direction === 'both')) return 'keras-backward';
  return layers[at].residual && !(isTop && states) && turned !== below ? 'keras-backward' : null;
}
