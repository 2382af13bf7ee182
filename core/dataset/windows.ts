/** Cuts series into windows and counts what is missing: the last step of every reader. */

import { WorkbenchError } from '../contract/errors';
import type { Layout, ReadingSpec, TimeForm } from '../contract/specs';
import type { Assumption } from '../contract/views';
import type { Segments, SeriesPart } from './part';
import { stretches } from './stretches';
import { SLICE_VALUES, type Values } from './values';

export interface Window {
  length: number;
  stride: number;
}

/** A recording longer than this is cut into windows unless told otherwise. */
const LONG_RECORDING = 2000;
const DEFAULT_WINDOW: Window = { length: 256, stride: 128 };

/** Whole series as a reader gathered them, one after the other in `values`. */
export interface WholeSeries {
  fileName: string;
  ids: string[];
  labels: (string | null)[];
  channels: string[];
  offsets: Float64Array; // in steps
  lengths: Int32Array;
  values: Values; // [total steps, D]
  /** Label of each step as an index of `names`, -1 for none; null where series have labels and steps have not. */
  stepLabels: { codes: Int32Array; names: string[] } | null;
  /**
   * Time of each step as `stampReader` reads it: seconds since 1970 (the stamps' own unit where they are plain numbers), NaN
   * where a stamp is missing or cannot be read. Left out where there is no column of time stamps.
   */
  times?: { seconds: Float64Array; form: TimeForm }; // [total steps]
  rows: number;
  /** File line of a step, counted in `values`. */
  lineOf(step: number): number;
}

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
 * where there are several (`A:0`); its label is the most frequent one of its steps, the first seen on a tie. Steps
 * after the last full window belong to no series. Yields between stretches of work.
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
  const { missing, infinite, first } = yield* countNonFinite({ ...whole, segments: cut.segments });
  const part: SeriesPart = {
    fileName,
    ids: cut.ids,
    labels: cut.labels,
    channels: whole.channels,
    lengths: cut.lengths,
    offsets: cut.offsets,
    values: whole.values,
    segments: cut.segments,
    rows: whole.rows,
    missing,
    infinite,
    firstNonFinite: null,
    lineOf: whole.lineOf,
  };
  if (first !== null) {
    const series = cut.offsets.findIndex((offset, at) => offset <= first.step && first.step < offset + cut.lengths[at]);
    part.firstNonFinite = {
      series: cut.ids[series],
      step: first.step - cut.offsets[series],
      channel: whole.channels[first.channel],
      line: whole.lineOf(first.step),
    };
  }
  return part;
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
  const majority = majorityOf(whole);
  const labels = majority === null ? whole.labels : ids.map((_, at) => majority(offsets[at], lengths[at]));
  return { ids, labels, offsets, lengths, segments: { offsets, lengths } };
}

function* cutWindows(whole: WholeSeries, window: Window): Generator<void, Cut> {
  checkWindow(window);
  const { length, stride } = window;
  const majority = majorityOf(whole);
  const ids: string[] = [];
  const labels: (string | null)[] = [];
  const offsets: number[] = [];
  const segments: { offset: number; length: number }[] = [];
  let stepsSinceYield = 0;
  for (const [at, id] of whole.ids.entries()) {
    const steps = whole.lengths[at];
    if (steps < length) {
      throw new WorkbenchError('data/series-too-short', {
        file: whole.fileName,
        series: id,
        length: steps,
        window: length,
      });
    }
    const count = Math.floor((steps - length) / stride) + 1;
    const start = whole.offsets[at];
    for (let number = 0; number < count; number++) {
      const offset = start + number * stride;
      ids.push(whole.ids.length === 1 ? String(number) : `${id}:${number}`);
      labels.push(majority === null ? whole.labels[at] : majority(offset, length));
      offsets.push(offset);
      if (stride > length) segments.push({ offset, length });
      stepsSinceYield += length;
      if (stepsSinceYield > SLICE_VALUES) {
        stepsSinceYield = 0;
        yield;
      }
    }
    if (stride <= length) segments.push({ offset: start, length: (count - 1) * stride + length });
  }
  return {
    ids,
    labels,
    offsets: Float64Array.from(offsets),
    lengths: new Int32Array(ids.length).fill(length),
    segments: {
      offsets: Float64Array.from(segments, (segment) => segment.offset),
      lengths: Int32Array.from(segments, (segment) => segment.length),
    },
  };
}

/** Finds the most frequent label of a stretch of steps, the first seen on a tie; null if none has one. */
function majorityOf({ stepLabels }: WholeSeries): ((offset: number, length: number) => string | null) | null {
  if (stepLabels === null) return null;
  const { codes, names } = stepLabels;
  const counts = new Float64Array(names.length);
  return (offset, length) => {
    const end = offset + length;
    counts.fill(0);
    let most = 0;
    for (let step = offset; step < end; step++) if (codes[step] >= 0) most = Math.max(most, ++counts[codes[step]]);
    if (most === 0) return null;
    let step = offset;
    while (codes[step] < 0 || counts[codes[step]] < most) step++;
    return names[codes[step]];
  };
}

function* countNonFinite(part: Pick<SeriesPart, 'values' | 'channels' | 'segments'>) {
  const width = part.channels.length;
  let missing = 0;
  let infinite = 0;
  let first: { step: number; channel: number } | null = null;
  let sinceYield = 0;
  for (const { from, to } of stretches(part)) {
    const values = part.values.slice(from, to);
    for (let at = 0; at < values.length; at++) {
      const value = values[at];
      // Finite values, and only they, give 0 here.
      if (value - value === 0) continue;
      if (Number.isNaN(value)) missing++;
      else infinite++;
      first ??= { step: Math.floor((from + at) / width), channel: at % width };
    }
    sinceYield += to - from;
    if (sinceYield < SLICE_VALUES) continue;
    sinceYield = 0;
    yield;
  }
  return { missing, infinite, first };
}
