/** What is known of the time stamps of steps: their form, the measured sampling, and what was done about them. */

import type { TimeDuplicates, TimeForm, TimeGaps, TimeOrder } from './specs';

/** What was understood of the stamps; all is left out where steps have none, and what stays as it is. */
export interface UnderstoodTime {
  timeForm?: TimeForm;
  /** Where stamps have no zone of their own. */
  timeZone?: 'UTC';
  timeOrder?: TimeOrder;
  timeDuplicates?: TimeDuplicates;
  timeGaps?: TimeGaps;
  /** The distance of resampled steps, measured or given, in the unit of `Sampling`. */
  timeStep?: number;
}

/** Why a form is taken; each a reason of an `Assumption`. */
export const TIME_REASONS = [
  'series-start',
  'series-starts',
  'starts-unknown',
  'counted-in-months',
  'stamps-look-so',
  'stamps-are-months',
  'day-is-over-12',
  'day-or-month-undecided',
  'undecided-with-halves',
  'numbers-since-1970',
  'numbers-of-days',
  'plain-numbers',
  'times-beside-dates',
  'hours-beside-dates',
  'days-are-counted',
  'no-zone-is-utc',
  'measured-step',
  'resampling-sorts',
  'resampling-averages',
] as const;

/** What the distances of stamps are counted in: months of the calendar, seconds, or the unit of plain numbers. */
export const TIME_UNITS = ['months', 'seconds', 'own'] as const;
export type TimeUnit = (typeof TIME_UNITS)[number];

/** The times of a series whose steps are equally far apart, in a unit: of step t `first + t * step`. */
export interface SeriesClock {
  form: TimeForm;
  unit: TimeUnit;
  first: number;
  step: number;
}

/** How the steps of a part follow each other in time, as the file has them. */
export interface Sampling {
  unit: TimeUnit;
  /** The measured step in the middle of all series, and the smallest and the largest of them. */
  step: number;
  shortest: number;
  longest: number;
}
