/** Exported models in ONNX Runtime against the workbench's own numbers, and read back against what was written. */

import { describe, expect, it } from 'vitest';
import type { Pooling } from '../../../../core/contract/specs';
import { POOLINGS } from '../../../../core/contract/specs';
import { decodeModel } from '../../../../core/formats/onnx/messages';
import { exportOnnx } from '../../../../core/formats/onnx-export';
import { columnsPerSeries, writeRows } from '../../../../core/features/pooling';
import type { Activation } from '../../../../core/lstm/activation';
import { type Cell, VANILLA } from '../../../../core/lstm/cell';
import { forwardNow } from '../../../../core/lstm/forward';
import { referenceKernel } from '../../../../core/lstm/reference';
import type { LayerConfig, StackWeights } from '../../../../core/lstm/stack';
import type { HeadInput, StepMap } from '../../../../core/lstm/step-map';
import { goldenCase, largestDifference } from '../../../helpers/golden';
import { finish, randomBatch, runOnnx, stacksOf } from '../../../helpers/onnx';
import { randomStack } from '../../../helpers/stack-arbitrary';

const plain = (name: Activation['name'], alpha: number | null = null, beta: number | null = null) => ({
  name,
  alpha,
  beta,
});
const GRU: Cell = {
  kind: 'gru',
  reset: 'after',
  activations: { gate: plain('sigmoid'), candidate: plain('tanh') },
  clip: null,
};
const RNN: Cell = { kind: 'rnn', activation: plain('tanh'), clip: null };
const layer = (cell: Cell, rest: Partial<LayerConfig> = {}): LayerConfig => ({
  cell,
  hidden: 4,
  projection: null,
  direction: 'forward',
  merge: 'concat',
  bias: true,
  residual: false,
  ...rest,
});
const written = (weights: StackWeights, poolings: readonly Pooling[] = POOLINGS) =>
  finish(exportOnnx(weights, { poolings, layers: 'all', version: '1.2.3', metadata: { provenance: '{"a":1}' } }));
const both = { direction: 'both' as const };

const CASES: [string, LayerConfig[]][] = [
  ['an LSTM', [layer(VANILLA)]],
  ['without biases', [layer(VANILLA, { bias: false })]],
  ['backwards', [layer(VANILLA, { direction: 'backward' })]],
  ['two layers in both directions', [layer(VANILLA, both), layer(VANILLA, { ...both, hidden: 3 })]],
  ['directions added up', [layer(VANILLA, { ...both, merge: 'sum' }), layer(VANILLA)]],
  ['directions averaged', [layer(VANILLA, { ...both, merge: 'average' }), layer(VANILLA)]],
  ['directions multiplied', [layer(VANILLA, { ...both, merge: 'product' }), layer(VANILLA)]],
  ['inputs added to outputs', [layer(VANILLA), layer(VANILLA, { residual: true })]],
  ['peepholes', [layer({ ...VANILLA, peepholes: true }, both)]],
  ['input and forget gate coupled', [layer({ ...VANILLA, forgetGate: 'coupled' })]],
  [
    'other activations',
    [
      layer(
        {
          ...VANILLA,
          activations: {
            gate: plain('hard-sigmoid', 0.25, 0.5),
            candidate: plain('softsign'),
            cell: plain('identity'),
          },
        },
        both,
      ),
    ],
  ],
  ['sums cut off', [layer({ ...VANILLA, clip: 0.5 })]],
  ['a GRU that resets after the product', [layer(GRU, both), layer(GRU)]],
  ['a GRU that resets before it', [layer({ ...GRU, reset: 'before' })]],
  ['a plain RNN', [layer(RNN, both)]],
  ['an RNN with softsign, below a GRU', [layer({ ...RNN, activation: plain('softsign') }), layer(GRU)]],
  ['a projected state, both ways', [layer(VANILLA, { ...both, projection: 3 }), layer(VANILLA, { projection: 2 })]],
  [
    'a projected state beside peepholes and coupled gates',
    [layer({ ...VANILLA, peepholes: true, forgetGate: 'coupled' }, { projection: 2, bias: false })],
  ],
  [
    'directions of the top layer added up',
    [layer(VANILLA, both), layer(VANILLA, { ...both, merge: 'sum', hidden: 8, residual: true })],
  ],
];

describe('an exported model', () => {
  it.each(CASES)('gives the features in ONNX Runtime, of padded series too: %s', async (_, layers) => {
    const weights = randomStack({ input: 2, layers }, { seed: 5 });
    const bytes = written(weights);
    for (const lengths of [undefined, [9, 3, 6]]) {
      const batch = randomBatch(3, 9, 2, 4, 0, lengths);
      const result = forwardNow(referenceKernel, weights, batch, { pool: true });
      const rows = new Float32Array(3 * columnsPerSeries(weights.config));
      writeRows(weights.config, batch.lengths, result, rows, Int32Array.of(0, 1, 2));
      const { features } = await runOnnx(bytes, {
        series: { type: 'float32', dims: [3, 9, 2], values: batch.values },
        lengths: { type: 'int32', dims: [lengths?.length ?? 0], values: lengths ?? [] },
      });
      expect(features.dims).toEqual([3, columnsPerSeries(weights.config)]);
      expect(largestDifference(features.values, rows)).toBeLessThan(1e-6);
    }
  });

  it.each(CASES)('is read back bit for bit: %s', (_, layers) => {
    for (const options of [{ seed: 5 }, { seed: 6, initial: true }]) {
      const weights = randomStack({ input: 2, layers }, options);
      for (const { initial, wHr } of weights.directions) if (wHr !== null) initial?.h.fill(0);
      const [stack, ...others] = stacksOf(written(weights));
      expect(others).toEqual([]);
      expect(stack.weights).toEqual(weights);
    }
  });

  it.each<HeadInput>(['states', 'step', 'mean', 'max', 'every'])('has its head: %s', async (takes) => {
    const base = randomStack({ input: 2, layers: [layer(VANILLA, both)] }, { seed: 8 });
    const values = (count: number) => randomBatch(1, count, 1, count).values;
    const weights: StackWeights = {
      ...base,
      before: [[{ kind: 'affine', scale: values(2), shift: values(2) }]],
      head: {
        takes,
        maps: [
          { kind: 'layer-norm', gain: values(8), shift: values(8), epsilon: 0.001 },
          {
            kind: 'dense',
            input: 8,
            output: 5,
            weights: values(40),
            bias: values(5),
            activation: plain('leaky-relu', 0.1),
          },
          { kind: 'dense', input: 5, output: 3, weights: values(15), bias: null, activation: 'softmax' },
        ],
      },
    };
    const bytes = written(weights, ['last']);
    const lengths = [9, 3, 6];
    const batch = randomBatch(3, 9, 2, 4, 0, lengths);
    const { headOutputs } = forwardNow(referenceKernel, weights, batch, { head: true });
    const { head } = await runOnnx(bytes, {
      series: { type: 'float32', dims: [3, 9, 2], values: batch.values },
      lengths: { type: 'int32', dims: [3], values: lengths },
    });
    const valid = (all: Float32Array) =>
      takes === 'every' ? lengths.flatMap((length, b) => [...all.subarray(b * 27, b * 27 + length * 3)]) : [...all];
    expect(largestDifference(valid(head.values), valid(headOutputs!))).toBeLessThan(1e-6);
    expect(stacksOf(bytes)[0].weights).toEqual(weights);
  });

  it.each(['concat', 'sum', 'average', 'product'] as const)(
    'has a head of last states that are merged as outputs are: %s',
    async (merge) => {
      const size = merge === 'concat' ? 4 : 2;
      const top = layer(VANILLA, { ...both, merge, hidden: 2, residual: size === 2 });
      const base = randomStack({ input: 2, layers: [top] }, { seed: 8 });
      const values = Float32Array.of(1, -2, 3, -0.5).subarray(0, size);
      const map = { kind: 'dense' as const, input: size, output: 1, weights: values, bias: null };
      const weights: StackWeights = {
        ...base,
        head: { takes: 'states', maps: [{ ...map, activation: plain('sigmoid') }] },
      };
      const bytes = written(weights);
      expect(stacksOf(bytes)[0].weights).toEqual(weights);
      const lengths = [7, 4];
      const batch = randomBatch(2, 7, 2, 4, 0, lengths);
      const { h } = forwardNow(referenceKernel, weights, batch);
      const { head } = await runOnnx(bytes, {
        series: { type: 'float32', dims: [2, 7, 2], values: batch.values },
        lengths: { type: 'int32', dims: [2], values: lengths },
      });
      const join = {
        concat: (f: number[], b: number[]) => [...f, ...b],
        sum: (f: number[], b: number[]) => f.map((value, u) => value + b[u]),
        average: (f: number[], b: number[]) => f.map((value, u) => (value + b[u]) / 2),
        product: (f: number[], b: number[]) => f.map((value, u) => value * b[u]),
      }[merge];
      const expected = [0, 1].map((b) => {
        const [first, second] = h.map((state) => [...state.subarray(2 * b, 2 * b + 2)]);
        return 1 / (1 + Math.exp(-join(first, second).reduce((sum, value, at) => sum + value * values[at], 0)));
      });
      expect(largestDifference(head.values, expected)).toBeLessThan(1e-6);
    },
  );

  it('has an embedding', () => {
    const base = randomStack({ input: 3, layers: [layer(GRU)] }, { seed: 8 });
    const table = randomBatch(1, 15, 1).values;
    const weights: StackWeights = {
      ...base,
      config: { ...base.config, input: 1 },
      before: [[{ kind: 'embedding', size: 5, output: 3, table }]],
    };
    expect(stacksOf(written(weights))[0].weights).toEqual(weights);
  });

  it('has a head that ends in the logarithm of a softmax', async () => {
    const base = randomStack({ input: 2, layers: [layer(VANILLA)] }, { seed: 8 });
    const values = randomBatch(1, 12, 1).values;
    const maps: StepMap[] = [
      { kind: 'dense', input: 4, output: 3, weights: values, bias: null, activation: 'log-softmax' },
    ];
    const weights: StackWeights = { ...base, head: { takes: 'step', maps } };
    const bytes = written(weights, []);
    expect(stacksOf(bytes)[0].weights).toEqual(weights);
    const batch = randomBatch(3, 9, 2, 4);
    const { head } = await runOnnx(bytes, {
      series: { type: 'float32', dims: [3, 9, 2], values: batch.values },
      lengths: { type: 'int32', dims: [0], values: [] },
    });
    const { headOutputs } = forwardNow(referenceKernel, weights, batch, { head: true });
    expect(largestDifference(head.values, headOutputs!)).toBeLessThan(1e-6);
  });

  it('has GELU in the first operator set that it writes', async () => {
    const base = randomStack({ input: 2, layers: [layer(VANILLA)] }, { seed: 8 });
    const map = { kind: 'activation' as const, activation: plain('gelu') };
    const values = randomBatch(1, 12, 1).values.map((value) => 3 * value);
    const dense = { kind: 'dense' as const, input: 4, output: 3, weights: values, bias: values.slice(0, 3) };
    const maps: StepMap[] = [{ ...dense, activation: plain('gelu') }, map];
    const weights: StackWeights = { ...base, before: [[map]], head: { takes: 'step', maps } };
    const bytes = written(weights, []);
    expect(decodeModel('model.onnx', bytes).opset).toBe(14);
    expect(stacksOf(bytes)[0].weights).toEqual(weights);
    const batch = randomBatch(3, 9, 2, 4);
    const { head } = await runOnnx(bytes, {
      series: { type: 'float32', dims: [3, 9, 2], values: batch.values },
      lengths: { type: 'int32', dims: [0], values: [] },
    });
    const { headOutputs } = forwardNow(referenceKernel, weights, batch, { head: true });
    expect(largestDifference(head.values, headOutputs!)).toBeLessThan(1e-6);
  });

  it('has no projected state that begins otherwise than at zero', () => {
    const weights = randomStack({ input: 2, layers: [layer(VANILLA, { projection: 2 })] }, { initial: true });
    expect(() => written(weights)).toThrow(
      expect.objectContaining({ code: 'onnx/cannot-hold', params: { layer: 1, reason: 'onnx-projection' } }),
    );
  });

  it('is PyTorch’s projected LSTM in ONNX Runtime', async () => {
    const { weights, batch, output, h } = goldenCase('projected');
    const { outputs, features } = await runOnnx(written(weights, ['last']), {
      series: { type: 'float32', dims: [batch.size, batch.steps, batch.input], values: batch.values },
      lengths: { type: 'int32', dims: [0], values: [] },
    });
    expect(outputs.dims).toEqual(output.shape);
    expect(largestDifference(outputs.values, output.data)).toBeLessThan(1e-6);
    expect(largestDifference(features.values, h.data)).toBeLessThan(1e-6);
  });

  it('is of equal bytes for an equal stack', () => {
    const weights = randomStack({ input: 2, layers: [layer(VANILLA)] });
    expect(written(weights)).toEqual(written(weights));
  });

  it.each<[string, Partial<LayerConfig>]>([
    ['onnx-gate-one', { cell: { ...VANILLA, inputGate: 'one' } }],
    ['onnx-gate-recurrence', { cell: { ...VANILLA, gateRecurrence: true } }],
    ['onnx-layer-norm', { cell: { ...VANILLA, layerNorm: true } }],
    ['onnx-activation', { cell: { ...RNN, activation: plain('gelu') } }],
  ])('cannot hold every cell: %s', (reason, rest) => {
    const weights = randomStack({ input: 2, layers: [layer(VANILLA), layer(VANILLA, rest)] });
    expect(() => written(weights)).toThrow(
      expect.objectContaining({ code: 'onnx/cannot-hold', params: { layer: 2, reason } }),
    );
  });
});
