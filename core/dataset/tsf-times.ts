/** What a `.tsf` file says of time, from the start of each series and the frequency of all: the times of their steps, and the words. */

import type { Assumption } from '../contract/views';
import { isMissing } from './numbers';
import { daysInMonth, daysSince1970, monthsSince1970, SECONDS_OF_DAY } from './time/calendar';
import type { Clock } from './time/clock';
import type { TsfHeader } from './tsf-header';
import type { WholeSeries } from './whole';

/** Of the archive's words: `half_hourly`, and `hourly`, `10_minutes`, `4_seconds` and their like. */
const FREQUENCY =
  /^(?:(\d{1,6})_|(half)_)?(secondly|seconds?|minutely|minutes?|hourly|hours?|daily|days?|weekly|weeks?|monthly|months?|quarterly|quarters?|yearly|years?)$/;
/** `1979-01-01 00-00-00`, also without the time of day or with colons in it. */
const START = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T](\d{1,2})[-:](\d{2})(?:[-:](\d{2}))?)?$/;

/** Lengths of what does not change its length, in seconds, and of the rest in months, by first letters. */
const SECONDS = { s: 1, mi: 60, h: 3600, d: SECONDS_OF_DAY, w: 7 * SECONDS_OF_DAY };
const MONTHS = { mo: 1, q: 3, y: 12 };

/** How far steps are apart; null for words that are not known. */
export function stepOf(frequency: string | null): (Pick<Clock, 'unit'> & { step: number }) | null {
  const found = FREQUENCY.exec(frequency?.toLowerCase() ?? '');
  if (found === null) return null;
  const [, count = '1', half, word] = found;
  const times = half === undefined ? Number(count) : 0.5;
  const key = word.startsWith('m') ? word.slice(0, 2) : word[0];
  if (key in MONTHS) {
    const step = times * MONTHS[key as keyof typeof MONTHS];
    return step > 0 && Number.isInteger(step) ? { unit: 'months', step } : null;
  }
  const step = times * SECONDS[key as keyof typeof SECONDS];
  return step > 0 ? { unit: 'seconds', step } : null;
}

/** Seconds from 1970 to a start, which is taken as UTC; NaN for what is none. */
export function secondsOfStart(text: string): number {
  const parts = START.exec(text.trim());
  if (parts === null) return NaN;
  const [year, month, day, hour, minute, second] = parts.slice(1).map((part) => Number(part ?? 0));
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return NaN;
  if (hour > 23 || minute > 59 || second > 59) return NaN;
  return daysSince1970(year, month, day) * SECONDS_OF_DAY + hour * 3600 + minute * 60 + second;
}

/**
 * The times of the series' steps, of a series without a start NaN. Months, quarters and years, which are not equally long, are
 * counted in months of the calendar, from the month of the start. Null where the file does not say enough.
 */
export function tsfClock({ offsets }: WholeSeries, frequency: string | null, starts: readonly string[]): Clock | null {
  const found = stepOf(frequency);
  if (found === null) return null;
  const inMonths = found.unit === 'months';
  const first = Float64Array.from(starts, (start) => {
    const seconds = secondsOfStart(start);
    return inMonths ? monthsSince1970(seconds) : seconds;
  });
  if (!first.some(Number.isFinite)) return null;
  const step = new Float64Array(first.length).fill(found.step);
  return { form: inMonths ? 'month' : 'iso', unit: found.unit, starts: offsets, first, step };
}

/** What the file says of time, of which nothing is fed to the model; `column` names the starts, if there are any. */
export function timeAssumption(
  { frequency }: TsfHeader,
  column: string | null,
  starts: readonly string[],
): Assumption[] {
  if (frequency === null) return [];
  if (column === null) return [{ setting: 'time', reason: 'declared-frequency', params: { frequency } }];
  // The text sorts as its time does: year-month-day hour-minute-second.
  const given = starts.filter((start) => !isMissing(start)).toSorted();
  const [first = '?', last = first] = [given[0], given.at(-1)];
  const found: Assumption[] =
    first === last
      ? [{ setting: 'time', reason: 'series-start', params: { column, frequency, first } }]
      : [{ setting: 'time', reason: 'series-starts', params: { column, frequency, first, last } }];
  if (stepOf(frequency)?.unit === 'months')
    found.push({ setting: 'timeForm', reason: 'counted-in-months', params: {} });
  const lost = starts.length - starts.filter((start) => Number.isFinite(secondsOfStart(start))).length;
  if (lost > 0) found.push({ setting: 'timeForm', reason: 'starts-unknown', params: { count: lost } });
  return found;
}
