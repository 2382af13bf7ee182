/** Makes series of equal distances in time: by interpolation, or with the time since the step before as a channel. */

import { inMemory } from '../values';
import type { WholeSeries } from '../whole';
import { secondsOfMonth } from './calendar';
import { unitOf } from './forms';
import { checkSteps, StepValues } from './step-values';
import { inUnit } from './survey';

const STEPS_BETWEEN_YIELDS = 1 << 16;
/** A resampled step is at a stamp if it is this close to it, as a share of the step. */
const SAME_TIME = 1e-6;
export const TIME_GAP_CHANNEL = 'time gap';

/**
 * The series at equal distances of `step` (in the unit of the stamps: seconds, months, or their own), from the first to
 * the last stamp of each; their times must be readable, different and ascending. A value lies on the straight line between
 * those before and after it in time; beside a missing value it is missing, at a stamp it is the value itself. Label and line
 * are those of the nearest stamp, the earlier one on a tie. Yields between stretches of work.
 * @throws data/too-many-steps
 */
export function* resample(whole: WholeSeries, step: number): Generator<void, WholeSeries> {
  const form = whole.times!.form;
  const unit = unitOf(form);
  const width = whole.channels.length;
  const units = inUnit(whole.times!.seconds, unit);
  const { offsets: from, lengths: fromLengths } = whole;
  const series = fromLengths.length;
  const lengths = new Int32Array(series);
  const offsets = new Float64Array(series);
  let total = 0;
  for (let at = 0; at < series; at++) {
    const last = from[at] + fromLengths[at] - 1;
    const steps = fromLengths[at] === 0 ? 0 : Math.floor((units[last] - units[from[at]]) / step + SAME_TIME) + 1;
    offsets[at] = total;
    total += steps;
    checkSteps(whole, { series: at, steps, width, total });
    lengths[at] = steps;
  }
  const values = new Float64Array(total * width);
  const seconds = new Float64Array(total);
  const nearest = new Int32Array(total);
  const source = new StepValues(whole);
  const row = new Float64Array(width);
  for (let at = 0; at < series; at++) {
    const start = from[at];
    const last = start + fromLengths[at] - 1;
    for (let number = 0, left = start; number < lengths[at]; number++) {
      const to = offsets[at] + number;
      const time = units[start] + number * step;
      while (left < last && units[left + 1] <= time + SAME_TIME * step) left++;
      const right = Math.min(left + 1, last);
      const share =
        right === left || time - units[left] <= SAME_TIME * step
          ? 0
          : (time - units[left]) / (units[right] - units[left]);
      source.copy(left, values, to * width);
      if (share > 0) {
        source.copy(right, row, 0);
        for (let channel = 0; channel < width; channel++) {
          const value = values[to * width + channel];
          values[to * width + channel] = value + (row[channel] - value) * share;
        }
      }
      nearest[to] = share > 0.5 + SAME_TIME ? right : left;
      seconds[to] = unit === 'months' ? secondsOfMonth(time) : time;
      if (to % STEPS_BETWEEN_YIELDS === STEPS_BETWEEN_YIELDS - 1) yield;
    }
  }
  const { stepLabels } = whole;
  return {
    ...whole,
    offsets,
    lengths,
    values: inMemory(values),
    stepLabels:
      stepLabels === null ? null : { ...stepLabels, codes: nearest.map((origin) => stepLabels.codes[origin]) },
    times: { form, seconds },
    lineOf: (to) => whole.lineOf(nearest[to] ?? 0),
  };
}

/**
 * The series with one more channel: the time since the step before whose stamp can be read, in seconds (plain numbers in
 * their own unit), 0 at the first of each series; missing where the stamp cannot be read. Yields between stretches of work.
 * @throws data/too-many-steps
 */
export function* withTimeGaps(whole: WholeSeries): Generator<void, WholeSeries> {
  const { seconds } = whole.times!;
  const { offsets, lengths, channels } = whole;
  const width = channels.length;
  const total = whole.values.length / width;
  checkSteps(whole, { series: 0, steps: total, width: width + 1, total });
  const values = new Float64Array(total * (width + 1));
  const source = new StepValues(whole);
  for (let at = 0; at < lengths.length; at++) {
    let before = NaN;
    for (let step = offsets[at]; step < offsets[at] + lengths[at]; step++) {
      source.copy(step, values, step * (width + 1));
      const time = seconds[step];
      values[step * (width + 1) + width] = Number.isNaN(before) ? time - time : time - before;
      if (!Number.isNaN(time)) before = time;
      if (step % STEPS_BETWEEN_YIELDS === STEPS_BETWEEN_YIELDS - 1) yield;
    }
  }
  return { ...whole, channels: [...channels, gapChannel(channels)], values: inMemory(values) };
}

/** A name that no other channel has. */
function gapChannel(channels: readonly string[]): string {
  let name = TIME_GAP_CHANNEL;
  for (let number = 2; channels.includes(name); number++) name = `${TIME_GAP_CHANNEL} ${number}`;
  return name;
}
