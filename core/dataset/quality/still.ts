/** Finds series in which a channel stands still that moves elsewhere: a sensor that dropped out. */

import { type FindingPlace, MOST_FINDING_PLACES } from '../../contract/views-quality';
import { BETWEEN_YIELDS, placeOfSeries, SERIES_BETWEEN_YIELDS } from './places';
import type { Compared } from './duplicates';
import { isConstant, type Values } from './values';

export interface Still {
  /** Series in which at least one such channel stands still. */
  series: number;
  /** Series looked at: those of one step say nothing. */
  of: number;
  /** Series for each channel. */
  counts: Float64Array; // [D]
  places: FindingPlace[];
}

/** Looks at every `every`-th series until its channels have moved. Yields how many values the series had. */
export function* findStill({ name, part, every }: Compared, survey: Values): Generator<number, Still> {
  const { values, lengths, offsets, channels } = part;
  const width = channels.length;
  const moving = channels.map((_, channel) => channel).filter((channel) => !isConstant(survey, channel));
  const found: Still = { series: 0, of: 0, counts: new Float64Array(width), places: [] };
  let handled = 0;
  let looked = 0;
  for (let index = 0; index < lengths.length; index += every) {
    const start = offsets[index] * width;
    const end = start + lengths[index] * width;
    if (lengths[index] > 1) found.of++;
    let any = false;
    for (const channel of lengths[index] > 1 ? moving : []) {
      const value = values[start + channel];
      let at = start + channel + width;
      while (at < end && values[at] === value) at += width;
      if (at < end || value - value !== 0) continue;
      found.counts[channel]++;
      if (!any && found.places.length < MOST_FINDING_PLACES)
        found.places.push(placeOfSeries(part, name, index, channel));
      any = true;
    }
    if (any) found.series++;
    handled += end - start;
    if (handled < BETWEEN_YIELDS && ++looked % SERIES_BETWEEN_YIELDS !== 0) continue;
    yield handled;
    handled = 0;
  }
  yield handled;
  return found;
}
