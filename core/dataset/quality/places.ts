/** Keeps the first few places of a finding and turns them into what the window and the command line show. */

import type { Part } from '../../contract/views';
import { type FindingPlace, MOST_FINDING_PLACES } from '../../contract/views-quality';
import type { SeriesPart } from '../part';
import { firstHolding } from '../starts';

/** Values between two yields. */
export const BETWEEN_YIELDS = 1 << 19;
/** Series between two yields, where they are short. */
export const SERIES_BETWEEN_YIELDS = 1 << 16;

/** One value: its step counted in `SeriesPart.values`, and its channel. */
export interface Spot {
  step: number;
  channel: number;
}

/** The first spots that are added, and how many there were for each channel. */
export class Spots {
  readonly counts: Float64Array; // [D]
  readonly first: Spot[] = [];

  constructor(width: number) {
    this.counts = new Float64Array(width);
  }

  /** Adds the value at `at` of `values`. */
  add(at: number, channel: number): void {
    this.counts[channel]++;
    if (this.first.length >= MOST_FINDING_PLACES) return;
    this.first.push({ step: (at - channel) / this.counts.length, channel });
  }

  get total(): number {
    return this.counts.reduce((sum, count) => sum + count, 0);
  }
}

/** The place of a value: the first series that holds its step. */
export function placeOfSpot(part: SeriesPart, name: Part, { step, channel }: Spot): FindingPlace {
  const { offsets, lengths } = part;
  const index = firstHolding(offsets, lengths, step);
  return { ...placeOfSeries(part, name, index, channel), step: step - offsets[index], line: lineOf(part, step) };
}

/** The place of a series, or of one of its channels. */
export function placeOfSeries(
  part: SeriesPart,
  name: Part,
  index: number,
  channel: number | null = null,
): FindingPlace {
  return {
    series: { part: name, index },
    id: part.ids[index],
    length: part.lengths[index],
    step: null,
    channel,
    line: lineOf(part, part.offsets[index]),
    original: null,
  };
}

/** The value at a spot. */
export function valueAt({ values, channels }: SeriesPart, { step, channel }: Spot): number {
  const at = step * channels.length + channel;
  return values.slice(at, at + 1)[0];
}

function lineOf(part: SeriesPart, step: number): number {
  return part.lineOf?.(step) ?? 0;
}

/** Values of all segments. */
export function valuesOf({ segments, channels }: SeriesPart): number {
  return segments.lengths.reduce((sum, length) => sum + length, 0) * channels.length;
}
