/** What a stack is without its numbers: what the workbench's own files tell beside their tensors. */

import { ACTIVATIONS, type Activation } from '../lstm/activation';
import type { Cell, GruCell, LstmCell, RnnCell } from '../lstm/cell';
import { directionsOf, type LayerConfig, type StackConfig, type StackWeights } from '../lstm/stack';
import type { Head, MapActivation, StepMap } from '../lstm/step-map';
import { byKind, type Check, count, fields, flag, list, nullOr, number, word } from './check-json';

/** A map without its arrays; sizes that follow from what stands before it are left out. */
export type MapOutline =
  | { kind: 'dense'; input: number; output: number; bias: boolean; activation: MapActivation }
  | { kind: 'affine' }
  | { kind: 'layer-norm'; epsilon: number }
  | { kind: 'embedding'; size: number; output: number }
  | { kind: 'activation'; activation: MapActivation };

export interface StackOutline {
  version: 1;
  config: StackConfig;
  /** Whether a direction begins with states of its own. */
  initial: boolean[];
  /** Epsilon of each direction's normalisations; null without. */
  epsilon: (number | null)[];
  before: MapOutline[][];
  head: { takes: Head['takes']; maps: MapOutline[] } | null;
}

export function outlineOf({ config, directions, before, head }: StackWeights): StackOutline {
  return {
    version: 1,
    config,
    initial: directions.map(({ initial }) => initial !== null),
    epsilon: directions.map(({ norm }) => norm?.epsilon ?? null),
    before: before.map((maps) => maps.map(mapOutline)),
    head: head === null ? null : { takes: head.takes, maps: head.maps.map(mapOutline) },
  };
}

function mapOutline(map: StepMap): MapOutline {
  switch (map.kind) {
    case 'dense': {
      const { kind, input, output, bias, activation } = map;
      return { kind, input, output, bias: bias !== null, activation };
    }
    case 'affine':
      return { kind: 'affine' };
    case 'layer-norm':
      return { kind: 'layer-norm', epsilon: map.epsilon };
    case 'embedding':
      return { kind: 'embedding', size: map.size, output: map.output };
    case 'activation':
      return map;
  }
}

/** Stands where values are still to be read. */
const NONE = new Float32Array(0);

/** Weights of this shape whose arrays are empty, to be filled by name (`stack-slots.ts`). */
export function emptyWeights({ config, initial, epsilon, before, head }: StackOutline): StackWeights {
  const maps = before.map((list) => list.map(emptyMap));
  return {
    config,
    directions: directionsOf(config, maps).map(({ index, config: layer, input, output }) => {
      const { cell, hidden } = layer;
      const of = cell.kind === 'lstm' ? cell : null;
      const numbers = { gainIh: NONE, shiftIh: NONE, gainHh: NONE, shiftHh: NONE, gainC: NONE, shiftC: NONE };
      return {
        input,
        hidden,
        output,
        wIh: NONE,
        wHh: NONE,
        bIh: NONE,
        bHh: NONE,
        wHr: layer.projection === null ? null : NONE,
        peepholes: of?.peepholes ? NONE : null,
        gateRecurrence: of?.gateRecurrence ? NONE : null,
        norm: of?.layerNorm ? { epsilon: epsilon[index] ?? 1e-5, ...numbers } : null,
        initial: initial[index] ? { h: NONE, c: NONE } : null,
      };
    }),
    before: maps,
    head: head === null ? null : { takes: head.takes, maps: head.maps.map(emptyMap) },
  };
}

function emptyMap(map: MapOutline): StepMap {
  switch (map.kind) {
    case 'dense':
      return { ...map, weights: NONE, bias: map.bias ? NONE : null };
    case 'affine':
      return { kind: 'affine', scale: NONE, shift: NONE };
    case 'layer-norm':
      return { kind: 'layer-norm', gain: NONE, shift: NONE, epsilon: map.epsilon };
    case 'embedding':
      return { ...map, table: NONE };
    case 'activation':
      return map;
  }
}

const LARGEST = 2 ** 31 - 1;
const size = count(1, LARGEST);
const LAYERS = 64;
const MAPS = 64;

const activation: Check<Activation> = fields<Activation>({
  name: word(ACTIVATIONS),
  alpha: nullOr(number),
  beta: nullOr(number),
});
const mapActivation: Check<MapActivation> = (value, path) =>
  value === 'softmax' || value === 'log-softmax' ? value : activation(value, path);

const cell: Check<Cell> = byKind<Cell>({
  lstm: fields<LstmCell>({
    kind: word(['lstm'] as const),
    inputGate: word(['learned', 'one'] as const),
    forgetGate: word(['learned', 'coupled', 'one'] as const),
    outputGate: word(['learned', 'one'] as const),
    peepholes: flag,
    gateRecurrence: flag,
    layerNorm: flag,
    activations: fields<LstmCell['activations']>({ gate: activation, candidate: activation, cell: activation }),
    clip: nullOr(number),
  }),
  gru: fields<GruCell>({
    kind: word(['gru'] as const),
    reset: word(['before', 'after'] as const),
    activations: fields<GruCell['activations']>({ gate: activation, candidate: activation }),
    clip: nullOr(number),
  }),
  rnn: fields<RnnCell>({ kind: word(['rnn'] as const), activation, clip: nullOr(number) }),
});

const maps = list(
  byKind<MapOutline>({
    dense: fields<MapOutline & { kind: 'dense' }>({
      kind: word(['dense'] as const),
      input: size,
      output: size,
      bias: flag,
      activation: mapActivation,
    }),
    affine: fields<MapOutline & { kind: 'affine' }>({ kind: word(['affine'] as const) }),
    'layer-norm': fields<MapOutline & { kind: 'layer-norm' }>({
      kind: word(['layer-norm'] as const),
      epsilon: number,
    }),
    embedding: fields<MapOutline & { kind: 'embedding' }>({ kind: word(['embedding'] as const), size, output: size }),
    activation: fields<MapOutline & { kind: 'activation' }>({
      kind: word(['activation'] as const),
      activation: mapActivation,
    }),
  }),
  MAPS,
);

/** The shape that parsed JSON tells. Throws `JsonFault`. */
export const checkOutline: Check<StackOutline> = fields<StackOutline>({
  version: word([1] as const),
  config: fields<StackConfig>({
    input: size,
    layers: list(
      fields<LayerConfig>({
        cell,
        hidden: size,
        projection: nullOr(size),
        direction: word(['forward', 'backward', 'both'] as const),
        merge: word(['concat', 'sum', 'average', 'product'] as const),
        bias: flag,
        residual: flag,
      }),
      LAYERS,
    ),
  }),
  initial: list(flag, 2 * LAYERS),
  epsilon: list(nullOr(number), 2 * LAYERS),
  before: list(maps, LAYERS),
  head: nullOr(
    fields<NonNullable<StackOutline['head']>>({
      takes: word(['states', 'step', 'mean', 'max', 'every'] as const),
      maps,
    }),
  ),
});
