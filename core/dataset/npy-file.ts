/** Reads NPY arrays: [N, T] series, [N, T, D] series of several channels, or [T] one recording. */

import type { Layout, ReadingSpec } from '../contract/specs';
import type { Assumption, ColumnView, Inside } from '../contract/views';
import { type NpyHeader, readNpyHeader } from './npy-header';
import { type ValueAt, valueReader } from './npy-values';
import { channelNames, type RawTable, type ReadResult, type SourceFile } from './part';
import { SeriesList } from './series-list';
import { ColumnCount, finishSeries, type SeriesSource } from './series-result';
import { lastAtOrBelow } from './starts';
import { toldMissing } from './told-missing';

const VALUES_BETWEEN_YIELDS = 1 << 16;
const VALUES_COUNTED = 1 << 20;

/** Sizes of the array: N series, T steps, D channels. */
interface Sizes {
  layout: Layout;
  series: number;
  steps: number;
  channels: number;
  /** Where the shape leaves it open. */
  assumption: Assumption | null;
}

/** An array in memory, with what goes with it in the file. */
export interface ArraySource {
  format: 'npy' | 'npz';
  header: NpyHeader;
  valueAt: ValueAt;
  assumptions: Assumption[];
  /** Steps of each series, where the array holds them one after the other: [all steps, D]. */
  lengths?: readonly number[];
  /** Ids of the series and the array that holds them. */
  ids?: { name: string; texts: string[]; assumption: Assumption };
  /** Names of the channels. */
  channelNames?: string[];
  /** Finds the labels, once it is known whether there is one for each series or one for each step; null for none. */
  findLabels?(layout: Layout, count: number): Generator<number, ArrayLabels | null>;
  /** Arrays that could be the labels, filled when they are looked for. */
  labelColumns?: ColumnView[];
  /** The array's name and all that the file holds, where it holds several. */
  array?: string;
  inside?: Inside[];
}

export interface ArrayLabels {
  name: string;
  /** Why it was taken for the labels; null where it was chosen. */
  assumption: Assumption | null;
  at(position: number): string | null;
}

/** Reads the one array of an NPY file. */
export function* readNpy(
  file: SourceFile,
  reading: ReadingSpec,
  assumptions: Assumption[],
): Generator<number, ReadResult> {
  const header = readNpyHeader(file);
  return yield* readArray(file, reading, {
    format: 'npy',
    header,
    valueAt: valueReader(file.bytes, header),
    assumptions,
  });
}

/**
 * The values as they are in the file, row-major. With `layout: 'recording'` a two-dimensional array is [T, D].
 * Steps at a series' end that are NaN in every channel are padding and left out.
 */
export function* readArray(file: SourceFile, reading: ReadingSpec, array: ArraySource): Generator<number, ReadResult> {
  const { header, valueAt } = array;
  const sizes =
    array.lengths === undefined ? sizesOf(header.shape, reading.layout) : sizesInRow(header.shape, array.lengths);
  const { series, steps, channels, layout } = sizes;
  const starts = startsOf(sizes, array.lengths);
  const finding = array.findLabels?.(layout, layout === 'recording' ? steps : series);
  const labels = finding === undefined ? null : yield* finding;
  const list = new SeriesList();
  const told = toldMissing(reading);
  const counts = Array.from({ length: channels }, () => new ColumnCount());
  let sinceYield = 0;
  for (let n = 0; n < series; n++) {
    const first = starts[n];
    const own = starts[n + 1] - first;
    const values = counts.map(() => new Float64Array(own));
    for (let step = 0; step < own; step++) {
      for (let channel = 0; channel < channels; channel++) {
        const value = valueAt((first + step) * channels + channel);
        values[channel][step] = told.has(value) ? NaN : value;
      }
      sinceYield += channels;
      if (sinceYield > VALUES_BETWEEN_YIELDS) {
        sinceYield = 0;
        yield header.start + (first + step) * channels * header.size;
      }
    }
    const reached = header.start + (first + own) * channels * header.size;
    for (const [channel, column] of values.entries()) {
      for (let at = 0; at < own; at += VALUES_COUNTED) {
        counts[channel].addNumbers(column.subarray(at, at + VALUES_COUNTED));
        if (at + VALUES_COUNTED < own) yield reached;
      }
    }
    const label = labels === null || layout === 'recording' ? null : labels.at(n);
    for (const _ of list.addLong(values, label)) yield reached;
  }
  const names = array.channelNames ?? channelNames(channels);
  const source: SeriesSource = {
    format: array.format,
    encoding: null,
    layout,
    list,
    width: channels,
    labelName: labels?.name ?? null,
    labelAssumption: labels?.assumption ?? undefined,
    stepLabels: labels === null || layout !== 'recording' ? null : stepLabels(labels, steps),
    timeName: null,
    seriesName: array.ids?.name,
    seriesAssumption: array.ids?.assumption,
    ids: array.ids?.texts,
    channelNames: names,
    table: valueTable(starts, names, valueAt),
    columns: [...names.map((name, channel) => counts[channel].view(name, 'number')), ...(array.labelColumns ?? [])],
    layoutAssumption: sizes.assumption ?? undefined,
    assumptions: array.assumptions,
    rows: starts[series],
    array: array.array,
    inside: array.inside,
    lineOf: () => 0,
  };
  return yield* finishSeries(file, reading, source, null);
}

function stepLabels(labels: ArrayLabels, steps: number): { codes: Int32Array; names: string[] } {
  const known = new Map<string, number>();
  const codes = Int32Array.from({ length: steps }, (_, step) => {
    const label = labels.at(step);
    if (label === null) return -1;
    if (!known.has(label)) known.set(label, known.size);
    return known.get(label)!;
  });
  return { codes, names: [...known.keys()] };
}

/** Series of these lengths, one after the other. */
function sizesInRow([, channels]: number[], lengths: readonly number[]): Sizes {
  const steps = lengths.reduce((longest, length) => Math.max(longest, length), 0);
  return { layout: 'long', series: lengths.length, steps, channels, assumption: null };
}

/** First step of each series, and the end of the last. */
function startsOf({ series, steps }: Sizes, lengths: readonly number[] | undefined): Float64Array {
  const starts = new Float64Array(series + 1);
  for (let n = 0; n < series; n++) starts[n + 1] = starts[n] + (lengths?.[n] ?? steps);
  return starts;
}

/** A single column is taken for one recording: series of one step are nobody's time series. */
function sizesOf(shape: number[], wanted: Layout | undefined): Sizes {
  const [first, second, third] = shape;
  if (shape.length === 1) return { layout: 'recording', series: 1, steps: first, channels: 1, assumption: null };
  if (shape.length === 3) return { layout: 'wide', series: first, steps: second, channels: third, assumption: null };
  const reason = second === 1 ? 'one-column-array' : 'rows-of-array';
  const assumption: Assumption = { setting: 'layout', reason, params: { rows: first, columns: second } };
  if (wanted === 'recording' || (wanted === undefined && second === 1)) {
    return { layout: 'recording', series: 1, steps: first, channels: second, assumption };
  }
  return { layout: 'wide', series: first, steps: second, channels: 1, assumption };
}

/** One row a step: the series' number, the step, the channels. */
function valueTable(starts: Float64Array, names: string[], valueAt: ValueAt): RawTable {
  const channels = names.length;
  const rowCount = starts[starts.length - 1];
  return {
    columns: ['series', 'step', ...names],
    rowCount,
    page(first, count) {
      const from = Math.max(0, first);
      const rows = Array.from({ length: Math.max(0, Math.min(count, rowCount - from)) }, (_, at) => from + at);
      return {
        lines: rows.map(() => 0),
        cells: rows.map((row) => {
          const series = lastAtOrBelow(starts, row, starts.length - 1);
          const values = names.map((_, channel) => String(valueAt(row * channels + channel)));
          return [String(series), String(row - starts[series]), ...values];
        }),
      };
    },
  };
}
