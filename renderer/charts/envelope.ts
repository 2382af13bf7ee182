/** Turns the engine's min/max columns into the points of a line. */

import type { LineSeriesOption } from 'echarts';
import type { Envelope } from '../../core/contract/views';

/**
 * A line through points as `envelopePoints` gives them. ECharts draws one array of numbers as it is, which its types leave
 * out; of an array for each point it makes several copies in every frame.
 */
export function lineData(points: Float64Array): Required<Pick<LineSeriesOption, 'dimensions' | 'data'>> {
  return { dimensions: ['step', 'value'], data: points as never };
}

/**
 * A line's points as step, value, step, value, ...; NaN where a value is not finite, which leaves a gap.
 *
 * One point a step where each column is one step. Where columns hold several steps, two points a column (its min and its
 * max) at the column's middle, in the order that makes the shorter way from the column before, so the line fills the envelope.
 */
export function envelopePoints(envelope: Envelope, to: number): Float64Array {
  const { start, stepsPerColumn, min, max } = envelope;
  const points = new Float64Array(4 * min.length);
  let length = 0;
  const add = (step: number, value: number): void => {
    points[length++] = step;
    points[length++] = Number.isFinite(value) ? value : NaN;
  };
  let before = 0;
  for (let k = 0; k < min.length; k++) {
    if (stepsPerColumn === 1) {
      add(start + k, min[k]);
      continue;
    }
    const first = start + k * stepsPerColumn;
    const last = Math.min(first + stepsPerColumn, to) - 1;
    const middle = (first + last) / 2;
    const rising = Math.abs(min[k] - before) <= Math.abs(max[k] - before);
    const [one, two] = rising ? [min[k], max[k]] : [max[k], min[k]];
    add(middle, one);
    if (two !== one) add(middle, two);
    before = two;
  }
  return points.slice(0, length);
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
  return Number.isFinite(value) ? value : null;
}
