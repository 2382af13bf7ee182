/** How the elements of a JSON list become the rows of a table: every element is looked at, then its rows are made. */

import type { Assumption } from '../contract/views';
import type { pathIn } from './json-lists';
import type { JsonValue } from './json-values';

/** What all elements together are. */
export interface JsonTable {
  names: string[];
  rowCount: number;
  /** Element of each row. */
  elementOf(row: number): number;
  path(row: number, column: number): string;
  /** Columns of the series' ids and of the channels, where records hold series. */
  nested: { series: number; channels: number[] } | null;
  /** Null where the values have names of their own. */
  header: boolean | null;
  /** Whether every row is a series. */
  wide: boolean;
  assumptions: Assumption[];
  /** The rows of cells that an element is. */
  rowsOf(element: JsonValue, at: number): Iterable<string[]>;
}

export interface JsonLayout {
  /** Looks at the next element; what is wrong is told at the end. */
  add(element: JsonValue): void;
  /** @param path where the elements are @throws json/ragged, json/shape, json/no-steps, json/too-wide */
  finish(path: ReturnType<typeof pathIn>): JsonTable;
}
