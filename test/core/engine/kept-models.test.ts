/** Which models of files stay in memory: those used last, up to a size, and each as its file was when it was read. */

import { expect, it } from 'vitest';
import { KeptModels } from '../../../core/engine/kept-models';
import type { Model } from '../../../core/engine/models';
import { goldenCase } from '../../helpers/golden';

/** One layer of ten units over one channel: 4 * 10 * (1 + 10 + 2) numbers of 4 bytes. */
const BYTES = 4 * 520;

function model(): Model {
  const { weights } = goldenCase('one-layer');
  return { spec: { kind: 'file', file: 'w' }, weights, fileName: 'w', fileHash: '', file: null, tests: [] };
}

it('finds a model as long as its file is what it was, or has vanished', () => {
  const kept = new KeptModels<Model>(10 * BYTES);
  const a = model();
  kept.keep('a', '1', a);
  expect(kept.find('a', '1')).toBe(a);
  expect(kept.find('a', null)).toBe(a);
  expect(kept.find('a', '2')).toBeNull();
  expect(kept.find('b', '1')).toBeNull();
});

it('lets those go that were not used for longest, and never the last', () => {
  const kept = new KeptModels<Model>(2 * BYTES);
  for (const key of ['a', 'b']) kept.keep(key, null, model());
  kept.find('a', null);
  kept.keep('c', null, model());
  expect(['a', 'b', 'c'].map((key) => kept.find(key, null) !== null)).toEqual([true, false, true]);
  kept.keep('c', null, model());
  expect(kept.find('a', null)).not.toBeNull();

  const test = { shape: [1, 1, 520], values: new Float32Array(520) };
  kept.keep('d', null, { ...model(), tests: [{ name: 't', input: test, output: test }] });
  expect(['a', 'c', 'd'].map((key) => kept.find(key, null) !== null)).toEqual([false, false, true]);
});
