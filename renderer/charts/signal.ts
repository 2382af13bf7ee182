/** The signal's row of the gate stage: every channel as the model saw it. */

import type { Ink } from './ink';
import { seriesColour } from './ink';
import { envelopePoints, extentOf, lineData } from './envelope';
import { compact } from './numbers';
import type { RowParts, Series, StageRequest, YAxis } from './stage-parts';
import { rowTitle } from './stage-parts';
import type { StageRow } from './stage-layout';

/** Lines of the channels that are not hidden, on an axis that fits them. */
export function signalRow(
  row: StageRow,
  index: number,
  { view, hiddenChannels, ink, words, channels }: StageRequest,
): RowParts {
  const lines = view.signal.lines.filter((line) => !hiddenChannels.has(line.channel));
  return {
    yAxis: valueAxis(index, row, extentOf(lines.map((line) => line.envelope)), ink),
    series: lines.map((line) =>
      lineSeries(
        index,
        channels[line.channel] ?? '',
        envelopePoints(line.envelope, view.signal.to),
        seriesColour(ink, line.channel),
      ),
    ),
    marks: rowTitle(row, 'x', [words.signal, words.scaled], ink.text, ink),
  };
}

/** A thin line without markers, drawn in full: the engine has already cut it to the screen's pixels. */
export function lineSeries(index: number, name: string, points: Float64Array, colour: string, width = 1.25): Series {
  return {
    type: 'line',
    name,
    xAxisIndex: index,
    yAxisIndex: index,
    ...lineData(points),
    showSymbol: points.length === 2,
    symbolSize: 4,
    silent: true,
    clip: true,
    connectNulls: false,
    lineStyle: { color: colour, width, join: 'round' },
    itemStyle: { color: colour },
  };
}

/** A value axis from low to high with a little air, labelled at both ends and at zero between them. */
export function valueAxis(index: number, row: StageRow, extent: [number, number] | null, ink: Ink): YAxis {
  const [low, high] = extent ?? [0, 1];
  const air = high > low ? 0.06 * (high - low) : Math.max(Math.abs(high), 1) * 0.5;
  const ticks = axisEnds(low, high, row.height);
  return {
    type: 'value',
    gridIndex: index,
    min: low - air,
    max: high + air,
    splitLine: { show: false },
    axisLine: { show: true, onZero: false, lineStyle: { color: ink.line, width: 1 } },
    axisTick: { show: true, length: 3, customValues: ticks, lineStyle: { color: ink.lineStrong } },
    axisLabel: {
      customValues: ticks,
      color: ink.faint,
      fontSize: 9,
      fontFamily: ink.font,
      margin: 5,
      formatter: (value: number) => compact(value),
    },
  };
}

/** Both ends, and zero where it lies at least 12 pixels from either. */
export function axisEnds(low: number, high: number, height: number): number[] {
  if (high <= low) return [low];
  const apart = (value: number, end: number) => (Math.abs(value - end) / (high - low)) * height >= 12;
  return low < 0 && high > 0 && apart(0, low) && apart(0, high) ? [low, 0, high] : [low, high];
}
