/** Smallest and largest values of a part's steps in buckets of growing size, so that a chart of millions of steps reads few of them. */

import { type Stepped, stretches } from './stretches';
import { SLICE_VALUES, type Values } from './values';

/** Parts of fewer steps are read whole as quickly. */
export const FEWEST_STEPS = 100_000;
const FINEST_STEPS = 64;
/** Buckets of one level that make one of the next. */
export const GROWTH = 8;
/** Of all levels together; larger parts begin with longer buckets. */
const MOST_BYTES = 64 << 20;

/** Extremes of the finite values of buckets; Infinity and -Infinity where a bucket has none. */
export interface Level {
  min: Float64Array; // [buckets, D]
  max: Float64Array; // [buckets, D]
}

export interface Pyramid {
  /** What it was made of: of other values it says nothing. */
  of: Values;
  /** Steps of each bucket of the finest level. */
  bucketSteps: number;
  /** The step, counted in the values, that its first bucket begins with. */
  start: number;
  /** The finest first; each bucket of a level is `GROWTH` of those before it. */
  levels: Level[];
}

/** Gathers the finest level from stretches of values as they come by. */
export class PyramidBuilder {
  private readonly width: number;
  private readonly bucketSteps: number;
  private readonly start: number;
  private readonly finest: Level;

  /** Null for a part that needs none. */
  static for(part: Stepped): PyramidBuilder | null {
    const { offsets, lengths } = part.segments;
    let first = Infinity;
    let end = 0;
    for (let segment = 0; segment < offsets.length; segment++) {
      first = Math.min(first, offsets[segment]);
      end = Math.max(end, offsets[segment] + lengths[segment]);
    }
    return end - first < FEWEST_STEPS ? null : new PyramidBuilder(part, first, end);
  }

  private constructor(
    private readonly part: Stepped,
    first: number,
    end: number,
  ) {
    this.width = part.channels.length;
    const bytes = (steps: number): number => (2 * 8 * this.width * (end - first)) / steps;
    let steps = FINEST_STEPS;
    while (bytes(steps) > MOST_BYTES) steps *= GROWTH;
    this.bucketSteps = steps;
    this.start = first;
    this.finest = emptyLevel(Math.ceil((end - first) / steps) * this.width);
  }

  /** Takes in the values from `from` on, whole steps. */
  add(values: Float64Array, from: number): void {
    const { width, bucketSteps, start } = this;
    const { min, max } = this.finest;
    let step = from / width - start;
    for (let at = 0; at < values.length;) {
      const bucket = Math.floor(step / bucketSteps);
      const end = Math.min(values.length, at + ((bucket + 1) * bucketSteps - step) * width);
      const place = bucket * width;
      step = (bucket + 1) * bucketSteps;
      for (let channel = 0; at < end; at++) {
        const value = values[at];
        if (value - value === 0) {
          if (value < min[place + channel]) min[place + channel] = value;
          if (value > max[place + channel]) max[place + channel] = value;
        }
        if (++channel === width) channel = 0;
      }
    }
  }

  finish(): Pyramid {
    const { width, bucketSteps, start } = this;
    const levels = [this.finest];
    for (let below = this.finest; below.min.length > GROWTH * width; below = levels[levels.length - 1]) {
      levels.push(above(below, width));
    }
    return { of: this.part.values, bucketSteps, start, levels };
  }
}

/** The pyramid of a part; null where it needs none. Yields between stretches of work. */
export function* pyramidOf(part: Stepped): Generator<void, Pyramid | null> {
  const builder = PyramidBuilder.for(part);
  if (builder === null) return null;
  let sinceYield = 0;
  for (const { from, to } of stretches(part)) {
    builder.add(part.values.slice(from, to), from);
    sinceYield += to - from;
    if (sinceYield < SLICE_VALUES) continue;
    sinceYield = 0;
    yield;
  }
  return builder.finish();
}

function emptyLevel(length: number): Level {
  return { min: new Float64Array(length).fill(Infinity), max: new Float64Array(length).fill(-Infinity) };
}

function above(below: Level, width: number): Level {
  const buckets = Math.ceil(below.min.length / width / GROWTH);
  const { min, max } = emptyLevel(buckets * width);
  for (let at = 0; at < below.min.length; at++) {
    const place = Math.floor(at / (width * GROWTH)) * width + (at % width);
    if (below.min[at] < min[place]) min[place] = below.min[at];
    if (below.max[at] > max[place]) max[place] = below.max[at];
  }
  return { min, max };
}
