/** The order in which the series of a part lie in its values. */

import type { SeriesPart } from '../part';

/** Indices of the series by their first step; as they come where that is so already. */
export function seriesByOffset({ offsets }: Pick<SeriesPart, 'offsets'>): Iterable<number> {
  let sorted = true;
  for (let index = 1; index < offsets.length && sorted; index++) sorted = offsets[index] >= offsets[index - 1];
  if (sorted) return offsets.keys();
  return Uint32Array.from(offsets.keys()).sort((a, b) => offsets[a] - offsets[b] || a - b);
}
