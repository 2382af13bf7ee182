/** Tables with their columns standardised, held whole: for what goes over them many times or compares row with row. */

import type { Table } from './classifier';
import { fitStandard, type Standard, standardRows } from './standardise';

export interface Standardised {
  x: Float64Array; // [rows, width]
  rows: number;
  /** Columns that are not constant. */
  width: number;
}

/** Numbers written between two yields. */
const PIECE = 1 << 20;

/** A table in the standard of its own rows, and that standard. */
export function* standardisedItself(table: Table): Generator<void, Standardised & { standard: Standard }> {
  const standard = yield* fitStandard(table);
  return { ...(yield* standardised(table, standard)), standard };
}

/** A table in the standard of other rows. */
export function* standardised(table: Table, standard: Standard): Generator<void, Standardised> {
  const { rows } = table;
  const width = standard.kept.length;
  const x = new Float64Array(rows * width);
  const step = Math.max(1, Math.floor(PIECE / Math.max(1, width)));
  for (let from = 0; from < rows; from += step) {
    const to = Math.min(rows, from + step);
    standardRows(table, standard, from, to, x.subarray(from * width, to * width));
    yield;
  }
  return { x, rows, width };
}
