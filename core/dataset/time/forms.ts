/** Reads time stamps of each form to seconds since 1970. */

import type { TimeForm } from '../../contract/specs';
import type { TimeUnit } from '../../contract/views-time';
import { daysInMonth, daysSince1970, SECONDS_OF_DAY } from './calendar';
import { type StampParts, takeApart } from './stamp-text';

/** Days from Excel's day 0, 1899-12-30, to 1970. */
const EXCEL_DAYS = 25_569;
const EPOCH_UNITS: Partial<Record<TimeForm, number>> = {
  'epoch-s': 1,
  'epoch-ms': 1e3,
  'epoch-us': 1e6,
  'epoch-ns': 1e9,
};

export function unitOf(form: TimeForm): TimeUnit {
  return form === 'month' ? 'months' : form === 'number' ? 'own' : 'seconds';
}

/** Whether stamps of the form name no day that a time of day could belong to. */
export function hasNoDays(form: TimeForm): boolean {
  return form === 'month' || form === 'number' || form === 'time-of-day';
}

/**
 * The time that a cell stands for in the given form, `numberOf` reading its numbers: seconds since 1970-01-01 UTC, plain numbers as they are; NaN for a cell
 * that is missing or no stamp of that form. A stamp without a zone is taken as UTC, a time of day alone counts from
 * 1970-01-01. In float64 the seconds of this century are exact to 0.24 microseconds: stamps of microseconds stay apart,
 * those of nanoseconds do not. Excel's days are rounded to the millisecond, as Excel itself does.
 */
export function stampReader(form: TimeForm, numberOf: (cell: string) => number | null): (cell: string) => number {
  const ofNumber = numberStampReader(form);
  if (ofNumber !== null) return (cell) => ofNumber(numberOf(cell) ?? NaN);
  switch (form) {
    case 'month':
      return (cell) => monthOf(takeApart(cell));
    case 'month-day-year':
      return (cell) => secondsOf(takeApart(cell), false);
    default:
      return (cell) => secondsOf(takeApart(cell), true);
  }
}

/** The same for cells that were read as numbers; null for a form whose stamps are dates as text. */
export function numberStampReader(form: TimeForm): ((value: number) => number) | null {
  const finite = (value: number): number => (Number.isFinite(value) ? value : NaN);
  const unit = EPOCH_UNITS[form];
  if (unit !== undefined) return (value) => finite(value) / unit;
  if (form === 'number') return finite;
  if (form !== 'excel') return null;
  return (value) => Math.round((finite(value) - EXCEL_DAYS) * SECONDS_OF_DAY * 1000) / 1000;
}

function secondsOf(stamp: StampParts | null, dayFirst: boolean): number {
  if (stamp === null) return NaN;
  const { count, a, b, c, yearFirst } = stamp;
  const clock = stamp.seconds - (Number.isNaN(stamp.zone) ? 0 : stamp.zone * 60);
  if (count === 0) return clock;
  if (yearFirst) return clock + dateSeconds(a, b, c);
  return clock + (dayFirst ? dateSeconds(c, b, a) : dateSeconds(c, a, b));
}

function dateSeconds(year: number, month: number, day: number): number {
  if (month > 12 || day > daysInMonth(year, month)) return NaN;
  return daysSince1970(year, month, day) * SECONDS_OF_DAY;
}

/** The first second of the month that is meant: by its name, its first or its last day. */
function monthOf(stamp: StampParts | null): number {
  if (stamp === null || !namesMonth(stamp)) return NaN;
  return daysSince1970(stamp.a, stamp.b, 1) * SECONDS_OF_DAY;
}

/** Whether the stamp is a month, or the midnight of its first or last day. */
export function namesMonth({ count, a, b, c, yearFirst, seconds }: StampParts): boolean {
  return count !== 0 && yearFirst && seconds === 0 && (count === 2 || c === 1 || c === daysInMonth(a, b));
}
