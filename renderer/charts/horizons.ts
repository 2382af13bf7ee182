/** Memory horizons of a layer's units in ascending order on a logarithmic axis, with the length of the series as a line. */

import type { HorizonsView } from '../../core/contract/views-analysis';
import type { ChartOption } from './Chart.vue';
import type { Ink } from './ink';
import { compact } from './numbers';

/** What is shorter, in steps, is drawn as this. */
const SHORTEST = 0.1;

export interface HorizonsRequest {
  horizons: HorizonsView;
  /** Steps of the longest series; null where there is none. */
  longest: number | null;
  /** The gate that forgets, by whose colour the bars are. */
  colour: string;
  ink: Ink;
  words: { units: string; steps: string; longest: string };
}

/** The ends of the axis: powers of ten around all horizons and the series; what never ends reaches the top. */
export function horizonLimits({ sorted }: HorizonsView, longest: number | null): [low: number, high: number] {
  const ends = sorted.filter((value) => value < Infinity);
  const values = [...ends.map((value) => Math.max(SHORTEST, value)), ...(longest === null ? [] : [longest]), 1];
  const low = values.reduce((a, b) => Math.min(a, b));
  const most = values.reduce((a, b) => Math.max(a, b));
  const endless = ends.length < sorted.length;
  const high = 10 ** Math.ceil(Math.log10(endless ? 10 * most : Math.max(10, most)));
  return [10 ** Math.floor(Math.log10(low)), high];
}

export function horizonsOption({ horizons, longest, colour, ink, words }: HorizonsRequest): ChartOption {
  const [low, high] = horizonLimits(horizons, longest);
  const { sorted, units } = horizons;
  const corner = (at: number): number => (units * at) / sorted.length;
  const value = (steps: number): number => Math.min(high, Math.max(low, steps));
  const ends = [0, units];
  return {
    grid: { left: 64, right: 14, top: 14, bottom: 38, outerBoundsMode: 'none' },
    xAxis: {
      type: 'value',
      min: 0,
      max: units,
      minInterval: 1,
      name: words.units,
      nameLocation: 'middle',
      nameGap: 24,
      axisLine: { onZero: false },
      axisLabel: { formatter: (unit: number) => compact(unit) },
      splitLine: { show: false },
    },
    yAxis: {
      type: 'log',
      min: low,
      max: high,
      name: words.steps,
      nameLocation: 'middle',
      nameGap: 44,
      nameTextStyle: { color: ink.muted, fontSize: 11 },
      axisLine: { show: false },
      axisTick: { show: false },
      // Themes of the other charts have no logarithmic axis.
      axisLabel: { color: ink.muted, fontSize: 11, formatter: (steps: number) => compact(steps) },
      splitLine: { lineStyle: { color: ink.line, width: 1 } },
    },
    series: [
      {
        type: 'line',
        name: 'horizons',
        // A bar for each unit, from its corner to the next.
        data: Array.from(sorted).flatMap((steps, at) => [
          [corner(at), value(steps)],
          [corner(at + 1), value(steps)],
        ]),
        showSymbol: false,
        silent: true,
        lineStyle: { color: colour, width: 1.3 },
        areaStyle: { color: colour, opacity: 0.25, origin: 'start' },
      },
      ...(longest === null
        ? []
        : [
            {
              type: 'line' as const,
              name: 'longest',
              data: ends.map((unit) => [unit, longest]),
              showSymbol: false,
              silent: true,
              lineStyle: { color: ink.text, width: 1.2, type: 'dashed' as const },
              endLabel: {
                show: true,
                formatter: words.longest,
                color: ink.text,
                fontSize: 11,
                align: 'right' as const,
                verticalAlign: 'bottom' as const,
                offset: [-4, -4] as [number, number],
              },
            },
          ]),
    ],
  };
}
