/** What the defaults reach on the archive's sets, and nearest neighbours against what is published of them. */

import { beforeAll, describe, expect, test } from 'vitest';
import { type Baseline, DEFAULT_EVALUATION, type Entrant } from '../../../core/contract/evaluation';
import { DEFAULT_FEATURES, DEFAULT_MODEL } from '../../../core/contract/specs';
import { testEngine, type TestEngine } from '../../helpers/engine';
import { sharedFile } from '../../helpers/shared';

let made: TestEngine;
beforeAll(async () => {
  made = await testEngine({}, { kind: 'auto', threads: null });
});

async function accuracy(name: string, entrant: Entrant): Promise<number> {
  const { engine } = made;
  const file = sharedFile(`datasets/${name}/${name}_TRAIN.ts`);
  const { handle } = await engine.openDataset('open', {
    source: { kind: 'file', file, test: 'twin' },
    reading: {},
    missing: 'refuse',
    scaling: 'zscore',
  });
  const { spreads } = await engine.evaluate('evaluate', handle, entrant, DEFAULT_EVALUATION);
  await engine.closeDataset(handle);
  return spreads.accuracy.mean;
}

describe('untrained features of ten seeds and ridge', () => {
  test.each([
    ['GunPoint', 0.97],
    ['BasicMotions', 0.99],
    ['ItalyPowerDemand', 0.93],
    ['ArrowHead', 0.71],
  ])('%s: at least %d', { timeout: 300_000 }, async (name, least) => {
    const model: Entrant = { kind: 'model', model: DEFAULT_MODEL, features: DEFAULT_FEATURES };
    expect(await accuracy(name, model)).toBeGreaterThanOrEqual(least);
  });
});

/** Test accuracies of the UCR archive's page (Dau et al., 2018), to its three places. */
const PUBLISHED: [name: string, baseline: Baseline, accuracy: number][] = [
  ['GunPoint', 'euclid', 0.913],
  ['GunPoint', 'dtw-full', 0.907],
  ['ArrowHead', 'euclid', 0.8],
  ['ArrowHead', 'dtw-full', 0.703],
  ['ItalyPowerDemand', 'euclid', 0.955],
  ['ItalyPowerDemand', 'dtw-full', 0.95],
];

test.each(PUBLISHED)('%s, %s: %d as published', { timeout: 300_000 }, async (name, baseline, published) => {
  const found = await accuracy(name, { kind: 'baseline', baseline, model: DEFAULT_MODEL });
  expect(found).toBeCloseTo(published, 3);
});
