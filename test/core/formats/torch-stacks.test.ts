/** Finding recurrent stacks in state dictionaries: names, prefixes, sizes, what stands around them, and what is assumed. */

import { describe, expect, it } from 'vitest';
import type { AssumptionChoices } from '../../../core/contract/model-file';
import { findStacks } from '../../../core/formats/torch-stacks';
import { readSafetensors } from '../../../core/formats/safetensors';
import type { FoundStack } from '../../../core/formats/opened';
import { goldenModel } from '../../helpers/golden';
import { counting, safetensors } from '../../helpers/safetensors';
import type { TensorSource } from '../../helpers/safetensors';

const FILE = 'weights.safetensors';
type Tensors = Record<string, TensorSource>;

function stacksOf(bytes: Uint8Array, choices: AssumptionChoices = {}): FoundStack[] {
  const search = findStacks(FILE, readSafetensors(FILE, bytes), choices);
  for (;;) {
    const next = search.next();
    if (next.done === true) return next.value;
  }
}
const load = (tensors: Tensors, choices: AssumptionChoices = {}) => stacksOf(safetensors(tensors), choices);
const names = (stacks: FoundStack[]) => stacks.map(({ name }) => name);

/** One direction of `K` blocks of H rows over I inputs, each tensor counting from a number of its own. */
const recurrent = (I: number, end: string, { prefix = '', first = 1, K = 4, H = 2 } = {}): Tensors => ({
  [`${prefix}weight_ih${end}`]: counting([K * H, I], first),
  [`${prefix}weight_hh${end}`]: counting([K * H, H], first + 100),
  [`${prefix}bias_ih${end}`]: counting([K * H], first + 200),
  [`${prefix}bias_hh${end}`]: counting([K * H], first + 300),
});
const layer = (I: number, end: string, prefix = '', first = 1) => recurrent(I, `_${end}`, { prefix, first });
const without = (tensors: Tensors, name: string) =>
  Object.fromEntries(Object.entries(tensors).filter(([key]) => key !== name));
const linear = (name: string, input: number, output: number): Tensors => ({
  [`${name}.weight`]: counting([output, input]),
  [`${name}.bias`]: counting([output]),
});
const normal = (name: string, size: number): Tensors => ({
  [`${name}.weight`]: counting([size], 2),
  [`${name}.bias`]: counting([size], 5),
  [`${name}.running_mean`]: counting([size], 1),
  [`${name}.running_var`]: counting([size], 3),
  [`${name}.num_batches_tracked`]: { dtype: 'I64', shape: [], bytes: new Uint8Array(8) },
});

describe('findStacks', () => {
  it.each([
    ['one-layer', 1, [[10, null, 'forward', true]]],
    ['no-bias', 2, [[7, null, 'forward', false]]],
    ['projected', 8, [[32, 12, 'forward', true]]],
    [
      'stacked-bidirectional',
      3,
      [
        [16, null, 'both', true],
        [16, null, 'both', true],
      ],
    ],
  ])('reads the reference case %s', (name, input, layers) => {
    const [stack, ...more] = stacksOf(goldenModel(name));
    expect(more).toEqual([]);
    expect(stack.name).toBe('LSTM');
    const { config, head } = stack.weights;
    expect(config.input).toBe(input);
    expect(config.layers.map((one) => [one.hidden, one.projection, one.direction, one.bias])).toEqual(layers);
    expect(config.layers.every(({ cell }) => cell.kind === 'lstm')).toBe(true);
    expect(head).toBeNull();
    expect(stack.assumptions).toEqual([]);
  });

  it('reads a GRU that resets after the product', () => {
    const [{ weights, parts }] = stacksOf(goldenModel('gru'));
    expect(weights.config.layers[0]).toMatchObject({ hidden: 9, cell: { kind: 'gru', reset: 'after' } });
    expect(parts).toEqual([{ name: '', kind: 'GRU', shape: [27, 9], role: 'recurrent' }]);
  });

  it('takes the dense layer after the LSTM for its head', () => {
    const [stack] = stacksOf(goldenModel('with-head'));
    expect(stack.weights.head).toMatchObject({ takes: 'step', maps: [{ kind: 'dense', input: 20, output: 5 }] });
    expect(stack.parts.map(({ name, kind, role }) => [name, kind, role])).toEqual([
      ['lstm', 'LSTM', 'recurrent'],
      ['fc', 'Linear', 'head'],
    ]);
    expect(stack.assumptions.map(({ key, value }) => [key, value])).toEqual([
      ['head-takes', 'step'],
      ['head-activation', 'none'],
    ]);
  });

  it('puts each parameter in its place, layer by layer, forward before backward', () => {
    const [{ name, weights }] = load({
      ...layer(4, 'l1', 'module.rnn.', 3000),
      ...layer(3, 'l0', 'module.rnn.', 1000),
      ...layer(4, 'l1_reverse', 'module.rnn.', 4000),
      ...layer(3, 'l0_reverse', 'module.rnn.', 2000),
    });
    expect(name).toBe('module.rnn');
    expect(weights.config.layers).toMatchObject([
      { hidden: 2, direction: 'both' },
      { hidden: 2, direction: 'both' },
    ]);
    expect(weights.directions.map(({ input, wIh, wHh, bIh, bHh }) => [input, wIh[0], wHh[0], bIh[0], bHh[0]])).toEqual([
      [3, 1000, 1100, 1200, 1300],
      [3, 2000, 2100, 2200, 2300],
      [4, 3000, 3100, 3200, 3300],
      [4, 4000, 4100, 4200, 4300],
    ]);
    expect([...weights.directions[0].wIh]).toEqual(Array.from({ length: 24 }, (_, at) => 1000 + at));
  });

  it('gives zero biases where there are none', () => {
    const [{ weights }] = stacksOf(goldenModel('no-bias'));
    expect([...weights.directions[0].bIh, ...weights.directions[0].bHh]).toEqual(Array.from({ length: 56 }, () => 0));
  });

  it('joins two LSTMs of different sizes that fit, and offers each alone', () => {
    const stacks = load({
      ...recurrent(3, '_l0', { prefix: 'lstm1.', H: 4 }),
      ...recurrent(4, '_l0', { prefix: 'lstm2.', H: 2 }),
      ...linear('fc', 2, 5),
    });
    expect(names(stacks)).toEqual(['lstm1 > lstm2', 'lstm1', 'lstm2']);
    expect(stacks[0].weights.config).toMatchObject({ input: 3, layers: [{ hidden: 4 }, { hidden: 2 }] });
    expect(stacks[0].weights.directions.map(({ input, output }) => [input, output])).toEqual([
      [3, 4],
      [4, 2],
    ]);
    expect(stacks[0].weights.head?.maps).toMatchObject([{ kind: 'dense', output: 5 }]);
    expect(stacks[1].weights.head).toBeNull();
    expect(stacks[1].parts.map(({ role }) => role)).toEqual(['recurrent', 'not-run', 'not-run']);
    expect(stacks[0].assumptions.map(({ key }) => key)).not.toContain('layer-order');
  });

  it('offers the other order of two modules that fit either way', () => {
    const tensors = { ...layer(2, 'l0', 'b.', 1000), ...layer(2, 'l0', 'a.', 2000) };
    const [assumed] = load(tensors);
    expect(assumed.assumptions).toEqual([
      { key: 'layer-order', value: 'b > a', choices: ['b > a', 'a > b'], chosen: false },
    ]);
    const [chosen] = load(tensors, { 'layer-order': 'a > b' });
    expect(chosen.name).toBe('b > a');
    expect(chosen.weights.directions.map(({ wIh }) => wIh[0])).toEqual([2000, 1000]);
    expect(chosen.assumptions[0]).toMatchObject({ value: 'a > b', chosen: true });
  });

  it('finds the head of a file in the order of the alphabet', () => {
    const [{ weights, parts }] = load({ ...linear('fc', 2, 5), ...layer(3, 'l0', 'lstm.') });
    expect(weights.head?.maps).toMatchObject([{ kind: 'dense', input: 2, output: 5 }]);
    expect(parts.map(({ role }) => role)).toEqual(['head', 'recurrent']);
  });

  it('finds no chain where sizes do not fit', () => {
    expect(names(load({ ...layer(3, 'l0', 'encoder.'), ...layer(5, 'l0', 'second.') }))).toEqual(['encoder', 'second']);
  });

  it('runs what stands before, between and after, in that order', () => {
    const [stack] = load({
      'emb.weight': counting([10, 6]),
      ...normal('bn', 6),
      ...recurrent(6, '_l0', { prefix: 'lstm1.', H: 3 }),
      'ln.weight': counting([3]),
      'ln.bias': counting([3]),
      ...recurrent(3, '_l0', { prefix: 'lstm2.', K: 3, H: 3 }),
      'conv.weight': counting([3, 3, 5]),
      ...linear('attention', 3, 1),
      ...linear('head.0', 3, 8),
      ...linear('head.3', 8, 2),
    });
    const kinds = stack.weights.before.map((maps) => maps.map(({ kind }) => kind));
    expect(kinds).toEqual([['embedding', 'affine'], ['layer-norm']]);
    expect(stack.weights.config.input).toBe(1);
    expect(stack.weights.config.layers.map(({ cell }) => cell.kind)).toEqual(['lstm', 'gru']);
    expect(stack.weights.head?.maps).toMatchObject([
      { kind: 'dense', input: 3, output: 8 },
      { kind: 'activation', activation: { name: 'relu' } },
      { kind: 'dense', input: 8, output: 2 },
    ]);
    expect(stack.parts.map(({ name, role }) => `${name} ${role}`)).toEqual([
      'emb before',
      'bn before',
      'lstm1 recurrent',
      'ln before',
      'lstm2 recurrent',
      'conv not-run',
      'attention not-run',
      'head.0 head',
      'head.3 head',
    ]);
  });

  it('makes of batch normalisation what it does after training', () => {
    const [{ weights }] = load({ ...normal('bn', 3), ...layer(3, 'l0', 'lstm.') });
    const [[map]] = weights.before;
    if (map.kind !== 'affine') throw new Error(map.kind);
    // gamma / sqrt(variance + 1e-5) = 3 / sqrt(4.00001); beta - mean * that = 6 - 2 * that.
    expect(map.scale[1]).toBeCloseTo(1.49999813, 7);
    expect(map.shift[1]).toBeCloseTo(3.00000375, 6);
  });

  it('assumes what normalisations add to a variance, and goes by another choice', () => {
    const tensors = { ...normal('bn', 3), ...layer(3, 'l0', 'lstm.') };
    const [{ assumptions }] = load(tensors);
    expect(assumptions).toMatchObject([{ key: 'epsilon', value: '1e-5', chosen: false }]);
    const [{ weights }] = load(tensors, { epsilon: '1e-2' });
    const [[map]] = weights.before;
    if (map.kind !== 'affine') throw new Error(map.kind);
    // gamma / sqrt(variance + 0.01) = 3 / sqrt(4.01)
    expect(map.scale[1]).toBeCloseTo(1.49812852, 6);
  });

  it('goes by choices in place of what it would assume', () => {
    const tensors = { ...recurrent(3, '_l0', { prefix: 'rnn.', K: 1 }), ...linear('a', 2, 4), ...linear('b', 4, 3) };
    const [{ weights, assumptions }] = load(tensors, {
      activation: 'relu',
      'head-takes': 'mean',
      'dense-activation': 'none',
      'head-activation': 'softmax',
    });
    expect(weights.config.layers[0].cell).toMatchObject({ kind: 'rnn', activation: { name: 'relu' } });
    expect(weights.head?.takes).toBe('mean');
    expect(weights.head?.maps.map(({ kind }) => kind)).toEqual(['dense', 'dense', 'activation']);
    expect(assumptions.every(({ chosen }) => chosen)).toBe(true);
    expect(() => load(tensors, { 'head-takes': 'first' })).toThrow(
      expect.objectContaining({
        code: 'weights/choice',
        params: {
          file: FILE,
          key: 'head-takes',
          value: 'first',
          choices: ['step', 'states', 'mean', 'max', 'every'],
        },
      }),
    );
  });

  it('reads cells, which have no layers', () => {
    const [{ weights, name }] = load(recurrent(3, '', { prefix: 'cell.' }));
    expect(name).toBe('cell');
    expect(weights.config).toMatchObject({ input: 3, layers: [{ hidden: 2, direction: 'forward' }] });
  });

  it('counts what an optimizer keeps as one part', () => {
    const [{ parts }] = load({
      ...layer(3, 'l0', 'model.lstm.'),
      'optimizer.state.0.exp_avg': counting([8, 3]),
      'optimizer.state.1.exp_avg': counting([8, 2]),
    });
    expect(parts.map(({ name, kind, role }) => [name, kind, role])).toEqual([
      ['model.lstm', 'LSTM', 'recurrent'],
      ['optimizer', 'optimizer', 'idle'],
    ]);
  });

  it('lists a module that is not whole beside one that is', () => {
    const stacks = load({ ...without(layer(3, 'l0', 'broken.'), 'broken.weight_hh_l0'), ...layer(3, 'l0', 'good.') });
    expect(names(stacks)).toEqual(['good']);
    expect(stacks[0].parts.map(({ name, role }) => [name, role])).toEqual([
      ['broken', 'not-run'],
      ['good', 'recurrent'],
    ]);
  });

  it('says what a file without recurrent layers holds', () => {
    expect(() => load({ 'fc.weight': counting([2, 2]), my_weight_ih_l0: counting([8, 2]) })).toThrow(
      expect.objectContaining({
        code: 'weights/no-lstm',
        params: { file: FILE, tensors: ['fc.weight', 'my_weight_ih_l0'] },
      }),
    );
  });

  it.each([
    ['weight_ih_l0', layer(3, 'l0')],
    ['weight_hh_l0', layer(3, 'l0')],
    ['bias_hh_l0', layer(3, 'l0')],
    ['weight_hh_l1', { ...layer(3, 'l0'), ...layer(2, 'l1') }],
    ['bias_ih_l0_reverse', { ...layer(3, 'l0'), ...layer(3, 'l0_reverse') }],
    ['a.weight_ih_l0', layer(3, 'l0', 'a.')],
  ])('names the missing tensor %s', (tensor, whole) => {
    expect(() => load(without(whole, tensor))).toThrow(
      expect.objectContaining({ code: 'weights/missing', params: { file: FILE, tensor } }),
    );
  });

  it('names a missing layer, however high the highest', () => {
    expect(() => load({ ...layer(3, 'l0'), ...layer(2, 'l999999999') })).toThrow(
      expect.objectContaining({ code: 'weights/missing', params: { file: FILE, tensor: 'weight_ih_l1' } }),
    );
  });

  it.each<[string, TensorSource, number[]]>([
    ['weight_ih_l0', counting([7, 3]), [8, 3]],
    ['weight_ih_l0', counting([8, 0]), [8, 1]],
    ['weight_ih_l0', counting([24]), [8, 1]],
    ['weight_hh_l0', counting([9, 2]), [8, 2]],
    ['weight_hh_l0', counting([16]), [16, 4]],
    ['weight_hh_l0', counting([8, 0]), [8, 2]],
    ['weight_hh_l0', counting([0, 0]), [4, 1]],
    ['weight_hh_l0', counting([]), [4, 1]],
    ['bias_ih_l0', counting([4]), [8]],
    ['bias_hh_l0', counting([8, 1]), [8]],
  ])('names %s of another shape', (tensor, source, expected) => {
    expect(() => load({ ...layer(3, 'l0'), [tensor]: source })).toThrow(
      expect.objectContaining({
        code: 'weights/shape',
        params: { file: FILE, tensor, expected, found: source.shape },
      }),
    );
  });

  it('refuses whole numbers for weights', () => {
    const weights = { ...layer(3, 'l0'), weight_hh_l0: { dtype: 'I32', shape: [8, 2], bytes: new Uint8Array(64) } };
    expect(() => load(weights)).toThrow(
      expect.objectContaining({ code: 'weights/dtype', params: { file: FILE, tensor: 'weight_hh_l0', dtype: 'I32' } }),
    );
  });
});
