/** Ranking, correlations, spreads and projections of a run's features, asked of the engine as the window asks. */

import { beforeAll, describe, expect, test } from 'vitest';
import type { ProjectionFrame } from '../../../core/contract/projection';
import type { FeaturesSpec } from '../../../core/contract/specs';
import { DEFAULT_MODEL } from '../../../core/contract/specs';
import type { Engine } from '../../../core/engine/engine';
import { testEngine } from '../../helpers/engine';

const features: FeaturesSpec = { poolings: ['last', 'mean', 'std'], layers: 'all' };
const frames: ProjectionFrame[] = [];
let engine: Engine;
let run: string;
let columns: number;

beforeAll(async () => {
  ({ engine } = await testEngine({ frame: (_, frame) => void frames.push(frame) }));
  const source = { kind: 'sample', id: 'gunpoint' } as const;
  const spec = { source, reading: {}, missing: 'refuse', scaling: 'zscore' } as const;
  const dataset = await engine.openDataset('open', spec);
  run = (await engine.run('run', dataset.handle, { ...DEFAULT_MODEL, hidden: 8 })).handle;
  columns = (await engine.features(run, features)).columns.length;
});

describe('ranking', () => {
  test('finds every measure of every feature, and the same again', async () => {
    const spec = { features, repeats: 3, seed: 1 };
    const view = await engine.rankFeatures('rank', run, spec);
    expect(view).toMatchObject({ of: 'classes', rows: 50, permutedMissing: null });
    expect(view.permuted).toMatchObject({ measure: 'accuracy', rows: 150, columns });
    expect(view.permuted!.score).toBeGreaterThan(0.5);
    expect(view.features.length).toBe(columns);
    for (const { f, p, q, information, importance } of view.features) {
      expect(f).toBeGreaterThanOrEqual(0);
      expect(q!).toBeGreaterThanOrEqual(p!);
      expect(information).toBeGreaterThanOrEqual(0);
      expect(importance!.mean).toBeLessThanOrEqual(1);
    }
    expect(await engine.rankFeatures('again', run, spec)).toEqual(view);
  });

  test('leaves importance out where no column is permuted', async () => {
    const all = await engine.rankFeatures('rank', run, { features, repeats: 1, seed: 1 });
    const view = await engine.rankFeatures('rank', run, { features, repeats: 0, seed: 1 });
    expect(view).toMatchObject({ permuted: null, permutedMissing: 'not-asked' });
    expect(view.features).toEqual(all.features.map((one) => ({ ...one, importance: null })));
  });

  test('refuses repeats that are out of range', async () => {
    await expect(engine.rankFeatures('rank', run, { features, repeats: 101, seed: 1 })).rejects.toMatchObject({
      code: 'evaluation/out-of-range',
      params: { name: 'repeats' },
    });
  });
});

test('correlated features stand side by side', async () => {
  const view = await engine.correlateFeatures('correlate', run, features, 0.9);
  const m = view.columns.length;
  expect([...view.columns].toSorted((a, b) => a - b)).toEqual(Array.from({ length: m }, (_, j) => j));
  for (let a = 0; a < m; a++) {
    expect(view.r[a * m + a]).toBe(1);
    for (let b = 0; b < m; b++) expect(view.r[a * m + b]).toBe(view.r[b * m + a]);
  }
  expect([...view.group]).toEqual([...view.group].toSorted((a, b) => a - b));
});

test('one feature is spread over classes and parts', async () => {
  const values = await engine.featureValues(run, features, 2);
  const { low, high, spreads } = await engine.featureSpreads(run, features, 2);
  expect(values.length).toBe(200);
  expect([low, high]).toEqual([Math.min(...values), Math.max(...values)]);
  expect(spreads.map(({ part, label }) => `${part} ${label}`)).toEqual(['train 1', 'train 2', 'test 1', 'test 2']);
  for (const { rows, counts } of spreads) expect(counts.reduce((sum, count) => sum + count, 0)).toBe(rows);
  await expect(engine.featureValues(run, features, columns)).rejects.toMatchObject({ code: 'evaluation/out-of-range' });
});

describe('projection', () => {
  test.each([
    { kind: 'pca' },
    { kind: 'umap', neighbours: 15, seed: 1 },
    { kind: 'tsne', perplexity: 20, seed: 1 },
  ] as const)('by $kind shows every series and can be told again', async (projection) => {
    frames.length = 0;
    const query = { features, projection };
    const view = await engine.projectFeatures('project', run, query);
    expect(view.total).toBe(200);
    expect([...view.rows]).toEqual(Array.from({ length: 200 }, (_, row) => row));
    expect(view.layout.every(Number.isFinite)).toBe(true);
    expect(view.trustworthiness).toBeGreaterThan(0.8);
    expect(view.silhouette).not.toBeNull();
    for (const { rows, layout } of frames) expect(layout.length).toBe(2 * rows.length);
    expect(frames.length > 0).toBe(projection.kind !== 'pca');
    expect(await engine.projectFeatures('again', run, query)).toEqual(view);
  });

  test('stops when it is asked to', async () => {
    const query = { features, projection: { kind: 'tsne', perplexity: 20, seed: 2 } } as const;
    const asked = engine.projectFeatures('stopped', run, query);
    await engine.cancel('stopped');
    await expect(asked).rejects.toMatchObject({ code: 'engine/cancelled' });
  });
});
