/** Synthetic sets through the engine: from a job file to features, with what is known of them. */

import { describe, expect, it } from 'vitest';
import type { WorkbenchError } from '../../../core/contract/errors';
import { DEFAULT_FEATURES, GENERATORS, type Job, type SyntheticSource } from '../../../core/contract/specs';
import { parametersOf, SYNTHETIC_DEFAULTS } from '../../../core/contract/synthetic';
import { jobText, parseJob } from '../../../core/engine/job';
import { translate } from '../../../core/locale/texts';
import { testEngine } from '../../helpers/engine';
import { SMALL_MODEL } from '../../helpers/small-set';
import { makeSet, valuesHash } from '../../helpers/synthetic';

function jobOf(source: SyntheticSource): Job {
  return {
    version: 1,
    task: 'features',
    dataset: { source, reading: {}, missing: 'refuse', scaling: 'zscore' },
    model: SMALL_MODEL,
    features: DEFAULT_FEATURES,
    gates: { sequence: null },
    output: { file: 'features.csv', test: 'features.test.csv' },
  };
}

describe.each(GENERATORS)('%s', (generator) => {
  const source = { ...SYNTHETIC_DEFAULTS[generator], series: 10 };

  it('comes back from a job file as it was', () => {
    expect(parseJob('job.json', jobText(jobOf(source)))).toEqual(jobOf(source));
  });

  it.each(parametersOf(generator).map(([name]) => name))('is refused in a job file for its %s', (name) => {
    const refusal = (change: object): unknown => {
      try {
        return parseJob('job.json', JSON.stringify(jobOf({ ...source, ...change })));
      } catch (thrown) {
        return (thrown as WorkbenchError).params;
      }
    };
    const field = `dataset.source.${name}`;
    for (const bad of [undefined, null, 'much', -1, 1e10]) expect(refusal({ [name]: bad })).toMatchObject({ field });
    expect(refusal({ [`${name}s`]: 1 })).toMatchObject({ field: `${field}s` });
  });

  it('gives features of every series, and says what is known', async () => {
    const { engine, read } = await testEngine();
    const views: Parameters<NonNullable<Parameters<typeof engine.runJob>[2]>>[0][] = [];
    await engine.runJob('1', jobOf(source), (view) => void views.push(view));
    const [{ problem, train, test, assumptions, understood }] = views;
    expect(problem).toBeNull();
    const made = makeSet(source);
    expect(train).toMatchObject({ fileName: `${generator}-train`, seriesCount: 10, sha256: valuesHash(made.train) });
    expect(test).toMatchObject({ fileName: `${generator}-test`, seriesCount: 10, sha256: valuesHash(made.test) });
    expect(understood.channels).toEqual(made.train.channels);
    for (const [name, part] of [
      ['features.csv', made.train],
      ['features.test.csv', made.test],
    ] as const) {
      const labels = (await read(name)).trimEnd().split('\n').slice(1);
      expect(labels.map((line) => line.split(',')[1])).toEqual(part.labels);
    }
    const [known] = assumptions;
    for (const language of ['en', 'zh-CN'] as const) {
      expect(translate(language, `data.assumed.${known.reason}`, known.params)).not.toMatch(/[{}]/);
    }
  });
});

describe('series of unequal lengths', () => {
  it('are cut into windows of one', async () => {
    const { engine } = await testEngine();
    const source = { ...SYNTHETIC_DEFAULTS.oscillators, series: 8 };
    const { dataset } = jobOf(source);
    const cut = { ...dataset, reading: { window: { length: 20, stride: 20 } } };
    const view = await engine.openDataset('1', cut);
    const windows = makeSet(source).train.lengths.reduce((sum, length) => sum + Math.floor(length / 20), 0);
    expect(view.train).toMatchObject({ seriesCount: windows, minLength: 20, maxLength: 20 });
    const long = { ...dataset, reading: { window: { length: 170, stride: 20 } } };
    expect((await engine.openDataset('2', long)).problem).toMatchObject({ code: 'data/series-too-short' });
  });
});

describe('a set that cannot be made', () => {
  it('is refused by the name of what is wrong', async () => {
    const { engine } = await testEngine();
    const { dataset } = jobOf({ ...SYNTHETIC_DEFAULTS.adding, shortest: 50, longest: 40 });
    await expect(engine.openDataset('1', dataset)).rejects.toMatchObject({
      code: 'data/synthetic',
      params: { name: 'longest', value: 40, min: 50, max: 10_000 },
    });
  });
});
