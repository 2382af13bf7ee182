/** What a search tries, and which trial is the best. */

import { describe, expect, it } from 'vitest';
import {
  bestTrial,
  candidatesOf,
  combinationsOf,
  DEFAULT_SEARCH,
  type SearchBase,
  type SearchSpec,
  specsOf,
  type Trial,
} from '../../../core/contract/search';
import { DEFAULT_FEATURES, DEFAULT_MODEL } from '../../../core/contract/specs';

const BASE: SearchBase = {
  dataset: {
    source: { kind: 'sample', id: 'gunpoint' },
    reading: { header: true },
    missing: 'refuse',
    scaling: 'zscore',
  },
  model: DEFAULT_MODEL,
  features: DEFAULT_FEATURES,
};

const trial = (index: number, mean: number | null, name: 'accuracy' | 'rmse' = 'accuracy'): Trial => ({
  index,
  candidate: {},
  score: mean === null ? null : { name, mean, deviation: null },
  durationMs: 1,
});

describe('a search', () => {
  it('combines all values, the last setting fastest', () => {
    expect(combinationsOf({ layers: [1, 2], hidden: [8, 16] })).toEqual([
      { hidden: 8, layers: 1 },
      { hidden: 8, layers: 2 },
      { hidden: 16, layers: 1 },
      { hidden: 16, layers: 2 },
    ]);
    expect(combinationsOf({})).toEqual([{}]);
  });

  it('tries a radius with the initialisation that has one, and nowhere else', () => {
    expect(combinationsOf({ init: ['pytorch', 'spectral'], spectralRadius: [0.5, 0.9] })).toEqual([
      { init: 'pytorch' },
      { init: 'spectral', spectralRadius: 0.5 },
      { init: 'spectral', spectralRadius: 0.9 },
    ]);
  });

  it('draws without putting back, the same for the same seed', () => {
    const spec: SearchSpec = { ...DEFAULT_SEARCH, space: { hidden: [1, 2, 3, 4, 5, 6, 7, 8] }, trials: 8 };
    const drawn = candidatesOf(spec).map(({ hidden }) => hidden);
    expect(drawn.toSorted()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(drawn).not.toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(candidatesOf(spec).map(({ hidden }) => hidden)).toEqual(drawn);
    expect(candidatesOf({ ...spec, seed: 2 }).map(({ hidden }) => hidden)).not.toEqual(drawn);
    expect(candidatesOf({ ...spec, trials: 3 }).map(({ hidden }) => hidden)).toEqual(drawn.slice(0, 3));
    expect(candidatesOf({ ...spec, kind: 'grid', trials: 3 })).toEqual([{ hidden: 1 }, { hidden: 2 }, { hidden: 3 }]);
  });

  it('draws every value first about as often', () => {
    const spec: SearchSpec = { ...DEFAULT_SEARCH, space: { hidden: [1, 2, 3, 4] }, trials: 1 };
    const counts = [0, 0, 0, 0];
    for (let seed = 0; seed < 400; seed++) counts[candidatesOf({ ...spec, seed })[0].hidden! - 1] += 1;
    // Four deviations of a binomial count around 100.
    for (const count of counts) expect(Math.abs(count - 100)).toBeLessThan(35);
  });

  it('changes what a combination names, and nothing else', () => {
    const candidate = {
      hidden: 8,
      init: 'spectral',
      spectralRadius: 0.5,
      poolings: ['last' as const],
      window: 20,
      scaling: 'none',
    } as const;
    expect(specsOf(BASE, { ...candidate, poolings: ['last'] })).toEqual({
      dataset: { ...BASE.dataset, scaling: 'none', reading: { header: true, window: { length: 20, stride: 20 } } },
      model: { ...DEFAULT_MODEL, hidden: 8, init: 'spectral', spectralRadius: 0.5 },
      features: { ...DEFAULT_FEATURES, poolings: ['last'] },
    });
    expect(specsOf(BASE, {})).toEqual(BASE);
    expect(specsOf(BASE, { window: null }).dataset.reading.window).toBeNull();
  });

  it('takes the largest accuracy or the least error, the earlier of two alike', () => {
    expect(bestTrial([trial(0, 0.7), trial(1, null), trial(2, 0.9), trial(3, 0.9)])?.index).toBe(2);
    expect(bestTrial([trial(0, 2, 'rmse'), trial(1, 1, 'rmse')])?.index).toBe(1);
    expect(bestTrial([trial(0, null)])).toBeNull();
  });
});
