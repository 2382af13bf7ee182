/** The order of use in files that are sorted by name, and checkpoints that hold a model twice. */

import { describe, expect, it } from 'vitest';
import type { FoundStack } from '../../../core/formats/opened';
import { readSafetensors } from '../../../core/formats/safetensors';
import { findStacks } from '../../../core/formats/torch-stacks';
import { counting, safetensors, type TensorSource } from '../../helpers/safetensors';

type Tensors = Record<string, TensorSource>;

function stacksOf(tensors: Tensors): FoundStack[] {
  const search = findStacks('model', readSafetensors('model', safetensors(tensors)), {});
  for (;;) {
    const next = search.next();
    if (next.done === true) return next.value;
  }
}
/** As safetensors' own library writes them. */
const sorted = (tensors: Tensors) =>
  stacksOf(Object.fromEntries(Object.entries(tensors).toSorted(([one], [other]) => (one < other ? -1 : 1))));

const lstm = (name: string, I: number, H: number): Tensors => ({
  [`${name}.weight_ih_l0`]: counting([4 * H, I]),
  [`${name}.weight_hh_l0`]: counting([4 * H, H]),
  [`${name}.bias_ih_l0`]: counting([4 * H]),
  [`${name}.bias_hh_l0`]: counting([4 * H]),
});
const linear = (name: string, input: number, output: number): Tensors => ({
  [`${name}.weight`]: counting([output, input]),
  [`${name}.bias`]: counting([output]),
});
const norm = (name: string, size: number): Tensors => ({
  [`${name}.weight`]: counting([size]),
  [`${name}.bias`]: counting([size]),
});
const under = (prefix: string, tensors: Tensors): Tensors =>
  Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [prefix + name, tensor]));

/** What of a stack stands where, and the sizes of the head's dense layers. */
function wayOf({ name, parts, weights }: FoundStack) {
  const of = (role: string) => parts.filter((part) => part.role === role).map((part) => part.name);
  const sizes = (weights.head?.maps ?? []).flatMap((map) => (map.kind === 'dense' ? [[map.input, map.output]] : []));
  return { name, input: weights.config.input, before: of('before'), head: of('head'), sizes };
}

describe('a state dictionary sorted by name', () => {
  it.each<[string, Tensors, ReturnType<typeof wayOf>]>([
    [
      'a dense head that would also fit before the LSTM',
      { ...linear('fc', 6, 1), ...lstm('lstm', 1, 6) },
      { name: 'lstm', input: 1, before: [], head: ['fc'], sizes: [[6, 1]] },
    ],
    [
      'the head of two LSTMs',
      { ...linear('fc', 3, 1), ...lstm('lstm1', 1, 6), ...lstm('lstm2', 6, 3) },
      { name: 'lstm1 > lstm2', input: 1, before: [], head: ['fc'], sizes: [[3, 1]] },
    ],
    [
      'a dense layer before and one after',
      { ...linear('fc1', 2, 6), ...linear('fc2', 6, 2), ...lstm('lstm', 6, 6) },
      { name: 'lstm', input: 2, before: ['fc1'], head: ['fc2'], sizes: [[6, 2]] },
    ],
    [
      'a normalisation before the dense layer that stands above it in the file',
      { ...linear('fc', 6, 2), ...norm('layer_norm', 6), ...lstm('lstm', 1, 6) },
      { name: 'lstm', input: 1, before: [], head: ['fc', 'layer_norm'], sizes: [[6, 2]] },
    ],
    [
      'the encoder before the decoder',
      { ...lstm('decoder.rnn', 3, 6), ...linear('decoder.out', 6, 1), ...lstm('encoder.rnn', 1, 3) },
      { name: 'encoder.rnn > decoder.rnn', input: 1, before: [], head: ['decoder.out'], sizes: [[6, 1]] },
    ],
    [
      'layers whose names say another order than their sizes',
      { ...lstm('first', 4, 2), ...linear('fc', 2, 5), ...lstm('second', 1, 4) },
      { name: 'second > first', input: 1, before: [], head: ['fc'], sizes: [[2, 5]] },
    ],
  ])('%s', (_, tensors, way) => {
    expect(wayOf(sorted(tensors)[0])).toEqual(way);
  });

  it('counts layers by their numbers', () => {
    const layers = Array.from({ length: 11 }, (_, at) => lstm(`layers.${at}`, at === 0 ? 1 : 2, 2));
    const [{ name }] = sorted(Object.assign({}, ...layers) as Tensors);
    expect(name).toBe(Array.from({ length: 11 }, (_, at) => `layers.${at}`).join(' > '));
  });
});

describe('a state dictionary in the order in which its modules were made', () => {
  it('takes a dense layer that was made first for the head where none follows', () => {
    const [stack] = stacksOf({ ...linear('linear', 6, 1), ...lstm('lstm', 1, 6) });
    expect(wayOf(stack)).toMatchObject({ input: 1, before: [], head: ['linear'] });
  });

  it('leaves the dense layers of an attention out of the way', () => {
    const attention = { ...linear('attention.W', 6, 6), ...linear('attn', 6, 1) };
    const [stack] = stacksOf({ ...lstm('lstm', 1, 6), ...attention, ...linear('fc', 6, 2) });
    expect(wayOf(stack)).toMatchObject({ head: ['fc'] });
    expect(stack.parts.find(({ name }) => name === 'attention.W')?.role).toBe('not-run');
  });

  it('does not feed a model to its own average', () => {
    const model = { ...lstm('lstm1', 1, 4), ...lstm('lstm2', 4, 3), ...linear('fc', 3, 1) };
    const stacks = stacksOf({ ...under('model._orig_mod.', model), ...under('ema.module.', model) });
    expect(stacks.slice(0, 2).map(wayOf)).toMatchObject([
      { name: 'model._orig_mod.lstm1 > model._orig_mod.lstm2', input: 1, before: [], head: ['model._orig_mod.fc'] },
      { name: 'ema.module.lstm1 > ema.module.lstm2', input: 1, before: [], head: ['ema.module.fc'] },
    ]);
  });
});
