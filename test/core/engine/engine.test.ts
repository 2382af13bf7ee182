/** The engine's promises: progress, cancel, the same bytes for the same seed, no leak from the test part. */

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Progress } from '../../../core/contract/api';
import { DEFAULT_FEATURES, DEFAULT_MODEL, type DatasetSpec, type ModelSpec } from '../../../core/contract/specs';
import { testEngine } from '../../helpers/engine';
import { SMALL_MODEL, smallSet, TEST, TRAIN, tsFile } from '../../helpers/small-set';

describe('a dataset with its twin', () => {
  it('finds the twin, counts both parts and fits the scaler on the training part', async () => {
    const { engine, spec } = await smallSet();
    const view = await engine.openDataset('1', spec);
    expect(view.problem).toBeNull();
    expect(view.train).toMatchObject({
      fileName: 'Small_TRAIN.ts',
      seriesCount: 3,
      minLength: 3,
      maxLength: 5,
      missing: 0,
    });
    expect(view.test).toMatchObject({ fileName: 'Small_TEST.ts', seriesCount: 2, minLength: 2, maxLength: 3 });
    expect(view.train?.classes).toEqual([
      { label: 'up', count: 2 },
      { label: 'down', count: 1 },
    ]);
    // Mean 39/12; population variance 147/12 - (39/12)^2.
    const mean = 39 / 12;
    expect(view.scaler?.channels[0].offset).toBeCloseTo(mean, 12);
    expect(view.scaler?.channels[0].scale).toBeCloseTo(Math.sqrt(147 / 12 - mean * mean), 12);
  });

  it('lets nothing of the test part into what is fitted', async () => {
    const first = await smallSet();
    const other = await smallSet([[[900, -900, 4, 4, 4, 4], 'down']]);
    const trained = async ({ engine, spec, read }: typeof first): Promise<[unknown, string, number[][]]> => {
      const dataset = await engine.openDataset('1', spec);
      const run = await engine.run('2', dataset.handle, SMALL_MODEL);
      await engine.exportFeatures('3', run.handle, DEFAULT_FEATURES, 'f.csv');
      const { scatter } = await engine.features(run.handle, DEFAULT_FEATURES);
      const points = scatter.points.filter(({ series }) => series.part === 'train').map(({ x, y }) => [x, y]);
      return [dataset.scaler, await read('f.csv'), points];
    };
    expect(await trained(first)).toEqual(await trained(other));
  });
});

describe('a run', () => {
  it('is the same bytes for the same seed and others for another', async () => {
    const { engine, spec, read } = await smallSet();
    const dataset = await engine.openDataset('1', spec);
    const save = async (model: ModelSpec, name: string): Promise<string> => {
      const run = await engine.run('2', dataset.handle, model);
      await engine.exportFeatures('3', run.handle, DEFAULT_FEATURES, name);
      return (await read(name)) + (await read(name.replace('.csv', '.provenance.json')));
    };
    const once = await save(SMALL_MODEL, 'a.csv');
    expect(await save(SMALL_MODEL, 'b.csv')).toBe(once);
    expect(await save({ ...SMALL_MODEL, seed: 2 }, 'c.csv')).not.toBe(once);
  });

  it('tells progress that never runs backwards and ends at the whole', async () => {
    const seen: Progress[] = [];
    const { engine } = await testEngine({ progress: (_, progress) => seen.push(progress) });
    const spec: DatasetSpec = {
      source: { kind: 'synthetic', generator: 'sine-square', series: 60, steps: 200, noise: 0.1, seed: 1 },
      reading: {},
      missing: 'refuse',
      scaling: 'none',
    };
    const dataset = await engine.openDataset('1', spec);
    seen.length = 0;
    const run = await engine.run('2', dataset.handle, { ...DEFAULT_MODEL, hidden: 48 });
    const running = seen.filter(({ phase }) => phase === 'running');
    expect(running.length).toBeGreaterThan(1);
    expect(running.every(({ total, unit }) => total === 120 && unit === 'series')).toBe(true);
    for (let at = 1; at < running.length; at++) expect(running[at].done).toBeGreaterThanOrEqual(running[at - 1].done);
    expect(run.seriesCount).toEqual({ train: 60, test: 60 });
  });

  it('tells progress of a whole job that never runs backwards, over all its phases', async () => {
    const seen: Progress[] = [];
    const { engine, folder } = await testEngine({ progress: (_, progress) => seen.push(progress) });
    await writeFile(join(folder, 'Small_TRAIN.ts'), tsFile(TRAIN));
    await writeFile(join(folder, 'Small_TEST.ts'), tsFile(TEST));
    await engine.runJob('1', {
      version: 1,
      task: 'features',
      dataset: {
        source: { kind: 'file', file: 'Small_TRAIN.ts', test: 'twin' },
        reading: {},
        missing: 'refuse',
        scaling: 'zscore',
      },
      model: SMALL_MODEL,
      features: DEFAULT_FEATURES,
      gates: { sequence: null },
      output: { file: 'a.csv', test: 'b.csv' },
    });
    expect(new Set(seen.map(({ phase }) => phase))).toEqual(new Set(['reading', 'weights', 'running', 'writing']));
    for (const [at, { phase, share, done }] of seen.entries()) {
      const before = seen[at - 1] ?? { phase, share: 0, done: 0 };
      expect(share).toBeGreaterThanOrEqual(before.share);
      if (phase === before.phase) expect(done).toBeGreaterThanOrEqual(before.done);
    }
    expect(seen.filter(({ phase }) => phase === 'writing').map(({ total }) => total)).toEqual([5]);
  });

  it('stops when it is cancelled and leaves the engine as it was', async () => {
    const { engine } = await testEngine({ progress: (call) => void (call === '2' && engineOf().cancel('2')) });
    const engineOf = (): typeof engine => engine;
    const spec: DatasetSpec = {
      source: { kind: 'synthetic', generator: 'sine-square', series: 2000, steps: 1000, noise: 0.1, seed: 1 },
      reading: {},
      missing: 'refuse',
      scaling: 'none',
    };
    const dataset = await engine.openDataset('1', spec);
    await expect(engine.run('2', dataset.handle, DEFAULT_MODEL)).rejects.toMatchObject({ code: 'engine/cancelled' });
    await expect(engine.seriesList(dataset.handle, 'train', 0, 1)).resolves.toMatchObject({ total: 2000 });
  });

  it('says before it starts what cannot run, and runs what can', async () => {
    const { engine } = await testEngine();
    const source = {
      kind: 'synthetic',
      generator: 'sine-square',
      series: 10_000,
      steps: 4,
      noise: 0,
      seed: 1,
    } as const;
    const dataset = await engine.openDataset('1', { source, reading: {}, missing: 'refuse', scaling: 'none' });
    const large: ModelSpec = { ...DEFAULT_MODEL, hidden: 1024, layers: 4 };
    expect((await engine.describeModel(large, dataset.handle)).problem).toMatchObject({ code: 'run/too-large' });
    await expect(engine.run('2', dataset.handle, large)).rejects.toMatchObject({ code: 'run/too-large' });
    const million = await engine.describeModel({ ...large, hidden: 1_000_000 }, dataset.handle);
    expect(million.problem).toMatchObject({ code: 'model/out-of-range', params: { name: 'hidden', max: 1024 } });
    await expect(engine.run('2', dataset.handle, { ...large, hidden: 0 })).rejects.toMatchObject({
      code: 'model/out-of-range',
    });
    await expect(engine.run('2', dataset.handle, { ...DEFAULT_MODEL, hidden: 1 })).resolves.toBeDefined();
  });
});
