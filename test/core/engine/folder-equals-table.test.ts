/** The same steps as files in a folder and as one long table: the same tensors, labels, times and findings. */

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Source } from '../../../core/contract/specs';
import { testEngine } from '../../helpers/engine';
import { openFiles, openSet, specOf, writeFiles } from '../../helpers/folders';
import { sharedFile } from '../../helpers/shared';

const CLASSES = {
  'walk/2.csv': 'x,y\n5,6\n7,8\n9,10\n',
  'walk/10.csv': 'x,y\n1,2\n3,4\n',
  'run/1.csv': 'x,y\n-1,0.5\n-2,1.5\n-3,2.5\n',
  'run/b.csv': 'y,x\n20,10\n21,11\n',
};

it('equals the same rows in one long table, value for value, whole and in windows', async () => {
  const { engine, folder, ...rest } = await openFiles(CLASSES);
  const rows = rest.series.flatMap(({ id, label, values: [x, y] }) =>
    x.map((value, step) => `${id},${label},${value},${y[step]}`),
  );
  await writeFile(join(folder, 'long.csv'), `id,label,x,y\n${rows.join('\n')}\n`);
  const made = { engine, folder, read: rest.read };
  for (const window of [null, { length: 2, stride: 1 }]) {
    const table = await openSet(made, specOf({ kind: 'file', file: 'long.csv', test: 'none' }, { window }));
    const files = await openSet(made, specOf({ kind: 'folder', folder: 'data' }, { window }));
    expect(files.series).toEqual(table.series);
    expect(files.view.train?.seriesCount).toBe(window === null ? 4 : 6);
  }
});

it('equals them in the labels of windows, in values filled by time, and in what is found of the times', async () => {
  const made = await testEngine();
  const steps = {
    a: ['0,1,calm', '1,,calm', '4,9,storm', '5,10,calm'],
    b: ['10,4,calm', '11,5,calm', '12,6,calm', '15,,storm', '16,9,calm'],
  };
  const rows = Object.entries(steps).flatMap(([id, lines]) => lines.map((line) => `${id},${line}`));
  await writeFiles(made.folder, {
    'long.csv': `id,time,x,label\n${rows.join('\n')}\n`,
    'data/a.csv': `time,x,label\n${steps.a.join('\n')}\n`,
    'data/b.csv': `time,x,label\n${steps.b.join('\n')}\n`,
  });
  for (const window of [null, { length: 3, stride: 1 }]) {
    for (const windowLabel of ['majority', 'last', 'any'] as const) {
      const reading = { window, windowLabel };
      const cured = (source: Source) => ({ ...specOf(source, reading), missing: 'linear' as const });
      const table = await openSet(made, cured({ kind: 'file', file: 'long.csv', test: 'none' }));
      const files = await openSet(made, cured({ kind: 'folder', folder: 'data' }));
      expect(files.series).toEqual(table.series);
      expect(files.view.train?.sampling).toEqual(table.view.train?.sampling);
      const found = await Promise.all([table, files].map(({ view }) => made.engine.checkQuality('check', view.handle)));
      const counts = found.map(({ findings }) => findings.map(({ code, count, of }) => ({ code, count, of })));
      expect(counts[1]).toEqual(counts[0]);
      expect(counts[0].map(({ code }) => code)).toContain('time-gaps');
    }
  }
  const whole = await openSet(made, { ...specOf({ kind: 'folder', folder: 'data' }), missing: 'linear' });
  expect(whole.series.map(({ values }) => values[0])).toEqual([
    [1, 3, 9, 10],
    [4, 5, 6, 8.25, 9],
  ]);
});

it('takes the folder of an archive as its training and its test file, value for value', async () => {
  const made = await testEngine();
  const archive = sharedFile('datasets/ItalyPowerDemand');
  for (const part of ['train', 'test'] as const) {
    const source: Source = { kind: 'file', file: join(archive, 'ItalyPowerDemand_TRAIN.ts'), test: 'twin' };
    const file = await openSet(made, specOf(source), part);
    const folder = await openSet(made, specOf({ kind: 'folder', folder: archive }), part);
    expect(folder.series.map(({ label, values }) => ({ label, values }))).toEqual(
      file.series.map(({ label, values }) => ({ label, values })),
    );
    const stem = `ItalyPowerDemand_${part.toUpperCase()}`;
    expect(folder.series.map(({ id }) => id)).toEqual(file.series.map(({ id }) => `${stem}:${id}`));
  }
});
