/** Where the mouse is on the gate stage in the data's own terms, and what its clicks and its wheel ask for. */

import type { GatesView, Quantity } from '../../../core/contract/views';
import { unitAtPixel, valueAt } from '../../charts/heatmap';
import { rowAt, type StageLayout } from '../../charts/stage-layout';
import { panRange, stepAt, type TimeRange, zoomRange } from '../../charts/time-axis';

/** `quantity` and `unit` are null beside the heatmaps. */
export interface StagePlace {
  step: number;
  quantity: Quantity | null;
  unit: number | null;
}

/** A heatmap's value at a unit and a step. */
export interface StageCell {
  quantity: Quantity;
  step: number;
  unit: number;
  value: number;
}

export interface StageScene {
  view: GatesView;
  layout: StageLayout;
  range: TimeRange;
}

const MOST_UNITS = 12;

/** The place under a pixel of the stage; null beside the plots. */
export function placeAt({ view, layout, range }: StageScene, x: number, y: number): StagePlace | null {
  const { left, plotWidth } = layout;
  if (x < left || x >= left + plotWidth) return null;
  const row = rowAt(layout, y);
  const heatmap = view.heatmaps.find((candidate) => candidate.quantity === row?.quantity);
  const unit = row === null || heatmap === undefined ? null : unitAtPixel(y - row.top, row.height, heatmap.units);
  return { step: stepAt(x - left, plotWidth, range), quantity: row?.quantity ?? null, unit };
}

/** What the heatmap says at a place; null where there is no heatmap or no value. */
export function cellAt(view: GatesView, { step, quantity, unit }: StagePlace): StageCell | null {
  const heatmap = view.heatmaps.find((candidate) => candidate.quantity === quantity);
  if (heatmap === undefined || unit === null) return null;
  const value = valueAt(heatmap, view.from, view.stepsPerColumn, step, unit);
  return value === null ? null : { quantity: heatmap.quantity, step, unit, value };
}

/** The chosen units after a click on one: alone, or added and taken away, of which the last one stays. */
export function unitsAfterClick(units: readonly number[], unit: number, add: boolean): number[] {
  if (!add) return [unit];
  if (!units.includes(unit)) return [...units, unit].slice(-MOST_UNITS);
  return units.length > 1 ? units.filter((one) => one !== unit) : [...units];
}

/** The range after the wheel turned over a pixel: sideways it pans by at least a step, else it zooms about that step. */
export function rangeAfterWheel(
  { view, layout, range }: StageScene,
  x: number,
  { deltaX, deltaY, shiftKey }: Pick<WheelEvent, 'deltaX' | 'deltaY' | 'shiftKey'>,
): TimeRange {
  const { left, plotWidth } = layout;
  const sideways = shiftKey || Math.abs(deltaX) > Math.abs(deltaY);
  if (!sideways) return zoomRange(range, view.length, stepAt(x - left, plotWidth, range), Math.exp(deltaY * 0.0018));
  const delta = deltaX === 0 ? deltaY : deltaX;
  const steps = Math.abs((delta / plotWidth) * (range.to - range.from));
  return panRange(range, view.length, Math.sign(delta) * Math.max(steps, 1));
}
