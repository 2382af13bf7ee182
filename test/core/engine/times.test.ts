/** Time stamps from files to what the model sees: both parts alike, and every cure a part of what is told. */

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DatasetSpec, ReadingSpec } from '../../../core/contract/specs';
import type { DatasetView, Part } from '../../../core/contract/views';
import { testEngine } from '../../helpers/engine';
import { SMALL_MODEL } from '../../helpers/small-set';

type Given = Partial<Omit<DatasetSpec, 'source'>>;

async function opened(files: Record<string, string>, given: Given = {}) {
  const { engine, folder } = await testEngine();
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const [file] = Object.keys(files);
  const open = (spec: Given): Promise<DatasetView> =>
    engine.openDataset('1', {
      source: { kind: 'file', file, test: 'twin' },
      reading: {},
      missing: 'refuse',
      scaling: 'none',
      ...spec,
    });
  const view = await open(given);
  const values = async (part: Part, channel = 0, dataset = view) => {
    const query = { series: [{ part, index: 0 }], channels: [channel], from: 0, to: 1000, width: 1000, scaled: false };
    const { lines } = await engine.seriesChart(dataset.handle, query);
    return [...lines[0].envelope.max];
  };
  return { engine, view, open, values };
}

const table = (...rows: string[]) => ['time,x', ...rows, ''].join('\n');
const dirty = table('0,0', '4,8', '1,2', '2,4', '2,6');

describe('a test part', () => {
  it('is read in the form of the training part and resampled at its step', async () => {
    const reading: ReadingSpec = { timeGaps: 'resample' };
    const { view, values } = await opened(
      {
        'days_TRAIN.csv': table('10/01/2024,0', '11/01/2024,1', '12/01/2024,2', '13/01/2024,3'),
        'days_TEST.csv': table('01/02/2024,0', '03/02/2024,4', '05/02/2024,8', '07/02/2024,12'),
      },
      { reading },
    );
    expect(view.problem).toBeNull();
    expect(view.understood).toMatchObject({ timeForm: 'day-month-year', timeStep: 86_400 });
    expect(view.train!.sampling).toMatchObject({ step: 86_400 });
    expect(view.test!.sampling).toMatchObject({ step: 172_800 });
    expect(await values('test')).toEqual([0, 2, 4, 6, 8, 10, 12]);
  });
});

describe('what is done about time', () => {
  it('is told, charted, checked and run', async () => {
    const reading: ReadingSpec = { timeOrder: 'sort', timeDuplicates: 'average', timeGaps: 'channel' };
    const { engine, view, values } = await opened({ 'dirty.csv': dirty }, { reading });
    expect(view.understood).toMatchObject({ ...reading, timeForm: 'number', channels: ['x'] });
    expect(view.channels).toEqual(['x', 'time gap']);
    expect(await values('train', 0)).toEqual([0, 2, 5, 8]);
    expect(await values('train', 1)).toEqual([0, 1, 1, 2]);
    const { findings } = await engine.checkQuality('2', view.handle);
    const told = findings.map(({ code, severity, facts }) => [code, severity, facts.cure]);
    expect(told).toEqual(
      expect.arrayContaining([
        ['unordered-times', 'note', 'sort'],
        ['duplicate-times', 'note', 'average'],
        ['time-gaps', 'note', 'channel'],
      ]),
    );
    const run = await engine.run('3', view.handle, SMALL_MODEL);
    expect(run.model.input).toBe(2);
  });

  it('makes another run of the same file', async () => {
    const { engine, view, open } = await opened({ 'dirty.csv': dirty });
    const hashes = [];
    for (const reading of [{}, { timeOrder: 'sort' }, { timeDuplicates: 'first' }, { timeGaps: 'resample' }] as const) {
      const dataset = await open({ reading });
      hashes.push((await engine.run('3', dataset.handle, SMALL_MODEL)).specHash);
    }
    expect(new Set(hashes).size).toBe(4);
    expect(view.train!.sampling).toEqual({ unit: 'own', step: 1, shortest: 1, longest: 1 });
  });

  it('fills what is missing by time, and leaves no time behind where nothing is missing', async () => {
    const { values } = await opened({ 'holes.csv': table('0,0', '1,?', '4,8') }, { missing: 'linear' });
    expect(await values('train')).toEqual([0, 2, 8]);
  });

  it('leaves the table to look at where it cannot be done', async () => {
    const { view } = await opened({ 'wide.csv': '1,2,3\n4,5,6\n' }, { reading: { layout: 'wide', timeOrder: 'sort' } });
    expect(view.problem).toEqual({ code: 'data/no-time-column', params: { file: 'wide.csv' } });
    expect(view.columns).toHaveLength(3);
  });
});
