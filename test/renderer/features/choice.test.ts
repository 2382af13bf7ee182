/** Choosing poolings and layers. */

import { describe, expect, test } from 'vitest';
import type { FeaturesSpec } from '../../../core/contract/specs';
import { DEFAULT_FEATURES } from '../../../core/contract/specs';
import type { ModelView } from '../../../core/contract/views';
import {
  chosenLayers,
  countFeatures,
  forgetsStart,
  withLayer,
  withPooling,
} from '../../../renderer/components/features/choice';
import { layerViews } from '../../helpers/stacks';

function model(change: Partial<ModelView>): ModelView {
  const plain = { input: 1, hidden: 128, layers: 1, bidirectional: true, bias: true, ...change };
  return {
    ...plain,
    stack: layerViews({ ...plain, input: 1 }),
    head: null,
    file: null,
    init: 'chrono',
    fileName: null,
    trained: false,
    shapes: [],
    parameters: 0,
    memoryBytes: 0,
    timeMs: null,
    problem: null,
    ...change,
  };
}

test('the default is 1280 features: 128 units, both directions, five poolings', () => {
  expect(countFeatures(DEFAULT_FEATURES, model({}))).toEqual({
    product: { units: 128, directions: 2, layers: 1, poolings: 5 },
    total: 1280,
  });
  expect(countFeatures({ poolings: ['last'], layers: [1] }, model({ layers: 3, bidirectional: false })).total).toBe(
    128,
  );
});

test('poolings keep the order of the columns whatever the order of the clicks', () => {
  const spec: FeaturesSpec = { poolings: ['std'], layers: 'all' };
  const more = withPooling(withPooling(spec, 'cell', true), 'last', true);
  expect(more.poolings).toEqual(['last', 'std', 'cell']);
  expect(withPooling(more, 'std', false).poolings).toEqual(['last', 'cell']);
});

describe('layers', () => {
  test('all layers are written as all, and come apart when one is taken away', () => {
    const spec: FeaturesSpec = { poolings: ['last'], layers: 'all' };
    const without = withLayer(spec, 3, 1, false);
    expect(without.layers).toEqual([0, 2]);
    expect(withLayer(without, 3, 1, true).layers).toBe('all');
  });

  test('layers that the model does not have do not count', () => {
    expect(chosenLayers({ poolings: ['last'], layers: [0, 5] }, 2)).toEqual([0]);
  });
});

test('only last states of a forgetful, untrained model forget the start', () => {
  const last: FeaturesSpec = { poolings: ['last', 'cell'], layers: 'all' };
  expect(forgetsStart(last, model({ init: 'pytorch' }))).toBe(true);
  expect(forgetsStart(last, model({ init: 'keras' }))).toBe(true);
  expect(forgetsStart(last, model({ init: 'spectral' }))).toBe(true);
  expect(forgetsStart(last, model({ init: 'chrono' }))).toBe(false);
  expect(forgetsStart(last, model({ init: 'identity' }))).toBe(false);
  expect(forgetsStart({ ...last, poolings: ['last', 'mean'] }, model({ init: 'pytorch' }))).toBe(false);
  expect(forgetsStart(last, model({ init: null, trained: true, fileName: 'w.safetensors' }))).toBe(false);
});
