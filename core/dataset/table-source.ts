/** What a format's reader hands to the reader of tables. */

import type { WorkbenchError } from '../contract/errors';
import type { Delimiter, Encoding, Format, LabelKind, Quote, Thousands } from '../contract/specs';
import type { Assumption } from '../contract/views';
import type { SplitRows } from './delimited-rows';
import type { TextPiece } from './encoding';
import type { CellPlace } from './survey';

/** What a format's reader has found out before the rows begin. */
export interface TableSource {
  format: Format;
  /** Null where the file is no text. */
  encoding: Encoding | null;
  delimiter: Delimiter | null;
  decimal: '.' | ',';
  /** How text is written, and how many lines (or rows of a sheet) come before the table, as far as it has such. */
  written?: { quote?: Quote; comment?: string | null; skipLines: number; headerRows?: number; unitsRow?: boolean };
  /** By default what is chosen. */
  thousands?: Thousands;
  /** What may stand beside a number; by default what is chosen. */
  numberMarks?: readonly string[];
  /** Null where the format has no such thing. */
  header: boolean | null;
  assumptions: Assumption[];
  names: string[];
  /** Whether the first row that is not blank names the columns. */
  skipsHeader: boolean;
  pieces: Iterable<TextPiece>;
  firstLine: number;
  split: SplitRows;
  /** Whether the columns have names of their own; by default where a row names them. */
  namedColumns?: boolean;
  /** Whether a row of one empty cell is a row at the table's ends too, where it may be a blank line in text. */
  keepsBlank?: boolean;
  /** The file's line for what `split` gives as a line, where that is another number. */
  fileLine?(line: number): number;
  declaredWide: boolean;
  declaredLabel: number | null;
  /** What the file says that label is. */
  declaredLabelAs?: LabelKind;
  /** The columns of the series' ids and of the channels, where the file itself holds series. */
  declaredSeries?: number;
  declaredChannels?: readonly number[];
  /** The sheet, or the member, that was read. */
  sheet?: string;
  array?: string;
  labelOf(cell: string, line: number): string;
  /** The error for rows with another number of fields. */
  raggedError(lines: number[], count: number, found: number): WorkbenchError;
  /** The error for a cell of a chosen channel that is no number. */
  cellError(column: number, name: string, place: CellPlace): WorkbenchError;
}
