/** Presents series that no file holds, the made ones, as if they had been read: one step a row. */

import { toPayload } from '../contract/errors';
import type { RawTable, ReadResult, SeriesPart } from './part';
import { finishPart, type Window } from './windows';

/** A part of univariate series of equal length, channel `x`, one after the other in `values`. */
export function wholePart(
  fileName: string,
  labels: (string | null)[],
  values: Float64Array,
  steps: number,
): SeriesPart {
  const series = labels.length;
  const offsets = Float64Array.from({ length: series }, (_, number) => number * steps);
  const lengths = new Int32Array(series).fill(steps);
  return {
    fileName,
    ids: labels.map((_, number) => String(number)),
    labels,
    channels: ['x'],
    lengths,
    offsets,
    values,
    segments: { offsets, lengths },
    rows: series * steps,
    missing: 0,
    infinite: 0,
    firstNonFinite: null,
  };
}

/** What a reader would answer for a long table with the columns `series`, `step`, `label` where there is one, and `x`. */
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
  const steps = series.lengths[0];
  const rowCount = series.rows;
  return {
    columns: labelled ? ['series', 'step', 'label', 'x'] : ['series', 'step', 'x'],
    rowCount,
    page(first, count) {
      const from = Math.max(0, first);
      const rows = Array.from({ length: Math.max(0, Math.min(count, rowCount - from)) }, (_, at) => from + at);
      return {
        lines: rows.map(() => 0),
        cells: rows.map((row) => {
          const number = Math.floor(row / steps);
          const label = labelled ? [series.labels[number] ?? ''] : [];
          return [series.ids[number], String(row % steps), ...label, String(series.values[row])];
        }),
      };
    },
  };
}

const DISTINCT_LIMIT = 1000;

function distinctOf(series: SeriesPart, column: string): Iterable<unknown> {
  switch (column) {
    case 'series':
      return series.ids.slice(0, DISTINCT_LIMIT);
    case 'step':
      return Array.from({ length: Math.min(series.lengths[0], DISTINCT_LIMIT) }, (_, step) => step);
    case 'label':
      return series.labels;
    default:
      return series.values.slice(0, DISTINCT_LIMIT);
  }
}
