/** Where each row of the gate stage lies: the signal, the heatmaps and the traces, stacked over one time axis. */

import type { Quantity } from '../../core/contract/views';

export interface StageRow {
  kind: 'signal' | 'heatmap' | 'traces';
  /** The heatmap's quantity; null for the other rows. */
  quantity: Quantity | null;
  top: number;
  height: number;
}

/** All in CSS pixels from the stage's top left corner; every row's plot spans `left` to `left + plotWidth`. */
export interface StageLayout {
  width: number;
  height: number;
  left: number;
  plotWidth: number;
  /** Left edge of the colour bars. */
  barLeft: number;
  barWidth: number;
  rows: StageRow[];
  /** Top of the time axis' labels, which is the bottom of the last row. */
  axisTop: number;
}

export interface StageRequest {
  width: number;
  height: number;
  /** Heatmaps shown, in order. */
  shown: readonly Quantity[];
  /** The heatmap that takes most of the room; null shares it evenly. */
  focus: Quantity | null;
  traces: boolean;
}

const GUTTER = 118;
const BAR_ROOM = 64;
const TOP = 8;
const GAP = 7;
const AXIS = 26;
const SMALLEST_ROW = 22;

/** Shares the height among the rows: the signal and the traces weigh a little more than a heatmap, the focused one far more. */
export function layoutStage({ width, height, shown, focus, traces }: StageRequest): StageLayout {
  const wanted: { kind: StageRow['kind']; quantity: Quantity | null; weight: number }[] = [
    { kind: 'signal', quantity: null, weight: 1.45 },
    ...shown.map((quantity) => ({ kind: 'heatmap' as const, quantity, weight: quantity === focus ? 6 : 1 })),
    ...(traces ? [{ kind: 'traces' as const, quantity: null, weight: 1.75 }] : []),
  ];
  const room = height - TOP - AXIS - GAP * (wanted.length - 1);
  const heights = shareHeights(
    wanted.map((row) => row.weight),
    Math.max(room, SMALLEST_ROW * wanted.length),
  );
  const rows: StageRow[] = [];
  let top = TOP;
  for (const [k, { kind, quantity }] of wanted.entries()) {
    rows.push({ kind, quantity, top, height: heights[k] });
    top += heights[k] + GAP;
  }
  return {
    width,
    height,
    left: GUTTER,
    plotWidth: Math.max(Math.floor(width - GUTTER - BAR_ROOM), 40),
    barLeft: GUTTER + Math.max(Math.floor(width - GUTTER - BAR_ROOM), 40) + 10,
    barWidth: 8,
    rows,
    axisTop: top - GAP,
  };
}

/** Whole pixels by weight, none smaller than 22; what rounding leaves goes to the first row. */
function shareHeights(weights: number[], room: number): number[] {
  const small = new Set<number>();
  let heights: number[] = [];
  for (let round = 0; round < weights.length; round++) {
    const free = weights.reduce((sum, weight, k) => (small.has(k) ? sum : sum + weight), 0);
    const left = room - small.size * SMALLEST_ROW;
    heights = weights.map((weight, k) => (small.has(k) ? SMALLEST_ROW : Math.floor((left * weight) / free)));
    const tooSmall = heights.findIndex((height, k) => height < SMALLEST_ROW && !small.has(k));
    if (tooSmall < 0) break;
    small.add(tooSmall);
  }
  heights[0] += room - heights.reduce((sum, height) => sum + height, 0);
  return heights;
}

/** The row under a point of the stage, or null between rows and outside the plots' heights. */
export function rowAt(layout: StageLayout, y: number): StageRow | null {
  return layout.rows.find((row) => y >= row.top && y < row.top + row.height) ?? null;
}
