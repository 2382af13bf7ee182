/** A job's refusals: before any work, and with nothing overwritten. */

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_FEATURES, DEFAULT_MODEL, type FeaturesSpec, type Job } from '../../../core/contract/specs';
import { testEngine, type TestEngine } from '../../helpers/engine';

const DATA = 'a,b\n1,2\n3,4\n5,7\n';

async function withData(text = DATA): Promise<TestEngine> {
  const engine = await testEngine();
  for (const name of ['data.csv', 'more.csv']) await writeFile(join(engine.folder, name), text);
  return engine;
}

function job(output: Job['output'], change: Partial<Job> = {}): Job {
  return {
    version: 1,
    task: 'features',
    dataset: {
      source: { kind: 'file', file: 'data.csv', test: { file: 'more.csv' } },
      reading: {},
      missing: 'refuse',
      scaling: 'zscore',
    },
    model: { ...DEFAULT_MODEL, hidden: 2 },
    features: DEFAULT_FEATURES,
    gates: { sequence: null },
    output,
    ...change,
  };
}

describe('a job', () => {
  it.each([
    ['over its data', { file: './data.csv', test: null }, 'data.csv'],
    ['over its test data', { file: 'out.csv', test: 'more.csv' }, 'more.csv'],
    ['both parts to one file', { file: 'out.csv', test: './out.csv' }, 'out.csv'],
    ['both provenances to one file', { file: 'out.train', test: 'out.test' }, 'out.provenance.json'],
  ])('does not write %s', async (_, output, file) => {
    const { engine, read } = await withData();
    await expect(engine.runJob('1', job(output))).rejects.toMatchObject({ code: 'export/same-file', params: { file } });
    expect([await read('data.csv'), await read('more.csv')]).toEqual([DATA, DATA]);
  });

  it.each<[string, FeaturesSpec, string]>([
    ['no pooling', { poolings: [], layers: 'all' }, 'features/no-pooling'],
    ['a layer that the model does not have', { poolings: ['last'], layers: [1] }, 'model/out-of-range'],
  ])('with %s is refused before it runs', async (_, features, code) => {
    const phases = new Set<string>();
    const { engine, folder } = await testEngine({ progress: (_call, { phase }) => phases.add(phase) });
    for (const name of ['data.csv', 'more.csv']) await writeFile(join(folder, name), DATA);
    const refused = engine.runJob('1', job({ file: 'out.csv', test: null }, { features }));
    await expect(refused).rejects.toMatchObject({ code });
    expect([...phases]).toEqual(['reading']);
  });

  it.each([
    ['whose mean has no float64', 'a\n1e308\n1.5e308\n1e308\n', 'zscore'],
    ['too large for float32', 'a\n1\n1e39\n2\n', 'none'],
  ] as const)('makes no features of values %s', async (_, text, scaling) => {
    const { engine } = await withData(text);
    const dataset = { ...job({ file: '', test: null }).dataset, scaling };
    for (const task of ['features', 'gates'] as const) {
      const refused = engine.runJob('1', job({ file: 'out.csv', test: null }, { task, dataset }));
      await expect(refused).rejects.toMatchObject({
        code: 'run/not-finite',
        params: { part: 'train', series: '0' },
      });
    }
  });
});
