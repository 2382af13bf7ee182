/** What the readers hand to the engine: the file's rows as text and its series as one block of numbers. */

import type { NamedBytes } from '../bytes/named-bytes';
import type { ErrorPayload } from '../contract/errors';
import type { Assumption, ColumnView, Inside, RejectedRow, Understood } from '../contract/views';
import type { Pyramid } from './pyramid';
import type { Segments } from './stretches';
import type { Values } from './values';
import type { WholeSeries, Window } from './whole';

export type SourceFile = NamedBytes;

/** File line (from 1; 0 where the format has none) and cells of each row. */
export interface TableRows {
  lines: number[];
  cells: string[][];
}

/** Rows of a file as text, parsed again whenever a page of them is asked for. */
export interface RawTable {
  columns: string[];
  rowCount: number;
  /** Up to `count` rows from row `first`. */
  page(first: number, count: number): TableRows;
  /** Whether a row of these cells does not fit the table; left out where every row does. */
  rejects?(cells: readonly string[]): boolean;
  /** Lets go of rows that are kept only to be given again soon. */
  forget?(): void;
}

/** Rows of a file that is not held in memory: a page is read when it is asked for. */
export interface StoredTable extends Omit<RawTable, 'page'> {
  page(first: number, count: number): Promise<TableRows>;
}

export interface NonFinite {
  /** Id of the first series that holds the value. */
  series: string;
  /** Step within that series, from 0. */
  step: number;
  channel: string;
  /** File line from 1; 0 where the format has none. */
  line: number;
}

/** The series of one file. Windows of one recording share their steps in `values`: their offsets overlap. */
export interface SeriesPart {
  fileName: string;
  ids: string[];
  labels: (string | null)[];
  channels: string[];
  lengths: Int32Array; // [N], in steps
  /** First step of each series in `values`; series i is the steps `offsets[i] .. offsets[i] + lengths[i] - 1`. */
  offsets: Float64Array; // [N], in steps
  /** Missing values are NaN. */
  values: Values; // [total steps, D], time-major
  segments: Segments;
  /** Rows of the file. */
  rows: number;
  /** Missing values over all segments and channels. */
  missing: number;
  /** Infinite values over all segments and channels. */
  infinite: number;
  firstNonFinite: NonFinite | null;
  /** Where the part is so long that charts of it need one. */
  pyramid?: Pyramid;
  /** The whole series and the window that these were cut from; left out where they are whole. */
  cutFrom?: { whole: WholeSeries; window: Window | null };
  /** File line of a step, counted in `values`; left out where no file holds the series. */
  lineOf?(step: number): number;
}

export interface ReadResult {
  understood: Understood;
  assumptions: Assumption[];
  columns: ColumnView[];
  /** What the file holds to choose from, where it holds several arrays or sheets. */
  inside?: Inside[];
  table: RawTable;
  /** The rows that do not fit the table; left out where every row does. */
  rejected?: { count: number; places: RejectedRow[] };
  /** Null when no series could be made; `problem` then says why. */
  series: SeriesPart | null;
  problem: ErrorPayload | null;
  warnings: ErrorPayload[];
}

/** The same where rows are read when they are asked for. */
export interface StoredResult extends Omit<ReadResult, 'table'> {
  table: StoredTable;
}

/** What the reader of large files hands on: its table and its values may lie in files, which `close` gives up. */
export interface LargeResult extends StoredResult {
  /** Gives up the values alone, once they were copied: the table stays. */
  letGo(): void;
  close(): Promise<void>;
}

/** What a reader of either kind hands on. */
export type AnyResult = ReadResult | StoredResult;

/** Names of channels that the file does not name: `x` for one, `c0`, `c1` ... for several. */
export function channelNames(count: number): string[] {
  return count === 1 ? ['x'] : Array.from({ length: count }, (_, channel) => `c${channel}`);
}
