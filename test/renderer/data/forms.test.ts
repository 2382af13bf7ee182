/** What the forms make of what was typed, recognised and gone wrong. */

import { describe, expect, it } from 'vitest';
import type { ErrorPayload } from '../../../core/contract/errors';
import type { DatasetSpec, ReadingSpec } from '../../../core/contract/specs';
import { placeOf } from '../../../renderer/components/data/problem-place';
import { rangeForKey, rangeForWheel } from '../../../renderer/components/data/range-moves';
import {
  assumptionOf,
  assumptionText,
  channelNames,
  factColumns,
  formatChange,
  insideChange,
  isGiven,
  layoutsOf,
  shownSettings,
  valueOf,
} from '../../../renderer/components/data/settings';
import { readNumber, stepNumber } from '../../../renderer/components/number-input';
import { otherReadings } from '../../../renderer/components/shell/other-readings';
import { progressPhrases } from '../../../renderer/components/shell/progress-words';
import { translate } from '../../../core/locale/texts';
import { datasetView } from '../stores/fake-window';

describe('a number field', () => {
  const hidden = { min: 1, max: 1024, integer: true };

  it('reads plain, scientific, comma and full-width numbers', () => {
    const any = { min: -1e9, max: 1e9, integer: false };
    expect(['12', ' -3.5 ', '1e3', '0,25', '１２８', '−2', '.5', '7.'].map((text) => readNumber(text, any))).toEqual(
      [12, -3.5, 1000, 0.25, 128, -2, 0.5, 7].map((value) => ({ value })),
    );
  });

  it('takes nothing that is not a number of its range', () => {
    const faults = (text: string) => readNumber(text, hidden);
    expect(['', 'abc', '1,000,000', '0x10', 'Infinity', '1 2'].map(faults)).toEqual(
      Array.from({ length: 6 }, () => ({ fault: 'not-a-number' })),
    );
    expect(['2.5', '0', '1000000'].map(faults)).toEqual([
      { fault: 'not-an-integer' },
      { fault: 'out-of-range' },
      { fault: 'out-of-range' },
    ]);
  });

  it('steps without binary dust and stops at the ends', () => {
    const noise = { min: 0, max: 10, integer: false };
    expect(stepNumber(0.2, 0.1, 1, noise)).toBe(0.3);
    expect(stepNumber(0.05, 0.1, -1, noise)).toBe(0);
    expect(stepNumber(1024, 1, 1, hidden)).toBe(1024);
  });
});

describe('reading settings', () => {
  const spec: DatasetSpec = {
    source: { kind: 'file', file: 'g', test: 'twin' },
    reading: { header: false, label: null },
    missing: 'refuse',
    scaling: 'zscore',
  };
  const view = datasetView('d', spec, {
    columns: [
      { name: 'a', kind: 'number', missing: 0, distinct: 5 },
      { name: 'b', kind: 'number', missing: 0, distinct: 5 },
    ],
    assumptions: [{ setting: 'layout', reason: 'one-recording', params: { rows: 5 } }],
  });

  it('shows what was given before what was understood, null and false too', () => {
    expect([valueOf(view, spec, 'header'), valueOf(view, spec, 'label'), valueOf(view, spec, 'delimiter')]).toEqual([
      false,
      null,
      ',',
    ]);
    expect([isGiven(spec, 'header'), isGiven(spec, 'label'), isGiven(spec, 'delimiter')]).toEqual([true, true, false]);
    expect(assumptionOf(view, 'layout')?.reason).toBe('one-recording');
    expect(assumptionOf(view, 'header')).toBeNull();
  });

  it('offers only what has a meaning for the format', () => {
    expect([...shownSettings(view)].toSorted()).toEqual(
      [
        'channels',
        'decimal',
        'delimiter',
        'encoding',
        'format',
        'header',
        'label',
        'layout',
        'series',
        'time',
        'window',
      ].toSorted(),
    );
    const none = { encoding: null, delimiter: null, header: null, decimal: null };
    const npy = datasetView('d', spec, {
      understood: { ...view.understood, ...none, format: 'npy', channels: ['c0'] },
    });
    expect([...shownSettings(npy)]).toEqual(['window', 'format']);
    const flat = { ...npy, assumptions: [{ setting: 'layout', reason: 'one-column-array', params: {} } as const] };
    expect([...shownSettings(flat)]).toEqual(['window', 'format', 'layout']);
    expect(layoutsOf(flat)).toEqual(['wide', 'recording']);
  });

  it('asks for the label column of a folder only where its labels come from a column', () => {
    const shownFor = (labelFrom: 'folder' | 'column') =>
      shownSettings(
        datasetView(
          'd',
          { ...spec, source: { kind: 'folder', folder: 'g' } },
          {
            ...view,
            folder: {
              extension: 'csv',
              contents: 'series',
              labelFrom,
              namePart: 1,
              parts: 'none',
              files: 2,
              extensions: [],
              nameParts: [],
              leftOut: { count: 0, files: [] },
            },
          },
        ),
      );
    expect(shownFor('folder').has('label')).toBe(false);
    expect(shownFor('column').has('label')).toBe(true);
    expect(shownFor('folder').has('format')).toBe(true);
  });

  it('offers the arrays and the sheets only of files that hold several', () => {
    const none = { encoding: null, delimiter: null, decimal: null };
    const npz = datasetView('d', spec, {
      understood: { ...view.understood, ...none, header: null, format: 'npz', channels: ['c0', 'c1'], array: 'X' },
      columns: [
        { name: 'c0', kind: 'number', missing: 0, distinct: 5 },
        { name: 'c1', kind: 'number', missing: 0, distinct: 5 },
        { name: 'y', kind: 'text', missing: 0, distinct: 2 },
      ],
    });
    expect([...shownSettings(npz)]).toEqual(['window', 'format', 'array', 'label', 'channels']);
    expect([channelNames(npz), factColumns(npz).map(({ name }) => name)]).toEqual([['c0', 'c1'], ['y']]);
    const xlsx = datasetView('d', spec, {
      understood: { ...view.understood, ...none, format: 'xlsx', sheet: 'Walks' },
      columns: view.columns,
    });
    expect([...shownSettings(xlsx)].includes('sheet')).toBe(true);
    expect([...shownSettings(view)].some((name) => name === 'array' || name === 'sheet')).toBe(false);
  });

  it('starts over with the columns of another array or sheet', () => {
    const given: ReadingSpec = { format: 'xlsx', sheet: 'a', header: false, label: 'y', series: 'id', window: null };
    const changed = Object.entries({ ...given, ...insideChange('sheet', 'b') }).filter(
      ([, value]) => value !== undefined,
    );
    expect(Object.fromEntries(changed)).toEqual({ format: 'xlsx', sheet: 'b', window: null });
  });

  it('starts over with the columns in another format, and keeps how the bytes are read', () => {
    const given: ReadingSpec = { encoding: 'gb18030', window: null, delimiter: ';', channels: ['x'], label: 'y' };
    const changed = Object.entries({ ...given, ...formatChange('ucr') }).filter(([, value]) => value !== undefined);
    expect(Object.fromEntries(changed)).toEqual({ encoding: 'gb18030', window: null, format: 'ucr' });
  });
});

describe('a file that did not open', () => {
  const misfit = { file: 'f', line: 1, column: 1, encoding: 'utf-8' };

  it('may be opened in any encoding but the one that failed', () => {
    expect(otherReadings({ code: 'file/encoding', params: misfit })).toEqual([
      { encoding: 'utf-16le' },
      { encoding: 'utf-16be' },
      { encoding: 'windows-1252' },
      { encoding: 'gb18030' },
    ]);
  });

  it('may be opened as any text format but the one it is not', () => {
    const formats = (error: ErrorPayload) =>
      otherReadings(error).map((reading) => 'format' in reading && reading.format);
    expect(formats({ code: 'file/format-unknown', params: { file: 'f' } })).toEqual([
      'csv',
      'ts',
      'tsf',
      'arff',
      'ucr',
      'json',
      'ndjson',
    ]);
    expect(formats({ code: 'ts/no-data', params: { file: 'f' } })).toEqual([
      'csv',
      'tsf',
      'arff',
      'ucr',
      'json',
      'ndjson',
    ]);
  });

  it('is not offered for what no other reading cures', () => {
    expect(otherReadings({ code: 'file/empty', params: { file: 'f' } })).toEqual([]);
  });
});

describe('the place of a problem', () => {
  it('is the cell, the row, or nowhere', () => {
    const cell = { file: 'f', line: 7, column: 3, name: 'x', text: '?' };
    expect(placeOf({ code: 'table/not-a-number', params: cell }, ['t', 'x'])).toEqual({ line: 7, column: 1 });
    expect(placeOf({ code: 'table/not-a-number', params: cell }, ['a', 'b', 'c'])).toEqual({ line: 7, column: 2 });
    const ragged = { file: 'f', lines: [4, 9], count: 2, expected: 3, found: 2 };
    expect(placeOf({ code: 'table/ragged-rows', params: ragged }, ['a'])).toEqual({ line: 4, column: -1 });
    expect(placeOf({ code: 'table/no-rows', params: { file: 'f' } }, ['a'])).toBeNull();
    expect(placeOf(null, ['a'])).toBeNull();
  });
});

describe('chart keys', () => {
  it('pan, zoom and stay inside the series', () => {
    const range = { from: 40, to: 60 };
    expect(rangeForKey('ArrowRight', range, 100)).toEqual({ from: 42, to: 62 });
    expect(rangeForKey('End', range, 100)).toEqual({ from: 80, to: 100 });
    expect(rangeForKey('Home', range, 100)).toEqual({ from: 0, to: 20 });
    expect(rangeForKey('0', range, 100)).toEqual({ from: 0, to: 100 });
    expect(rangeForKey('+', range, 100)).toEqual({ from: 44, to: 56 });
    expect(rangeForKey('PageDown', { from: 90, to: 100 }, 100)).toEqual({ from: 90, to: 100 });
    expect(rangeForKey('a', range, 100)).toBeNull();
  });
});

describe('the wheel', () => {
  it('zooms about the pointer and pans sideways', () => {
    const range = { from: 0, to: 100 };
    const closer = rangeForWheel(-100, false, 20, range, 100);
    expect(closer.to - closer.from).toBe(72);
    expect((20.5 - closer.from) / 72).toBeCloseTo(0.205, 1);
    expect(rangeForWheel(100, false, 20, range, 100)).toEqual(range);
    expect(rangeForWheel(50, true, 20, { from: 10, to: 60 }, 100)).toEqual({ from: 14, to: 64 });
  });
});

describe('progress in words', () => {
  const running = {
    phase: 'running',
    share: 0.2,
    done: 40,
    total: 200,
    unit: 'series',
    perSecond: 43.21,
    remainingMs: 3700,
  } as const;

  it('says amount, rate and time left', () => {
    expect(progressPhrases(running)).toEqual([
      { key: 'shell.progress.phases.running' },
      { key: 'shell.progress.series', params: { done: 40, total: 200 } },
      { key: 'shell.progress.seriesRate', params: { rate: 43 } },
      { key: 'shell.progress.secondsLeft', params: { seconds: 4 } },
    ]);
  });

  it('makes no promise without ground, and speaks of megabytes and minutes', () => {
    const reading = {
      phase: 'reading',
      share: 0.05,
      done: 1_500_000,
      total: 30_000_000,
      unit: 'bytes',
      perSecond: 1,
      remainingMs: null,
    } as const;
    expect(progressPhrases(reading)).toEqual([
      { key: 'shell.progress.phases.reading' },
      { key: 'shell.progress.bytes', params: { done: 1.5, total: 30 } },
    ]);
    expect(progressPhrases({ ...running, remainingMs: 400 }).at(-1)).toEqual({ key: 'shell.progress.almost' });
    expect(progressPhrases({ ...running, remainingMs: 300_000 }).at(-1)).toEqual({
      key: 'shell.progress.minutesLeft',
      params: { minutes: 5 },
    });
  });
});

it('says why a setting was assumed, with its numbers as they are written elsewhere', () => {
  const words = (rows: number) =>
    assumptionText(
      { setting: 'layout', reason: 'one-recording', params: { rows } },
      { t: (key, params) => translate('en', key, params), n: (value) => value.toLocaleString('en') },
    );
  expect(words(200_000)).toBe('assumed: 200,000 rows without ids are one recording');
  expect(words(1)).toBe('assumed: 1 row without ids is one recording');
});
