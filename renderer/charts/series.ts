/** The chart of raw or scaled series: one lane for each channel on a shared time axis, a line for each chosen series. */

import type {
  GridComponentOption,
  LineSeriesOption,
  TitleComponentOption,
  XAXisComponentOption,
  YAXisComponentOption,
} from 'echarts';
import { shortTimeText } from '../../core/contract/time-text';
import type { SeriesChart } from '../../core/contract/views';
import type { ChartOption } from './Chart.vue';
import { envelopePoints, extentOf, lineData } from './envelope';
import { type Ink, seriesColour } from './ink';
import { compact, grouped } from './numbers';
import { axisEnds } from './signal';
import { type TimeRange, timeTicks } from './time-axis';

export const PLOT_LEFT = 60;
export const PLOT_RIGHT = 14;
const TOP = 14;
const BOTTOM = 26;
/** Between two lanes; a lane's name stands in it, where it covers no line. */
const GAP = 16;
/** A lane lower than this shows nothing. */
const LEAST_LANE = 24;
/** A lane lower than this has its ends labelled instead of round values. */
const LOW_LANE = 110;

/** Where times stand below the steps there is a second line. */
function bottomOf(timed: boolean): number {
  return timed ? BOTTOM + 13 : BOTTOM;
}

/** The height that so many lanes need, in device-independent pixels. */
export function leastHeight(lanes: number, timed = false): number {
  return TOP + bottomOf(timed) + lanes * (LEAST_LANE + GAP) - GAP;
}

export interface SeriesChartRequest {
  chart: SeriesChart;
  /** The steps to show; they may run ahead of `chart`, whose lines are drawn meanwhile. */
  range: TimeRange;
  /** The chosen channels from top to bottom. */
  channels: { index: number; name: string }[];
  /** Size of the whole chart in device-independent pixels. */
  width: number;
  height: number;
  ink: Ink;
  /** What the axis counts, where that has to be said. */
  axisNote?: string;
}

/** The place of a series among the chosen ones, by which it is coloured. */
export function seriesPlace(chart: SeriesChart, line: SeriesChart['lines'][number]): number {
  const keys = [...new Set(chart.lines.map(({ series }) => `${series.part} ${series.index}`))];
  return keys.indexOf(`${line.series.part} ${line.series.index}`);
}

/** Several series differ by colour; of one series the channels do. */
export function lineColour(
  request: Pick<SeriesChartRequest, 'chart' | 'ink'>,
  line: SeriesChart['lines'][number],
): string {
  const several = request.chart.lines.some(
    ({ series }) => series.index !== line.series.index || series.part !== line.series.part,
  );
  return seriesColour(request.ink, several ? seriesPlace(request.chart, line) : line.channel);
}

/** Lanes of equal height; each has the axis that fits what it shows. */
export function seriesOption(request: SeriesChartRequest): ChartOption {
  const { chart, range, channels, width, height, ink, axisNote } = request;
  const { clock } = chart;
  const twoLines = clock !== undefined || axisNote !== undefined;
  const lanes = channels.length;
  const laneHeight = Math.max(LEAST_LANE, (height - TOP - bottomOf(twoLines) - GAP * (lanes - 1)) / Math.max(1, lanes));
  const ticks = timeTicks(range, width - PLOT_LEFT - PLOT_RIGHT, clock === undefined ? 72 : 96);
  const stride = ticks.length > 1 ? ticks[1] - ticks[0] : 1;
  const label = (step: number): string =>
    clock === undefined ? grouped(step) : `${grouped(step)}\n${shortTimeText(clock, step, stride)}`;
  const grid: GridComponentOption[] = [];
  const xAxis: XAXisComponentOption[] = [];
  const yAxis: YAXisComponentOption[] = [];
  const title: TitleComponentOption[] = [];
  const series: LineSeriesOption[] = [];
  channels.forEach((channel, lane) => {
    const top = TOP + lane * (laneHeight + GAP);
    const lines = chart.lines.filter((line) => line.channel === channel.index);
    grid.push({ left: PLOT_LEFT, right: PLOT_RIGHT, top, height: laneHeight, outerBoundsMode: 'none' });
    const isLast = lane === lanes - 1;
    const axis = timeAxis(lane, range, ticks, isLast ? label : null);
    xAxis.push(isLast ? Object.assign(axis, noteOf(axisNote, ink)) : axis);
    yAxis.push(valueAxis(lane, extentOf(lines.map((line) => line.envelope)), laneHeight));
    if (lanes > 1) title.push(laneTitle(channel.name, top, ink));
    for (const line of lines) {
      series.push({
        type: 'line',
        name: line.id,
        xAxisIndex: lane,
        yAxisIndex: lane,
        ...lineData(envelopePoints(line.envelope, chart.to)),
        showSymbol: line.envelope.min.length <= 40,
        symbol: 'circle',
        symbolSize: 4,
        silent: true,
        connectNulls: false,
        lineStyle: { color: lineColour(request, line), width: 1.3, join: 'round' },
        itemStyle: { color: lineColour(request, line) },
      });
    }
  });
  return { grid, xAxis, yAxis, title, series, axisPointer: { link: [{ xAxisIndex: 'all' }], triggerTooltip: false } };
}

function timeAxis(
  lane: number,
  range: TimeRange,
  ticks: number[],
  label: ((step: number) => string) | null,
): XAXisComponentOption {
  return {
    type: 'value',
    gridIndex: lane,
    min: range.from - 0.5,
    max: range.to - 0.5,
    axisLine: { onZero: false },
    axisTick: { show: label !== null, customValues: ticks },
    axisLabel: { show: label !== null, customValues: ticks, formatter: label ?? grouped, lineHeight: 13 },
    splitLine: { show: false },
    axisPointer: { show: true, type: 'line', snap: false, label: { show: false } },
  };
}

/** The note stands below the labels, in the middle. */
function noteOf(note: string | undefined, ink: Ink): Partial<XAXisComponentOption> {
  if (note === undefined) return {};
  const nameTextStyle = { color: ink.muted, fontSize: 11, lineHeight: 13 };
  return { name: note, nameLocation: 'middle', nameGap: 20, nameTextStyle };
}

function valueAxis(lane: number, extent: [number, number] | null, laneHeight: number): YAXisComponentOption {
  const [low, high] = extent ?? [0, 1];
  const air = high > low ? 0.06 * (high - low) : Math.max(Math.abs(high), 1) * 0.5;
  const labels =
    laneHeight < LOW_LANE
      ? { customValues: axisEnds(low, high, laneHeight) }
      : { showMinLabel: false, showMaxLabel: false };
  return {
    type: 'value',
    gridIndex: lane,
    min: low - air,
    max: high + air,
    splitNumber: Math.max(1, Math.min(6, Math.floor(laneHeight / 40))),
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: { ...labels, formatter: (value: number) => compact(value) },
    splitLine: { show: laneHeight >= LOW_LANE, showMinLine: false, showMaxLine: false },
    axisPointer: { show: false },
  };
}

function laneTitle(text: string, top: number, ink: Ink): TitleComponentOption {
  return {
    text,
    left: PLOT_LEFT + 4,
    top: top - 13,
    padding: 0,
    textStyle: { color: ink.muted, fontSize: 11, lineHeight: 13, fontWeight: 500, width: 220, overflow: 'truncate' },
  };
}
