/** Fits a scaler on the training part and applies it: `(x - offset) / scale` for each channel. */

import type { Scaling } from '../contract/specs';
import type { ScalerView } from '../contract/views';
import type { SeriesPart } from './part';

const VALUES_BETWEEN_YIELDS = 1 << 20;

/**
 * Fits over all finite values of the part's segments, each step once. `zscore`: mean and population standard deviation;
 * `minmax`: the smallest value to 0 and the largest to 1. A constant channel, or one without a finite value, gets the
 * scale 1. Yields between stretches of work.
 */
export function* fitScaler(kind: Scaling, part: SeriesPart): Generator<void, ScalerView> {
  const channels: ScalerView['channels'] = [];
  for (const [channel, name] of part.channels.entries()) {
    channels.push({ name, ...(yield* fitChannel(kind, part, channel)) });
  }
  return { kind, channels };
}

function* fitChannel(
  kind: Scaling,
  part: SeriesPart,
  channel: number,
): Generator<void, { offset: number; scale: number }> {
  if (kind === 'none') return { offset: 0, scale: 1 };
  let count = 0;
  let min = Infinity;
  let max = -Infinity;
  let sum = 0;
  yield* forEachFinite(part, channel, (value) => {
    count++;
    sum += value;
    if (value < min) min = value;
    if (value > max) max = value;
  });
  if (count === 0) return { offset: 0, scale: 1 };
  if (kind === 'minmax') return { offset: min, scale: positiveOrOne(max - min) };
  // Rounding must not give a constant channel a mean beside its value.
  if (min === max) return { offset: min, scale: 1 };
  const mean = sum / count;
  let squares = 0;
  yield* forEachFinite(part, channel, (value) => {
    squares += (value - mean) * (value - mean);
  });
  return { offset: mean, scale: positiveOrOne(Math.sqrt(squares / count)) };
}

function positiveOrOne(scale: number): number {
  return scale > 0 && Number.isFinite(scale) ? scale : 1;
}

function* forEachFinite(part: SeriesPart, channel: number, use: (value: number) => void): Generator<void> {
  const { values, segments, channels } = part;
  const width = channels.length;
  let sinceYield = 0;
  for (let segment = 0; segment < segments.offsets.length; segment++) {
    const end = (segments.offsets[segment] + segments.lengths[segment]) * width;
    for (let at = segments.offsets[segment] * width + channel; at < end; at += width) {
      if (values[at] - values[at] === 0) use(values[at]);
      if (++sinceYield < VALUES_BETWEEN_YIELDS) continue;
      sinceYield = 0;
      yield;
    }
  }
}

/** Scales every value of the part in float64 and rounds it to float32; missing values stay NaN. [total steps, D] Yields between. */
export function* applyScaling(scaler: ScalerView, part: SeriesPart): Generator<void, Float32Array> {
  const { values } = part;
  const width = scaler.channels.length;
  const scaled = new Float32Array(values.length);
  let sinceYield = 0;
  for (let channel = 0; channel < width; channel++) {
    const { offset, scale } = scaler.channels[channel];
    for (let at = channel; at < values.length; at += width) {
      scaled[at] = (values[at] - offset) / scale;
      if (++sinceYield < VALUES_BETWEEN_YIELDS) continue;
      sinceYield = 0;
      yield;
    }
  }
  return scaled;
}
