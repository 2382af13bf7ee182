/** Eigenvalues of the recurrent blocks in the complex plane, with the unit circle. */

import type { GateSpectrum } from '../../core/contract/views-analysis';
import type { ChartOption } from './Chart.vue';
import type { Ink } from './ink';
import { compact } from './numbers';

const LEFT = 54;
const RIGHT = 14;
const TOP = 10;
const BOTTOM = 38;
/** Corners of the circle. */
const CORNERS = 128;

export interface SpectrumRequest {
  spectra: readonly GateSpectrum[];
  /** Size of the whole chart in device-independent pixels: one unit is as long along both axes. */
  width: number;
  height: number;
  ink: Ink;
  words: { real: string; imaginary: string };
}

/** The unit circle, closed. */
export function unitCircle(): [x: number, y: number][] {
  return Array.from({ length: CORNERS + 1 }, (_, k) => {
    const angle = (2 * Math.PI * k) / CORNERS;
    return [Math.cos(angle), Math.sin(angle)];
  });
}

export function spectrumOption({ spectra, width, height, ink, words }: SpectrumRequest): ChartOption {
  const reach = 1.08 * Math.max(1, ...spectra.map(({ radius }) => radius));
  const room = [Math.max(1, width - LEFT - RIGHT), Math.max(1, height - TOP - BOTTOM)];
  const unit = Math.min(...room) / (2 * reach);
  const count = spectra.reduce((sum, { real }) => sum + real.length, 0);
  const size = count > 2000 ? 2.5 : count > 400 ? 3.5 : 5;
  const axis = (name: string, pixels: number, gap: number) => ({
    type: 'value' as const,
    name,
    nameLocation: 'middle' as const,
    nameGap: gap,
    min: -pixels / (2 * unit),
    max: pixels / (2 * unit),
    axisLine: { onZero: false },
    axisTick: { show: false },
    axisLabel: { formatter: (value: number) => compact(value), showMinLabel: false, showMaxLabel: false },
    splitLine: { show: false },
  });
  return {
    grid: { left: LEFT, right: RIGHT, top: TOP, bottom: BOTTOM, outerBoundsMode: 'none' },
    xAxis: axis(words.real, room[0], 24),
    yAxis: axis(words.imaginary, room[1], 36),
    series: [
      {
        type: 'line',
        name: 'unit circle',
        data: unitCircle(),
        showSymbol: false,
        silent: true,
        lineStyle: { color: ink.lineStrong, width: 1.5, type: 'dashed' },
      },
      ...spectra.map(({ gate, real, imaginary }) => ({
        type: 'scatter' as const,
        name: gate,
        data: Array.from(real, (x, at) => [x, imaginary[at]]),
        symbolSize: size,
        silent: true,
        itemStyle: { color: ink.gates[gate], opacity: 0.8 },
      })),
    ],
  };
}
