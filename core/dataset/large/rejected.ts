/** Tells the rows of a large table that do not fit it. */

import { MOST_REJECTED_PLACES, type RejectedRow } from '../../contract/views';
import type { Rejected } from '../rejected-rows';
import type { Collector } from './collect';

/** Rows that do not fit, in the order of the file. */
export function rejectedRows(
  ragged: readonly number[],
  asTheyWere: ReadonlyMap<number, string[]>,
  { unfit }: Collector,
  expected: number,
  lineOf: (row: number) => number,
): Rejected | null {
  const count = ragged.length + unfit.count;
  if (count === 0) return null;
  const fields = ragged.slice(0, MOST_REJECTED_PLACES).map((row) => ({
    row,
    place: { line: lineOf(row), reason: 'fields' as const, found: asTheyWere.get(row)?.length ?? 0, expected },
  }));
  const numbers = unfit.places.map(({ row, ...place }) => ({ row, place: { line: lineOf(row), ...place } }));
  const places: RejectedRow[] = [...fields, ...numbers].toSorted((a, b) => a.row - b.row).map(({ place }) => place);
  return { count, places: places.slice(0, MOST_REJECTED_PLACES) };
}
