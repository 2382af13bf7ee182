/** The check of an open dataset: what it finds, once and for all, in slices that can be cancelled. */

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { CallId, Progress } from '../../../core/contract/api';
import type { DatasetSpec } from '../../../core/contract/specs';
import { testEngine } from '../../helpers/engine';
import { smallSet } from '../../helpers/small-set';

it('finds what is wrong from part to part, and answers the same when asked again', async () => {
  const { engine, spec } = await smallSet([
    [[5, 4, 3, 2], 'down'],
    [[1, 99], 'up'],
  ]);
  const { handle } = await engine.openDataset('1', spec);
  const quality = await engine.checkQuality('2', handle);
  expect(quality.findings.map(({ code, part, severity, count }) => [code, part, severity, count])).toEqual([
    ['duplicates-across', 'test', 'problem', 1],
    ['one-member', 'train', 'warning', 1],
    ['out-of-range', 'test', 'warning', 1],
    ['lengths', 'train', 'note', 2],
    ['lengths', 'test', 'note', 1],
  ]);
  expect(quality.findings[0].places).toMatchObject([
    { id: '0', line: 6, original: { series: { part: 'train', index: 1 } } },
  ]);
  expect(await engine.checkQuality('3', handle)).toBe(quality);
});

it('tells of missing values also after they were filled, and of nothing where no series could be made', async () => {
  const { engine, folder } = await testEngine();
  await writeFile(join(folder, 'holes.csv'), 'x,y\n1,2\n,4\n3,inf\n4,8\n5,10\n');
  await writeFile(join(folder, 'ragged.csv'), 'x,y\n1,2\n3\n');
  const spec = (file: string, missing: DatasetSpec['missing']): DatasetSpec => ({
    source: { kind: 'file', file, test: 'none' },
    reading: {},
    missing,
    scaling: 'zscore',
  });
  const found = async (of: DatasetSpec): Promise<unknown[]> => {
    const { handle } = await engine.openDataset('1', of);
    const { findings } = await engine.checkQuality('2', handle);
    return findings.map(({ code, severity, count }) => [code, severity, count]);
  };
  expect(await found(spec('holes.csv', 'refuse'))).toEqual([
    ['missing', 'problem', 1],
    ['infinite', 'problem', 1],
  ]);
  expect(await found(spec('holes.csv', 'linear'))).toEqual([
    ['missing', 'note', 1],
    ['infinite', 'note', 1],
  ]);
  const ragged = await engine.openDataset('3', spec('ragged.csv', 'refuse'));
  expect(await engine.checkQuality('4', ragged.handle)).toEqual({ findings: [], checked: [] });
});

it('says how far it is and can be stopped, and asked for again', async () => {
  const told: Progress[] = [];
  let stop: ((call: CallId) => void) | null = (call) => void engine.cancel(call);
  const { engine, folder } = await testEngine({
    progress(call, progress) {
      if (progress.phase !== 'checking') return;
      told.push(progress);
      stop?.(call);
    },
  });
  const rows = Array.from({ length: 200_000 }, (_, step) => `${step % 977},${(step * 31) % 1009},${step % 13}`);
  await writeFile(join(folder, 'long.csv'), ['x,y,z', ...rows, ''].join('\n'));
  const { handle } = await engine.openDataset('1', {
    source: { kind: 'file', file: 'long.csv', test: 'none' },
    reading: { layout: 'recording', label: null, time: null, window: { length: 500, stride: 10 } },
    missing: 'refuse',
    scaling: 'none',
  });
  await expect(engine.checkQuality('2', handle)).rejects.toMatchObject({ code: 'engine/cancelled' });
  stop = null;
  const { checked } = await engine.checkQuality('3', handle);
  expect(checked).toEqual([{ part: 'train', values: 600_000, series: 19_951, seriesCompared: 19_951 }]);
  expect(told.length).toBeGreaterThan(1);
  expect(told.every(({ unit, total }) => unit === 'series' && total === 19_951)).toBe(true);
});

it('is made of open datasets alone', async () => {
  const { engine } = await testEngine();
  await expect(engine.checkQuality('1', 'dataset-9')).rejects.toMatchObject({
    code: 'engine/unknown-handle',
    params: { handle: 'dataset-9' },
  });
});
