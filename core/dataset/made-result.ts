/** Presents series that no file holds, the made ones, as if they had been read: one step a row. */

import { toPayload } from '../contract/errors';
import type { RawTable, ReadResult, SeriesPart } from './part';
import { lastAtOrBelow } from './starts';
import { inMemory } from './values';
import { finishPart, type Window } from './windows';

/** A part of univariate series of equal length, channel `x`, one after the other in `values`. */
export function wholePart(
  fileName: string,
  labels: (string | null)[],
  values: Float64Array,
  steps: number,
): SeriesPart {
  return madePart(fileName, ['x'], labels, new Int32Array(labels.length).fill(steps), values);
}

/** A part of series of any lengths, one after the other in `values` [total steps, D], named by their numbers. */
export function madePart(
  fileName: string,
  channels: string[],
  labels: (string | null)[],
  lengths: Int32Array,
  values: Float64Array,
): SeriesPart {
  const offsets = new Float64Array(lengths.length);
  let rows = 0;
  for (const [number, length] of lengths.entries()) {
    offsets[number] = rows;
    rows += length;
  }
  return {
    fileName,
    ids: labels.map((_, number) => String(number)),
    labels,
    channels,
    lengths,
    offsets,
    values: inMemory(values),
    segments: { offsets, lengths },
    rows,
    missing: 0,
    infinite: 0,
    firstNonFinite: null,
  };
}

/** What a reader would answer for a long table with the columns `series`, `step`, `label` where there is one, and the channels. */
export function madeResult(series: SeriesPart): ReadResult {
  const labelled = series.labels.some((label) => label !== null);
  const table = stepTable(series, labelled);
  return {
    understood: {
      format: 'csv',
      encoding: null,
      delimiter: null,
      header: null,
      decimal: null,
      layout: 'long',
      channels: series.channels,
      label: labelled ? 'label' : null,
      series: 'series',
      time: 'step',
      window: null,
    },
    assumptions: [],
    columns: table.columns.map((name) => ({
      name,
      kind: name === 'label' ? 'text' : 'number',
      missing: 0,
      distinct: new Set(distinctOf(series, name)).size,
    })),
    table,
    series,
    problem: null,
    warnings: [],
  };
}

/** Cuts made series into windows as a reader would; `problem` says why it cannot be done. */
export function cutMade(result: ReadResult, window: Window | null): ReadResult {
  if (window === null || result.series === null) return result;
  const understood = { ...result.understood, window };
  const cutting = finishPart({ ...result.series, stepLabels: null, lineOf: () => 0 }, window);
  try {
    let next = cutting.next();
    while (next.done !== true) next = cutting.next();
    return { ...result, understood, series: next.value };
  } catch (thrown) {
    return { ...result, understood, series: null, problem: toPayload(thrown) };
  }
}

function stepTable(series: SeriesPart, labelled: boolean): RawTable {
  const { channels, offsets, values, rows: rowCount } = series;
  return {
    columns: ['series', 'step', ...(labelled ? ['label'] : []), ...channels],
    rowCount,
    page(first, count) {
      const from = Math.max(0, first);
      const rows = Array.from({ length: Math.max(0, Math.min(count, rowCount - from)) }, (_, at) => from + at);
      return {
        lines: rows.map(() => 0),
        cells: rows.map((row) => {
          const number = lastAtOrBelow(offsets, row);
          const label = labelled ? [series.labels[number] ?? ''] : [];
          const at = row * channels.length;
          const cells = Array.from(values.slice(at, at + channels.length), String);
          return [series.ids[number], String(row - offsets[number]), ...label, ...cells];
        }),
      };
    },
  };
}

const DISTINCT_LIMIT = 1000;

function distinctOf({ ids, labels, lengths, channels, values, rows }: SeriesPart, column: string): Iterable<unknown> {
  switch (column) {
    case 'series':
      return ids.slice(0, DISTINCT_LIMIT);
    case 'step':
      return Array.from({ length: Math.min(longestOf(lengths), DISTINCT_LIMIT) }, (_, step) => step);
    case 'label':
      return labels;
    default: {
      const channel = channels.indexOf(column);
      const first = values.slice(0, Math.min(rows, DISTINCT_LIMIT) * channels.length);
      return Array.from(first.filter((_, at) => at % channels.length === channel));
    }
  }
}

function longestOf(lengths: Int32Array): number {
  return lengths.reduce((longest, length) => Math.max(longest, length), 0);
}
