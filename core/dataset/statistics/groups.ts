/** Tells the series of a part apart by their labels. */

import type { ClassGroup } from '../../contract/views-statistics';
import type { SeriesPart } from '../part';

const SERIES_BETWEEN_YIELDS = 1 << 16;

export interface Groups {
  /** In the order of first appearance; none where no series has a label. */
  groups: ClassGroup[];
  /** Place in `groups` of each series; -1 for those of the groups that are not told apart. */
  of: Int32Array; // [N]
  /** All groups, also those that are not told apart. */
  total: number;
}

/** Groups the series by label, the first `most` groups; yields now and then. */
export function* groupSeries({ labels }: Pick<SeriesPart, 'labels'>, most: number): Generator<void, Groups> {
  const places = new Map<string | null, number>();
  const groups: ClassGroup[] = [];
  const of = new Int32Array(labels.length);
  for (const [index, label] of labels.entries()) {
    let place = places.get(label);
    if (place === undefined) {
      place = places.size;
      places.set(label, place);
      if (place < most) groups.push({ label, series: 0 });
    }
    if (place < most) groups[place].series++;
    of[index] = place < most ? place : -1;
    if (index % SERIES_BETWEEN_YIELDS === SERIES_BETWEEN_YIELDS - 1) yield;
  }
  if (places.size === 1 && places.has(null)) return { groups: [], of: of.fill(-1), total: 0 };
  return { groups, of, total: places.size };
}
