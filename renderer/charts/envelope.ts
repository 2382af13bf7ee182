/** Turns the engine's min/max columns into the points of a line. */

import type { Envelope } from '../../core/contract/views';

/** A point of a line; null where the value is not finite, which leaves a gap. */
export type Point = [step: number, value: number | null];

/**
 * One point a step where each column is one step. Where columns hold several steps, two points a column (its min and its
 * max) at the column's middle, in the order that makes the shorter way from the column before, so the line fills the envelope.
 */
export function envelopePoints(envelope: Envelope, to: number): Point[] {
  const { start, stepsPerColumn, min, max } = envelope;
  const points: Point[] = [];
  if (stepsPerColumn === 1) {
    for (let k = 0; k < min.length; k++) points.push([start + k, finite(min[k])]);
    return points;
  }
  let before = 0;
  for (let k = 0; k < min.length; k++) {
    const first = start + k * stepsPerColumn;
    const last = Math.min(first + stepsPerColumn, to) - 1;
    const middle = (first + last) / 2;
    const rising = Math.abs(min[k] - before) <= Math.abs(max[k] - before);
    const [one, two] = rising ? [min[k], max[k]] : [max[k], min[k]];
    points.push([middle, finite(one)]);
    if (two !== one) points.push([middle, finite(two)]);
    before = two;
  }
  return points;
}

/** The smallest and largest finite value of some envelopes; null where there is none. */
export function extentOf(envelopes: readonly Envelope[]): [low: number, high: number] | null {
  let low = Infinity;
  let high = -Infinity;
  for (const { min, max } of envelopes) {
    for (const value of min) if (value < low) low = value;
    for (const value of max) if (value > high && value !== Infinity) high = value;
  }
  return Number.isFinite(low) && Number.isFinite(high) ? [low, high] : null;
}

/** The value at a step where each column is one step; null where columns hold several, or the step is outside. */
export function envelopeAt(envelope: Envelope, step: number): number | null {
  if (envelope.stepsPerColumn !== 1) return null;
  const value = envelope.min[step - envelope.start];
  return value === undefined ? null : finite(value);
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
