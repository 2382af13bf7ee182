/** The gate stage as one chart: the signal, the heatmaps and the traces over one time axis. */

import type { ChartOption } from './Chart.vue';
import type { GatesView, Heatmap, Quantity } from '../../core/contract/views';
import { barPixels, heatmapPixels, pixelOfUnit, unitTicks } from './heatmap';
import type { Palette } from './colormap';
import { paletteOf } from './colormap';
import type { Ink } from './ink';
import { compact } from './numbers';
import { signalRow } from './signal';
import type { StageLayout, StageRow } from './stage-layout';
import type { TimeRange } from './time-axis';
import { timeTicks } from './time-axis';
import type { TraceChoice } from './traces';
import { tracesRow } from './traces';

/** Makes a drawable image of RGBA bytes; injected, so that options can be made where there is no canvas. */
export type Paint = (pixels: Uint8ClampedArray<ArrayBuffer>, width: number, height: number) => HTMLCanvasElement;

/** The words on the chart, in the user's language. */
export interface StageWords {
  step: string;
  signal: string;
  scaled: string;
  traces: string;
  names: Record<Quantity, string>;
  unit(unit: number): string;
}

export interface StageRequest {
  view: GatesView;
  layout: StageLayout;
  /** Steps shown; the view may still be of the range before, and is then stretched until the new one comes. */
  range: TimeRange;
  hiddenChannels: ReadonlySet<number>;
  channels: readonly string[];
  traces: TraceChoice;
  words: StageWords;
  ink: Ink;
  paint: Paint;
  pixelRatio: number;
}

type One<T> = T extends readonly (infer Item)[] ? Item : T;
export type Grid = One<NonNullable<ChartOption['grid']>>;
export type XAxis = One<NonNullable<ChartOption['xAxis']>>;
export type YAxis = One<NonNullable<ChartOption['yAxis']>>;
export type Series = One<NonNullable<ChartOption['series']>>;
/** One element of the `graphic` component. */
export type Mark = Record<string, unknown>;

/** What one row adds to the chart. */
export interface RowParts {
  yAxis: YAxis;
  series: Series[];
  marks: Mark[];
}

/** The option of the whole stage; every row has a grid of its own with the same left edge and width, which no label may shrink. */
export function stageOption(request: StageRequest): ChartOption {
  const { layout, range, ink, words } = request;
  const ticks = timeTicks(range, layout.plotWidth);
  const grids: Grid[] = [];
  const xAxes: XAxis[] = [];
  const yAxes: YAxis[] = [];
  const series: Series[] = [];
  const marks: Mark[] = [];
  for (const [index, row] of layout.rows.entries()) {
    const last = index === layout.rows.length - 1;
    grids.push({ left: layout.left, top: row.top, width: layout.plotWidth, height: row.height, outerBoundsMode: 'none' });
    xAxes.push({
      type: 'value',
      gridIndex: index,
      min: range.from - 0.5,
      max: range.to - 0.5,
      name: last ? words.step : '',
      nameLocation: 'end',
      nameGap: 10,
      nameTextStyle: { color: ink.muted, fontSize: 10, fontFamily: ink.font, align: 'left', verticalAlign: 'top', padding: [6, 0, 0, 0] },
      splitLine: { show: false },
      axisLine: { show: true, onZero: false, lineStyle: { color: ink.line, width: 1 } },
      axisTick: { show: last, length: 4, customValues: ticks, lineStyle: { color: ink.lineStrong } },
      axisLabel: { show: last, customValues: ticks, color: ink.muted, fontSize: 10, fontFamily: ink.font, margin: 7 },
    });
    const parts = partsOf(row, index, request);
    yAxes.push(parts.yAxis);
    series.push(...parts.series);
    marks.push(...parts.marks);
  }
  return {
    animation: false,
    grid: grids,
    xAxis: xAxes,
    yAxis: yAxes,
    series,
    graphic: { elements: marks as never },
  };
}

function partsOf(row: StageRow, index: number, request: StageRequest): RowParts {
  if (row.kind === 'signal') return signalRow(row, index, request);
  if (row.kind === 'traces') return tracesRow(row, index, request);
  const heatmap = request.view.heatmaps.find((candidate) => candidate.quantity === row.quantity);
  if (heatmap === undefined) throw new Error(`no heatmap of ${row.quantity}`);
  return heatmapRow(row, index, heatmap, request);
}

/** A heatmap as ONE image: as `heatmap` series half a million cells take seconds, as an image 14 ms. */
function heatmapRow(row: StageRow, index: number, heatmap: Heatmap, request: StageRequest): RowParts {
  const { view, layout, ink, paint, pixelRatio, words } = request;
  const palette = paletteOf(heatmap.scale, ink.dark);
  const image = imageOf(heatmap, view, Math.round(layout.plotWidth * pixelRatio), Math.round(row.height * pixelRatio), palette, paint);
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
function imageOf(heatmap: Heatmap, view: GatesView, width: number, height: number, palette: Palette, paint: Paint): HTMLCanvasElement {
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

/** The symbol of a row in the left gutter and the lines of text below it, or beside it where the row is low. */
export function rowTitle(row: StageRow, symbol: string, lines: readonly string[], colour: string, ink: Ink): Mark[] {
  const stacked = row.height >= 34;
  const top = row.top + row.height / 2 - 8 - 7 * lines.length;
  const line = (text: string, k: number): Mark => ({
    type: 'text',
    silent: true,
    x: stacked ? 8 : 26,
    y: stacked ? top + 17 + 14 * k : row.top + row.height / 2 - 6,
    style: { text, fill: k === 0 ? ink.muted : ink.faint, font: `${k === 0 ? 11 : 10}px ${ink.font}`, verticalAlign: 'top' },
  });
  return [
    {
      type: 'text',
      silent: true,
      x: 8,
      y: stacked ? top : row.top + row.height / 2 - 8,
      style: { text: symbol, fill: colour, font: `italic 600 15px ${ink.mono}`, verticalAlign: 'top' },
    },
    ...(stacked ? lines : lines.slice(0, 1)).map(line),
  ];
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
