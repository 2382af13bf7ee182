/** The chart of class means: a line for the mean of each class and a band of one standard deviation around it. */

import type { CustomSeriesOption, LineSeriesOption } from 'echarts';
import type { ClassMean, ClassMeansView } from '../../core/contract/views-statistics';
import type { ChartOption } from './Chart.vue';
import { type Ink, seriesColour } from './ink';
import { compact, grouped } from './numbers';
import { timeTicks } from './time-axis';

export const MEANS_LEFT = 60;
export const MEANS_RIGHT = 14;
const TOP = 12;
const BOTTOM = 26;
const BAND_OPACITY = 0.14;

/** Steps of a column: `from <= step < to`. */
export interface ColumnSteps {
  from: number;
  to: number;
}

/** The column that holds a step. */
export function columnAt(view: Pick<ClassMeansView, 'length' | 'stepsPerColumn'>, step: number): number {
  return Math.floor(Math.min(Math.max(0, step), view.length - 1) / view.stepsPerColumn);
}

export function stepsOf(view: Pick<ClassMeansView, 'length' | 'stepsPerColumn'>, column: number): ColumnSteps {
  const from = column * view.stepsPerColumn;
  return { from, to: Math.min(from + view.stepsPerColumn, view.length) };
}

type Band = [x: number, low: number, high: number];

/** The band of a class in pieces without a gap, each from left to right; a column lies in the middle of its steps. */
export function bandsOf(view: Pick<ClassMeansView, 'length' | 'stepsPerColumn'>, { mean, sd }: ClassMean): Band[][] {
  const bands: Band[][] = [];
  let open: Band[] | null = null;
  for (let column = 0; column < mean.length; column++) {
    if (Number.isNaN(mean[column])) {
      open = null;
      continue;
    }
    if (open === null) bands.push((open = []));
    open.push([middleOf(view, column), mean[column] - sd[column], mean[column] + sd[column]]);
  }
  return bands;
}

function middleOf(view: Pick<ClassMeansView, 'length' | 'stepsPerColumn'>, column: number): number {
  const { from, to } = stepsOf(view, column);
  return (from + to - 1) / 2;
}

export interface MeansRequest {
  view: ClassMeansView;
  /** Places of the classes that are drawn. */
  shown: readonly number[];
  /** The step that is marked; null for none. */
  cursor: number | null;
  /** Size of the whole chart in device-independent pixels. */
  width: number;
  height: number;
  ink: Ink;
}

export function meansOption({ view, shown, cursor, width, height, ink }: MeansRequest): ChartOption {
  const bands = shown.map((place) => bandsOf(view, view.classes[place]));
  const [low, high] = extent(bands.flat(2));
  const air = high > low ? 0.05 * (high - low) : Math.max(Math.abs(high), 1) * 0.5;
  const range = { from: 0, to: Math.max(1, view.length) };
  const ticks = timeTicks(range, width - MEANS_LEFT - MEANS_RIGHT);
  const mark: LineSeriesOption = {
    type: 'line',
    name: 'cursor',
    data: [],
    silent: true,
    markLine: {
      silent: true,
      symbol: 'none',
      label: { show: false },
      lineStyle: { color: ink.accent, width: 1, type: 'solid' },
      data: cursor === null ? [] : [{ xAxis: cursor }],
    },
  };
  return {
    grid: { left: MEANS_LEFT, right: MEANS_RIGHT, top: TOP, bottom: BOTTOM, outerBoundsMode: 'none' },
    xAxis: {
      type: 'value',
      min: -0.5,
      max: range.to - 0.5,
      axisLine: { onZero: false },
      axisTick: { customValues: ticks },
      axisLabel: { customValues: ticks, formatter: grouped },
      splitLine: { show: false },
    },
    yAxis: {
      type: 'value',
      min: low - air,
      max: high + air,
      splitNumber: Math.max(1, Math.min(6, Math.floor(height / 44))),
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { showMinLabel: false, showMaxLabel: false, formatter: (value: number) => compact(value) },
      splitLine: { showMinLine: false, showMaxLine: false },
    },
    series: [
      ...shown.map((place, at) => bandSeries(bands[at], view.classes[place], seriesColour(ink, place))),
      ...shown.map((place) => meanLine(view, view.classes[place], seriesColour(ink, place))),
      mark,
    ],
  };
}

/** From the least to the greatest of all bands; 0 to 1 where there are none. */
function extent(bands: readonly Band[]): [low: number, high: number] {
  let low = Infinity;
  let high = -Infinity;
  for (const [, below, above] of bands) {
    if (below < low) low = below;
    if (above > high) high = above;
  }
  return low <= high ? [low, high] : [0, 1];
}

/** One polygon for each piece: along the upper edge and back along the lower one. */
function bandSeries(bands: Band[][], { label }: ClassMean, colour: string): CustomSeriesOption {
  return {
    type: 'custom',
    name: `${label ?? ''} ± 1`,
    clip: true,
    silent: true,
    data: bands.map((_, at) => [at]),
    renderItem: ({ dataIndex }, api) => {
      const band = bands[dataIndex] ?? [];
      const upper = band.map(([x, , above]) => api.coord([x, above]));
      const lower = band.map(([x, below]) => api.coord([x, below])).reverse();
      return {
        type: 'polygon',
        shape: { points: [...upper, ...lower] },
        style: { fill: colour, opacity: BAND_OPACITY },
      };
    },
  };
}

function meanLine(
  view: Pick<ClassMeansView, 'length' | 'stepsPerColumn'>,
  { label, mean }: ClassMean,
  colour: string,
): LineSeriesOption {
  return {
    type: 'line',
    name: label ?? '',
    data: Array.from(mean, (value, column) => [middleOf(view, column), Number.isNaN(value) ? null : value]),
    showSymbol: mean.length <= 40,
    symbol: 'circle',
    symbolSize: 4,
    silent: true,
    connectNulls: false,
    lineStyle: { color: colour, width: 1.5, join: 'round' },
    itemStyle: { color: colour },
  };
}
