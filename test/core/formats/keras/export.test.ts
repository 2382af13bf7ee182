/**
 * Keras models that the workbench writes: what is written is read back bit for bit; without what it keeps for itself, as Keras
 * reads it, it computes the same; and what Keras computed of the same files is what the workbench computes.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WorkbenchError } from '../../../../core/contract/errors';
import { openKeras } from '../../../../core/formats/keras';
import { notInKeras } from '../../../../core/formats/keras/not-in-keras';
import { writeKeras } from '../../../../core/formats/keras-export';
import { SIGMOID, TANH, type Activation } from '../../../../core/lstm/activation';
import { VANILLA, type Cell } from '../../../../core/lstm/cell';
import { forward } from '../../../../core/lstm/forward';
import { seededRandom } from '../../../../core/lstm/random';
import { referenceKernel } from '../../../../core/lstm/reference';
import { layerOf, layerOutput, type StackConfig, type StackWeights } from '../../../../core/lstm/stack';
import type { HeadInput, MapActivation, StepMap } from '../../../../core/lstm/step-map';
import { repositoryFile } from '../../../helpers/shared';
import { randomStack } from '../../../helpers/stack-arbitrary';
import { EXPORTED, words } from './exported';

const FILE = 'model.h5';
const FOLDER = 'test/core/formats/keras';
const computed = JSON.parse(readFileSync(repositoryFile(`${FOLDER}/exported.json`), 'utf8')) as Record<
  string,
  { shape: number[]; input: number[]; output: number[] }
>;
const written = (weights: StackWeights) =>
  new Uint8Array(Buffer.concat([...writeKeras(weights, { provenance: '{}' })]));

function drain<T>(work: Generator<unknown, T>): T {
  let next = work.next();
  while (next.done !== true) next = work.next();
  return next.value;
}

const open = (bytes: Uint8Array) => drain(openKeras(FILE, bytes, {})).stacks;

const named = (name: Activation['name'], alpha: number | null = null): Activation => ({ name, alpha, beta: null });
const activation = fc.constantFrom(
  SIGMOID,
  TANH,
  named('relu'),
  named('identity'),
  named('hard-sigmoid', 1 / 6),
  named('elu'),
  named('softsign'),
  named('silu'),
);
const cell: fc.Arbitrary<Cell> = fc.oneof(
  fc.constant(VANILLA),
  fc.record({ gate: activation, candidate: activation }).map(({ gate, candidate }) => ({
    ...VANILLA,
    activations: { gate, candidate, cell: candidate },
  })),
  fc.record({
    kind: fc.constant('gru' as const),
    reset: fc.constantFrom('before', 'after'),
    activations: fc.record({ gate: activation, candidate: activation }),
    clip: fc.constant(null),
  }),
  fc.record({ kind: fc.constant('rnn' as const), activation, clip: fc.constant(null) }),
);
const layer = fc.record({
  cell,
  hidden: fc.integer({ min: 1, max: 4 }),
  projection: fc.constant(null),
  direction: fc.constantFrom('forward', 'forward', 'backward', 'both'),
  merge: fc.constantFrom('concat', 'sum', 'average', 'product'),
  bias: fc.boolean(),
  residual: fc.boolean(),
});

/** A head with maps of every kind. */
function headOf({ layers }: StackConfig, takes: HeadInput, activated: MapActivation): StackWeights['head'] {
  const size = layerOutput(layers.at(-1)!);
  const random = seededRandom(size);
  const draw = (count: number) => Float32Array.from({ length: count }, () => 2 * random.uniform() - 1);
  const maps: StepMap[] = [
    { kind: 'affine', scale: draw(size), shift: draw(size) },
    { kind: 'dense', input: size, output: 3, weights: draw(3 * size), bias: draw(3), activation: activated },
    { kind: 'activation', activation: named('leaky-relu', 0.1) },
    { kind: 'layer-norm', gain: draw(3), shift: draw(3), epsilon: 1e-3 },
    { kind: 'dense', input: 3, output: 2, weights: draw(6), bias: null, activation: 'softmax' },
  ];
  return { takes, maps };
}

/** Stacks that Keras can hold. */
const kerasStack = fc
  .record({
    input: fc.integer({ min: 1, max: 3 }),
    layers: fc.array(layer, { minLength: 1, maxLength: 3 }),
    mapped: fc.boolean(),
    takes: fc.constantFrom(null, 'states', 'step', 'mean', 'max', 'every'),
    activated: fc.constantFrom(
      'softmax' as const,
      'log-softmax' as const,
      TANH,
      named('leaky-relu', 0.3),
      named('elu', 0.5),
    ),
    seed: fc.nat(),
  })
  .map(({ input, layers, mapped, takes, activated, seed }) => {
    const config = { input, layers: layers.map((one) => ({ ...one, residual: false })) };
    let size = input;
    for (const [at, one] of config.layers.entries()) {
      one.residual = layers[at].residual && layerOutput(one) === (mapped ? 2 : size);
      size = layerOutput(one);
    }
    const head = takes === null ? null : headOf(config, takes, activated);
    return { ...randomStack(config, { mapped, seed }), head };
  })
  .filter((weights) => notInKeras(weights) === null);

function outputsOf(weights: StackWeights, shape: readonly number[], values: Float32Array): Float32Array {
  const [size, steps] = shape;
  const batch = { size, steps, input: weights.config.input, lengths: new Int32Array(size).fill(steps), values };
  const { headOutputs, outputs } = drain(forward(referenceKernel, weights, batch, { head: true }));
  return headOutputs ?? outputs.at(-1)!;
}

function expectNear(found: Float32Array, values: ArrayLike<number>, tolerance: number): void {
  expect(found).toHaveLength(values.length);
  for (const [at, value] of found.entries()) {
    const difference = Math.abs(value - values[at]);
    expect(Object.is(value, values[at]) || difference < tolerance * Math.max(1, Math.abs(value)), `value ${at}`).toBe(
      true,
    );
  }
}

/** The same file but for the name of what only the workbench reads. */
function withoutOwn(bytes: Uint8Array): Uint8Array {
  return changed(bytes, Buffer.from(bytes).lastIndexOf('lstm_workbench\0'), 'lstm_workbenci');
}

function changed(bytes: Uint8Array, at: number, text: string): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy.set(new TextEncoder().encode(text), at);
  return copy;
}

function refusalOf(weights: StackWeights): unknown {
  try {
    written(weights);
  } catch (thrown) {
    if (thrown instanceof WorkbenchError) return { code: thrown.code, ...thrown.params };
    throw thrown;
  }
  return null;
}

describe('a Keras model that is written', () => {
  it('comes back as it was, whatever of Keras is in the stack', () => {
    fc.assert(
      fc.property(kerasStack, (weights) => {
        expect(open(written(weights)).map((stack) => stack.weights)).toEqual([weights]);
      }),
    );
    expect(open(written(words()))[0].weights).toEqual(words());
  });

  it('keeps two biases that Keras has the sum of', () => {
    const weights = randomStack({ input: 2, layers: [layerOf(3)] });
    weights.directions[0].bHh[0] = -0;
    weights.directions[0].bIh[0] = -0;
    expect(open(written(weights))[0].weights).toEqual(weights);
    const [{ weights: sum }] = open(withoutOwn(written(weights)));
    const { bIh, bHh } = weights.directions[0];
    expect(sum.directions[0].bIh).toEqual(bIh.map((value, at) => value + bHh[at]));
    expect(sum.directions[0].bHh).toEqual(new Float32Array(12));
  });

  it('is what Keras reads, where it was changed since', () => {
    const weights = randomStack({
      input: 2,
      layers: [layerOf(3, { cell: { kind: 'rnn', activation: TANH, clip: null } })],
    });
    const [direction] = weights.directions;
    const sum = direction.bIh.map((value, at) => value + direction.bHh[at]);
    const summed = { ...weights, directions: [{ ...direction, bIh: sum, bHh: new Float32Array(3) }] };
    const bytes = Buffer.from(written(weights));
    const told = bytes.indexOf('"activation":{"name":"tanh"');
    expect(open(changed(bytes, told + 23, 'relu'))[0].weights).toEqual(summed);
    const own = bytes.indexOf(Buffer.from(direction.bHh.buffer));
    expect(open(changed(bytes, own, '\0\0\0\0'))[0].weights).toEqual(summed);
  });

  it.each([0.2, 1 / 6])('is of the version whose hard sigmoid has the slope %d', (alpha) => {
    const weights = randomStack({ input: 1, layers: [{ ...hard(alpha), bias: false }] });
    expect(open(written(weights))[0].weights).toEqual(weights);
    expect(open(withoutOwn(written(weights)))[0].weights).toEqual(weights);
  });

  it('computes the same as any Keras model', () => {
    fc.assert(
      fc.property(kerasStack, fc.nat(), (weights, seed) => {
        const stacks = open(withoutOwn(written(weights)));
        expect(stacks).toHaveLength(1);
        const random = seededRandom(seed);
        const shape = [2, 5, weights.config.input];
        const values = Float32Array.from({ length: 10 * shape[2] }, () => 2 * random.uniform() - 1);
        expectNear(outputsOf(stacks[0].weights, shape, values), outputsOf(weights, shape, values), 1e-4);
      }),
    );
  });

  it('is what Keras 3.15 computes', () => {
    expect(Object.keys(computed)).toEqual(Object.keys(EXPORTED));
    for (const [name, { shape, input, output }] of Object.entries(computed))
      expectNear(outputsOf(EXPORTED[name](), shape, Float32Array.from(input)), output, 2e-6);
  });

  it.each(readdirSync(repositoryFile(`${FOLDER}/resaved`)))(
    'is opened when Keras 3.15 has saved it again: %s',
    (name) => {
      const [stack] = open(gunzipSync(readFileSync(repositoryFile(`${FOLDER}/resaved/${name}`))));
      const { shape, input, output } = computed[name.split('.')[0]];
      expectNear(outputsOf(stack.weights, shape, Float32Array.from(input)), output, 2e-6);
    },
  );

  it('is the same file each time', () => {
    expect(written(words())).toEqual(written(words()));
  });

  it.each<[string, StackWeights, { layer: number; reason: string }]>([
    ['peepholes', one({ cell: { ...VANILLA, peepholes: true } }), { layer: 1, reason: 'keras-variant' }],
    ['coupled gates', one({ cell: { ...VANILLA, forgetGate: 'coupled' } }), { layer: 1, reason: 'keras-variant' }],
    ['a projection', one({ projection: 2 }), { layer: 1, reason: 'keras-projection' }],
    ['clipped sums', one({ cell: { ...VANILLA, clip: 1 } }), { layer: 1, reason: 'keras-clip' }],
    [
      'an activation of its own',
      one({ cell: { kind: 'rnn', activation: named('affine', 2), clip: null } }),
      { layer: 1, reason: 'keras-activation' },
    ],
    [
      'two activations of the state',
      one({ cell: { ...VANILLA, activations: { ...VANILLA.activations, cell: named('identity') } } }),
      { layer: 1, reason: 'keras-activation' },
    ],
    [
      'hard sigmoids of both versions',
      randomStack({ input: 1, layers: [hard(0.2), hard(1 / 6)] }),
      { layer: 2, reason: 'keras-hard-sigmoids' },
    ],
    [
      'initial states',
      randomStack({ input: 1, layers: [layerOf(2)] }, { initial: true }),
      { layer: 1, reason: 'keras-initial' },
    ],
    ['outputs from the end', one({ direction: 'backward' }), { layer: 1, reason: 'keras-backward' }],
    [
      'outputs from the end to two directions',
      randomStack({ input: 1, layers: [layerOf(2, { direction: 'backward' }), layerOf(2, { direction: 'both' })] }),
      { layer: 1, reason: 'keras-backward' },
    ],
    [
      'the last step of two directions',
      randomStack({ input: 1, layers: [layerOf(2, { direction: 'both' })] }, { headed: true }),
      { layer: 1, reason: 'keras-step' },
    ],
    [
      'an embedding of computed values',
      {
        ...words(),
        before: [[{ kind: 'affine', scale: Float32Array.of(1), shift: Float32Array.of(0) }, ...words().before[0]]],
      },
      { layer: 1, reason: 'keras-embedding' },
    ],
  ])('is refused with %s', (_, weights, params) => {
    expect(refusalOf(weights)).toEqual({ code: 'keras/cannot-hold', ...params });
  });

  it('is read or refused with a code, whatever bytes are changed or cut off', () => {
    const layers = [layerOf(2), layerOf(2, { direction: 'both' })];
    const whole = written(randomStack({ input: 2, layers }, { mapped: true }));
    const random = seededRandom(7);
    const codes = new Set<string>();
    const attempt = (bytes: Uint8Array) => {
      try {
        open(bytes);
      } catch (thrown) {
        if (!(thrown instanceof WorkbenchError)) throw thrown;
        codes.add(thrown.code);
      }
    };
    for (let part = 0; part < 100; part++) {
      codes.clear();
      attempt(whole.subarray(0, Math.floor((part * whole.length) / 100)));
      expect([...codes]).toEqual(['hdf5/broken']);
    }
    for (let round = 0; round < 2000; round++) {
      const bytes = whole.slice();
      for (let change = 0; change <= round % 4; change++)
        bytes[Math.floor(random.uniform() * bytes.length)] = Math.floor(random.uniform() * 256);
      attempt(bytes);
    }
  });
});

function one(settings: Parameters<typeof layerOf>[1]): StackWeights {
  return randomStack({ input: 1, layers: [layerOf(3, settings)] });
}

function hard(alpha: number) {
  const gate: Activation = { name: 'hard-sigmoid', alpha, beta: 0.5 };
  return layerOf(2, { cell: { ...VANILLA, activations: { ...VANILLA.activations, gate } } });
}
