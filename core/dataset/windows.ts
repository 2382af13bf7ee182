/** Cuts series into windows and counts what is missing: the last step of every reader. */

import { WorkbenchError } from '../contract/errors';
import type { Layout, ReadingSpec } from '../contract/specs';
import type { Assumption } from '../contract/views';
import { countNonFinite } from './non-finite';
import type { SeriesPart } from './part';
import type { Segments } from './stretches';
import type { WholeSeries, Window } from './whole';
import { stretchLabels } from './window-label';

export type { WholeSeries, Window } from './whole';

/** A recording longer than this is cut into windows unless told otherwise. */
const LONG_RECORDING = 2000;
/** Between two yields, steps whose labels are counted, or windows. */
const STEPS_BETWEEN_YIELDS = 1 << 15;
const DEFAULT_WINDOW: Window = { length: 256, stride: 128 };

/** The chosen window, or what fits: long recordings are cut, everything else stays whole. */
export function chooseWindow(
  reading: ReadingSpec,
  layout: Layout,
  lengths: Int32Array,
): { window: Window | null; assumption: Assumption | null } {
  if (reading.window !== undefined) return { window: reading.window, assumption: null };
  const steps = lengths.reduce((longest, length) => Math.max(longest, length), 0);
  if (layout !== 'wide' && lengths.length === 1 && steps > LONG_RECORDING) {
    const params = { steps, ...DEFAULT_WINDOW };
    return { window: DEFAULT_WINDOW, assumption: { setting: 'window', reason: 'long-recording', params } };
  }
  return { window: null, assumption: { setting: 'window', reason: 'short-enough', params: { steps } } };
}

/** @throws data/window unless length and stride are whole numbers from 1 */
export function checkWindow({ length, stride }: Window): void {
  if (!Number.isInteger(length) || !Number.isInteger(stride) || length < 1 || stride < 1) {
    throw new WorkbenchError('data/window', { length, stride });
  }
}

/**
 * Makes the part of whole series, cut into windows if asked. A window's id is its number, with the series' id in front
 * where there are several (`A:0`); its label is that of its steps by what was chosen for them. Steps after the last full
 * window belong to no series. Yields between stretches of work.
 * @throws data/no-series, data/empty-series, data/window, data/series-too-short
 */
export function* finishPart(whole: WholeSeries, window: Window | null): Generator<void, SeriesPart> {
  const { fileName, ids, lengths } = whole;
  if (ids.length === 0) throw new WorkbenchError('data/no-series', { file: fileName });
  const empty = lengths.indexOf(0);
  if (empty >= 0) {
    const line = whole.lineOf(whole.offsets[empty]);
    throw new WorkbenchError('data/empty-series', { file: fileName, series: ids[empty], line });
  }
  const cut = window === null ? keepWhole(whole) : yield* cutWindows(whole, window);
  const { channels, values, rows } = whole;
  const part = { fileName, ...cut, channels, values, rows, cutFrom: { whole, window } };
  const counted = yield* countNonFinite({ ...part, lineOf: whole.lineOf });
  if (counted.firstNonFinite !== null || whole.times === undefined) return counted;
  // Only what is missing is filled in by time.
  const { times: _, ...withoutTimes } = whole;
  return { ...counted, cutFrom: { whole: withoutTimes, window } };
}

interface Cut {
  ids: string[];
  labels: (string | null)[];
  offsets: Float64Array;
  lengths: Int32Array;
  segments: Segments;
}

function keepWhole(whole: WholeSeries): Cut {
  const { ids, offsets, lengths } = whole;
  const labelOf = whole.stepLabels === null ? null : stretchLabels(whole.stepLabels);
  const labels = labelOf === null ? whole.labels : ids.map((_, at) => labelOf(offsets[at], lengths[at]));
  return { ids, labels, offsets, lengths, segments: { offsets, lengths } };
}

function* cutWindows(whole: WholeSeries, window: Window): Generator<void, Cut> {
  checkWindow(window);
  const { length, stride } = window;
  const labelOf = whole.stepLabels === null ? null : stretchLabels(whole.stepLabels);
  const { named, first } = whole.numbering ?? { named: whole.ids.length > 1, first: null };
  let total = 0;
  for (const [at, steps] of whole.lengths.entries()) {
    if (steps < length) {
      const params = { file: whole.fileName, series: whole.ids[at], length: steps, window: length };
      throw new WorkbenchError('data/series-too-short', params);
    }
    total += windowsIn(steps, window);
  }
  const ids: string[] = [];
  const labels: (string | null)[] = [];
  const offsets = new Float64Array(total);
  const overlap = stride <= length;
  const segmentLengths = new Int32Array(overlap ? whole.ids.length : total).fill(length);
  let stepsSinceYield = 0;
  for (const [at, id] of whole.ids.entries()) {
    const count = windowsIn(whole.lengths[at], window);
    if (overlap) segmentLengths[at] = (count - 1) * stride + length;
    for (let number = 0; number < count; number++) {
      const offset = whole.offsets[at] + number * stride;
      const shown = (first?.[at] ?? 0) + number;
      offsets[ids.length] = offset;
      ids.push(named ? `${id}:${shown}` : String(shown));
      labels.push(labelOf === null ? whole.labels[at] : labelOf(offset, length));
      stepsSinceYield += labelOf === null ? 1 : length;
      if (stepsSinceYield < STEPS_BETWEEN_YIELDS) continue;
      stepsSinceYield = 0;
      yield;
    }
  }
  const segments = { offsets: overlap ? whole.offsets : offsets, lengths: segmentLengths };
  return { ids, labels, offsets, lengths: new Int32Array(total).fill(length), segments };
}

/** Full windows in so many steps. */
export function windowsIn(steps: number, { length, stride }: Window): number {
  return steps < length ? 0 : Math.floor((steps - length) / stride) + 1;
}
