/** Looks for series without a label in a part where others have one. */

import type { Part } from '../../contract/views';
import { type Finding, MOST_FINDING_PLACES } from '../../contract/views-quality';
import type { SeriesPart } from '../part';
import { placeOfSeries, SERIES_BETWEEN_YIELDS } from './places';

/** Null where every series has a label, or none has. Yields 0: it goes over no value. */
export function* findUnlabelled(part: SeriesPart, name: Part): Generator<number, Finding | null> {
  const { labels } = part;
  const first: number[] = [];
  let count = 0;
  for (let index = 0; index < labels.length; index++) {
    if (index % SERIES_BETWEEN_YIELDS === SERIES_BETWEEN_YIELDS - 1) yield 0;
    if (labels[index] !== null) continue;
    count++;
    if (first.length < MOST_FINDING_PLACES) first.push(index);
  }
  if (count === 0 || count === labels.length) return null;
  return {
    code: 'unlabelled',
    severity: 'warning',
    part: name,
    count,
    of: labels.length,
    channels: [],
    channelCount: 0,
    places: first.map((index) => placeOfSeries(part, name, index)),
    facts: {},
  };
}
