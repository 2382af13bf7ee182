/** Finds series in which a channel stands still that moves elsewhere: a sensor that dropped out. */

import { type FindingPlace, MOST_FINDING_PLACES } from '../../contract/views-quality';
import type { SeriesPart } from '../part';
import { BETWEEN_YIELDS, placeOfSeries, SERIES_BETWEEN_YIELDS } from './places';
import type { Compared } from './duplicates';
import { isConstant, type Survey } from './values';

/** Steps looked at first; most series have moved by then. */
const FIRST_STEPS = 64;
const NOTHING = new Float64Array(0);

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
export function* findStill({ name, part, every }: Compared, survey: Survey): Generator<number, Still> {
  const { lengths, channels } = part;
  const width = channels.length;
  const moving = channels.map((_, channel) => channel).filter((channel) => !isConstant(survey, channel));
  const found: Still = { series: 0, of: 0, counts: new Float64Array(width), places: [] };
  let handled = 0;
  let looked = 0;
  for (let index = 0; index < lengths.length; index += every) {
    if (lengths[index] > 1) {
      found.of++;
      const still = yield* stillChannels(part, index, moving);
      for (const channel of still) found.counts[channel]++;
      if (still.length > 0) {
        found.series++;
        if (found.places.length < MOST_FINDING_PLACES) found.places.push(placeOfSeries(part, name, index, still[0]));
      }
    }
    handled += lengths[index] * width;
    if (handled < BETWEEN_YIELDS && ++looked % SERIES_BETWEEN_YIELDS !== 0) continue;
    yield handled;
    handled = 0;
  }
  yield handled;
  return found;
}

/** Those of the channels that hold their first value, a finite one, throughout the series. */
function* stillChannels(part: SeriesPart, index: number, channels: readonly number[]): Generator<number, number[]> {
  const width = part.channels.length;
  const start = part.offsets[index] * width;
  const end = start + part.lengths[index] * width;
  let still: number[] = [];
  let held = NOTHING;
  let steps = FIRST_STEPS;
  for (let from = start; from < end; steps *= 8) {
    const to = Math.min(end, from + Math.max(1, Math.min(steps, Math.floor(BETWEEN_YIELDS / width))) * width);
    const values = part.values.slice(from, to);
    if (from === start) {
      held = values.slice(0, width);
      still = channels.filter((channel) => held[channel] - held[channel] === 0);
    }
    still = still.filter((channel) => {
      let at = channel;
      while (at < values.length && values[at] === held[channel]) at += width;
      return at >= values.length;
    });
    if (still.length === 0) break;
    from = to;
    if (steps > BETWEEN_YIELDS) yield 0;
  }
  return still;
}
