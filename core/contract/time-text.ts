/** Writes times as the stamps were written that they come from. */

import type { TimeForm } from './dataset-spec';
import type { SeriesClock } from './views-time';

const SECONDS_OF_DAY = 86_400;
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** The time of a step: `2024-12-31 10:00`, `31/12/2024`, `1949-01`, a plain number; as exact as all times of the clock. */
export function timeText(clock: SeriesClock, step: number): string {
  if (clock.unit !== 'seconds') return ofUnit(clock, step);
  const date = dateOf(clock, step);
  if (date === null) return String(timeAt(clock, step));
  const time = clockText(clock, date);
  if (clock.form === 'time-of-day') return ofCountedDay(timeAt(clock, step), time);
  return time === '' ? dayText(date, clock.form) : `${dayText(date, clock.form)} ${time}`;
}

/** The same as short as it can be where labels are `stride` steps apart: the date alone, or the time of day. */
export function shortTimeText(clock: SeriesClock, step: number, stride: number): string {
  if (clock.unit !== 'seconds') return ofUnit(clock, step);
  const date = dateOf(clock, step);
  if (date === null) return String(timeAt(clock, step));
  const time = clockText(clock, date);
  if (clock.form === 'time-of-day') return ofCountedDay(timeAt(clock, step), time);
  return time === '' || stride * clock.step >= SECONDS_OF_DAY ? dayText(date, clock.form) : time;
}

function timeAt({ first, step }: SeriesClock, at: number): number {
  return first + at * step;
}

function ofUnit(clock: SeriesClock, step: number): string {
  const time = timeAt(clock, step);
  if (clock.unit === 'own') return String(Number(time.toPrecision(12)));
  const date = new Date(Date.UTC(1970, Math.round(time)));
  return Number.isNaN(date.getTime()) ? String(time) : date.toISOString().split('T')[0].slice(0, -3);
}

/** Null beyond the years that the calendar of the platform has. */
function dateOf(clock: SeriesClock, step: number): Date | null {
  const date = new Date(Math.round(timeAt(clock, step) * 1000));
  return Number.isNaN(date.getTime()) ? null : date;
}

function dayText(date: Date, form: TimeForm): string {
  const [day] = date.toISOString().split('T');
  const [month, ofMonth] = day.slice(-5).split('-');
  const year = day.slice(0, -6);
  if (form === 'day-month-year') return `${ofMonth}/${month}/${year}`;
  if (form === 'month-day-year') return `${month}/${ofMonth}/${year}`;
  if (form === 'month-name') return `${ofMonth} ${MONTHS[Number(month) - 1]} ${year}`;
  return day;
}

/** `18:00` on the first day, `+1 d 01:00` on the second. */
function ofCountedDay(seconds: number, time: string): string {
  const day = Math.floor((seconds + 5e-4) / SECONDS_OF_DAY);
  return `${day === 0 ? '' : `+${day} d `}${time || '00:00'}`;
}

/** The time of day, empty where all times are midnights. */
function clockText({ first, step }: SeriesClock, date: Date): string {
  const all = (seconds: number): boolean => isMultiple(first, seconds) && isMultiple(step, seconds);
  if (all(SECONDS_OF_DAY)) return '';
  const time = date.toISOString().split('T')[1];
  return time.slice(0, all(60) ? 5 : all(1) ? 8 : 12);
}

function isMultiple(value: number, of: number): boolean {
  return Math.abs(value - Math.round(value / of) * of) < 1e-6;
}
