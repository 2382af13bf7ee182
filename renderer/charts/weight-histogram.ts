/** How weights are spread: one lane for each of W, R and b, in it a stepped line for each gate. */

import type { WeightHistogram } from '../../core/contract/views-analysis';
import type { ChartOption } from './Chart.vue';
import type { Ink } from './ink';
import { compact } from './numbers';

const LEFT = 40;
const RIGHT = 12;
const TOP = 20;
const BOTTOM = 22;
const BETWEEN = 44;

/** Share of the gate's weights in each bin, so that blocks of different sizes can be compared, as corners of a stepped line. */
export function steppedLine({ low, high }: WeightHistogram, counts: Uint32Array): [x: number, share: number][] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const width = (high - low) / counts.length;
  const corners: [number, number][] = [[low, 0]];
  counts.forEach((count, bin) => {
    const share = total === 0 ? 0 : count / total;
    corners.push([low + bin * width, share], [low + (bin + 1) * width, share]);
  });
  corners.push([high, 0]);
  return corners;
}

/** `height` is that of the whole chart, in device-independent pixels. */
export function weightHistogramOption(histograms: readonly WeightHistogram[], height: number, ink: Ink): ChartOption {
  const lanes = Math.max(1, histograms.length);
  const lane = Math.max(20, (height - TOP - BOTTOM - BETWEEN * (lanes - 1)) / lanes);
  const top = (at: number) => TOP + at * (lane + BETWEEN);
  return {
    grid: histograms.map((_, at) => ({
      left: LEFT,
      right: RIGHT,
      top: top(at),
      height: lane,
      outerBoundsMode: 'none' as const,
    })),
    title: histograms.map(({ matrix }, at) => ({
      text: matrix,
      left: LEFT,
      top: top(at) - 17,
      padding: 0,
      textStyle: { color: ink.muted, fontSize: 12, fontStyle: 'italic' as const, fontWeight: 600 as const },
    })),
    xAxis: histograms.map(({ low, high }, at) => ({
      type: 'value' as const,
      gridIndex: at,
      min: low,
      max: high,
      axisLine: { onZero: false },
      axisLabel: { formatter: (value: number) => compact(value), showMinLabel: false, showMaxLabel: false },
      splitLine: { show: false },
    })),
    yAxis: histograms.map((_, at) => ({
      type: 'value' as const,
      gridIndex: at,
      min: 0,
      splitNumber: 2,
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { formatter: (share: number) => `${compact(100 * share)}%` },
    })),
    series: histograms.flatMap((histogram, at) =>
      histogram.gates.map(({ gate, counts }) => ({
        type: 'line' as const,
        name: `${histogram.matrix} ${gate}`,
        xAxisIndex: at,
        yAxisIndex: at,
        data: steppedLine(histogram, counts),
        showSymbol: false,
        silent: true,
        lineStyle: { color: ink.gates[gate], width: 1.3 },
        areaStyle: { color: ink.gates[gate], opacity: 0.08 },
      })),
    ),
  };
}
