/** A heatmap's row of the gate stage: the image, the units' numbers and the colour bar. */

import type { GatesView, Heatmap } from '../../core/contract/views';
import type { Palette } from './colormap';
import { paletteOf } from './colormap';
import { barPixels, heatmapPixels, pixelOfUnit, unitTicks } from './heatmap';
import type { Ink } from './ink';
import { compact } from './numbers';
import type { StageLayout, StageRow } from './stage-layout';
import type { Mark, Paint, RowParts, StageRequest } from './stage-parts';
import { rowTitle } from './stage-parts';

/** A heatmap as ONE image: as `heatmap` series half a million cells take seconds, as an image 14 ms. */
export function heatmapRow(row: StageRow, index: number, heatmap: Heatmap, request: StageRequest): RowParts {
  const { view, layout, ink, paint, pixelRatio, words } = request;
  // The cell state has no bound: a unit that adds up for long would leave all others pale.
  const palette = paletteOf(heatmap.scale, ink.dark, heatmap.quantity === 'c');
  const image = imageOf(
    heatmap,
    view,
    Math.round(layout.plotWidth * pixelRatio),
    Math.round(row.height * pixelRatio),
    palette,
    paint,
  );
  const bar = paint(barPixels(palette), 1, 256);
  const ticks = unitTicks(heatmap.units, row.height);
  return {
    yAxis: {
      type: 'value',
      gridIndex: index,
      inverse: true,
      min: -0.5,
      max: heatmap.units - 0.5,
      splitLine: { show: false },
      axisLine: { show: true, onZero: false, lineStyle: { color: ink.line, width: 1 } },
      axisTick: { show: true, length: 3, customValues: ticks, lineStyle: { color: ink.lineStrong } },
      axisLabel: { show: false },
    },
    series: [
      {
        type: 'custom',
        coordinateSystem: 'cartesian2d',
        xAxisIndex: index,
        yAxisIndex: index,
        silent: true,
        clip: true,
        data: [[view.from, 0]],
        renderItem: (_params, api) => {
          const [left, top] = api.coord([view.from - 0.5, -0.5]).map(toThousandth);
          const [right, bottom] = api.coord([view.to - 0.5, heatmap.units - 0.5]).map(toThousandth);
          return { type: 'image', style: { image, x: left, y: top, width: right - left, height: bottom - top } };
        },
      },
    ],
    marks: [
      ...rowTitle(row, heatmap.quantity, [words.names[heatmap.quantity]], ink.gates[heatmap.quantity], ink),
      ...ticks.map((unit) => unitLabel(row, unit, heatmap.units, layout, ink)),
      ...barMarks(row, heatmap, bar, layout, ink),
    ],
  };
}

/** Takes away what floating point adds to a whole pixel, which would make the canvas smooth the image. */
const toThousandth = (pixel: number): number => Math.round(pixel * 1000) / 1000;

const images = new WeakMap<Heatmap, { key: unknown[]; image: HTMLCanvasElement }>();

/** Painted once for each size and palette: while the view is panned its images stay as they are. */
function imageOf(
  heatmap: Heatmap,
  view: GatesView,
  width: number,
  height: number,
  palette: Palette,
  paint: Paint,
): HTMLCanvasElement {
  const key = [width, height, palette, paint];
  const known = images.get(heatmap);
  if (known !== undefined && known.key.every((part, k) => part === key[k])) return known.image;
  const span = { steps: view.to - view.from, stepsPerColumn: view.stepsPerColumn };
  const image = paint(heatmapPixels(heatmap, span, width, height, palette), width, height);
  images.set(heatmap, { key, image });
  return image;
}

/** A unit's number beside its row; the outermost ones stay within the heatmap, clear of the neighbours' numbers. */
function unitLabel(row: StageRow, unit: number, units: number, layout: StageLayout, ink: Ink): Mark {
  const y = Math.min(Math.max(pixelOfUnit(unit, row.height, units), 4), row.height - 4);
  return {
    type: 'text',
    silent: true,
    x: layout.left - 6,
    y: row.top + y,
    style: { text: String(unit), fill: ink.faint, font: `9px ${ink.font}`, align: 'right', verticalAlign: 'middle' },
  };
}

function barMarks(row: StageRow, heatmap: Heatmap, bar: HTMLCanvasElement, layout: StageLayout, ink: Ink): Mark[] {
  const label = (value: number, y: number, verticalAlign: 'top' | 'middle' | 'bottom'): Mark => ({
    type: 'text',
    silent: true,
    x: layout.barLeft + layout.barWidth + 8,
    y,
    style: { text: compact(value), fill: ink.muted, font: `9px ${ink.font}`, verticalAlign },
  });
  const marks: Mark[] = [
    {
      type: 'image',
      silent: true,
      style: { image: bar, x: layout.barLeft, y: row.top, width: layout.barWidth, height: row.height },
    },
    label(heatmap.high, row.top - 1, 'top'),
    label(heatmap.low, row.top + row.height + 1, 'bottom'),
  ];
  if (heatmap.scale === 'diverging' && row.height >= 36) marks.push(label(0, row.top + row.height / 2, 'middle'));
  return marks;
}
