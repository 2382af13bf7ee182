/** What stands above the series chart: the values under the pointer, or which colour is which series. */

import type { SeriesChart } from '../../../core/contract/views';
import type { Ink } from '../../charts/ink';
import { compact } from '../../charts/numbers';
import { lineColour } from '../../charts/series';

export interface ReadoutItem {
  key: string;
  name: string;
  /** Empty in a legend. */
  value: string;
  colour: string;
}

/** The values at a step: one where a column is one step, else the least and the greatest of the column's steps. */
export function readoutAt(chart: SeriesChart, step: number, channels: readonly string[], ink: Ink): ReadoutItem[] {
  const ids = new Set(chart.lines.map(({ series }) => series.index));
  const shown = new Set(chart.lines.map(({ channel }) => channel));
  return chart.lines.flatMap((line) => {
    const { start, stepsPerColumn, min, max } = line.envelope;
    const column = Math.floor((step - start) / stepsPerColumn);
    if (column < 0 || column >= min.length || !Number.isFinite(min[column])) return [];
    const [low, high] = [compact(min[column]), compact(max[column])];
    const channel = channels[line.channel] ?? '';
    const name = ids.size === 1 ? channel : shown.size === 1 ? line.id : `${line.id} ${channel}`;
    return [
      {
        key: `${line.series.index}-${line.channel}`,
        name,
        value: low === high ? low : `${low} … ${high}`,
        colour: lineColour({ chart, ink }, line),
      },
    ];
  });
}

/** The colours of several series; none for one, whose lanes are named. */
export function legendOf(chart: SeriesChart, ink: Ink): ReadoutItem[] {
  const first = chart.lines.filter((line) => line.channel === chart.lines[0].channel);
  if (first.length < 2) return [];
  return first.map((line) => ({
    key: `${line.series.part}-${line.series.index}`,
    name: line.label === null ? line.id : `${line.id} (${line.label})`,
    value: '',
    colour: lineColour({ chart, ink }, line),
  }));
}
