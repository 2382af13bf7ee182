/** Fits a scaler on the training part, and applies it to what is read: `(x - offset) / scale` for each channel. */

import type { Scaling } from '../contract/specs';
import type { ScalerView } from '../contract/views';
import type { SeriesPart } from './part';
import { stretches } from './stretches';
import { SLICE_VALUES } from './values';

/**
 * Fits over all finite values of the part's segments, each step once. `zscore`: mean and population standard deviation;
 * `minmax`: the smallest value to 0 and the largest to 1. A constant channel, or one without a finite value, gets the
 * scale 1. Yields between stretches of work.
 */
export function* fitScaler(kind: Scaling, part: SeriesPart): Generator<void, ScalerView> {
  const fitted = kind === 'none' ? [] : yield* fitChannels(kind, part);
  const channels = part.channels.map((name, channel) => ({ name, ...(fitted[channel] ?? { offset: 0, scale: 1 }) }));
  return { kind, channels };
}

interface Fit {
  offset: number;
  scale: number;
}

function* fitChannels(kind: 'zscore' | 'minmax', part: SeriesPart): Generator<void, Fit[]> {
  const width = part.channels.length;
  const counts = new Float64Array(width);
  const sums = new Float64Array(width);
  const min = new Float64Array(width).fill(Infinity);
  const max = new Float64Array(width).fill(-Infinity);
  yield* forEachStretch(part, (values) => {
    for (let at = 0, channel = 0; at < values.length; at++) {
      const value = values[at];
      if (value - value === 0) {
        counts[channel]++;
        sums[channel] += value;
        if (value < min[channel]) min[channel] = value;
        if (value > max[channel]) max[channel] = value;
      }
      if (++channel === width) channel = 0;
    }
  });
  if (kind === 'minmax') {
    return part.channels.map((_, channel) =>
      counts[channel] === 0
        ? { offset: 0, scale: 1 }
        : { offset: min[channel], scale: positiveOrOne(max[channel] - min[channel]) },
    );
  }
  const means = sums.map((sum, channel) => sum / counts[channel]);
  const squares = new Float64Array(width);
  yield* forEachStretch(part, (values) => {
    for (let at = 0, channel = 0; at < values.length; at++) {
      const value = values[at];
      if (value - value === 0) squares[channel] += (value - means[channel]) * (value - means[channel]);
      if (++channel === width) channel = 0;
    }
  });
  return part.channels.map((_, channel) => {
    if (counts[channel] === 0) return { offset: 0, scale: 1 };
    // Rounding must not give a constant channel a mean beside its value.
    if (min[channel] === max[channel]) return { offset: min[channel], scale: 1 };
    return { offset: means[channel], scale: positiveOrOne(Math.sqrt(squares[channel] / counts[channel])) };
  });
}

function positiveOrOne(scale: number): number {
  return scale > 0 && Number.isFinite(scale) ? scale : 1;
}

/** Hands the part's values over, a stretch of whole steps at a time. */
function* forEachStretch(part: SeriesPart, use: (values: Float64Array) => void): Generator<void> {
  let sinceYield = 0;
  for (const { from, to } of stretches(part)) {
    use(part.values.slice(from, to));
    sinceYield += to - from;
    if (sinceYield < SLICE_VALUES) continue;
    sinceYield = 0;
    yield;
  }
}

/** The steps `from <= step < to` of the part's values, scaled in float64 and rounded to float32; missing values stay NaN. [to - from, D] */
export function scaledSteps(scaler: ScalerView, part: SeriesPart, from: number, to: number): Float32Array {
  const width = part.channels.length;
  const values = part.values.slice(from * width, to * width);
  const scaled = new Float32Array(values.length);
  scaleInto(scaler, values, scaled, 0);
  return scaled;
}

/** Scales whole steps as `scaledSteps` does, into `scaled` from `start` on. */
export function scaleInto({ channels }: ScalerView, values: Float64Array, scaled: Float32Array, start: number): void {
  const width = channels.length;
  for (let channel = 0; channel < width; channel++) {
    const { offset, scale } = channels[channel];
    for (let at = channel; at < values.length; at += width) scaled[start + at] = (values[at] - offset) / scale;
  }
}
