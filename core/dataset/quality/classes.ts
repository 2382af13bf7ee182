/** Looks at the labels of the parts: classes of one series, and classes that only the test part has. */

import type { Part } from '../../contract/views';
import { type FindingPlace, MOST_FINDING_PLACES } from '../../contract/views-quality';
import type { SeriesPart } from '../part';
import { placeOfSeries, SERIES_BETWEEN_YIELDS } from './places';

export interface Class {
  label: string;
  count: number;
  /** Its first series. */
  first: number;
}

/** The classes of a part by label, in the order of first appearance. Yields 0: it goes over no value. */
export function* classesOf({ labels }: SeriesPart): Generator<number, Map<string, Class>> {
  const classes = new Map<string, Class>();
  for (let index = 0; index < labels.length; index++) {
    if (index % SERIES_BETWEEN_YIELDS === SERIES_BETWEEN_YIELDS - 1) yield 0;
    const label = labels[index];
    if (label === null) continue;
    const known = classes.get(label);
    if (known === undefined) classes.set(label, { label, count: 1, first: index });
    else known.count++;
  }
  return classes;
}

/** The places of the first few classes: their first series. */
export function placesOfClasses(part: SeriesPart, name: Part, classes: readonly Class[]): FindingPlace[] {
  return classes.slice(0, MOST_FINDING_PLACES).map(({ first }) => placeOfSeries(part, name, first));
}
