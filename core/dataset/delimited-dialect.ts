/** Settles how delimited text is written: what is chosen is followed, the rest is recognised in the text's beginning. */

import { type Delimiter, isDelimiter, type Quote, type ReadingSpec, type Thousands } from '../contract/specs';
import type { Assumption } from '../contract/views';
import { cellReader } from './cell-reader';
import {
  columnNames,
  headerAssumption,
  mostFrequent,
  recogniseDelimiter,
  recogniseHeader,
  recogniseQuote,
  sampleRows,
} from './dialect';
import { countHeaderRows, joinNames, recogniseLogger } from './header-rows';
import {
  declaredDelimiter,
  namesInComment,
  recogniseComment,
  recognisePreamble,
  withoutComments,
  withoutLines,
} from './lead-lines';
import { marksStripper, recogniseMarksBeside } from './marks-beside';
import { recogniseMarks } from './number-marks';
import { isColumnOfCommas, lacksFirstName } from './odd-headers';
import { holdsUnits, unitsAssumption } from './units-row';

/** A text of which no more is looked at than this. */
const HEAD_CHARACTERS = 1 << 20;

export interface Dialect {
  delimiter: Delimiter;
  quote: Quote;
  /** Lines that begin with it are no rows. */
  comment: string | null;
  /** Lines of the file before the table. */
  skipLines: number;
  decimal: '.' | ',';
  thousands: Thousands;
  numberMarks: string[];
  header: boolean;
  /** Rows that name the columns; 1 where there is no header. */
  headerRows: number;
  /** Whether the row below the header holds units. */
  unitsRow: boolean;
  /** Rows that are none of the table below the first one of the header. */
  rowsBelow: number;
  /** Whether the first row is the header: its names may also stand in a comment. */
  skipsHeader: boolean;
  names: string[];
  /** The count of the comment's assumption is that of the text's beginning. */
  assumptions: Assumption[];
}

/** `text` is the file's beginning, in whole lines. */
export function recogniseDialect(text: string, reading: ReadingSpec, format: 'csv' | 'ucr'): Dialect {
  const assumptions: Assumption[] = [];
  const assume = (setting: Assumption['setting'], reason: Assumption['reason'], params: Assumption['params'] = {}) =>
    assumptions.push({ setting, reason, params });

  const declared = reading.skipLines === undefined ? declaredDelimiter(text) : null;
  const logger = format === 'csv' && (reading.skipLines ?? 1) === 1 ? recogniseLogger(text) : null;
  let skipLines = reading.skipLines ?? (declared === null && logger === null ? 0 : 1);
  const head = withoutLines(beginning(text), skipLines);

  const comment =
    reading.comment === undefined && format === 'csv'
      ? recogniseComment(head, reading.delimiter)
      : reading.comment || null;
  let table = withoutComments(head, comment);

  const single = reading.quote === undefined ? recogniseQuote(table) : null;
  const quote = reading.quote ?? single?.quote ?? '"';

  const known = declared !== null && isDelimiter(declared) ? declared : undefined;
  const recognised = () => (isColumnOfCommas(table) ? ';' : recogniseDelimiter(table, quote));
  const delimiter = reading.delimiter ?? known ?? recognised();
  if (
    reading.skipLines === undefined &&
    declared === null &&
    logger === null &&
    format === 'csv' &&
    reading.header !== false
  ) {
    skipLines = recognisePreamble(head, { delimiter, quote, comment });
    table = withoutComments(withoutLines(head, skipLines), comment);
  }
  let sample = sampleRows(table, delimiter, quote);
  const lacksFirst = format === 'csv' && reading.header !== false && lacksFirstName(sample);
  if (lacksFirst) sample = [['', ...sample[0]], ...sample.slice(1)];
  const width = mostFrequent(sample.map((row) => row.length));

  if (reading.delimiter === undefined) {
    if (known === undefined) assume('delimiter', 'most-consistent-delimiter', { delimiter, columns: width });
    else assume('delimiter', 'declared-in-file');
  }
  if (single !== null) assume('quote', 'quoted-cells', { count: single.count });
  if (reading.comment === undefined && comment !== null)
    assume('comment', 'first-lines-marked', { mark: comment, count: 0 });
  if (reading.skipLines === undefined && skipLines > 0)
    assume('skipLines', 'lines-before-header', { count: skipLines });

  const beside = reading.numberMarks === undefined ? recogniseMarksBeside(sample) : null;
  if (beside !== null) assumptions.push(beside.assumption);
  const numberMarks = reading.numberMarks ?? beside?.marks ?? [];
  const strip = marksStripper(numberMarks);
  const marks = recogniseMarks(
    sample.map((row) => row.map(strip)),
    delimiter,
    reading,
  );
  assumptions.push(...marks.assumptions);
  const { decimal, thousands } = marks;
  const cells = cellReader({ decimal, thousands, missing: reading.missingText ?? [], marks: numberMarks });
  const firstIsNames = sample.length > 0 && format === 'csv' && recogniseHeader(sample, cells);
  const inComment =
    comment === null || firstIsNames || reading.header === false
      ? null
      : namesInComment(head, comment, delimiter, width);
  const header = inComment !== null || (reading.header ?? firstIsNames);
  if (reading.header === undefined && format === 'csv') {
    if (inComment !== null) assume('header', 'names-in-comment');
    else if (header && lacksFirst) assume('header', 'first-name-lacking');
    else assumptions.push(headerAssumption(header, sample, cells));
  }
  const skipsHeader = header && inComment === null;
  const isUnits = (rows: string[][]): boolean => format === 'csv' && (logger === 'TOA5' || holdsUnits(rows, cells));
  const several = skipsHeader && format === 'csv' && !isUnits(sample.slice(1)) && reading.unitsRow !== true;
  const headerRows = skipsHeader
    ? Math.floor(reading.headerRows ?? 0) || (several ? countHeaderRows(sample, cells) : 1)
    : 1;
  if (headerRows > 1 && reading.headerRows === undefined) assume('headerRows', 'names-in-rows', { count: headerRows });
  const below = sample.slice(skipsHeader ? headerRows : 0);
  const unitsRow = header && (reading.unitsRow ?? isUnits(below));
  if (unitsRow && reading.unitsRow === undefined) assumptions.push(unitsAssumption(below[0] ?? [], logger === 'TOA5'));
  // Below the units a logger says how values were made.
  const unitRows = unitsRow ? (logger === 'TOA5' ? 2 : 1) : 0;
  const first = inComment ?? (header ? joinNames(sample.slice(0, headerRows)) : null);
  return {
    delimiter,
    quote,
    comment,
    skipLines,
    decimal,
    thousands,
    numberMarks,
    header,
    headerRows,
    unitsRow,
    rowsBelow: headerRows - 1 + unitRows,
    skipsHeader,
    names: columnNames(first, first?.length ?? width),
    assumptions,
  };
}

/** Enough of the text to look at: whole lines, or one that is longer. */
function beginning(text: string): string {
  if (text.length <= HEAD_CHARACTERS) return text;
  const lineEnd = text.indexOf('\n', HEAD_CHARACTERS);
  return lineEnd < 0 ? text : text.slice(0, lineEnd + 1);
}
