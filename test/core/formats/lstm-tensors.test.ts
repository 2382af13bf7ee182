/** Finding an LSTM among tensors: names, prefixes, stacks, and what is no LSTM. */

import { describe, expect, it } from 'vitest';
import { lstmFromTensors } from '../../../core/formats/lstm-tensors';
import { readSafetensors } from '../../../core/formats/safetensors';
import { goldenModel } from '../../helpers/golden';
import { counting, safetensors } from '../../helpers/safetensors';
import type { TensorSource } from '../../helpers/safetensors';
import { plainOf } from '../../helpers/stacks';

const FILE = 'weights.safetensors';
const load = (tensors: Record<string, TensorSource>) =>
  lstmFromTensors(FILE, readSafetensors(FILE, safetensors(tensors)));
const golden = (name: string) => lstmFromTensors(FILE, readSafetensors(FILE, goldenModel(name)));

/** One direction of H = 2 over I inputs, under a prefix and with an ending. */
const layer = (I: number, end: string, prefix = '', first = 1): Record<string, TensorSource> => ({
  [`${prefix}weight_ih_${end}`]: counting([8, I], first),
  [`${prefix}weight_hh_${end}`]: counting([8, 2], first + 100),
  [`${prefix}bias_ih_${end}`]: counting([8], first + 200),
  [`${prefix}bias_hh_${end}`]: counting([8], first + 300),
});
const without = (tensors: Record<string, TensorSource>, name: string) =>
  Object.fromEntries(Object.entries(tensors).filter(([key]) => key !== name));

describe('lstmFromTensors', () => {
  it.each([
    ['one-layer', { input: 1, hidden: 10, layers: 1, bidirectional: false, bias: true }, '', []],
    ['no-bias', { input: 2, hidden: 7, layers: 1, bidirectional: false, bias: false }, '', []],
    ['stacked-bidirectional', { input: 3, hidden: 16, layers: 2, bidirectional: true, bias: true }, '', []],
    [
      'with-head',
      { input: 4, hidden: 20, layers: 2, bidirectional: false, bias: true },
      'lstm.',
      ['fc.weight', 'fc.bias'],
    ],
  ])('reads %s', (name, config, prefix, ignored) => {
    const loaded = golden(name);
    expect(plainOf(loaded.weights.config)).toEqual(config);
    expect(loaded.prefix).toBe(prefix);
    expect(loaded.ignored).toEqual(ignored);
  });

  it('puts each parameter in its place, layer by layer, forward before backward', () => {
    const { weights } = load({
      ...layer(4, 'l1', 'module.rnn.', 3000),
      ...layer(3, 'l0', 'module.rnn.', 1000),
      ...layer(4, 'l1_reverse', 'module.rnn.', 4000),
      ...layer(3, 'l0_reverse', 'module.rnn.', 2000),
    });
    expect(plainOf(weights.config)).toEqual({ input: 3, hidden: 2, layers: 2, bidirectional: true, bias: true });
    expect(weights.directions.map(({ input, wIh, wHh, bIh, bHh }) => [input, wIh[0], wHh[0], bIh[0], bHh[0]])).toEqual([
      [3, 1000, 1100, 1200, 1300],
      [3, 2000, 2100, 2200, 2300],
      [4, 3000, 3100, 3200, 3300],
      [4, 4000, 4100, 4200, 4300],
    ]);
    expect([...weights.directions[0].wIh]).toEqual(Array.from({ length: 24 }, (_, at) => 1000 + at));
  });

  it('gives zero biases where there are none', () => {
    const { weights } = golden('no-bias');
    expect([...weights.directions[0].bIh, ...weights.directions[0].bHh]).toEqual(Array.from({ length: 56 }, () => 0));
  });

  it('takes the first LSTM and names the rest as ignored', () => {
    const gru = { 'decoder.weight_ih_l0': counting([6, 3]), 'decoder.weight_hh_l0': counting([6, 2]) };
    const loaded = load({ ...gru, ...layer(3, 'l0', 'encoder.'), ...layer(5, 'l0', 'second.') });
    expect(loaded.prefix).toBe('encoder.');
    expect(loaded.ignored).toEqual([...Object.keys(gru), ...Object.keys(layer(5, 'l0', 'second.'))]);
  });

  it.each([
    ['projected', 'projection'],
    ['gru', 'gru'],
  ])('refuses the reference case %s', (name, feature) => {
    expect(() => golden(name)).toThrow(
      expect.objectContaining({ code: 'weights/unsupported', params: { file: FILE, feature } }),
    );
  });

  it('refuses a plain RNN', () => {
    const rnn = { weight_ih_l0: counting([2, 3]), weight_hh_l0: counting([2, 2]) };
    expect(() => load(rnn)).toThrow(
      expect.objectContaining({ code: 'weights/unsupported', params: { file: FILE, feature: 'rnn' } }),
    );
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
      expect.objectContaining({
        code: 'weights/dtype',
        params: { file: FILE, tensor: 'weight_hh_l0', dtype: 'I32' },
      }),
    );
  });
});
