/** Forms that few exporters write, and activations written out operator by operator, against ONNX Runtime. */

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { WrittenNode } from '../../../../core/formats/onnx/encoding';
import { largestDifference } from '../../../helpers/golden';
import { headOutputs, onnxBytes, randomBatch, runOnnx, stacksOf } from '../../../helpers/onnx';
import { repositoryFile } from '../../../helpers/shared';

const batch = randomBatch(2, 5, 3);
const timeFirst = Float32Array.from({ length: 30 }, (_, at) => {
  const [t, b, i] = [Math.floor(at / 6), Math.floor(at / 3) % 2, at % 3];
  return batch.values[(b * 5 + t) * 3 + i];
});
const FEEDS = {
  batch: { x: { type: 'float32' as const, dims: [2, 5, 3], values: batch.values } },
  time: { x: { type: 'float32' as const, dims: [5, 2, 3], values: timeFirst } },
};

describe('files of other programs', () => {
  it.each([
    ['weights in half precision, cast', 'float16', 'time'],
    ['weights in bfloat16, cast', 'bfloat16', 'time'],
    ['weights in double precision, cast', 'float64', 'time'],
    ['a function of the model with an attribute of its call', 'function', 'time'],
    ['axes of a mean as an input', 'mean-18', 'time'],
    ['a number of equal parts to split into', 'split-18', 'time'],
    ['normalised inputs and GELU written out', 'norm-gelu-13', 'batch'],
    ['softsign written out', 'softsign-17', 'batch'],
  ] as const)('%s', async (_, name, order) => {
    const bytes = readFileSync(repositoryFile(`test/core/formats/onnx-files/${name}.onnx`));
    const [stack] = stacksOf(bytes);
    expect(stack.parts.filter(({ role }) => role === 'not-run')).toEqual([]);
    const { y } = await runOnnx(bytes, FEEDS[order]);
    expect(largestDifference(headOutputs(stack, batch), y.values)).toBeLessThan(1e-6);
  });
});

type Node = Pick<WrittenNode, 'type' | 'inputs' | 'outputs'> & Partial<WrittenNode>;
const floats = (name: string, ...dims: number[]) => {
  const count = dims.reduce((product, size) => product * size, 1);
  return { name, dims, values: Float32Array.from({ length: count }, (_, at) => Math.sin(3 * at + name.length) / 2) };
};
const one = (name: string, value: number) => ({ name, dims: [], values: Float32Array.of(value) });
const turned: Node = {
  type: 'Transpose',
  inputs: ['last'],
  outputs: ['turned'],
  attributes: { perm: { ints: [1, 0, 2] } },
};

/** A bidirectional layer of two units whose last states [B, 4] are `h`, and what makes `y` of them. */
function graph(type: 'LSTM' | 'GRU' | 'RNN', layout: 0 | 1, nodes: readonly Node[]): Uint8Array {
  const rows = { LSTM: 8, GRU: 6, RNN: 2 }[type];
  const attributes = {
    hidden_size: { int: 2 },
    direction: { text: 'bidirectional' },
    ...(layout === 0 ? {} : { layout: { int: 1 } }),
    ...(type === 'GRU' ? { linear_before_reset: { int: 1 } } : {}),
  };
  return onnxBytes({
    nodes: [
      { type, inputs: ['x', 'W', 'R', 'B'], outputs: ['over', 'last'], attributes },
      ...(layout === 0 ? [turned] : []),
      { type: 'Reshape', inputs: [layout === 0 ? 'turned' : 'last', 'sides'], outputs: ['h'] },
      ...nodes,
    ],
    constants: [
      floats('W', 2, rows, 3),
      floats('R', 2, rows, 2),
      floats('B', 2, 2 * rows),
      floats('weights', 4, 3),
      { name: 'sides', dims: [2], values: BigInt64Array.of(0n, 4n) },
      one('root', Math.SQRT2),
      one('half', 0.5),
      one('one', 1),
    ],
    inputs: [{ name: 'x', type: 'float', dims: layout === 0 ? ['time', 'batch', 3] : ['batch', 'time', 3] }],
    outputs: [{ name: 'y', type: 'float', dims: ['batch', 3] }],
  });
}

const node = (type: string, inputs: string[], output: string): Node => ({ type, inputs, outputs: [output] });
const dense = (output: string) => node('MatMul', ['h', 'weights'], output);

it.each(['LSTM', 'GRU', 'RNN'] as const)('batch before time in the operator %s itself', async (type) => {
  // ONNX Runtime refuses the layout: it runs the same weights with time before batch.
  const [stack] = stacksOf(graph(type, 1, [dense('y')]));
  const { y } = await runOnnx(graph(type, 0, [dense('y')]), FEEDS.time);
  expect(largestDifference(headOutputs(stack, batch), y.values)).toBeLessThan(1e-6);
});

const gate = [node('Div', ['z', 'root'], 'd'), node('Erf', ['d'], 'e'), node('Add', ['one', 'e'], 'g')];
it.each([
  ['x (1 + erf) 0.5', [node('Mul', ['z', 'g'], 'p'), node('Mul', ['p', 'half'], 'y')]],
  ['(0.5 x) (1 + erf)', [node('Mul', ['half', 'z'], 'p'), node('Mul', ['p', 'g'], 'y')]],
  ['(0.5 (1 + erf)) x', [node('Mul', ['g', 'half'], 'p'), node('Mul', ['p', 'z'], 'y')]],
])('GELU as %s', async (_, nodes) => {
  const bytes = graph('LSTM', 0, [dense('z'), ...gate, ...nodes]);
  const [stack] = stacksOf(bytes);
  expect(stack.weights.head?.maps).toMatchObject([{ kind: 'dense', activation: { name: 'gelu' } }]);
  const { y } = await runOnnx(bytes, FEEDS.time);
  expect(largestDifference(headOutputs(stack, batch), y.values)).toBeLessThan(1e-6);
});

it('takes no other product with an error function for a GELU', () => {
  const other = [node('Mul', ['z', 'root'], 'd'), node('Erf', ['d'], 'e'), node('Add', ['one', 'e'], 'g')];
  const [stack] = stacksOf(
    graph('LSTM', 0, [dense('z'), ...other, node('Mul', ['z', 'g'], 'p'), node('Mul', ['p', 'half'], 'y')]),
  );
  expect(stack.parts.filter(({ role }) => role === 'not-run').map(({ kind }) => kind)).toContain('Erf');
});
