/** Exports: both parts, their provenance, and what is refused before anything is written. */

import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { DEFAULT_FEATURES, type DatasetSpec } from '../../../core/contract/specs';
import { parseCsv, testEngine } from '../../helpers/engine';
import { SMALL_MODEL, TEST, TRAIN, smallSet, tsFile } from '../../helpers/small-set';

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
