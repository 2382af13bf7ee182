/** The same steps with their stamps written in every form and every kind of file: what comes of them is the same. */

import { utils, write } from '@e965/xlsx';
import { describe, expect, test } from 'vitest';
import type { ReadingSpec } from '../../../../core/contract/specs';
import { allValues, readText, readWhole, seriesOf } from '../../../helpers/datasets';

/** Minutes from 30 December 2024, 22:00 UTC, out of order, with a duplicate and a gap; and a value for each. */
const STEPS: [minutes: number, value: number][] = [
  [0, 1],
  [10, 2],
  [30, 6],
  [20, 3],
  [20, 5],
  [60, 12],
  [130, -2],
];
const START = Date.UTC(2024, 11, 30, 22);
const iso = (minutes: number) => new Date(START + minutes * 60_000).toISOString();
const reading: ReadingSpec = { time: 'time', channels: ['x'], layout: 'recording', timeGaps: 'resample' };
// 20 minutes: the mean of 3 and 5; then lines from 6 to 12 and from 12 to -2.
const expected = [1, 2, 4, 6, 8, 10, 12, 10, 8, 6, 4, 2, 0, -2];

const FORMS: Record<string, (minutes: number) => string> = {
  'ISO with a zone': iso,
  'ISO with another zone': (minutes) => `${iso(minutes + 330).slice(0, 19)}+05:30`,
  'ISO with a space': (minutes) => iso(minutes).slice(0, 19).replace('T', ' '),
  'year first': (minutes) => iso(minutes).slice(0, 16).replaceAll('-', '/').replace('T', ' '),
  'day first': (minutes) => iso(minutes).replace(/(\d+)-(\d+)-(\d+)T(\d+:\d+).*/, '$3/$2/$1 $4'),
  'month first': (minutes) => iso(minutes).replace(/(\d+)-(\d+)-(\d+)T(\d+:\d+).*/, '$2/$3/$1 $4'),
  'with points': (minutes) => iso(minutes).replace(/(\d+)-(\d+)-(\d+)T(\d+:\d+:\d+).*/, '$3.$2.$1 $4'),
  seconds: (minutes) => String(START / 1000 + minutes * 60),
  milliseconds: (minutes) => String(START + minutes * 60_000),
  microseconds: (minutes) => `${START + minutes * 60_000}000`,
  nanoseconds: (minutes) => `${START + minutes * 60_000}000000`,
  'plain numbers': (minutes) => String(minutes / 10),
};

describe('resampled steps are the same', () => {
  test.each(Object.keys(FORMS))('%s, as CSV, JSON, NDJSON and .ts', (form) => {
    const stamp = FORMS[form];
    const records = STEPS.map(([minutes, x]) => ({ time: stamp(minutes), x }));
    const csv = ['time,x', ...records.map(({ time, x }) => `${time},${x}`), ''].join('\n');
    const pairs = records.map(({ time, x }) => `(${time},${x})`).join(',');
    const ts = `@timeStamps true\n@univariate true\n@classLabel false\n@data\n${pairs}\n`;
    const results = [
      readText(csv, reading),
      readText(JSON.stringify(records), reading, 'steps.json'),
      readText(records.map((record) => JSON.stringify(record)).join('\n'), reading, 'steps.ndjson'),
      readText(ts, { timeGaps: 'resample' }, 'steps.ts'),
    ];
    for (const result of results) {
      expect(result.problem).toBeNull();
      expect([...allValues(seriesOf(result))]).toEqual(expected.map((value) => expect.closeTo(value, 9)));
    }
  });

  test('days of a workbook', () => {
    const rows = STEPS.map(([minutes, x]) => [25_569 + (START + minutes * 60_000) / 86_400_000, x]);
    const sheet = utils.aoa_to_sheet([['time', 'x'], ...rows]);
    for (const [at] of rows.entries()) sheet[`A${at + 2}`].z = 'yyyy-mm-dd hh:mm';
    const book = utils.book_new();
    utils.book_append_sheet(book, sheet, 'one');
    const bytes = new Uint8Array(write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer);
    const result = readWhole({ name: 'steps.xlsx', bytes }, reading);
    expect(result.understood).toMatchObject({ timeForm: 'iso', timeStep: 600 });
    expect([...allValues(seriesOf(result))]).toEqual(expected.map((value) => expect.closeTo(value, 9)));
  });
});
