/** The engine's promises: progress, cancel, no leak from the test part, provenance, views that fit the data. */

import { createHash } from 'node:crypto';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Progress } from '../../../core/contract/api';
import {
  DEFAULT_FEATURES,
  DEFAULT_MODEL,
  type DatasetSpec,
  type ModelSpec,
  POOLINGS,
} from '../../../core/contract/specs';
import { parseCsv, testEngine, type TestEngine } from '../../helpers/engine';

const SMALL_MODEL: ModelSpec = { ...DEFAULT_MODEL, hidden: 6 };

function tsFile(series: [values: number[], label: string][]): string {
  const head = '@problemName Small\n@timeStamps false\n@univariate true\n@classLabel true up down\n@data\n';
  return head + series.map(([values, label]) => `${values.join(',')}:${label}`).join('\n') + '\n';
}

const TRAIN: [number[], string][] = [
  [[1, 2, 3, 4, 5], 'up'],
  [[5, 4, 3, 2], 'down'],
  [[2, 3, 5], 'up'],
];
const TEST: [number[], string][] = [
  [[9, 8, 7], 'down'],
  [[1, 9], 'up'],
];

async function smallSet(test: [number[], string][] = TEST): Promise<TestEngine & { spec: DatasetSpec }> {
  const engine = await testEngine();
  await writeFile(join(engine.folder, 'Small_TRAIN.ts'), tsFile(TRAIN));
  await writeFile(join(engine.folder, 'Small_TEST.ts'), tsFile(test));
  const spec: DatasetSpec = {
    source: { kind: 'file', file: 'Small_TRAIN.ts', test: 'twin' },
    reading: {},
    missing: 'refuse',
    scaling: 'zscore',
  };
  return { ...engine, spec };
}

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

describe('exports', () => {
  it('writes both parts, each with a provenance that hashes what was read and written', async () => {
    const { engine, spec, read } = await smallSet();
    const dataset = await engine.openDataset('1', spec);
    const run = await engine.run('2', dataset.handle, SMALL_MODEL);
    const report = await engine.exportFeatures('3', run.handle, { poolings: ['last', 'cell'], layers: 'all' }, 'f.csv');
    expect(report.files).toEqual(['f.csv', 'f.provenance.json', 'f.test.csv', 'f.test.provenance.json']);
    const rows = parseCsv(await read('f.csv'));
    expect(rows.map(({ sequence, label }) => [sequence, label])).toEqual([
      ['0', 'up'],
      ['1', 'down'],
      ['2', 'up'],
    ]);
    expect(Object.keys(rows[0])).toHaveLength(2 + 2 * 2 * 6);
    expect(Object.keys(rows[0]).slice(0, 4)).toEqual([
      'sequence',
      'label',
      'h__l0__fwd__u0__last',
      'h__l0__fwd__u1__last',
    ]);
    expect(Object.keys(rows[0])).toContain('c__l0__bwd__u5__last');
    const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
    const provenance = JSON.parse(await read('f.test.provenance.json'));
    expect(provenance).toMatchObject({
      workbench: 'test',
      kernel: 'reference',
      export: { task: 'features', part: 'test' },
      model: SMALL_MODEL,
      files: [
        { fileName: 'Small_TRAIN.ts', sha256: sha256(tsFile(TRAIN)) },
        { fileName: 'Small_TEST.ts', sha256: sha256(tsFile(TEST)) },
      ],
      output: { rows: 2, sha256: sha256(await read('f.test.csv')) },
    });
    expect(JSON.stringify(provenance)).not.toContain('/');
  });

  it('cuts made series into windows too, or says why not', async () => {
    const { engine } = await testEngine();
    const source = { kind: 'synthetic', generator: 'sine-square', series: 4, steps: 50, noise: 0, seed: 1 } as const;
    const spec: DatasetSpec = {
      source,
      reading: { window: { length: 20, stride: 10 } },
      missing: 'refuse',
      scaling: 'none',
    };
    const view = await engine.openDataset('1', spec);
    expect(view.understood.window).toEqual({ length: 20, stride: 10 });
    expect(view.train).toMatchObject({ seriesCount: 4 * 4, minLength: 20, maxLength: 20 });
    expect(view.train?.classes.map(({ count }) => count)).toEqual([8, 8]);
    const { rows } = await engine.seriesList(view.handle, 'train', 0, 5);
    expect(rows.map(({ id }) => id)).toEqual(['0:0', '0:1', '0:2', '0:3', '1:0']);
    const short = await engine.openDataset('2', { ...spec, reading: { window: { length: 51, stride: 1 } } });
    expect(short.problem).toMatchObject({ code: 'data/series-too-short', params: { length: 50, window: 51 } });
  });

  it('writes no job in part: one that wants a test part which is not there is refused', async () => {
    const { engine, folder } = await testEngine();
    const job = {
      version: 1,
      task: 'features',
      dataset: { source: { kind: 'sample', id: 'article' }, reading: {}, missing: 'refuse', scaling: 'none' },
      model: SMALL_MODEL,
      features: DEFAULT_FEATURES,
      gates: { sequence: null },
      output: { file: 'a.csv', test: 'b.csv' },
    } as const;
    await expect(engine.runJob('1', { ...job, features: { ...DEFAULT_FEATURES } })).rejects.toMatchObject({
      code: 'data/no-test-part',
    });
    expect(await readdir(folder)).toEqual([]);
  });

  it('needs at least one pooling', async () => {
    const { engine, spec } = await smallSet();
    const dataset = await engine.openDataset('1', spec);
    const run = await engine.run('2', dataset.handle, SMALL_MODEL);
    await expect(engine.features(run.handle, { poolings: [], layers: 'all' })).rejects.toMatchObject({
      code: 'features/no-pooling',
    });
  });
});

describe('views', () => {
  it('shows a unit at a step with sums that make its gates', async () => {
    const { engine, spec } = await smallSet();
    const dataset = await engine.openDataset('1', spec);
    const run = await engine.run('2', dataset.handle, { ...SMALL_MODEL, layers: 2 });
    const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));
    const total = (sum: { input: number; recurrent: number; bias: number }): number =>
      sum.input + sum.recurrent + sum.bias;
    for (const layer of [0, 1]) {
      for (const direction of ['fwd', 'bwd'] as const) {
        for (const step of [0, 2, 4]) {
          const view = await engine.step(run.handle, {
            series: { part: 'train', index: 0 },
            layer,
            direction,
            step,
            unit: 3,
          });
          expect(view.i).toBeCloseTo(sigmoid(total(view.sums.i)), 6);
          expect(view.f).toBeCloseTo(sigmoid(total(view.sums.f)), 6);
          expect(view.g).toBeCloseTo(Math.tanh(total(view.sums.g)), 6);
          expect(view.o).toBeCloseTo(sigmoid(total(view.sums.o)), 6);
          expect(view.c).toBeCloseTo(view.f * view.cPrevious + view.i * view.g, 6);
          expect(view.h).toBeCloseTo(view.o * Math.tanh(view.c), 6);
        }
      }
    }
    const start = { series: { part: 'train', index: 0 }, layer: 0, unit: 0 } as const;
    expect(await engine.step(run.handle, { ...start, direction: 'fwd', step: 0 })).toMatchObject({
      cPrevious: 0,
      hPrevious: 0,
    });
    expect(await engine.step(run.handle, { ...start, direction: 'bwd', step: 4 })).toMatchObject({
      cPrevious: 0,
      hPrevious: 0,
    });
  });

  it('fits the heatmaps to the pixels and the scale to the quantity', async () => {
    const { engine, spec } = await smallSet();
    const dataset = await engine.openDataset('1', spec);
    const run = await engine.run('2', dataset.handle, SMALL_MODEL);
    const query = {
      series: { part: 'train', index: 0 },
      layer: 0,
      direction: 'fwd',
      from: -5,
      to: 99,
      width: 3,
      units: [2],
    } as const;
    const view = await engine.gates('3', run.handle, { ...query, units: [2] });
    expect(view).toMatchObject({ from: 0, to: 5, length: 5, stepsPerColumn: 2, id: '0', label: 'up' });
    expect(view.heatmaps.map(({ quantity }) => quantity)).toEqual(['i', 'f', 'g', 'o', 'c', 'h']);
    for (const map of view.heatmaps) {
      expect(map.cells).toHaveLength(6 * 3);
      expect([map.low, map.scale]).toEqual(
        ['i', 'f', 'o'].includes(map.quantity) ? [0, 'sequential'] : [-map.high, 'diverging'],
      );
    }
    expect(view.traces.map(({ unit, quantity }) => `${unit}${quantity}`)).toEqual(['2i', '2f', '2g', '2o', '2c', '2h']);
  });

  it('sorts and pages the feature table by any column', async () => {
    const { engine, spec } = await smallSet();
    const dataset = await engine.openDataset('1', spec);
    const run = await engine.run('2', dataset.handle, SMALL_MODEL);
    const features = { poolings: [...POOLINGS], layers: 'all' as const };
    const { columns, rows } = await engine.features(run.handle, features);
    expect(rows).toBe(5);
    const query = {
      spec: features,
      first: 1,
      count: 2,
      firstColumn: 3,
      columnCount: 2,
      sortBy: columns[3].name,
      descending: true,
    };
    const page = await engine.featuresPage(run.handle, query);
    const all = await engine.featuresPage(run.handle, { ...query, first: 0, count: 99 });
    const values = all.rows.map((row) => row.values[0]);
    expect(values).toEqual([...values].sort((a, b) => b - a));
    expect(page.rows).toEqual(all.rows.slice(1, 3));
    expect(Math.max(...values)).toBeCloseTo(columns[3].max, 6);
  });

  it('sorts ids that are numbers before those that are not, in whatever order they come', async () => {
    const { engine, folder } = await testEngine();
    const ids = ['2', '1a', '10', '9', 'b', '1b', '1'];
    await writeFile(join(folder, 'ids.csv'), `id,x\n${ids.map((id) => `${id},1\n${id},2\n`).join('')}`);
    const { handle } = await engine.openDataset('1', {
      source: { kind: 'file', file: 'ids.csv', test: 'none' },
      reading: { layout: 'long', series: 'id' },
      missing: 'refuse',
      scaling: 'none',
    });
    const run = await engine.run('2', handle, SMALL_MODEL);
    const query = {
      first: 0,
      count: 9,
      firstColumn: 0,
      columnCount: 1,
      sortBy: 'sequence',
      descending: false,
    } as const;
    const { rows } = await engine.featuresPage(run.handle, { ...query, spec: DEFAULT_FEATURES });
    expect(rows.map(({ id }) => id)).toEqual(['1', '2', '9', '10', '1a', '1b', 'b']);
  });

  it('knows no handle that it has not given or has closed', async () => {
    const { engine, spec } = await smallSet();
    const dataset = await engine.openDataset('1', spec);
    await engine.closeDataset(dataset.handle);
    await expect(engine.tablePage(dataset.handle, 'train', 0, 1)).rejects.toMatchObject({
      code: 'engine/unknown-handle',
    });
  });
});
