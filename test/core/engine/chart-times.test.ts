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

  const tsf = (frequency: string, rows: string[]) =>
    ['@attribute name string', '@attribute start date', `@frequency ${frequency}`, '@data', ...rows].join('\n');

  it.each([
    ['half_hourly', { form: 'iso', unit: 'seconds', first: NEW_YEAR + 5400, step: 1800 }],
    ['4_seconds', { form: 'iso', unit: 'seconds', first: NEW_YEAR + 5400, step: 4 }],
    ['10_minutes', { form: 'iso', unit: 'seconds', first: NEW_YEAR + 5400, step: 600 }],
    ['weekly', { form: 'iso', unit: 'seconds', first: NEW_YEAR + 5400, step: 604_800 }],
    // Months since 1970: they are not equally long.
    ['monthly', { form: 'month', unit: 'months', first: 648, step: 1 }],
    ['quarterly', { form: 'month', unit: 'months', first: 648, step: 3 }],
    ['yearly', { form: 'month', unit: 'months', first: 648, step: 12 }],
  ])('are those of the start and the frequency of a forecasting set: %s', async (frequency, expected) => {
    const rows = ['a:2024-01-01 01-30-00:1,2,3,4', 'b:2023-01-01 01-30-00:1,2', 'c:?:3,4,5'];
    const { clock, view } = await opened({ 'a.tsf': tsf(frequency, rows) });
    expect(await clock(train(0))).toEqual(expected);
    expect(await clock(train(0), train(1))).toBeUndefined();
    expect(await clock(train(2))).toBeUndefined();
    expect(view.assumptions).toContainEqual({ setting: 'timeForm', reason: 'starts-unknown', params: { count: 1 } });
    const inMonths = view.assumptions.some(({ reason }) => reason === 'counted-in-months');
    expect(inMonths).toBe(expected.unit === 'months');
  });

  it('go on in the windows and the test part of a forecasting set', async () => {
    const rows = ['a:2024-01-01 00-00-00:1,2,3,4,5,6,7,8'];
    const { clock, view } = await opened(
      { 'a.tsf': tsf('hourly', rows) },
      { reading: { window: { length: 2, stride: 2 } }, split: { ...DEFAULT_SPLIT, by: 'time', test: 0.5, gap: 0 } },
    );
    expect(await clock(train(1))).toMatchObject({ first: NEW_YEAR + 2 * HOUR, step: HOUR });
    expect(await clock({ part: 'test', index: 1 })).toMatchObject({ first: NEW_YEAR + 6 * HOUR });
    expect(view.assumptions.find(({ setting }) => setting === 'split')?.params.time).toBe('2024-01-01 04:00');
  });

  it.each([
    ['fortnightly', '2024-01-01 00-00-00', {}],
    ['half_monthly', '2024-01-01 00-00-00', {}],
    ['0_seconds', '2024-01-01 00-00-00', {}],
    ['hourly', '2024-02-30 00-00-00', {}],
    ['hourly', '2024-01-01 24-00-00', {}],
    ['hourly', '2024-01-01 00-00-00', { time: null }],
  ])('are not told of a forecasting set with %s from %s, %j', async (frequency, start, reading) => {
    const { clock } = await opened({ 'a.tsf': tsf(frequency, [`a:${start}:1,2,3`]) }, { reading });
    expect(await clock(train(0))).toBeUndefined();
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
