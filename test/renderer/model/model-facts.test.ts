/** Parameter counts against PyTorch's, horizons against published facts, and the feature count. */

import { describe, expect, it } from 'vitest';
import { ARTICLE_MODEL, DEFAULT_FEATURES, DEFAULT_MODEL, type RandomModel } from '../../../core/contract/specs';
import type { LayerShape } from '../../../core/contract/views';
import { shapesOf } from '../../../core/engine/model-view';
import { layerViews, type PlainConfig, shapeOf } from '../../helpers/stacks';
import {
  featureCount,
  horizonText,
  isAllowed,
  memoryHorizon,
  parametersByLayer,
  restingHorizon,
} from '../../../renderer/components/model/model-facts';

const shapes = (config: PlainConfig): LayerShape[] => shapesOf(shapeOf(config));

const stack = (model: RandomModel) => ({ stack: layerViews({ ...model, input: 1 }) });

describe('parametersByLayer', () => {
  // sum(p.numel() for p in torch.nn.LSTM(3, 128, num_layers=2, bidirectional=True).parameters()) = 531456
  it('adds up to what PyTorch counts for two bidirectional layers', () => {
    const layers = parametersByLayer(shapes({ input: 3, hidden: 128, layers: 2, bidirectional: true, bias: true }));
    expect(layers.map(({ directions, input, biases, count }) => [directions, input, biases, count])).toEqual([
      [2, 3, 2, 136192],
      [2, 256, 2, 395264],
    ]);
    expect(layers.reduce((sum, { count }) => sum + count, 0)).toBe(531456);
  });

  it('counts no bias vectors where there are none', () => {
    const small = { input: 1, hidden: 10, layers: 1, bidirectional: false, bias: false };
    // torch.nn.LSTM(1, 10, bias=False): weight_ih (40, 1) and weight_hh (40, 10)
    expect(parametersByLayer(shapes(small))[0].count).toBe(440);
  });
});

describe('memoryHorizon', () => {
  it.each([
    [0, 1.4],
    [1, 3.2],
    [5, 149],
  ])('of forget bias %d is %d steps', (bias, steps) => {
    expect(memoryHorizon(bias)).toBeCloseTo(steps, steps < 10 ? 1 : 0);
    expect(horizonText(bias)).toBe(String(steps));
  });

  it('stays exact where sigmoid rounds to one', () => {
    // For large b, -1 / ln(sigmoid(b)) = e^b + 1/2 + O(e^-b).
    expect(memoryHorizon(40) / (Math.exp(40) + 0.5)).toBeCloseTo(1, 12);
  });
});

describe('restingHorizon', () => {
  it('follows the initialisation until a number overrides it', () => {
    expect(restingHorizon(DEFAULT_MODEL)).toEqual({ kind: 'chrono' });
    expect(restingHorizon({ ...DEFAULT_MODEL, init: 'keras' })).toEqual({ kind: 'steps', steps: '3.2' });
    expect(restingHorizon(ARTICLE_MODEL)).toEqual({ kind: 'steps', steps: '1.4' });
    expect(restingHorizon({ ...DEFAULT_MODEL, forgetBias: 5 })).toEqual({ kind: 'steps', steps: '149' });
  });

  it('knows that without a bias nothing lengthens the memory', () => {
    expect(restingHorizon({ ...DEFAULT_MODEL, forgetBias: 5, bias: false })).toEqual({ kind: 'none', steps: '1.4' });
  });
});

describe('featureCount', () => {
  it('multiplies layers, directions, units and poolings', () => {
    expect(featureCount(stack(DEFAULT_MODEL), DEFAULT_FEATURES)).toBe(1280);
    expect(
      featureCount(stack({ ...DEFAULT_MODEL, layers: 3 }), { poolings: ['last', 'cell'], layers: [0, 2, 3] }),
    ).toBe(1024);
    expect(featureCount(stack(ARTICLE_MODEL), { poolings: [], layers: 'all' })).toBe(0);
  });
});

describe('isAllowed', () => {
  it('holds the limits and wants whole numbers but for the forget bias', () => {
    expect([0, 1, 1024, 1025, 2.5].map((value) => isAllowed('hidden', value))).toEqual([
      false,
      true,
      true,
      false,
      false,
    ]);
    expect([-20.5, -0.5, 20].map((value) => isAllowed('forgetBias', value))).toEqual([false, true, true]);
    expect([-1, 4294967295, Number.NaN].map((value) => isAllowed('seed', value))).toEqual([false, true, false]);
  });
});
