/** Views of a dataset for the Data view and the signal above the gates: lists, pages and decimated lines. */

import type { Part, SeriesChart, SeriesListPage, SeriesQuery, SeriesRef, TablePage } from '../contract/views';
import { WorkbenchError } from '../contract/errors';
import type { SeriesClock } from '../contract/views-time';
import { partEnvelopes } from '../dataset/part-envelope';
import { clockAt } from '../dataset/time/clock';
import { type Dataset, type LoadedPart } from './datasets';

/** Most rows in one page, whatever is asked for. */
export const LARGEST_PAGE = 2000;
/** Most series in one chart: more is a smear. */
const LARGEST_CHART = 64;
const WIDEST_CHART = 8192;

export async function tablePage(dataset: Dataset, part: Part, first: number, count: number): Promise<TablePage> {
  const table = dataset.tables[part];
  if (table === null) return { part, first: 0, total: 0, columns: [], lines: [], cells: [], rejected: [] };
  const from = Math.min(Math.max(0, first), table.rowCount);
  const page = await table.page(from, Math.min(count, LARGEST_PAGE, table.rowCount - from));
  const rejected = [...page.cells.keys()].filter((row) => table.rejects?.(page.cells[row]) === true);
  return { part, first: from, total: table.rowCount, columns: table.columns, ...page, rejected };
}

/** The row that holds a line of the file: the last one that begins there or before; null where rows have no lines. */
export async function rowOfLine(dataset: Dataset, part: Part, line: number): Promise<number | null> {
  const table = dataset.tables[part];
  if (table === null || table.rowCount === 0) return null;
  const lineAt = async (row: number): Promise<number> => (await table.page(row, 1)).lines[0] ?? 0;
  const first = await lineAt(0);
  if (!(first > 0)) return null;
  let low = 0;
  let high = table.rowCount - 1;
  // A row is a line nearly always: the search begins where the line would then be.
  let middle = Math.min(Math.max(low, Math.floor(line) - first), high);
  while (low < high) {
    if ((await lineAt(middle)) <= line) low = middle;
    else high = middle - 1;
    if (low === middle && low < high && (await lineAt(low + 1)) > line) return low;
    middle = low + Math.ceil((high - low) / 2);
  }
  return low;
}

export function seriesList(dataset: Dataset, part: Part, first: number, count: number): SeriesListPage {
  const series = dataset.parts[part]?.series;
  if (series === undefined) return { part, first: 0, total: 0, rows: [] };
  const total = series.lengths.length;
  const from = Math.min(Math.max(0, first), total);
  const rows = Array.from({ length: Math.min(count, LARGEST_PAGE, total - from) }, (_, row) => {
    const index = from + row;
    return { index, id: series.ids[index], label: series.labels[index], length: series.lengths[index] };
  });
  return { part, first: from, total, rows };
}

/** Every chosen channel of every chosen series, decimated to the chart's pixels. */
export function seriesChart(dataset: Dataset, query: SeriesQuery): SeriesChart {
  const chosen = query.series.slice(0, LARGEST_CHART).map((ref) => ({ ref, part: loaded(dataset, ref) }));
  const length = chosen.reduce((longest, { ref, part }) => Math.max(longest, part.series.lengths[ref.index]), 0);
  const from = Math.min(Math.max(0, Math.floor(query.from)), Math.max(0, length - 1));
  const to = Math.min(Math.max(from + 1, Math.ceil(query.to)), length);
  const stepsPerColumn = stepsInColumn(from, to, query.width);
  const lines = chosen.flatMap(({ ref, part }) => {
    const { series } = part;
    const channels = [...new Set(query.channels)].filter((channel) => isIndex(channel, series.channels.length));
    const range = {
      offset: series.offsets[ref.index],
      from,
      to: Math.min(to, series.lengths[ref.index]),
      stepsPerColumn,
    };
    const scaler = query.scaled ? part.scaler : null;
    const envelopes = partEnvelopes(series, channels, range, scaler, part.pyramid);
    return channels.map((channel, at) => ({
      series: ref,
      id: series.ids[ref.index],
      label: series.labels[ref.index],
      channel,
      envelope: envelopes[at],
    }));
  });
  const clock = clockOf(chosen);
  return { from, to, length, ...(clock === null ? {} : { clock }), lines };
}

/** The clock that all of the series have; null where there is none. */
function clockOf(chosen: readonly { ref: SeriesRef; part: LoadedPart }[]): SeriesClock | null {
  const clocks = chosen.map(({ ref, part: { series } }) => {
    const clock = series.cutFrom?.whole.clock;
    return clock === undefined ? null : clockAt(clock, series.offsets[ref.index]);
  });
  const [first = null] = clocks;
  const same = clocks.every((clock) => clock !== null && clock.first === first?.first && clock.step === first.step);
  return same ? first : null;
}

/** Whole steps in each column of a chart that is `width` pixels wide, of which no screen has more than a few thousand. */
export function stepsInColumn(from: number, to: number, width: number): number {
  return Math.max(1, Math.ceil((to - from) / Math.min(Math.max(1, width), WIDEST_CHART)));
}

/** One series with all its channels as the model sees it. */
export function scaledChart(dataset: Dataset, series: SeriesRef, from: number, to: number, width: number): SeriesChart {
  const channels = loaded(dataset, series).series.channels.map((_, channel) => channel);
  return seriesChart(dataset, { series: [series], channels, from, to, width, scaled: true });
}

/** Whether a number that came in is the index of one of `count` things. */
export function isIndex(value: number, count: number): boolean {
  return Number.isInteger(value) && value >= 0 && value < count;
}

function loaded(dataset: Dataset, ref: SeriesRef): LoadedPart {
  const part = dataset.parts[ref.part];
  if (part === null || !isIndex(ref.index, part.series.lengths.length)) {
    throw new WorkbenchError('data/unknown-series', { series: String(ref.index) });
  }
  return part;
}
