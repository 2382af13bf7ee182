/** Two models in words: which settings differ, what layers they have, and what their weights come to. */

import { describe, expect, it } from 'vitest';
import { type Hold, silenced } from '../../../core/contract/ablation';
import { CELLS } from '../../../core/contract/cells';
import { DEFAULT_MODEL, type ModelSpec, type RandomModel } from '../../../core/contract/specs';
import type { ComparedTensor, ModelComparison } from '../../../core/contract/views-comparison';
import { translate } from '../../../core/locale/texts';
import {
  differenceText,
  layerRows,
  settingRows,
  verdictOf,
  wholeRows,
} from '../../../renderer/components/model/comparison-rows';
import { testEngine } from '../../helpers/engine';
import { sharedFile } from '../../helpers/shared';

const t: Parameters<typeof settingRows>[2] = (key, params) => translate('en', key, params);
const SMALL: RandomModel = { ...DEFAULT_MODEL, hidden: 4, bidirectional: false };

async function compared(a: ModelSpec, b: ModelSpec): Promise<ModelComparison> {
  const { engine } = await testEngine();
  return await engine.compareModels('1', a, b, null);
}

async function settings(a: ModelSpec, b: ModelSpec): Promise<string[]> {
  const rows = settingRows([a, b], await compared(a, b), t);
  return rows.map((row) => `${row.label}: ${row.a} / ${row.b}`);
}

describe('settings that differ', () => {
  it('are none of the same model', async () => {
    expect(await settings(SMALL, { ...SMALL })).toEqual([]);
  });

  it('are told in the words of the form', async () => {
    const other: RandomModel = {
      ...SMALL,
      hidden: 8,
      layers: 2,
      bidirectional: true,
      projection: 3,
      init: 'spectral',
      forgetBias: 1.5,
      seed: 2,
    };
    expect(await settings(SMALL, other)).toEqual([
      'Layers: 1 / 2',
      'Hidden units: 4 / 8',
      'Direction: Forward / Bidirectional',
      'Projection: off / 3',
      'Initialisation: Octaves of memory and gain / Spectral radius',
      'Forget bias: By initialisation / 1.5',
      'Seed: 1 / 2',
      'Spectral radius: null / 0.9',
    ]);
  });

  it('name the parts of cells', async () => {
    expect(await settings(SMALL, { ...SMALL, cell: CELLS.peepholes })).toEqual([
      'Cell: LSTM / LSTM with peepholes',
      'Peepholes: off / on',
    ]);
    expect(await settings(SMALL, { ...SMALL, cell: CELLS.gru })).toEqual(['Cell: LSTM / GRU']);
    expect(await settings({ ...SMALL, cell: CELLS.gru }, { ...SMALL, cell: CELLS['gru-reset-before'] })).toEqual([
      'Cell: GRU / GRU, reset before the product',
      'Reset: after the product / before the product',
    ]);
  });

  it('tell what was taken away', async () => {
    const holds: Hold[] = [{ quantity: 'f', layer: 0, units: [1, 3], value: 1 }, silenced([2])];
    const ablated: RandomModel = { ...SMALL, ablation: { holds, shuffle: 7, first: 1 } };
    const view = await compared(SMALL, SMALL);
    expect(settingRows([SMALL, ablated], view, t)).toEqual([
      { label: 'Taken away', a: null, b: 'f[0 1 3] = 1, h[2] = 0, steps shuffled by seed 7, the first 1 step alone' },
    ]);
  });

  it('tell what a file is, and what was assumed of it', async () => {
    const file: ModelSpec = { kind: 'file', file: sharedFile('golden/with-head/model.safetensors') };
    const rows = await settings(SMALL, file);
    expect(rows).toContain('Weights: drawn at random / from a file');
    expect(rows).toContain('File: null / model.safetensors');
    const chosen = await settings(file, { ...file, choices: { 'head-takes': 'mean' } });
    expect(chosen).toEqual(['The head reads: the output at the last step / the mean over time']);
  });
});

describe('layers and the whole', () => {
  it('stand side by side with sizes and parameters', async () => {
    const view = await compared(SMALL, { ...SMALL, bidirectional: true, projection: 2 });
    // 16 (1 + 4 + 2) = 112; projected 16 (1 + 2 + 2) + 2 * 4 = 88.
    expect(layerRows(view, t)).toEqual([
      { label: 'Layer 0, forward', a: 'LSTM 1 → 4, 112 parameters', b: 'LSTM 1 → 4 → 2, 88 parameters' },
      { label: 'Layer 0, backward', a: null, b: 'LSTM 1 → 4 → 2, 88 parameters' },
    ]);
    const [parameters, checksum] = wholeRows(view, t);
    expect(parameters).toEqual({ label: 'Parameters', a: '112', b: '176' });
    expect(checksum.a).not.toBe(checksum.b);
  });
});

describe('the weights', () => {
  const tensor = (name: string, absolute: number | null): ComparedTensor => ({
    name,
    a: [2, 2],
    b: [2, 2],
    difference:
      absolute === null ? null : { absolute, at: absolute === 0 ? null : { place: [1, 0], a: 1, b: 1 + absolute } },
  });

  it('are the same, differ by a largest number, or have other shapes', async () => {
    const { models } = await compared(SMALL, SMALL);
    const verdict = (...tensors: ComparedTensor[]) => verdictOf({ models, assumed: null, tensors });
    expect(verdict(tensor('W', 0), tensor('R', 0))).toEqual({ kind: 'same' });
    expect(verdict(tensor('W', 0.25), tensor('R', 0.5), tensor('b', 0))).toEqual({
      kind: 'differ',
      largest: '5.00e-1',
      tensor: 'R',
      place: '[1, 0]',
      a: 1,
      b: 1.5,
    });
    expect(verdict(tensor('W', Infinity))).toMatchObject({ kind: 'differ', largest: '∞' });
    expect(verdict(tensor('W', 0.25), tensor('R', null))).toEqual({ kind: 'shapes', count: 1, total: 2 });
  });

  it('cannot be told where none can be drawn', async () => {
    expect(verdictOf(await compared(SMALL, { ...SMALL, projection: 2, cell: CELLS.gru })).kind).toBe('none');
  });

  it('say why a tensor is not compared', () => {
    expect(differenceText(tensor('W', 0), t)).toBe('equal');
    expect(differenceText(tensor('W', null), t)).toBe('other gates');
    expect(differenceText({ ...tensor('W', null), b: [4] }, t)).toBe('other shape');
    expect(differenceText({ ...tensor('W', null), b: null }, t)).toBe('');
  });
});
