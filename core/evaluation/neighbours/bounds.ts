/** Lower bounds of warped distances: what each step of a series costs at least, whichever steps it is aligned with. */

import type { Band, Sequence } from './warping';

/** Least and largest value of each channel among the steps that a step may be aligned with. */
export interface Envelope {
  lower: Float32Array; // [steps, channels]
  upper: Float32Array; // the same
}

/**
 * The envelope of `of` for a series of `steps` steps: at step i over the steps `i + low .. i + high` of `of`. By queues of
 * candidates in ascending order (Lemire, Pattern Recognition 42(9), 2009): O(steps * channels) whatever the band.
 */
export function envelopeOf(of: Sequence, channels: number, steps: number, band: Band): Envelope {
  const lower = new Float32Array(steps * channels);
  const upper = new Float32Array(steps * channels);
  const queue = new Int32Array(of.length);
  for (let channel = 0; channel < channels; channel++) {
    extremes(of, channels, channel, band, 1, queue, upper, steps);
    extremes(of, channels, channel, band, -1, queue, lower, steps);
  }
  return { lower, upper };
}

/** The largest values for sign 1, the least ones for -1, of one channel. */
function extremes(
  { values, length }: Sequence,
  channels: number,
  channel: number,
  band: Band,
  sign: 1 | -1,
  queue: Int32Array, // [length]: steps whose values fall from the front on
  into: Float32Array,
  steps: number,
): void {
  let front = 0;
  let back = 0;
  let next = 0;
  for (let i = 0; i < steps; i++) {
    for (const last = Math.min(length - 1, i + band.high); next <= last; next++) {
      const value = sign * values[next * channels + channel];
      while (back > front && sign * values[queue[back - 1] * channels + channel] <= value) back--;
      queue[back++] = next;
    }
    while (queue[front] < i + band.low) front++;
    into[i * channels + channel] = values[queue[front] * channels + channel];
  }
}

/**
 * What the steps of `of` from each on cost at least: squared distances to the envelope, summed from the end (LB_Keogh, Keogh &
 * Ratanamahatana, KAIS 7, 2005; over all channels as for dependent warping, Rath & Manmatha, 2003). `rest[0]` bounds the
 * whole distance, `rest[of.length]` is 0.
 */
export function restsInto(
  { values, length }: Sequence,
  channels: number,
  envelope: Envelope,
  rest: Float64Array,
): void {
  const { lower, upper } = envelope;
  let sum = 0;
  rest[length] = 0;
  for (let i = length - 1; i >= 0; i--) {
    for (let at = i * channels, end = at + channels; at < end; at++) {
      const value = values[at];
      const beyond = value > upper[at] ? value - upper[at] : value < lower[at] ? lower[at] - value : 0;
      sum += beyond * beyond;
    }
    // Sums in another order than that of the warping may be larger by rounding.
    rest[i] = sum * SLACK;
  }
}

const SLACK = 1 - 1e-9;

/** What aligning the first steps with each other and the last ones costs, which every alignment does (LB_Kim, Kim et al., ICDE 2001). */
export function endsBound(a: Sequence, b: Sequence, channels: number): number {
  const first = stepCost(a.values, 0, b.values, 0, channels);
  if (a.length === 1 && b.length === 1) return first * SLACK;
  return (first + stepCost(a.values, a.length - 1, b.values, b.length - 1, channels)) * SLACK;
}

function stepCost(a: Float32Array, i: number, b: Float32Array, j: number, channels: number): number {
  let cost = 0;
  for (let channel = 0; channel < channels; channel++)
    cost += (a[i * channels + channel] - b[j * channels + channel]) ** 2;
  return cost;
}
