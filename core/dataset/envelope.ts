/** Thins long traces to the columns of a chart: minimum and maximum, or 8-bit means, of whole steps per column. */

import type { Envelope } from '../contract/views';

/** Steps `from <= step < to` of a trace inside a larger array, at `offset + step * stride`. */
export interface TraceRange {
  offset: number;
  stride: number;
  from: number;
  to: number;
  stepsPerColumn: number;
}

/**
 * Smallest and largest value of the steps of each column; the last column may hold fewer steps, and an empty or
 * reversed range has none. Missing and infinite values are passed over: a column of nothing else is NaN, a gap in the line.
 */
export function envelopeOf(values: Float32Array | Float64Array, range: TraceRange): Envelope {
  const { offset, stride, from, to, stepsPerColumn } = range;
  const columns = Math.max(0, Math.ceil((to - from) / stepsPerColumn));
  const min = new Float32Array(columns);
  const max = new Float32Array(columns);
  for (let column = 0; column < columns; column++) {
    const start = from + column * stepsPerColumn;
    const end = Math.min(start + stepsPerColumn, to);
    let low = Infinity;
    let high = -Infinity;
    let any = false;
    for (let step = start; step < end; step++) {
      const value = values[offset + step * stride];
      if (!Number.isFinite(value)) continue;
      any = true;
      if (value < low) low = value;
      if (value > high) high = value;
    }
    min[column] = any ? shown(low) : NaN;
    max[column] = any ? shown(high) : NaN;
  }
  return { start: from, stepsPerColumn, min, max };
}

/** The number that a chart is given for a value: in float32, and one zero whatever its sign. */
export function shown(value: number): number {
  return Math.fround(value) + 0;
}

/** Whether a chart has a number for a value; there is a gap where it has none. */
export function isShown(value: number): boolean {
  return value - value === 0;
}

/** Steps `from <= step < to` of all units of values [T, units], shown on a scale from `low` to `high`. */
export interface UnitsRange {
  units: number;
  from: number;
  to: number;
  stepsPerColumn: number;
  low: number;
  high: number;
}

/**
 * Mean over the steps of each column, for every unit, as 8-bit steps: [units, columns], unit 0 first, with
 * mean = low + cell / 255 * (high - low). Means outside the scale are clamped to it; NaN, which finite inputs and
 * weights never give, is shown as `low`.
 */
export function binnedMean(values: Float32Array, range: UnitsRange): Uint8Array {
  const { units, from, to, stepsPerColumn, low, high } = range;
  const columns = Math.max(0, Math.ceil((to - from) / stepsPerColumn));
  const cells = new Uint8Array(units * columns);
  const sums = new Float64Array(units);
  const factor = high > low ? 255 / (high - low) : 0;
  for (let column = 0; column < columns; column++) {
    const start = from + column * stepsPerColumn;
    const end = Math.min(start + stepsPerColumn, to);
    sums.fill(0);
    for (let step = start; step < end; step++) {
      const row = step * units;
      for (let unit = 0; unit < units; unit++) sums[unit] += values[row + unit];
    }
    for (let unit = 0; unit < units; unit++) {
      const cell = Math.round((sums[unit] / (end - start) - low) * factor);
      cells[unit * columns + column] = cell > 255 ? 255 : cell > 0 ? cell : 0;
    }
  }
  return cells;
}
