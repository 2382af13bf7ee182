/** Thins the channels of one series to the columns of a chart, as `envelopeOf` does, without reading every step of it. */

import type { Envelope, ScalerView } from '../contract/views';
import { isShown, shown } from './envelope';
import { GROWTH, type Level, type Pyramid } from './pyramid';
import type { Stepped } from './stretches';
import { SLICE_VALUES } from './values';

/** Steps `from <= step < to` of the series that begins at step `offset` of the part's values. */
export interface SeriesRange {
  offset: number;
  from: number;
  to: number;
  stepsPerColumn: number;
}

/**
 * Envelopes of the values of some channels, scaled where a scaler is given: scaling keeps the order of values, so that the
 * extremes of a bucket are those of its values as they were. Where a value leaves float32 on the way, every step of its
 * column is looked at, because values without a finite number to show are passed over.
 */
export function partEnvelopes(
  part: Pick<Stepped, 'values' | 'channels'>,
  channels: readonly number[],
  range: SeriesRange,
  scaler: ScalerView | null,
  pyramid: Pyramid | null,
): Envelope[] {
  const { offset, from, to, stepsPerColumn } = range;
  const columns = Math.max(0, Math.ceil((to - from) / stepsPerColumn));
  const envelopes = channels.map(() => ({ min: new Float32Array(columns), max: new Float32Array(columns) }));
  const extremes = new Extremes(part, channels, pyramid?.of === part.values ? pyramid : null);
  for (let column = 0; column < columns; column++) {
    const start = from + column * stepsPerColumn;
    const end = Math.min(start + stepsPerColumn, to);
    extremes.find(offset + start, offset + end);
    for (const [at, channel] of channels.entries()) {
      const { min, max } = envelopes[at];
      let [low, high] = [extremes.low[at], extremes.high[at]];
      if (scaler === null) {
        min[column] = low > high ? NaN : shown(low);
        max[column] = low > high ? NaN : shown(high);
        continue;
      }
      const scaled = scalingOf(scaler, channel);
      [low, high] = [scaled(low), scaled(high)];
      if (!(isShown(low) && isShown(high)) && extremes.low[at] <= extremes.high[at]) {
        [low, high] = scaledExtremes(part, channel, offset + start, offset + end, scaled);
      }
      min[column] = isShown(low) ? shown(low) : NaN;
      max[column] = isShown(high) ? shown(high) : NaN;
    }
  }
  return envelopes.map(({ min, max }) => ({ start: from, stepsPerColumn, min, max }));
}

function scalingOf({ channels }: ScalerView, channel: number): (value: number) => number {
  const { offset, scale } = channels[channel];
  return (value) => Math.fround((value - offset) / scale);
}

/** Extremes of those values of a channel that are finite once scaled; NaN where there are none. */
function scaledExtremes(
  part: Pick<Stepped, 'values' | 'channels'>,
  channel: number,
  from: number,
  to: number,
  scaled: (value: number) => number,
): [low: number, high: number] {
  let low = NaN;
  let high = NaN;
  for (const { values, width } of pieces(part, from, to)) {
    for (let at = channel; at < values.length; at += width) {
      const value = scaled(values[at]);
      if (!isShown(value)) continue;
      if (!(value >= low)) low = value;
      if (!(value <= high)) high = value;
    }
  }
  return [low, high];
}

function* pieces({ values, channels }: Pick<Stepped, 'values' | 'channels'>, from: number, to: number) {
  const width = channels.length;
  const longest = Math.max(1, Math.floor(SLICE_VALUES / width));
  for (let step = from; step < to; step += longest) {
    yield { values: values.slice(step * width, Math.min(to, step + longest) * width), width };
  }
}

/** The smallest and largest finite values of steps; Infinity and -Infinity where there are none. */
class Extremes {
  readonly low: Float64Array; // [channels]
  readonly high: Float64Array; // [channels]

  constructor(
    private readonly part: Pick<Stepped, 'values' | 'channels'>,
    private readonly channels: readonly number[],
    private readonly pyramid: Pyramid | null,
  ) {
    this.low = new Float64Array(channels.length);
    this.high = new Float64Array(channels.length);
  }

  /** Of the steps `from <= step < to`, counted in the part's values. */
  find(from: number, to: number): void {
    this.low.fill(Infinity);
    this.high.fill(-Infinity);
    if (this.pyramid === null) return this.read(from, to);
    const { start, bucketSteps, levels } = this.pyramid;
    const first = Math.ceil((from - start) / bucketSteps);
    const last = Math.floor((to - start) / bucketSteps);
    if (first >= last) return this.read(from, to);
    this.read(from, start + first * bucketSteps);
    this.climb(levels, 0, first, last);
    this.read(start + last * bucketSteps, to);
  }

  /** The buckets `first <= bucket < last` of a level, as many as can be by those above. */
  private climb(levels: readonly Level[], level: number, first: number, last: number): void {
    const above = Math.ceil(first / GROWTH);
    const end = Math.floor(last / GROWTH);
    if (level + 1 === levels.length || above >= end) return this.take(levels[level], first, last);
    this.take(levels[level], first, above * GROWTH);
    this.climb(levels, level + 1, above, end);
    this.take(levels[level], end * GROWTH, last);
  }

  private take({ min, max }: Level, first: number, last: number): void {
    const { low, high, channels } = this;
    const width = this.part.channels.length;
    for (let bucket = first; bucket < last; bucket++) {
      for (let at = 0; at < channels.length; at++) {
        const place = bucket * width + channels[at];
        if (min[place] < low[at]) low[at] = min[place];
        if (max[place] > high[at]) high[at] = max[place];
      }
    }
  }

  private read(from: number, to: number): void {
    const { low, high, channels } = this;
    for (const { values, width } of pieces(this.part, from, to)) {
      for (let at = 0; at < channels.length; at++) {
        let [least, most] = [low[at], high[at]];
        for (let place = channels[at]; place < values.length; place += width) {
          const value = values[place];
          if (value - value !== 0) continue;
          if (value < least) least = value;
          if (value > most) most = value;
        }
        low[at] = least;
        high[at] = most;
      }
    }
  }
}
