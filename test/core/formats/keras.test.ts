/**
 * Keras models in every layout that its versions write (by h5py, from the formats as Keras' own sources have them), run on the
 * reference, against outputs computed in float64 from Keras' equations by a program of its own.
 */

import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { WorkbenchError } from '../../../core/contract/errors';
import type { AssumptionChoices } from '../../../core/contract/model-file';
import { isKeras, openKeras } from '../../../core/formats/keras';
import type { FoundStack } from '../../../core/formats/opened';
import { forward } from '../../../core/lstm/forward';
import { referenceKernel } from '../../../core/lstm/reference';
import { repositoryFile } from '../../helpers/shared';

interface Values {
  shape: number[];
  values: number[];
}

const folder = 'test/core/formats/keras-files';
const expected = JSON.parse(readFileSync(repositoryFile(`${folder}/expected.json`), 'utf8')) as Record<
  string,
  { input: Values; output: Values; side?: Values }
>;
const fixture = (name: string): Uint8Array => gunzipSync(readFileSync(repositoryFile(`${folder}/${name}.gz`)));

function drain<T>(work: Generator<unknown, T>): T {
  let next = work.next();
  while (next.done !== true) next = work.next();
  return next.value;
}

const stacksOf = (name: string, choices: AssumptionChoices = {}): FoundStack[] =>
  drain(openKeras(name, fixture(name), choices)).stacks;

/** What the model makes of an input: of its head, or every step of its top layer. */
function outputOf({ weights }: FoundStack, { shape, values }: Values): number[] {
  const [size, steps, input = 1] = shape;
  const batch = { size, steps, input, lengths: new Int32Array(size).fill(steps), values: Float32Array.from(values) };
  const { headOutputs, outputs } = drain(forward(referenceKernel, weights, batch, { head: true }));
  return [...(headOutputs ?? outputs.at(-1)!)];
}

function expectNear(found: number[], values: number[]): void {
  expect(found).toHaveLength(values.length);
  for (const [at, value] of values.entries()) expect(Math.abs(found[at] - value), `value ${at}`).toBeLessThan(1e-6);
}

const rolesOf = ({ parts }: FoundStack) => parts.map(({ name, kind, role }) => `${name} ${kind} ${role}`);

function errorOf(name: string, bytes = fixture(name), choices: AssumptionChoices = {}): unknown {
  try {
    drain(openKeras(name, bytes, choices));
  } catch (thrown) {
    if (thrown instanceof WorkbenchError) return { code: thrown.code, ...thrown.params };
    throw thrown;
  }
  return null;
}

describe('a Keras model', () => {
  it.each(Object.keys(expected).filter((name) => /\.(?:h5|keras)$/.test(name)))(
    'gives what Keras gives: %s',
    (name) => {
      expect(isKeras(fixture(name))).toBe(true);
      const [stack] = stacksOf(name);
      const { input, output } = expected[name];
      expectNear(outputOf(stack, input), output.values);
      expect(stack.assumptions).toEqual([]);
    },
  );

  it('has every layer of the file with what becomes of it', () => {
    const [stack] = stacksOf('two-lstm.keras');
    expect(stack.name).toBe('lstm > lstm_1');
    expect(stack.parts).toEqual([
      { name: 'input_layer', kind: 'InputLayer', shape: [], role: 'idle' },
      { name: 'normalization', kind: 'Normalization', shape: [2], role: 'before' },
      { name: 'lstm', kind: 'LSTM', shape: [3, 12], role: 'recurrent' },
      { name: 'batch_normalization', kind: 'BatchNormalization', shape: [3], role: 'before' },
      { name: 'dropout', kind: 'Dropout', shape: [], role: 'idle' },
      { name: 'lstm_1', kind: 'LSTM', shape: [4, 16], role: 'recurrent' },
      { name: 'layer_normalization', kind: 'LayerNormalization', shape: [4], role: 'head' },
      { name: 'dense', kind: 'Dense', shape: [4, 3], role: 'head' },
      { name: 'dense_1', kind: 'Dense', shape: [3, 2], role: 'head' },
    ]);
    expect(stack.weights.config.layers.map(({ hidden }) => hidden)).toEqual([3, 4]);
    expect(stack.weights.before.map((maps) => maps.map(({ kind }) => kind))).toEqual([['affine'], ['affine']]);
  });

  it.each(['graph.keras', 'graph.h5'])('with branches has a stack for each, and lists what is not run: %s', (name) => {
    const [first, second, ...more] = stacksOf(name);
    expect(more).toEqual([]);
    expect([first.name, second.name]).toEqual(['encoder > residual', 'side']);
    expect(first.weights.config.layers.map(({ residual }) => residual)).toEqual([false, true]);
    expectNear(outputOf(second, expected[name].input), expected[name].side!.values);
    expect(rolesOf(second).filter((part) => part.endsWith('not-run'))).toEqual([
      'encoder LSTM not-run',
      'residual LSTM not-run',
      'add Add not-run',
      'out Dense not-run',
      'conv1d Conv1D not-run',
      'after_conv LSTM not-run',
    ]);
  });

  it('tells of masks and states that Keras would keep', () => {
    const remarksOf = (name: string) =>
      stacksOf(name)[0].parts.flatMap(({ name: part, remark }) => (remark ? [[part, remark]] : []));
    expect(remarksOf('words.h5')).toEqual([['embedding', 'mask-not-applied']]);
    expect(remarksOf('stacked-cells.keras')).toEqual([['masking', 'mask-not-applied']]);
    expect(remarksOf('hard-3.h5')).toEqual([['lstm', 'state-not-kept']]);
  });

  it('within a model has the names of both', () => {
    expect(stacksOf('nested.keras')[0].name).toBe('encoder/lstm > encoder/lstm_1');
  });

  it.each([
    ['convolution.h5', { code: 'keras/not-run', names: ['lstm'], layers: ['conv1d (Conv1D)'] }],
    ['conv-lstm.keras', { code: 'keras/not-run', names: ['conv_lstm2d'], layers: ['conv_lstm2d (ConvLSTM2D)'] }],
    ['dense.keras', { code: 'keras/no-recurrent', layers: ['input_layer (InputLayer)', 'dense (Dense)'] }],
    ['table.h5', { code: 'keras/not-a-model', names: ['measured'] }],
    ['missing-bias.h5', { code: 'keras/missing', layer: 'lstm', count: 3, found: 2 }],
    [
      'other-units.keras',
      { code: 'keras/shape', layer: 'lstm', tensor: expect.anything(), expected: [2, 16], found: [2, 12] },
    ],
    ['cycle.h5', { code: 'hdf5/broken', reason: 'hdf5-cycle', byte: expect.any(Number) }],
  ])('that cannot be run says why: %s', (name, fault) => {
    expect(errorOf(name)).toEqual({ ...fault, file: name });
  });
});

describe('a file of weights alone', () => {
  const chosen: AssumptionChoices = { 'head-activation': 'softmax' };

  it.each(['two-lstm-weights.h5', 'two-lstm.weights.h5'])('gives what the whole model gives: %s', (name) => {
    const [stack] = stacksOf(name, chosen);
    expect(stack.name).toBe('lstm > lstm_1');
    const { input, output } = expected['two-lstm.keras'];
    expectNear(outputOf(stack, input), output.values);
    expect(stack.parts.map(({ role }) => role)).not.toContain('not-run');
  });

  it('tells what it was taken for, and with which choices', () => {
    const told = (name: string) =>
      stacksOf(name)[0].assumptions.map(({ key, value, chosen }) => `${key} ${value}${chosen ? ' chosen' : ''}`);
    const same = ['gate-activation sigmoid', 'head-takes states', 'activation tanh'];
    const head = ['dense-activation relu', 'head-activation none'];
    expect(told('two-lstm-weights.h5').toSorted()).toEqual([...same, ...head].toSorted());
    expect(told('bidirectional.weights.h5').toSorted()).toEqual([...same, 'head-activation none'].toSorted());
    // Keras 1 wrote no version, and its gates were hard sigmoids.
    expect(told('keras-1-weights.h5')).toContain('gate-activation hard-sigmoid');
    expect(stacksOf('two-lstm-weights.h5', chosen)[0].assumptions).toContainEqual({
      key: 'head-activation',
      value: 'softmax',
      choices: ['none', 'softmax', 'log-softmax', 'sigmoid'],
      chosen: true,
    });
  });

  it.each([
    ['bidirectional-weights.h5', 'bidirectional.h5', { 'head-activation': 'sigmoid' }],
    ['bidirectional.weights.h5', 'bidirectional.h5', { 'head-activation': 'sigmoid' }],
    ['keras-1-weights.h5', 'keras-1.h5', {}],
    // A class of the user's own: its description says nothing of its layers.
    ['own-class.keras', 'own-class', {}],
    // What stands before a sequence is made anew is a stack of its own.
    ['autoencoder.h5', 'autoencoder', {}],
    ['autoencoder-weights.h5', 'autoencoder', {}],
    ['autoencoder.weights.h5', 'autoencoder', {}],
  ] as const)('in every layout gives the same: %s', (name, whole, choices) => {
    const { input, output } = expected[whole];
    expectNear(outputOf(stacksOf(name, choices)[0], input), output.values);
  });

  it.each(['branches-weights.h5', 'branches.weights.h5'])('runs a recurrent branch beside convolutions: %s', (name) => {
    const [stack] = stacksOf(name, { 'gate-activation': 'sigmoid' });
    const { input, output } = expected['branches'];
    expectNear(outputOf(stack, input), output.values);
    expect(rolesOf(stack).filter((part) => !part.endsWith('not-run'))).toEqual(['lstm_1 LSTM recurrent']);
  });

  it.each(['convolution-weights.h5', 'convolution.weights.h5'])('runs nothing after a convolution: %s', (name) => {
    expect(errorOf(name)).toEqual({ code: 'keras/not-run', file: name, names: ['lstm'], layers: ['conv1d (?)'] });
  });

  it('offers the orders that fit where the file has none', () => {
    const orderOf = (choices: AssumptionChoices) => {
      const [{ name, assumptions }] = stacksOf('autoencoder.weights.h5', choices);
      return { name, ...assumptions.find(({ key }) => key === 'layer-order') };
    };
    const all = ['lstm', 'lstm > lstm_1', 'lstm > lstm_1 > lstm_2', 'lstm > lstm_1 > lstm_2 > lstm_3'];
    expect(orderOf({})).toMatchObject({ name: all[1], value: all[1], choices: all, chosen: false });
    expect(orderOf({ 'layer-order': 'lstm' })).toMatchObject({ name: 'lstm', chosen: true });
  });

  it.each(['every', 'mean', 'max'])('may have a head over all steps: %s', (takes) => {
    const [{ weights, parts }] = stacksOf('two-lstm-weights.h5', { 'head-takes': takes });
    expect(weights.head?.takes).toBe(takes);
    expect(parts.map(({ name }) => name)).not.toContain('');
  });

  it('refuses a choice that is none', () => {
    expect(errorOf('two-lstm-weights.h5', undefined, { activation: 'softmax' })).toMatchObject({
      code: 'weights/choice',
      choices: ['tanh', 'relu'],
    });
  });
});
