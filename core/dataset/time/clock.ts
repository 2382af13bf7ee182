/** Keeps the times of equally spaced steps as a start and a step for each series. */

import type { TimeForm } from '../../contract/specs';
import type { SeriesClock, TimeUnit } from '../../contract/views-time';
import { lastAtOrBelow } from '../starts';
import { monthsSince1970 } from './calendar';
import { unitOf } from './forms';

/** Times of the steps of `values`, whichever parts and windows they were made to. */
export interface Clock {
  form: TimeForm;
  unit: TimeUnit;
  /** First step of each series, ascending. */
  starts: Float64Array;
  /** The time of that step, NaN where it is not known, and the distance of its steps, in the unit. */
  first: Float64Array;
  step: Float64Array;
}

/** Where series lie and when their steps are. */
interface TimedSeries {
  offsets: Float64Array; // in steps
  lengths: Int32Array;
  times?: { seconds: Float64Array; form: TimeForm };
}

/** The clock of series whose steps are equally far apart; null where they stand in another order or a time is missing. */
export function clockOf({ offsets, lengths, times }: TimedSeries): Clock | null {
  if (times === undefined) return null;
  const { seconds, form } = times;
  const unit = unitOf(form);
  const timeOf = (at: number): number => (unit === 'months' ? monthsSince1970(seconds[at]) : seconds[at]);
  const first = new Float64Array(offsets.length);
  const step = new Float64Array(offsets.length);
  for (const [series, offset] of offsets.entries()) {
    const length = lengths[series];
    if (length === 0 || (series > 0 && offset < offsets[series - 1])) return null;
    first[series] = timeOf(offset);
    step[series] = length < 2 ? 0 : (timeOf(offset + length - 1) - first[series]) / (length - 1);
    if (!Number.isFinite(first[series] + step[series])) return null;
  }
  return { form, unit, starts: offsets, first, step };
}

/** The clock of a series that begins at a step of `values`. */
export function clockAt({ form, unit, starts, first, step }: Clock, offset: number): SeriesClock {
  const at = lastAtOrBelow(starts, offset);
  return { form, unit, first: first[at] + (offset - starts[at]) * step[at], step: step[at] };
}

/** One clock of several that follow each other; null where one has none, or another form. */
export function joinClocks(clocks: readonly (Clock | undefined)[], moved: ArrayLike<number>): Clock | null {
  const [one] = clocks;
  if (one === undefined || clocks.some((clock) => clock?.form !== one.form)) return null;
  const all = (of: (clock: Clock, at: number) => Iterable<number>): Float64Array =>
    Float64Array.from(clocks.flatMap((clock, at) => [...of(clock as Clock, at)]));
  return {
    form: one.form,
    unit: one.unit,
    starts: all(({ starts }, at) => starts.map((start) => start + moved[at])),
    first: all(({ first }) => first),
    step: all(({ step }) => step),
  };
}
