/** Reads times of day that stand in a column of their own beside one of dates, and counts the days where no column has dates. */

import type { WholeSeries } from '../whole';
import { SECONDS_OF_DAY } from './calendar';
import { takeApart } from './stamp-text';

const POINTED = /^\s*(\d{1,2})\.([0-5]\d)\.([0-5]\d)\s*$/;
const DIGITS = /^\s*(?:(\d{1,2})(?:\.0*)?|((?:\d\d)?\d\d[0-5]\d))\s*$/;
const HALF_A_DAY = SECONDS_OF_DAY / 2;
const STEPS_BETWEEN_YIELDS = 1 << 19;

/** `18.00.00`, which by itself could as well be another thing. */
export function isPointedTime(cell: string): boolean {
  return cell.length <= 12 && !Number.isNaN(ofPoints(cell));
}

/**
 * Seconds since midnight: of `18:00`, `6:00 PM`, `18:00:00.5` (less its offset from UTC, where it has one), of `18.00.00`, of hours
 * from 0 to 24, and of four or six digits, `1800` and `180000`. NaN for everything else, also for three and five digits,
 * whose zeros were lost.
 */
export function secondsOfDay(cell: string): number {
  const stamp = takeApart(cell);
  if (stamp !== null && stamp.count === 0) return stamp.seconds - (Number.isNaN(stamp.zone) ? 0 : stamp.zone * 60);
  const [, hour, digits] = DIGITS.exec(cell) ?? [];
  if (hour !== undefined) return inDay(Number(hour), 0, 0);
  if (digits === undefined) return ofPoints(cell);
  const [hours, minutes, seconds = '0'] = digits.match(/../g)!;
  return inDay(Number(hours), Number(minutes), Number(seconds));
}

function ofPoints(cell: string): number {
  const parts = POINTED.exec(cell);
  return parts === null ? NaN : inDay(Number(parts[1]), Number(parts[2]), Number(parts[3]));
}

function inDay(hours: number, minutes: number, seconds: number): number {
  const total = hours * 3600 + minutes * 60 + seconds;
  return total <= SECONDS_OF_DAY && minutes < 60 ? total : NaN;
}

/**
 * Times of day alone fall back at midnight: a step whose time is more than half a day before that of the step above it is of
 * the next day. Adds the days to the series' times, each series from its first day on; yields between stretches of work.
 */
export function* countDays({ offsets, lengths, times }: WholeSeries): Generator<void> {
  if (times?.form !== 'time-of-day') return;
  const { seconds } = times;
  let done = 0;
  for (const [series, offset] of offsets.entries()) {
    let day = 0;
    let previous = NaN;
    for (let step = offset; step < offset + lengths[series]; step++) {
      const time = seconds[step];
      if (previous - time > HALF_A_DAY) day += SECONDS_OF_DAY;
      if (!Number.isNaN(time)) previous = time;
      seconds[step] = time + day;
      if (++done % STEPS_BETWEEN_YIELDS === 0) yield;
    }
  }
}
