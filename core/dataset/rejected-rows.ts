/** Finds the rows of a table that do not fit it: with another number of fields, or text where a number must be. */

import { MOST_REJECTED_PLACES, type RejectedRow } from '../contract/views';
import type { BlockTable } from './block-table';
import type { CellReader } from './cell-reader';
import { readList } from './list-cells';
import { fits } from './survey';

/** Why a row does not fit, null where it does. */
export type RowCheck = (row: readonly string[], line: number) => RejectedRow | null;

/** A row fits that has a field for every name and a number, or nothing, in each of the channels' columns. */
export function rowCheck(names: readonly string[], channels: readonly number[], cells: CellReader): RowCheck {
  return (row, line) => {
    if (!fits(row, names.length)) return { line, reason: 'fields', found: row.length, expected: names.length };
    for (const column of channels) {
      if (cells.value(row[column]) !== null) continue;
      return { line, reason: 'not-a-number', column: column + 1, name: names[column], text: row[column] };
    }
    return null;
  };
}

/** The same where the channels' columns hold lists of numbers. */
export function listCheck(names: readonly string[], channels: readonly number[], cells: CellReader): RowCheck {
  return (row, line) => {
    if (!fits(row, names.length)) return { line, reason: 'fields', found: row.length, expected: names.length };
    for (const column of channels) {
      const { fault } = readList(row[column], cells);
      if (fault !== null) return { line, reason: 'not-a-number', column: column + 1, name: names[column], text: fault };
    }
    return null;
  };
}

export interface Rejected {
  count: number;
  /** The first ones. */
  places: RejectedRow[];
}

/** Counts the rows that do not fit; yields the share of the table that is done, 0 to 1. */
export function* countRejected(table: BlockTable, check: RowCheck): Generator<number, Rejected> {
  const rejected: Rejected = { count: 0, places: [] };
  for (let block = 0; block < table.blockCount; block++) {
    const { lines, cells } = table.block(block);
    for (const [at, row] of cells.entries()) {
      const found = check(row, lines[at]);
      if (found === null) continue;
      rejected.count++;
      if (rejected.places.length < MOST_REJECTED_PLACES) rejected.places.push(found);
    }
    yield (block + 1) / table.blockCount;
  }
  return rejected;
}
