/** Goes over all values of a part once, in pieces that are as long as is good for memory, whatever its series are. */

import type { SeriesPart } from './part';
import { SLICE_VALUES } from './values';

/** `from <= at < to` of a part's values. */
export interface Stretch {
  from: number;
  to: number;
}

/**
 * Stretches that together are every value of the part's segments once and in their order, each of whole steps and of
 * about `most` values at most. Segments that follow each other come together.
 */
export function* stretches(
  { segments, channels }: Pick<SeriesPart, 'segments' | 'channels'>,
  most = SLICE_VALUES,
): Generator<Stretch, void> {
  const width = channels.length;
  const longest = Math.max(1, Math.floor(most / width));
  const { offsets, lengths } = segments;
  for (let segment = 0; segment < offsets.length;) {
    let first = offsets[segment];
    let end = first + lengths[segment++];
    while (segment < offsets.length && offsets[segment] === end) end += lengths[segment++];
    for (; first < end; first += longest) {
      yield { from: first * width, to: Math.min(end, first + longest) * width };
    }
  }
}
