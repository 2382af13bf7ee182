/** Graphs as exporters of Keras models draw them up, against ONNX Runtime. */

import { expect, it } from 'vitest';
import type { WrittenNode } from '../../../../core/formats/onnx/encoding';
import { largestDifference } from '../../../helpers/golden';
import { headOutputs, onnxBytes, randomBatch, runOnnx, stacksOf } from '../../../helpers/onnx';

const random = (name: string, dims: number[], seed: number) => ({
  name,
  dims,
  values: randomBatch(
    1,
    dims.reduce((size, dim) => size * dim, 1),
    1,
    seed,
  ).values.map((value) => value / 4),
});
type Node = Pick<WrittenNode, 'type' | 'inputs' | 'outputs'> & Partial<WrittenNode>;

const ints = (name: string, values: number[]) => ({
  name,
  dims: [values.length],
  values: BigInt64Array.from(values, BigInt),
});

it('Bidirectional as two operators over initial states of zeros, then Dense with softmax', async () => {
  const side = (name: string, direction: string, at: string): Node[] => [
    {
      type: 'LSTM',
      inputs: ['t', `${name}W`, `${name}R`, `${name}B`, '', 'zeros', 'zeros'],
      outputs: [`${name}Y`],
      attributes: { hidden_size: { int: 3 }, direction: { text: direction } },
    },
    { type: 'Squeeze', inputs: [`${name}Y`, 'one'], outputs: [`${name}S`] },
    { type: 'Transpose', inputs: [`${name}S`], outputs: [`${name}T`], attributes: { perm: { ints: [1, 0, 2] } } },
    { type: 'Gather', inputs: [`${name}T`, at], outputs: [`${name}L`], attributes: { axis: { int: 1 } } },
  ];
  const bytes = onnxBytes({
    inputs: [{ name: 'x', type: 'float', dims: ['n', 'steps', 2] }],
    outputs: [{ name: 'y', type: 'float', dims: ['n', 2] }],
    constants: [
      ...['f', 'b'].flatMap((name, k) => [
        random(`${name}W`, [1, 12, 2], 10 + k),
        random(`${name}R`, [1, 12, 3], 20 + k),
        random(`${name}B`, [1, 24], 30 + k),
      ]),
      random('kernel', [6, 2], 40),
      random('bias', [2], 50),
      ints('none', [0]),
      ints('one', [1]),
      ints('units', [3]),
      { name: 'last', dims: [], values: BigInt64Array.of(-1n) },
      { name: 'first', dims: [], values: BigInt64Array.of(0n) },
      { name: 'zero', dims: [], values: Float32Array.of(0) },
    ],
    nodes: [
      { type: 'Shape', inputs: ['x'], outputs: ['shape'] },
      { type: 'Slice', inputs: ['shape', 'none', 'one'], outputs: ['n'] },
      { type: 'Concat', inputs: ['one', 'n', 'units'], outputs: ['size'], attributes: { axis: { int: 0 } } },
      { type: 'Expand', inputs: ['zero', 'size'], outputs: ['zeros'] },
      { type: 'Transpose', inputs: ['x'], outputs: ['t'], attributes: { perm: { ints: [1, 0, 2] } } },
      ...side('f', 'forward', 'last'),
      ...side('b', 'reverse', 'first'),
      { type: 'Concat', inputs: ['fL', 'bL'], outputs: ['both'], attributes: { axis: { int: -1 } } },
      { type: 'MatMul', inputs: ['both', 'kernel'], outputs: ['product'] },
      { type: 'Add', inputs: ['product', 'bias'], outputs: ['sum'] },
      { type: 'Softmax', inputs: ['sum'], outputs: ['y'], attributes: { axis: { int: -1 } } },
    ],
  });
  const [stack, ...others] = stacksOf(bytes);
  expect(others).toEqual([]);
  expect(stack.weights.config.layers).toMatchObject([{ direction: 'both', merge: 'concat', hidden: 3 }]);
  expect(stack.weights.head).toMatchObject({ takes: 'states', maps: [{ kind: 'dense', activation: 'softmax' }] });
  expect(stack.parts.filter(({ role }) => role === 'not-run')).toEqual([]);
  const batch = randomBatch(2, 5, 2);
  const { y } = await runOnnx(bytes, { x: { type: 'float32', dims: [2, 5, 2], values: batch.values } });
  expect(largestDifference(headOutputs(stack, batch), y.values)).toBeLessThan(1e-6);
});
