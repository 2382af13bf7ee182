/** Measures the sampling of series by their time stamps: the step, and where stamps leave it. */

import type { TimeUnit } from '../../contract/views-time';
import type { WholeSeries } from '../whole';
import { monthsSince1970 } from './calendar';
import { unitOf } from './forms';
import { orderOf } from './order';
import type { TimeCount, TimeSpot, Timing } from './timing';

const MOST_SPOTS = 5;
/** Distances that the median is taken of, evenly spread over the series. */
const MOST_MEASURED = 1 << 16;
const STEPS_BETWEEN_YIELDS = 1 << 18;
/** A distance this far from the step, as a share, is irregular. */
const TOLERANCE = 0.01;
/** Stamps that are written with as few digits that the step is not ten times the last one tell nothing of rounding. */
const RESOLVED = 10;

/** Times in the unit in which they are equally spaced. The months of times, or the given array. */
export function inUnit(seconds: Float64Array, unit: TimeUnit): Float64Array {
  return unit === 'months' ? seconds.map(monthsSince1970) : seconds;
}

/**
 * Surveys every series by itself, in the order of time; the order of steps in the file is a finding of its own. The step is
 * the median of the distances between different times, sharpened to the mean of those that agree with it. A distance agrees
 * within 1 % of the step, or within one unit of the stamps' last digit where the step has ten of them: such stamps are
 * rounded. A distance of about a whole number of steps is a gap, any other one irregular. Yields between stretches of work.
 */
export function* surveyTimes(whole: WholeSeries): Generator<void, Timing | null> {
  const { times, offsets, lengths } = whole;
  if (times === undefined) return null;
  const unit = unitOf(times.form);
  const timing: Timing = {
    form: times.form,
    unit,
    steps: times.seconds.length,
    distances: 0,
    sampling: null,
    unordered: none(),
    duplicates: none(),
    irregular: none(),
    gaps: { ...none(), missing: 0 },
    unreadable: none(),
  };
  const measured: number[] = [];
  let sinceYield = 0;
  for (let series = 0; series < lengths.length; series++) {
    const first = offsets[series];
    const spot = (step: number): TimeSpot => ({
      step: first + step,
      series: whole.ids[series],
      line: whole.lineOf(first + step),
    });
    const { times: ascending, at } = yield* ascendingTimes(
      inUnit(times.seconds.subarray(first, first + lengths[series]), unit),
      (step) => add(timing.unreadable, () => spot(step)),
      (step) => add(timing.unordered, () => spot(step)),
    );
    const step = yield* measure(ascending, (kind, index, missing) => {
      add(timing[kind], () => spot(at === null ? index : at[index]));
      timing.gaps.missing += missing;
    });
    timing.distances += Math.max(0, ascending.length - 1);
    if (step !== null) measured.push(step);
    sinceYield += lengths[series];
    if (sinceYield < STEPS_BETWEEN_YIELDS) continue;
    sinceYield = 0;
    yield;
  }
  if (measured.length === 0) return timing;
  const sorted = Float64Array.from(measured).sort();
  const [shortest, step, longest] = [0, (sorted.length - 1) >> 1, sorted.length - 1].map((at) => sorted[at]);
  return { ...timing, sampling: { unit, step, shortest, longest } };
}

function none(): TimeCount {
  return { count: 0, spots: [] };
}

function add(found: TimeCount, spot: () => TimeSpot): void {
  if (found.count++ < MOST_SPOTS) found.spots.push(spot());
}

/** The times that can be read, ascending; `at` gives their steps, null where every step is in its place. */
function* ascendingTimes(
  times: Float64Array,
  unreadable: (step: number) => void,
  unordered: (step: number) => void,
): Generator<void, { times: Float64Array; at: Int32Array | null }> {
  let count = 0;
  let latest = -Infinity;
  let behind = 0;
  for (let step = 0; step < times.length; step++) {
    const time = times[step];
    if (Number.isNaN(time)) unreadable(step);
    else {
      count++;
      if (time < latest) {
        unordered(step);
        behind++;
      } else latest = time;
    }
    if (step % STEPS_BETWEEN_YIELDS === STEPS_BETWEEN_YIELDS - 1) yield;
  }
  if (count === times.length && behind === 0) return { times, at: null };
  const at = new Int32Array(count);
  const readable = new Float64Array(count);
  for (let step = 0, next = 0; step < times.length; step++) {
    if (step % STEPS_BETWEEN_YIELDS === STEPS_BETWEEN_YIELDS - 1) yield;
    if (Number.isNaN(times[step])) continue;
    at[next] = step;
    readable[next++] = times[step];
  }
  const order = yield* orderOf(readable);
  if (order === null) return { times: readable, at };
  const sorted = new Float64Array(count);
  for (let position = 0; position < count; position++) {
    sorted[position] = readable[order[position]];
    order[position] = at[order[position]];
    if (position % STEPS_BETWEEN_YIELDS === STEPS_BETWEEN_YIELDS - 1) yield;
  }
  return { times: sorted, at: order };
}

type Told = (kind: 'duplicates' | 'irregular' | 'gaps', index: number, missing: number) => void;

/** The step of ascending times, null where no two differ; tells which of them leave it. */
function* measure(times: Float64Array, tell: Told): Generator<void, number | null> {
  const median = medianDistance(times);
  const resolution = resolutionOf(times);
  const last = times.length - 1;
  // Neighbouring float64 numbers are this far apart at most.
  const blur = 4 * Number.EPSILON * Math.max(Math.abs(times[0]), Math.abs(times[last]));
  const rounding = median !== null && median >= RESOLVED * resolution ? resolution : 0;
  const near = Math.max(TOLERANCE * (median ?? 0), rounding) + blur;
  const step = median === null ? null : yield* sharpen(times, median, near, blur, resolution);
  for (let index = 1; index <= last; index++) {
    if (index % STEPS_BETWEEN_YIELDS === 0) yield;
    const distance = times[index] - times[index - 1];
    if (distance === 0) tell('duplicates', index, 0);
    else if (step !== null && Math.abs(distance - step) > Math.max(TOLERANCE * step, rounding) + blur) {
      const steps = Math.round(distance / step);
      const fits = Math.abs(distance - steps * step) <= Math.max(TOLERANCE * distance, rounding) + blur;
      if (steps > 1 && fits) tell('gaps', index, steps - 1);
      else tell('irregular', index, 0);
    }
  }
  return step;
}

function medianDistance(times: Float64Array): number | null {
  const stride = Math.floor(times.length / MOST_MEASURED) | 1;
  const distances: number[] = [];
  for (let index = 1; index < times.length; index += stride) {
    const distance = times[index] - times[index - 1];
    if (distance > 0) distances.push(distance);
  }
  return distances.length === 0 ? null : Float64Array.from(distances).sort()[(distances.length - 1) >> 1];
}

/** The mean of the distances that agree with the median; where they differ by the blur of float64 alone, a round number. */
function* sharpen(
  times: Float64Array,
  median: number,
  near: number,
  blur: number,
  resolution: number,
): Generator<void, number> {
  let count = 0;
  let mean = 0;
  let least = Infinity;
  let most = -Infinity;
  for (let index = 1; index < times.length; index++) {
    if (index % STEPS_BETWEEN_YIELDS === 0) yield;
    const distance = times[index] - times[index - 1];
    if (Math.abs(distance - median) > near) continue;
    mean += (distance - mean) / ++count;
    least = Math.min(least, distance);
    most = Math.max(most, distance);
  }
  if (least === most) return median;
  const scale = Math.round(1 / resolution);
  return most - least <= 2 * blur && resolution > 0 ? Math.round(mean * scale) / scale : mean;
}

/** The last digit in which the times are written, as far as it can be told: 1, 0.1 ... 1e-9; 0 where there is none. */
function resolutionOf(times: Float64Array): number {
  const stride = Math.floor(times.length / 4096) | 1;
  for (let decimals = 0; decimals <= 9; decimals++) {
    const scale = 10 ** decimals;
    let fits = true;
    for (let index = 0; index < times.length && fits; index += stride) {
      const time = times[index];
      fits = Math.abs(Math.round(time * scale) / scale - time) <= Math.abs(time) * Number.EPSILON;
    }
    if (fits) return 1 / scale;
  }
  return 0;
}
