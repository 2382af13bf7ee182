/** Puts the steps of series into the order of their time stamps, and makes one step of those with one stamp. */

import type { TimeDuplicates } from '../../contract/specs';
import { inMemory } from '../values';
import type { WholeSeries } from '../whole';
import { orderOf, positions } from './order';
import { checkSteps, StepValues } from './step-values';

export interface Arrangement {
  sort: boolean;
  duplicates: TimeDuplicates;
  /** Leaves out steps whose stamp cannot be read: they have no place among others. */
  readableOnly: boolean;
}

const STEPS_BETWEEN_YIELDS = 1 << 18;

/**
 * The series with their steps arranged; every step keeps its label, its time and its line. Of steps with one stamp, wherever
 * they are, the first in the file stays, with its label; `average` gives it the mean of what is not missing of all of them, channel by
 * channel. Sorting is stable, and a step without a stamp stays behind the one that it follows. Where nothing has to move the
 * given series are returned. Yields between stretches of work.
 * @throws data/too-many-steps
 */
export function* arrangeSteps(whole: WholeSeries, arrangement: Arrangement): Generator<void, WholeSeries> {
  const { times, lengths, offsets } = whole;
  if (times === undefined) return whole;
  const kept: Int32Array[] = [];
  const links = new Links(arrangement.duplicates === 'average' ? times.seconds.length : 0);
  let moved = false;
  for (let series = 0; series < lengths.length; series++) {
    const first = offsets[series];
    const ofSeries = times.seconds.subarray(first, first + lengths[series]);
    const steps = yield* stepsToKeep(ofSeries, arrangement, (step, next) => links.join(first + step, first + next));
    moved ||= steps !== null;
    kept.push(steps ?? (yield* positions(lengths[series])));
  }
  return moved ? yield* takeSteps(whole, kept, links) : whole;
}

/** The steps that stay, in their new order; null where all stay where they are. `same` is told of a step and the next with its time. */
function* stepsToKeep(
  times: Float64Array,
  { sort, duplicates, readableOnly }: Arrangement,
  same: (step: number, next: number) => void,
): Generator<void, Int32Array | null> {
  const keys = new Float64Array(times.length);
  for (let step = 0, before = -Infinity; step < keys.length; step++) {
    before = Number.isNaN(times[step]) ? before : times[step];
    keys[step] = before;
    if (step % STEPS_BETWEEN_YIELDS === STEPS_BETWEEN_YIELDS - 1) yield;
  }
  const order = yield* orderOf(keys);
  const stays = new Uint8Array(times.length).fill(1);
  let left = times.length;
  for (let at = 0, last = -1; at < times.length; at++) {
    if (at % STEPS_BETWEEN_YIELDS === STEPS_BETWEEN_YIELDS - 1) yield;
    const step = order === null ? at : order[at];
    const isTimed = !Number.isNaN(times[step]);
    const repeats = isTimed && last >= 0 && times[step] === times[last] && duplicates !== 'keep';
    if (repeats) same(last, step);
    if (repeats || (readableOnly && !isTimed)) {
      stays[step] = 0;
      left--;
    }
    if (isTimed) last = step;
  }
  if (left === times.length && (order === null || !sort)) return null;
  const steps = new Int32Array(left);
  for (let at = 0, next = 0; at < times.length; at++) {
    const step = order === null || !sort ? at : order[at];
    if (stays[step] === 1) steps[next++] = step;
    if (at % STEPS_BETWEEN_YIELDS === STEPS_BETWEEN_YIELDS - 1) yield;
  }
  return steps;
}

/** Chains of steps that become one. */
class Links {
  private readonly next: Int32Array;

  constructor(steps: number) {
    this.next = new Int32Array(steps).fill(-1);
  }

  join(step: number, next: number): void {
    if (this.next.length > 0) this.next[step] = next;
  }

  after(step: number): number {
    return this.next.length === 0 ? -1 : this.next[step];
  }
}

function* takeSteps(whole: WholeSeries, kept: Int32Array[], links: Links): Generator<void, WholeSeries> {
  const width = whole.channels.length;
  const lengths = Int32Array.from(kept, (steps) => steps.length);
  const offsets = new Float64Array(lengths.length);
  for (let at = 1; at < lengths.length; at++) offsets[at] = offsets[at - 1] + lengths[at - 1];
  const total = lengths.reduce((sum, length) => sum + length, 0);
  checkSteps(whole, { series: 0, steps: total, width, total });
  const values = new Float64Array(total * width);
  const seconds = new Float64Array(total);
  const codes = new Int32Array(whole.stepLabels === null ? 0 : total);
  const sourceOf = new Int32Array(total);
  const source = new StepValues(whole);
  const counts = new Int32Array(width);
  let to = 0;
  for (const [series, steps] of kept.entries()) {
    for (const step of steps) {
      const from = whole.offsets[series] + step;
      if (links.after(from) < 0) source.copy(from, values, to * width);
      else average(from, to * width);
      seconds[to] = whole.times!.seconds[from];
      if (whole.stepLabels !== null) codes[to] = whole.stepLabels.codes[from];
      sourceOf[to] = from;
      if (++to % STEPS_BETWEEN_YIELDS === 0) yield;
    }
  }
  return {
    ...whole,
    offsets,
    lengths,
    values: inMemory(values),
    stepLabels: whole.stepLabels === null ? null : { ...whole.stepLabels, codes },
    times: { ...whole.times!, seconds },
    lineOf: (step) => whole.lineOf(sourceOf[step] ?? 0),
  };

  /** The mean of each channel over the chain that begins with a step; missing where all of it is. */
  function average(from: number, start: number): void {
    counts.fill(0);
    for (let step = from; step >= 0; step = links.after(step)) {
      for (let channel = 0; channel < width; channel++) {
        const value = source.at(step, channel);
        if (!Number.isNaN(value)) values[start + channel] += (value - values[start + channel]) / ++counts[channel];
      }
    }
    for (let channel = 0; channel < width; channel++) if (counts[channel] === 0) values[start + channel] = NaN;
  }
}
