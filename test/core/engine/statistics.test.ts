/** Statistics and class means of an open dataset: of both parts, cut to the chart's width, scaled, kept, and stopped. */

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { CallId, Progress } from '../../../core/contract/api';
import { testEngine } from '../../helpers/engine';
import { smallSet } from '../../helpers/small-set';

it('are of both parts, and the same when they are asked for again', async () => {
  const { engine, spec } = await smallSet();
  const { handle } = await engine.openDataset('1', spec);
  const view = await engine.statistics('2', handle);
  // Training: 1 2 3 4 5 and 2 3 5 up, 5 4 3 2 down; test: 9 8 7 down and 1 9 up.
  const [train, test] = view.parts;
  expect(train.classes).toEqual([
    { label: 'up', series: 2 },
    { label: 'down', series: 1 },
  ]);
  expect([...train.rows.count]).toEqual([12, 8, 4]);
  expect([...train.rows.mean]).toEqual([3.25, 3.125, 3.5]);
  expect([...train.rows.median]).toEqual([3, 3, 3.5]);
  expect(test.classes.map(({ label }) => label)).toEqual(['down', 'up']);
  expect([...test.rows.max]).toEqual([9, 9, 9]);
  expect(await engine.statistics('3', handle)).toBe(view);
});

it('follow the classes step by step, each series to its end', async () => {
  const { engine, spec } = await smallSet();
  const { handle, scaler } = await engine.openDataset('1', spec);
  const ask = (width: number, scaled = false) =>
    engine.classMeans('2', handle, { part: 'train', channel: 0, width, scaled });
  const view = await ask(100);
  expect(view).toMatchObject({ length: 5, stepsPerColumn: 1, classCount: 2, every: 1 });
  const [up, down] = view.classes;
  expect([...up.mean]).toEqual([1.5, 2.5, 4, 4, 5]);
  expect([...up.sd]).toEqual([0.5, 0.5, 1, 0, 0]);
  expect([...up.most]).toEqual([2, 2, 2, 1, 1]);
  expect([...down.mean]).toEqual([5, 4, 3, 2, NaN]);
  expect([...down.most]).toEqual([1, 1, 1, 1, 0]);

  // Two columns: the steps 0 1 2 with 1 2 3 and 2 3 5 up, and the steps 3 4 with 4 5.
  const narrow = await ask(2);
  expect(narrow).toMatchObject({ stepsPerColumn: 3 });
  expect(narrow.classes[0].mean[0]).toBeCloseTo(16 / 6, 14);
  expect(narrow.classes[0].sd[0]).toBeCloseTo(Math.sqrt(52 / 6 - (16 / 6) ** 2), 14);
  expect(narrow.classes[0].mean[1]).toBe(4.5);
  expect(narrow.classes.map(({ fewest, most }) => [[...fewest], [...most]])).toEqual([
    [
      [2, 1],
      [2, 1],
    ],
    [
      [1, 0],
      [1, 1],
    ],
  ]);

  const [{ offset, scale }] = scaler!.channels;
  const scaled = (await ask(100, true)).classes[0];
  expect(scaled.mean[2]).toBeCloseTo((4 - offset) / scale, 12);
  expect(scaled.sd[2]).toBeCloseTo(1 / scale, 12);
  await expect(
    engine.classMeans('3', handle, { part: 'train', channel: 1, width: 9, scaled: false }),
  ).rejects.toMatchObject({ code: 'model/out-of-range', params: { name: 'channel', value: 1 } });
});

it('say how far they are and can be stopped, and asked for again', async () => {
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
  const query = { part: 'train', channel: 0, width: 300, scaled: false } as const;
  await expect(engine.statistics('2', handle)).rejects.toMatchObject({ code: 'engine/cancelled' });
  await expect(engine.classMeans('3', handle, query)).rejects.toMatchObject({ code: 'engine/cancelled' });
  stop = null;
  const { parts } = await engine.statistics('4', handle);
  expect(parts[0].rows.count).toEqual(Float64Array.of(200_000, 200_000, 200_000));
  const { classes, stepsPerColumn } = await engine.classMeans('5', handle, query);
  expect([classes.length, classes[0].series, stepsPerColumn]).toEqual([1, 19_951, 2]);
  expect(told.length).toBeGreaterThan(3);
});
