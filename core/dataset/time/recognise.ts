/** Tells over a whole column how its time stamps are written. */

import type { TimeForm } from '../../contract/specs';
import type { Assumption } from '../../contract/views';
import { daysInMonth, isoDay } from './calendar';
import { hasNoDays } from './forms';
import { type StampParts, takeApart } from './stamp-text';

/** What a column's cells look like that are time stamps. */
export class StampTally {
  /** Cells that are dates, times of day or both. */
  count = 0;
  zoned = 0;
  /** Cells that are a time of day without a date; a day of the calendar without a time of day, or with its midnight. */
  clocks = 0;
  days = 0;
  /** Cells whose month is a word; that say `AM` or `PM`. */
  private named = 0;
  private halves = 0;
  private months = 0;
  private firstDays = 0;
  private lastDays = 0;
  /** Cells that begin with the year and a dash, or a time of day alone; with the year and another mark; that end with the year. */
  private iso = 0;
  private yearFirst = 0;
  private yearLast = 0;
  private examples: { day: string | null; month: string | null; any: string | null } = {
    day: null,
    month: null,
    any: null,
  };
  /** Cells whose first, whose second number is over 12 where the year is last. */
  private dayFirst = 0;
  private monthFirst = 0;

  /** Counts the cell if it is a stamp and no number; says whether it is. */
  add(cell: string): boolean {
    const stamp = takeApart(cell);
    if (stamp === null || (stamp.mark === '' && !stamp.hasClock)) return false;
    this.count++;
    this.examples.any ??= cell.trim();
    if (!Number.isNaN(stamp.zone)) this.zoned++;
    if (stamp.named) this.named++;
    if (stamp.hasHalves) this.halves++;
    if (stamp.count === 0) this.clocks++;
    else if (stamp.count === 3 && stamp.seconds === 0) this.days++;
    if (stamp.yearFirst) this.addYearFirst(stamp);
    else this.addYearLast(stamp, cell);
    return true;
  }

  private addYearFirst({ count, a, b, c, mark, seconds }: StampParts): void {
    if (mark === '' || mark === '-') this.iso++;
    else this.yearFirst++;
    if (count === 0 || seconds !== 0) return;
    if (count === 2) this.months++;
    else if (c === 1) this.firstDays++;
    else if (c === daysInMonth(a, b)) this.lastDays++;
  }

  private addYearLast({ a, b }: StampParts, cell: string): void {
    this.yearLast++;
    if (a > 12) {
      this.dayFirst++;
      this.examples.day ??= cell.trim();
    } else if (b > 12) {
      this.monthFirst++;
      this.examples.month ??= cell.trim();
    }
  }

  /**
   * The form of most stamps and why it is that one; all of them must name a month to be read as months, which they are not
   * where they have a time of day, here or in another column.
   */
  form(timed: boolean): { form: TimeForm; assumption: Assumption } {
    const found = (form: TimeForm, reason: Assumption['reason'], text: string | null = this.examples.any) => ({
      form,
      assumption: { setting: 'timeForm' as const, reason, params: { text: text ?? '' } },
    });
    const { count, months, firstDays, lastDays, dayFirst, monthFirst, examples } = this;
    if (this.clocks === count) return found('time-of-day', 'days-are-counted');
    if (!timed && (months + firstDays === count || months + lastDays === count)) {
      // One date alone, or the first and the last day of a month, could be any day.
      if (months > 0 || count > 2) return found('month', 'stamps-are-months');
    }
    if (this.named * 2 > count) return found('month-name', 'stamps-look-so');
    if (this.yearLast * 2 > count) {
      if (dayFirst > monthFirst) return found('day-month-year', 'day-is-over-12', examples.day);
      if (monthFirst > dayFirst) return found('month-day-year', 'day-is-over-12', examples.month);
      if (this.halves * 2 > count) return found('month-day-year', 'undecided-with-halves');
      return found('day-month-year', 'day-or-month-undecided');
    }
    return found(this.yearFirst > this.iso ? 'year-month-day' : 'iso', 'stamps-look-so');
  }
}

/** What is known of a column of stamps once every cell was seen. */
export interface StampColumn {
  /** In lower case, its words joined by `_`. */
  plainName: string;
  kind: 'number' | 'text' | 'time';
  /** Smallest and largest number; of a column of numbers. */
  min: number;
  max: number;
  fractions: number;
  /** Null where no cell is a date or a time of day. */
  stamps: StampTally | null;
}

/** 1979-07 to 2099-12: numbers of this size are hardly anything but time. */
const EARLIEST = 3e8;
const LATEST = 4.1e9;
const EPOCHS: readonly (readonly [TimeForm, number])[] = [
  ['epoch-s', 1],
  ['epoch-ms', 1e3],
  ['epoch-us', 1e6],
  ['epoch-ns', 1e9],
];
/** Days of 1954 to 2119 as Excel counts them, in a column that is named a date. */
const EXCEL = [20_000, 80_000] as const;
const DATE_NAME = /(?:^|_)(?:date|datum|day)(?:_|$)|日期/;

/**
 * The form of the column's stamps with what was assumed: about the form, and about the zone where stamps have none. `timed`:
 * their times of day stand in another column.
 */
export function recogniseTimeForm(column: StampColumn, timed = false): { form: TimeForm; assumptions: Assumption[] } {
  const { min, max, kind, stamps } = column;
  if (kind !== 'number') {
    if (stamps === null) return { form: 'iso', assumptions: [] };
    const { form, assumption } = stamps.form(timed);
    return { form, assumptions: [assumption, ...zoneAssumption(stamps, form)] };
  }
  const found = (form: TimeForm, reason: Assumption['reason'], params: Assumption['params'] = {}) => ({
    form,
    assumptions: [{ setting: 'timeForm' as const, reason, params }],
  });
  if (!(min <= max)) return { form: 'number', assumptions: [] };
  for (const [form, unit] of EPOCHS) {
    if (min < EARLIEST * unit || max > LATEST * unit) continue;
    return found(form, 'numbers-since-1970', { first: isoDay(min / unit), last: isoDay(max / unit) });
  }
  if (DATE_NAME.test(column.plainName)) {
    if (min >= EXCEL[0] && max <= EXCEL[1]) return found('excel', 'numbers-of-days');
    if (min >= 19_000_101 && max <= 21_001_231 && column.fractions === 0)
      return found('iso', 'stamps-look-so', { text: String(min) });
  }
  return found('number', 'plain-numbers');
}

/** That stamps are taken as UTC, where some have no zone and the form could have one. */
export function zoneAssumption(stamps: StampTally | null, form: TimeForm): Assumption[] {
  const count = stamps === null ? 0 : stamps.count - stamps.zoned;
  if (count === 0 || hasNoDays(form)) return [];
  return [{ setting: 'timeZone', reason: 'no-zone-is-utc', params: { count } }];
}
