/** What the rows of the gate stage have in common: what they are made from, what they add to the chart, how they are titled. */

import type { GatesView, Quantity } from '../../core/contract/views';
import type { ChartOption } from './Chart.vue';
import type { Ink } from './ink';
import type { StageLayout, StageRow } from './stage-layout';
import type { TimeRange } from './time-axis';

/** One quantity of all chosen units, or all quantities of one unit. */
export type TraceChoice =
  | { kind: 'quantity'; quantity: Quantity; units: readonly number[] }
  | { kind: 'unit'; unit: number };

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

/** The symbol of a row in the left gutter and the lines of text below it, or beside it where the row is low. */
export function rowTitle(row: StageRow, symbol: string, lines: readonly string[], colour: string, ink: Ink): Mark[] {
  const stacked = row.height >= 34;
  const top = row.top + row.height / 2 - 8 - 7 * lines.length;
  const line = (text: string, k: number): Mark => ({
    type: 'text',
    silent: true,
    x: stacked ? 8 : 24,
    y: stacked ? top + 17 + 14 * k : row.top + row.height / 2 - 6,
    style: {
      text,
      fill: k === 0 ? ink.muted : ink.faint,
      font: `${k === 0 && stacked ? 11 : 10}px ${ink.font}`,
      verticalAlign: 'top',
    },
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
