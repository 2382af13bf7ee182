/** A folder of recordings is divided by its files, or within each in time, and never between two windows of one stretch. */

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SPLIT, type DatasetSpec } from '../../../core/contract/specs';
import type { DatasetView, Part } from '../../../core/contract/views';
import { testEngine } from '../../helpers/engine';

const STEPS = 20;

/** Six recordings in two folders by class; every value of them all is another. */
async function walks(given: Partial<DatasetSpec>, withLabels = false) {
  const { engine, folder } = await testEngine();
  for (const [at, id] of ['run/a', 'run/b', 'run/c', 'walk/a', 'walk/b', 'walk/c'].entries()) {
    await mkdir(join(folder, 'set', id.split('/')[0]), { recursive: true });
    const rows = Array.from({ length: STEPS }, (_, step) => {
      const label = withLabels ? `,${step < 16 ? 'calm' : 'wild'}` : '';
      return `${at * STEPS + step}${label}`;
    });
    const text = [withLabels ? 'x,label' : 'x', ...rows].join('\n');
    await writeFile(join(folder, 'set', `${id}.csv`), text);
  }
  const view = await engine.openDataset('1', {
    source: { kind: 'folder', folder: 'set' },
    reading: { window: { length: 4, stride: 1 } },
    missing: 'refuse',
    scaling: 'none',
    ...given,
  });
  const steps = async (part: Part): Promise<Set<number>> => {
    const { rows } = await engine.seriesList(view.handle, part, 0, 1000);
    const all = new Set<number>();
    for (const { index } of rows) {
      const query = { series: [{ part, index }], channels: [0], from: 0, to: STEPS, width: 100, scaled: false };
      const { lines } = await engine.seriesChart(view.handle, query);
      for (const value of lines[0].envelope.max) all.add(value);
    }
    return all;
  };
  const list = async (part: Part) => (await engine.seriesList(view.handle, part, 0, 1000)).rows;
  return { view, steps, list };
}

function classesOf(view: DatasetView, part: Part): Record<string, number> {
  return Object.fromEntries(view[part]!.classes.map(({ label, count }) => [label, count]));
}

describe('a folder of recordings', () => {
  it('is divided by whole files, each class alike', async () => {
    const { view, steps, list } = await walks({ split: { ...DEFAULT_SPLIT, test: 1 / 3 } });
    expect(view.problem).toBeNull();
    expect([classesOf(view, 'train'), classesOf(view, 'test')]).toEqual([
      { run: 34, walk: 34 },
      { run: 17, walk: 17 },
    ]);
    const [train, test] = [await steps('train'), await steps('test')];
    expect(test.size).toBe(2 * STEPS);
    expect([...train].filter((step) => test.has(step))).toEqual([]);
    const files = new Set((await list('test')).map(({ id }) => id.slice(0, id.lastIndexOf(':'))));
    expect(files.size).toBe(2);
  });

  it('is divided in time within each file, and windows are numbered on', async () => {
    const { view, steps, list } = await walks({ split: { ...DEFAULT_SPLIT, by: 'time', test: 0.3, gap: 2 } });
    expect(view.problem).toBeNull();
    const [train, test] = [await steps('train'), await steps('test')];
    expect([...test].map((value) => value % STEPS).every((step) => step >= 14)).toBe(true);
    expect([...train].map((value) => value % STEPS).every((step) => step < 12)).toBe(true);
    const [inTrain, inTest] = [await list('train'), await list('test')];
    expect([inTrain.length, inTest.length]).toEqual([6 * 9, 6 * 3]);
    expect(inTest.slice(0, 3).map(({ id }) => id.slice(id.lastIndexOf(':')))).toEqual([':9', ':10', ':11']);
    expect(inTest.map(({ label }) => label)).toEqual([
      ...Array<string>(9).fill('run'),
      ...Array<string>(9).fill('walk'),
    ]);
  });

  it('keeps the labels of steps, where files have them', async () => {
    const source = { kind: 'folder', folder: 'set', labelFrom: 'column' } as const;
    const { view, list } = await walks({ source, split: { ...DEFAULT_SPLIT, by: 'time', test: 0.3 } }, true);
    expect(view.problem).toBeNull();
    expect(view.understood).toMatchObject({ label: 'label', labelAs: 'class', windowLabel: 'majority' });
    // Steps 14 to 19 are tested: windows of steps 14 to 17, 15 to 18 and 16 to 19, of which two, three and four are wild.
    expect((await list('test')).slice(0, 3).map(({ label }) => label)).toEqual(['calm', 'wild', 'wild']);
  });
});
