/** Clips values to bounds that the training part gives: its range, or fences about its quartiles. */

import type { Clip } from '../contract/specs';
import type { ClipView } from '../contract/views';
import type { SeriesPart } from './part';
import { chooseSteps, valuesAt } from './quality/outliers';
import { surveyValues } from './quality/values';
import { stretches } from './stretches';
import type { Values } from './values';

/** Fences stand this many distances of the quartiles beyond them: Tukey's outer fences. */
const FENCE = 3;
/** Bounds the room for the values that the quartiles are taken from. */
const CHANNELS_AT_ONCE = 16;

/**
 * The bounds of each channel's finite values. `range`: the smallest and the largest. `fences`: the quartiles (between two
 * values in proportion) minus and plus three times their distance (Tukey, Exploratory Data Analysis, 1977), over at most
 * 262,144 steps that are chosen evenly; a channel with no finite value, or whose quartiles are one, has none. Yields between
 * stretches of work.
 */
export function* clipBounds(kind: Exclude<Clip, 'none'>, part: SeriesPart): Generator<void, ClipView> {
  const none = part.channels.map((name) => ({ name, low: -Infinity, high: Infinity }));
  if (kind === 'fences') return { kind, channels: yield* fences(part, none) };
  const work = surveyValues(part);
  let next = work.next();
  for (; next.done !== true; next = work.next()) yield;
  const { min, max } = next.value;
  return {
    kind,
    channels: none.map((bound, at) => (min[at] <= max[at] ? { ...bound, low: min[at], high: max[at] } : bound)),
  };
}

function* fences(part: SeriesPart, none: ClipView['channels']): Generator<void, ClipView['channels']> {
  const channels = none.slice();
  const steps = chooseSteps(
    part,
    part.segments.lengths.reduce((sum, length) => sum + length, 0),
  );
  for (let first = 0; first < channels.length; first += CHANNELS_AT_ONCE) {
    const last = Math.min(channels.length, first + CHANNELS_AT_ONCE);
    const work = valuesAt(part, steps, first, last);
    let next = work.next();
    for (; next.done !== true; next = work.next()) yield;
    for (const [at, values] of next.value.entries()) {
      values.sort();
      yield;
      const [low, high] = [quantile(values, 0.25), quantile(values, 0.75)];
      const reach = FENCE * (high - low);
      if (!(reach > 0 && Number.isFinite(reach))) continue;
      channels[first + at] = { ...channels[first + at], low: low - reach, high: high + reach };
    }
  }
  return channels;
}

/** Between the two sorted values next to it in proportion; NaN of none. */
function quantile(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
}

export interface Clipped {
  series: SeriesPart;
  /** Values outside, each step once. */
  count: number;
  /** Channels that have some. */
  channels: string[];
}

/** The part with its values inside the bounds; the same part where all of them are. Yields between stretches of work. */
export function* clipPart(part: SeriesPart, { channels }: ClipView): Generator<void, Clipped> {
  const width = channels.length;
  const low = Float64Array.from(channels, (bound) => bound.low);
  const high = Float64Array.from(channels, (bound) => bound.high);
  const counts = new Float64Array(width);
  for (const { from, to } of stretches(part)) {
    const values = part.values.slice(from, to);
    for (let at = 0, channel = 0; at < values.length; at++) {
      if (values[at] < low[channel] || values[at] > high[channel]) counts[channel]++;
      if (++channel === width) channel = 0;
    }
    yield;
  }
  const count = counts.reduce((sum, number) => sum + number, 0);
  if (count === 0) return { series: part, count, channels: [] };
  const names = channels.flatMap(({ name }, channel) => (counts[channel] > 0 ? [name] : []));
  return { series: { ...part, values: new ClippedValues(part.values, low, high) }, count, channels: names };
}

/** Values that are clipped as they are taken: nothing is copied but the slice. */
class ClippedValues implements Values {
  private room = new Float64Array(0);

  constructor(
    private readonly values: Values,
    private readonly low: Float64Array, // [D]
    private readonly high: Float64Array, // [D]
  ) {}

  get length(): number {
    return this.values.length;
  }

  slice(from: number, to: number): Float64Array {
    const taken = this.values.slice(from, to);
    if (this.room.length < taken.length) this.room = new Float64Array(taken.length);
    const clipped = this.room.subarray(0, taken.length);
    const width = this.low.length;
    for (let at = 0, channel = from % width; at < taken.length; at++) {
      const value = taken[at];
      // A missing value is neither below nor above.
      clipped[at] =
        value < this.low[channel] ? this.low[channel] : value > this.high[channel] ? this.high[channel] : value;
      if (++channel === width) channel = 0;
    }
    return clipped;
  }
}
