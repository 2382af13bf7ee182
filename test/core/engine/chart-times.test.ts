/** Charts tell the times of steps that are equally far apart, whichever part, window or file they come to lie in. */

import { describe, expect, it } from 'vitest';
import { DEFAULT_SPLIT, type DatasetSpec, type Source } from '../../../core/contract/specs';
import type { SeriesRef } from '../../../core/contract/views';
import { testEngine } from '../../helpers/engine';
import { writeFiles } from '../../helpers/folders';

const HOUR = 3600;
/** 2024-01-01 00:00 UTC. */
const NEW_YEAR = 1_704_067_200;

/** So many hours of values; `gap` leaves the hour after it out. */
function hours(count: number, { from = 0, gap = -1, id = '' } = {}): string {
  const rows = Array.from({ length: count }, (_, at) => {
    const time = new Date((NEW_YEAR + (from + at + (gap >= 0 && at > gap ? 1 : 0)) * HOUR) * 1000);
    return `${id}${time.toISOString().slice(0, 16).replace('T', ' ')},${at}`;
  });
  return `${rows.join('\n')}\n`;
}

async function opened(files: Record<string, string>, given: Partial<DatasetSpec> = {}) {
  const made = await testEngine();
  await writeFiles(made.folder, files);
  const [file] = Object.keys(files);
  const source: Source = { kind: 'file', file, test: 'none' };
  const view = await made.engine.openDataset('1', {
    source,
    reading: {},
    missing: 'refuse',
    scaling: 'none',
    ...given,
  });
  const clock = async (...series: SeriesRef[]) => {
    const query = { series, channels: [0], from: 0, to: 100, width: 100, scaled: false };
    return (await made.engine.seriesChart(view.handle, query)).clock;
  };
  return { ...made, view, clock };
}

const train = (index: number): SeriesRef => ({ part: 'train', index });

describe('the times of a chart', () => {
  it('begin where its window does, in both parts', async () => {
    const { view, clock } = await opened(
      { 'a.csv': `time,x\n${hours(40)}` },
      {
        reading: { window: { length: 5, stride: 5 } },
        split: { ...DEFAULT_SPLIT, by: 'time', test: 0.5, gap: 0 },
      },
    );
    const at = (step: number) => ({ form: 'iso', unit: 'seconds', first: NEW_YEAR + step * HOUR, step: HOUR });
    expect(await clock(train(2))).toEqual(at(10));
    expect(await clock({ part: 'test', index: 1 })).toEqual(at(25));
    expect(view.assumptions).toContainEqual({
      setting: 'split',
      reason: 'test-begins-at',
      params: { step: 20, time: '2024-01-01 20:00' },
    });
  });

  it('are told of several series only where all have the same', async () => {
    const rows = hours(6, { id: 'a,' }) + hours(6, { id: 'b,' }) + hours(6, { id: 'c,', from: 9 });
    const { view, clock } = await opened(
      { 'a.csv': `id,time,x\n${rows}` },
      { split: { ...DEFAULT_SPLIT, by: 'time', test: 0.5, gap: 0 } },
    );
    expect(await clock(train(0), train(1))).toMatchObject({ first: NEW_YEAR });
    expect(await clock(train(2))).toMatchObject({ first: NEW_YEAR + 9 * HOUR });
    expect(await clock(train(0), train(2))).toBeUndefined();
    expect(view.assumptions).toContainEqual({
      setting: 'split',
      reason: 'test-begins-between',
      params: { first: '2024-01-01 03:00', last: '2024-01-01 12:00' },
    });
  });

  it('are those of resampled steps, and none where steps are unequal', async () => {
    const gaps = { 'a.csv': `time,x\n${hours(9, { gap: 4 })}` };
    expect(await (await opened(gaps)).clock(train(0))).toBeUndefined();
    const resampled = await opened(gaps, { reading: { timeGaps: 'resample' } });
    expect(await resampled.clock(train(0))).toMatchObject({ first: NEW_YEAR, step: HOUR });
  });

  it('are those of each file in a folder', async () => {
    const made = await testEngine();
    const files = { 'data/a.csv': `time,x\n${hours(6)}`, 'data/b.csv': `time,x\n${hours(4, { from: 30 })}` };
    await writeFiles(made.folder, files);
    const source: Source = { kind: 'folder', folder: 'data' };
    const view = await made.engine.openDataset('1', { source, reading: {}, missing: 'refuse', scaling: 'none' });
    const query = { series: [train(1)], channels: [0], from: 0, to: 9, width: 100, scaled: false };
    const { clock } = await made.engine.seriesChart(view.handle, query);
    expect(clock).toMatchObject({ first: NEW_YEAR + 30 * HOUR, step: HOUR });
  });
});
