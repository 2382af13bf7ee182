/** Counts the missing and infinite values of a part and finds the first of them. */

import type { NonFinite, SeriesPart } from './part';
import { PyramidBuilder } from './pyramid';
import { firstHolding } from './starts';
import { stretches } from './stretches';
import { SLICE_VALUES } from './values';

/** What a part says of its values that are no numbers. */
type Counts = Pick<SeriesPart, 'missing' | 'infinite' | 'firstNonFinite' | 'pyramid'>;

/** The part with its counts, which go over its segments, and the pyramid that comes of them on the way. Yields between stretches of work. */
export function* countNonFinite(part: Omit<SeriesPart, keyof Counts>): Generator<void, SeriesPart> {
  const width = part.channels.length;
  let missing = 0;
  let infinite = 0;
  let first = -1;
  let sinceYield = 0;
  const pyramid = PyramidBuilder.for(part);
  for (const { from, to } of stretches(part)) {
    const values = part.values.slice(from, to);
    pyramid?.add(values, from);
    for (let at = 0; at < values.length; at++) {
      const value = values[at];
      // Finite values, and only they, give 0 here.
      if (value - value === 0) continue;
      if (Number.isNaN(value)) missing++;
      else infinite++;
      if (first < 0) first = from + at;
    }
    sinceYield += to - from;
    if (sinceYield < SLICE_VALUES) continue;
    sinceYield = 0;
    yield;
  }
  const firstNonFinite = first < 0 ? null : placeOf(part, Math.floor(first / width), first % width);
  return { ...part, missing, infinite, firstNonFinite, ...(pyramid === null ? {} : { pyramid: pyramid.finish() }) };
}

/** The first series that holds the step. */
function placeOf(part: Omit<SeriesPart, keyof Counts>, step: number, channel: number): NonFinite {
  const { ids, offsets, lengths, channels } = part;
  const series = firstHolding(offsets, lengths, step);
  return {
    series: ids[series],
    step: step - offsets[series],
    channel: channels[channel],
    line: part.lineOf?.(step) ?? 0,
  };
}
