/** Missing values in an open dataset: refused by the run, shown as gaps, and told of when they were filled. */

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { DEFAULT_MODEL, type DatasetSpec, type MissingCure } from '../../../core/contract/specs';
import { testEngine } from '../../helpers/engine';

async function holes(missing: MissingCure) {
  const { engine, folder } = await testEngine();
  await writeFile(join(folder, 'holes.csv'), 'x,y\n1,2\n,4\n3,inf\n4,8\n5,10\n');
  const spec: DatasetSpec = {
    source: { kind: 'file', file: 'holes.csv', test: 'none' },
    reading: {},
    missing,
    scaling: 'none',
  };
  const view = await engine.openDataset('1', spec);
  const chart = await engine.seriesChart(view.handle, {
    series: [{ part: 'train', index: 0 }],
    channels: [0, 1],
    from: 0,
    to: 5,
    width: 100,
    scaled: false,
  });
  return { engine, view, lines: chart.lines.map(({ envelope }) => [...envelope.max]) };
}

it('can be looked at with their gaps, and not run, while they are refused', async () => {
  const { engine, view, lines } = await holes('refuse');
  expect(view.problem).toMatchObject({ code: 'data/not-finite', params: { count: 2, line: 3, channel: 'x' } });
  expect(lines).toEqual([
    [1, NaN, 3, 4, 5],
    [2, 4, NaN, 8, 10],
  ]);
  const refused = engine.run('2', view.handle, { ...DEFAULT_MODEL, hidden: 4 });
  await expect(refused).rejects.toMatchObject({ code: 'data/not-finite' });
});

it('are filled when that is asked for, which a warning says', async () => {
  const { view, lines } = await holes('linear');
  expect(view.problem).toBeNull();
  expect(view.warnings).toMatchObject([{ code: 'data/filled', params: { file: 'holes.csv', count: 2 } }]);
  expect(lines).toEqual([
    [1, 2, 3, 4, 5],
    [2, 4, 6, 8, 10],
  ]);
});

it('are filled in the test part with the means of the training part', async () => {
  const { engine, folder } = await testEngine();
  await writeFile(join(folder, 'm_TRAIN.csv'), 'x,y\n1,2\n,4\n3,6\n');
  await writeFile(join(folder, 'm_TEST.csv'), 'x,y\n50,1\n,100\n70,3\n');
  const view = await engine.openDataset('1', {
    source: { kind: 'file', file: 'm_TRAIN.csv', test: 'twin' },
    reading: { layout: 'recording', label: null, time: null },
    missing: 'mean',
    scaling: 'none',
  });
  for (const [part, values] of [
    ['train', [1, 2, 3]],
    ['test', [50, 2, 70]],
  ] as const) {
    const query = { series: [{ part, index: 0 }], channels: [0], from: 0, to: 3, width: 100, scaled: false };
    const { lines } = await engine.seriesChart(view.handle, query);
    expect([...lines[0].envelope.max]).toEqual(values);
  }
});
