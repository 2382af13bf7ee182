/** Files that PyTorch's exporter wrote, against ONNX Runtime: the numbers of the head, and what becomes of each operator. */

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isOnnx } from '../../../../core/formats/onnx';
import { readSafetensors } from '../../../../core/formats/safetensors';
import { forwardNow } from '../../../../core/lstm/forward';
import { referenceKernel } from '../../../../core/lstm/reference';
import { goldenModel, largestDifference, readNpy } from '../../../helpers/golden';
import { headOutputs, randomBatch, runOnnx, stacksOf } from '../../../helpers/onnx';
import { repositoryFile, sharedFile } from '../../../helpers/shared';

const exported = (name: string) => readFileSync(repositoryFile(`test/core/formats/onnx-files/${name}.onnx`));
const golden = (name: string, file: string) => readFileSync(sharedFile(`golden/${name}/${file}`));

describe.each(['one-layer', 'multivariate', 'stacked-bidirectional', 'with-head'])('the reference case %s', (name) => {
  const bytes = golden(name, 'model.onnx');

  it('has the weights of its safetensors file, bit for bit', () => {
    expect(isOnnx(bytes)).toBe(true);
    const [stack, ...others] = stacksOf(bytes);
    expect(others).toEqual([]);
    const tensors = new Map(readSafetensors('model', goldenModel(name)).map((tensor) => [tensor.name, tensor]));
    const one = (parameter: string, end: string) =>
      [...tensors].find(([key]) => key === `${parameter}${end}` || key.endsWith(`.${parameter}${end}`))![1].read();
    const { config, directions, head } = stack.weights;
    let at = 0;
    for (const [layer, { direction }] of config.layers.entries()) {
      for (const end of direction === 'both' ? ['', '_reverse'] : ['']) {
        const { wIh, wHh, bIh, bHh } = directions[at++];
        expect(wIh).toEqual(one('weight_ih', `_l${layer}${end}`));
        expect(wHh).toEqual(one('weight_hh', `_l${layer}${end}`));
        expect(bIh).toEqual(one('bias_ih', `_l${layer}${end}`));
        expect(bHh).toEqual(one('bias_hh', `_l${layer}${end}`));
      }
    }
    expect(at).toBe(directions.length);
    if (name !== 'with-head') expect(head).toBeNull();
    else
      expect(head).toMatchObject({
        takes: 'step',
        maps: [{ kind: 'dense', weights: tensors.get('fc.weight')!.read() }],
      });
  });

  it('gives the outputs that PyTorch computed', () => {
    const [{ weights }] = stacksOf(bytes);
    const x = readNpy(golden(name, 'x.npy'));
    const [size, steps, input] = x.shape;
    const lengths = new Int32Array(size).fill(steps);
    const batch = { size, steps, input, lengths, values: x.data as Float32Array };
    const result = forwardNow(referenceKernel, weights, batch, { head: true });
    expect(largestDifference(result.outputs.at(-1)!, readNpy(golden(name, 'output.npy')).data)).toBeLessThan(1e-6);
    if (name === 'with-head')
      expect(largestDifference(result.headOutputs!, readNpy(golden(name, 'logits.npy')).data)).toBeLessThan(1e-6);
  });
});

describe("PyTorch's exporter", () => {
  const both = { direction: 'both', merge: 'concat', residual: false };
  const forward = { direction: 'forward', merge: 'concat', residual: false };
  const lstm = { ...forward, cell: { kind: 'lstm' } };
  const gru = { ...both, cell: { kind: 'gru', reset: 'after' } };

  it.each([
    ['two LSTMs of unequal size, dense layers, softmax', 'many', 3, 'step', ['dense', 'dense'], [lstm, lstm]],
    ['the same in operator set 16, nothing folded', 'many-16', 3, 'step', ['dense', 'dense'], [lstm, lstm]],
    ['two bidirectional GRUs, last states of both ends', 'bigru', 2, 'states', ['dense'], [gru, gru]],
    ['the same in operator set 9, nothing folded', 'bigru-unfolded', 2, 'states', ['dense'], [gru, gru]],
    ['a plain RNN with relu, time before batch', 'rnn', 2, 'states', ['dense'], [forward]],
    ['initial states of zeros, a scaled input, every step', 'zeros', 2, 'every', ['dense'], [lstm, lstm]],
    ['batch normalisation around the LSTM, largest over time', 'norm', 2, 'max', ['affine', 'dense'], [lstm]],
    ['the last step forwards and the first backwards', 'ends', 2, 'states', ['dense'], [both]],
    ['last states seen as layers of directions', 'view', 2, 'states', ['dense'], [both, both]],
    ['mean over time, normalised layer written out', 'mean', 2, 'mean', ['layer-norm', 'dense'], [both]],
    ['mean over time, normalised layer as one operator', 'mean-17', 2, 'mean', ['layer-norm', 'dense'], [both]],
    [
      'inputs added to outputs',
      'residual',
      2,
      'step',
      ['dense'],
      [
        { ...lstm, residual: true },
        { ...lstm, residual: true },
      ],
    ],
  ])('%s', async (_, name, input, takes, maps, layers) => {
    const bytes = exported(name);
    const [stack, ...others] = stacksOf(bytes);
    expect(others).toEqual([]);
    expect(stack.weights.config).toMatchObject({ input, layers });
    expect(stack.weights.head).toMatchObject({ takes, maps: maps.map((kind) => ({ kind })) });
    const batch = randomBatch(2, 7, input);
    const timeFirst = name === 'rnn';
    const dims = timeFirst ? [7, 2, input] : [2, 7, input];
    const values = timeFirst ? swapped(batch.values, 2, 7, input) : batch.values;
    const { y } = await runOnnx(bytes, { x: { type: 'float32', dims, values } });
    const ours = headOutputs(stack, batch);
    const expected = name.startsWith('mean') ? logSoftmax(ours, 3) : ours;
    expect(largestDifference(expected, y.values)).toBeLessThan(1e-6);
  });

  it('fixed sizes, operator set 11', async () => {
    const bytes = exported('many-static');
    const [stack] = stacksOf(bytes);
    const batch = randomBatch(1, 7, 3);
    const { y } = await runOnnx(bytes, { x: { type: 'float32', dims: [1, 7, 3], values: batch.values } });
    expect(largestDifference(headOutputs(stack, batch), y.values)).toBeLessThan(1e-6);
  });

  it('an embedding before the LSTM', async () => {
    const bytes = exported('embed');
    const [stack] = stacksOf(bytes);
    expect(stack.weights.before[0]).toMatchObject([{ kind: 'embedding', size: 11, output: 3 }]);
    const batch = randomBatch(2, 7, 1, 3, 11);
    const { y } = await runOnnx(bytes, { x: { type: 'int64', dims: [2, 7], values: batch.values } });
    expect(largestDifference(headOutputs(stack, batch), y.values)).toBeLessThan(1e-6);
  });

  it('runs nothing that it does not know, and nothing after it', () => {
    const [attention] = stacksOf(exported('attention'));
    expect(attention.weights.head).toBeNull();
    const roles = Object.fromEntries(attention.parts.map(({ name, role }) => [name, role]));
    expect(roles).toMatchObject({ '/r/LSTM': 'recurrent', '/Softmax': 'not-run', '/f/Gemm': 'not-run' });
    const [conv] = stacksOf(exported('conv'));
    expect(conv.weights.config.input).toBe(3);
    expect(conv.parts).toContainEqual({ name: '/c/Conv', kind: 'Conv', shape: [3, 2, 3], role: 'not-run' });
    expect(conv.parts.filter(({ kind }) => kind.startsWith('initial'))).toEqual([]);
  });

  it('tells of initial states from elsewhere, and lists both stacks', () => {
    const stacks = stacksOf(exported('encdec'));
    expect(stacks.map(({ name }) => name)).toEqual(['/b/LSTM', '/a/LSTM']);
    expect(stacks[0].parts.filter(({ kind }) => kind.startsWith('initial'))).toEqual([
      { name: '/a/LSTM_output_1', kind: 'initial_h', shape: [], role: 'not-run' },
      { name: '/a/LSTM_output_2', kind: 'initial_c', shape: [], role: 'not-run' },
    ]);
  });
});

/** [B, T, I] as [T, B, I]. */
function swapped(values: Float32Array, B: number, T: number, I: number): Float32Array {
  const into = new Float32Array(values.length);
  for (let b = 0; b < B; b++)
    for (let t = 0; t < T; t++) into.set(values.subarray((b * T + t) * I, (b * T + t + 1) * I), (t * B + b) * I);
  return into;
}

function logSoftmax(values: Float32Array, classes: number): Float32Array {
  return values.map((value, at) => {
    const row = values.subarray(at - (at % classes), at - (at % classes) + classes);
    return value - Math.log(row.reduce((sum, each) => sum + Math.exp(each), 0));
  });
}
