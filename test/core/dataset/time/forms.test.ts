/** Time stamps of every form against times that GNU date and Python's datetime give. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCell } from '../../../../core/dataset/numbers';
import {
  daysInMonth,
  daysSince1970,
  isoDay,
  monthsSince1970,
  secondsOfMonth,
} from '../../../../core/dataset/time/calendar';
import { stampReader } from '../../../../core/dataset/time/forms';
import { isTimeText } from '../../../../core/dataset/time/stamp-text';
import type { TimeForm } from '../../../../core/contract/specs';

const point = (cell: string) => parseCell(cell, '.');
const read = (form: TimeForm, cell: string) => stampReader(form, point)(cell);

describe('the calendar', () => {
  test('agrees with the one of ECMAScript over four hundred years and beyond', () => {
    fc.assert(
      fc.property(fc.integer({ min: -80_000_000_000, max: 300_000_000_000 }), (seconds) => {
        const date = new Date(seconds * 1000);
        const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
        expect(daysSince1970(year, month, day)).toBe(Math.floor(seconds / 86_400));
        if (year >= 0 && year < 10_000) expect(isoDay(seconds)).toBe(date.toISOString().slice(0, 10));
        expect(monthsSince1970(seconds)).toBe((year - 1970) * 12 + month - 1);
        expect(daysInMonth(year, month)).toBe(new Date(Date.UTC(year, month, 0)).getUTCDate());
      }),
    );
  });

  test('finds the first second of a month, and the middle of one', () => {
    expect(secondsOfMonth(monthsSince1970(Date.UTC(1949, 1, 17) / 1000))).toBe(Date.UTC(1949, 1, 1) / 1000);
    expect(secondsOfMonth(1.5)).toBe((31 + 14) * 86_400);
  });
});

describe('stamps of each form', () => {
  test.each<[TimeForm, string, number]>([
    ['iso', '1970-01-01 00:04:40.015', 280.015],
    ['iso', '2024-12-31T10:00:00Z', 1_735_639_200],
    ['iso', '2024-12-31 10:00', 1_735_639_200],
    ['iso', ' 2024-12-31 10:00:00,25 ', 1_735_639_200.25],
    ['iso', '2024-12-31T10:00:00+08:00', 1_735_610_400],
    ['iso', '2024-12-31 10:00:00.5 -0530', 1_735_659_000.5],
    ['iso', '2024-12-31 10:00 UTC', 1_735_639_200],
    ['iso', '2024-2-29', 1_709_164_800],
    ['iso', '2024-12-31T24:00', 1_735_689_600],
    ['iso', '2016-12-31T23:59:60Z', 1_483_228_800],
    ['iso', '20241231T100000Z', 1_735_639_200],
    ['iso', '20241231', 1_735_603_200],
    ['iso', '1949-01', -662_688_000],
    ['iso', '01:02:03.5', 3723.5],
    ['month', '1949-01', -662_688_000],
    ['month', '1949-01-31', -662_688_000],
    ['month', '2024-02-29', 1_706_745_600],
    ['year-month-day', '2024/12/31', 1_735_603_200],
    ['year-month-day', '2024.12.31 10:00', 1_735_639_200],
    ['day-month-year', '31/12/2024 10:00', 1_735_639_200],
    ['day-month-year', '01/02/2024', 1_706_745_600],
    ['day-month-year', '31.12.24', 1_735_603_200],
    ['day-month-year', '31-12-2024', 1_735_603_200],
    ['day-month-year', '1.2.1969 0:00', -28_857_600],
    ['month-day-year', '12/31/2024', 1_735_603_200],
    ['month-day-year', '02/01/2024 10:00 PM', 1_706_824_800],
    ['month-day-year', '2/1/2024 12:05AM', 1_706_745_900],
    ['month-day-year', '12/31/2024, 10:00:00\u202FAM', 1_735_639_200],
    ['month-day-year', '12/31/2024 10:00 a.m.', 1_735_639_200],
    ['month', '01/1949', -662_688_000],
    ['month', '1-1949', -662_688_000],
    ['month', 'January 1949', -662_688_000],
    ['month', '1949-Jan', -662_688_000],
    ['month-name', '31-Dec-2024', 1_735_603_200],
    ['month-name', '31-DEC-24 10:00', 1_735_639_200],
    ['month-name', 'December 31, 2024', 1_735_603_200],
    ['month-name', 'Dec 31 2024 10:00 PM', 1_735_682_400],
    ['month-name', 'Tue, 31 Dec 2024 10:00:00 +0800', 1_735_610_400],
    ['month-name', 'Tue Dec 31 10:00:00 UTC 2024', 1_735_639_200],
    ['month-name', 'Sat Feb  3 00:00:00 2024', 1_706_918_400],
    ['month-name', '31DEC2024:10:00:00', 1_735_639_200],
    ['month-name', '31/Dec/2024:10:00:00 +0000', 1_735_639_200],
    ['month-name', '2024-Dec-31', 1_735_603_200],
    ['month-name', '31. Dezember 2024', 1_735_603_200],
    ['month-name', '3 août 1969', -13_046_400],
    ['epoch-s', '1735639200.25', 1_735_639_200.25],
    ['epoch-ms', '1735639200250', 1_735_639_200.25],
    ['epoch-us', '1735639200000001', 1_735_639_200.000001],
    ['epoch-ns', '1735639200500000000', 1_735_639_200.5],
    ['excel', '45657.4166666667', 1_735_639_200],
    ['excel', '25569', 0],
    ['number', '-0.25', -0.25],
  ])('%s reads %s', (form, cell, seconds) => {
    expect(read(form, cell)).toBe(seconds);
  });

  test.each<[TimeForm, string]>([
    ['iso', '2023-02-29'],
    ['iso', '2024-13-01'],
    ['iso', '2024-12-31 25:00'],
    ['iso', '2024-12-31 10:60'],
    ['iso', '2024-12-31 10:00:61'],
    ['iso', '2024-12-31 10'],
    ['iso', '2024-12-31 10:00:00.'],
    ['iso', '2024-12-31 10:00+25:00'],
    ['iso', '2024-12-31 13:00 PM'],
    ['iso', ''],
    ['iso', '?'],
    ['iso', 'x'.repeat(100_000)],
    ['iso', '31 Foo 2024'],
    ['iso', '31 Feb 2024'],
    ['month', '13/1949'],
    ['month', '01/3949'],
    ['month', '1949-01-15'],
    ['month', '1949-01-31 10:00'],
    ['month-day-year', '31/12/2024'],
    ['day-month-year', '12/31/2024'],
    ['epoch-s', '2024-12-31'],
    ['number', 'inf'],
    ['excel', 'NA'],
  ])('%s cannot read %s', (form, cell) => {
    expect(read(form, cell)).toBeNaN();
  });

  test('a decimal comma is one where the table has it', () => {
    expect(stampReader('epoch-s', (cell) => parseCell(cell, ','))('0,5')).toBe(0.5);
  });

  test('microseconds of this century stay apart', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_100_000_000 }), fc.integer({ min: 0, max: 999_998 }), (second, micro) => {
        const at = (fraction: number) =>
          `${new Date(second * 1000).toISOString().slice(0, 19)}.${String(fraction).padStart(6, '0')}`;
        const [one, next] = [read('iso', at(micro)), read('iso', at(micro + 1))];
        expect(next - one).toBeGreaterThan(0.5e-6);
        expect(next - one).toBeLessThan(1.5e-6);
        expect(read('epoch-us', String(BigInt(second) * 1_000_000n + BigInt(micro)))).toBeCloseTo(one, 6);
      }),
    );
  });

  test('any text is read or refused, never an error', () => {
    const piece = fc.constantFrom(
      '2024',
      '12',
      '31',
      '-',
      '/',
      '.',
      ':',
      ' ',
      'T',
      'Z',
      '+',
      '00',
      'PM',
      'Jan',
      'Mon',
      ',',
      '\u202F',
      '9'.repeat(30),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece).map((pieces) => pieces.join('')),
        ),
        (cell) => {
          expect(typeof read('iso', cell)).toBe('number');
          expect(typeof isTimeText(cell)).toBe('boolean');
        },
      ),
    );
  });
});

test('numbers and words are no time text', () => {
  for (const cell of ['', '1.5', '20241231', '1949.01', 'walk', '1.2.345', '32/13/2024', '12-34-56', '1-2', '99/99/99'])
    expect(isTimeText(cell), cell).toBe(false);
  for (const cell of ['1949-01', '31/12/2024 10:00', '2024/12/31', '31.12.24', '10:00', '2024-12-31T10:00:00.5+02:00'])
    expect(isTimeText(cell), cell).toBe(true);
});
