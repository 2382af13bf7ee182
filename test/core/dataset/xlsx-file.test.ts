/** Workbooks that the library wrote come back cell by cell, whatever is in them, and are read in small steps. */

import { utils, write } from '@e965/xlsx';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDataset } from '../../../core/dataset/read';
import { readWhole } from '../../helpers/datasets';

/** The bytes of a workbook with one sheet. */
function workbook(rows: unknown[][], options: { bookSST: boolean; compression: boolean }): Uint8Array {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows), 'Sheet & <one>');
  return new Uint8Array(write(book, { type: 'array', bookType: 'xlsx', ...options }) as ArrayBuffer);
}

describe('generated workbooks', () => {
  const letter = fc.constantFrom('a', 'Z', '7', ' ', '&', '<', '>', '"', "'", ';', '中', 'ü', '😀', '\n', '#', '_');
  const text = fc
    .array(letter, { minLength: 1, maxLength: 8 })
    .map((letters) => letters.join(''))
    .filter((drawn) => drawn.trim() !== '');
  const cell = fc.oneof(text, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer(), fc.boolean());

  test('come back cell by cell, each from its row', () => {
    const tables = fc.record({
      rows: fc
        .integer({ min: 1, max: 5 })
        .chain((width) =>
          fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 }),
        ),
      options: fc.record({ bookSST: fc.boolean(), compression: fc.boolean() }),
    });
    fc.assert(
      fc.property(tables, ({ rows, options }) => {
        const bytes = workbook(rows, options);
        const result = readWhole({ name: 'book.xlsx', bytes }, { header: false });
        expect(result.understood.sheet).toBe('Sheet & <one>');
        const { cells, lines } = result.table.page(0, Infinity);
        const expected = rows.map((row) =>
          row.map((held) => (typeof held === 'boolean' ? String(held).toUpperCase() : String(held))),
        );
        expect(cells).toEqual(expected);
        expect(lines).toEqual(rows.map((_, at) => at + 1));
      }),
    );
  });
});

test('dates are shown as dates, whatever the sheet shows them as', () => {
  const sheet = utils.aoa_to_sheet([['when', 'v']]);
  const serials = [45657, 45657.5, 45658.25];
  const formats = ['m/d/yy', 'yyyy-mm-dd hh:mm', 'dddd d. mmmm yyyy'];
  for (const [at, serial] of serials.entries()) {
    sheet[`A${at + 2}`] = { t: 'n', v: serial, z: formats[at] };
    sheet[`B${at + 2}`] = { t: 'n', v: at };
  }
  sheet['!ref'] = 'A1:B4';
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, 's');
  const bytes = new Uint8Array(write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer);
  const result = readWhole({ name: 'dates.xlsx', bytes });
  expect(result.table.page(0, 3).cells.map(([when]) => when)).toEqual([
    '2024-12-31',
    '2024-12-31 12:00:00',
    '2025-01-01 06:00:00',
  ]);
  expect(result.understood.time).toBe('when');
});

test('a large sheet is read in many steps, and progress never falls', () => {
  const rows = [['t', 'a', 'b'], ...Array.from({ length: 20_000 }, (_, at) => [at, at / 7, -at])];
  const bytes = workbook(rows, { bookSST: true, compression: true });
  const steps: number[] = [];
  const reading = readDataset({ name: 'large.xlsx', bytes }, {});
  for (let next = reading.next(); next.done !== true; next = reading.next()) steps.push(next.value);
  expect(steps).toEqual(steps.toSorted((a, b) => a - b));
  expect(steps.length).toBeGreaterThan(30);
  expect(steps.at(-1)).toBeLessThanOrEqual(bytes.length);
});
