/** The SQL by which DuckDB reads delimited text: everything said, nothing left to its own guesses. */

import { sqlText } from '../table-engine';

/** How the text is written that the engine reads. It is UTF-8, quoted by `"`, one row a line that is not blank. */
export interface CsvText {
  path: string;
  delimiter: string;
  header: boolean;
  decimal: '.' | ',';
  returned: boolean;
  columns: number;
  /** Bytes of the longest line, as far as it is known. */
  longest: number;
}

/** Lines may be as long as this at least; the engine takes 16 times as much memory to read them. */
const LONGEST_LINE = 2 << 20;
/** The longest line may be this much longer than the longest that is known. */
const MARGIN = 2;

/** Columns (from 0) that are not numbers as the engine reads them. */
export interface ColumnWays {
  /** Handed on as they stand. */
  texts: ReadonlySet<number>;
  /** Numbers with spaces around them, or with missing values that are spelled out. */
  marked: ReadonlySet<number>;
  /** Those spellings. */
  missing: readonly string[];
}

/**
 * Rows that do not fit are left out and told by `readRejects(pass)`. What is no number in a marked column comes as NaN that is
 * not NULL.
 */
export function readCsv(text: CsvText, { texts, marked, missing }: ColumnWays, pass: number): string {
  const names = Array.from({ length: text.columns }, (_, column) => `c${column}`);
  const isText = (column: number) => texts.has(column) || marked.has(column);
  const types = names.map((name, column) => `${name}: '${isText(column) ? 'VARCHAR' : 'DOUBLE'}'`);
  const asTexts = names.filter((_, column) => isText(column));
  const wanted = names.map((name, column) =>
    marked.has(column) && !texts.has(column) ? markedNumber(name, text.decimal, missing) : name,
  );
  const options = [
    'auto_detect = false',
    `columns = {${types.join(', ')}}`,
    `header = ${text.header}`,
    `delim = ${sqlText(text.delimiter)}`,
    `quote = '"'`,
    `escape = '"'`,
    `new_line = '${text.returned ? '\\r\\n' : '\\n'}'`,
    `decimal_separator = '${text.decimal}'`,
    "nullstr = ['']",
    'strict_mode = true',
    `max_line_size = ${Math.max(LONGEST_LINE, text.longest * MARGIN)}`,
    "compression = 'none'",
    'store_rejects = true',
    `rejects_table = 'rejects_${pass}'`,
    `rejects_scan = 'scans_${pass}'`,
    'rejects_limit = 0',
  ];
  if (asTexts.length > 0) options.push(`force_not_null = [${asTexts.map(sqlText).join(', ')}]`);
  return `select ${wanted.join(', ')} from read_csv(${sqlText(plainPath(text.path))}, ${options.join(', ')})`;
}

function markedNumber(name: string, decimal: '.' | ',', missing: readonly string[]): string {
  const cell = `trim(${name})`;
  const point = decimal === '.' ? cell : `if(contains(${cell}, '.'), 'x', replace(${cell}, ',', '.'))`;
  const marks = ['', ...missing].map(sqlText).join(', ');
  return `case when ${cell} in (${marks}) then null else coalesce(try_cast(${point} as double), 'nan'::double) end`;
}

/** The columns (from 1) in which cells were no numbers, and whether rows were rejected for anything else. */
export function readRejects(pass: number): string {
  return `select distinct column_idx, error_type = 'CAST' from rejects_${pass}`;
}

/** A path of which nothing is taken for a pattern. */
export function plainPath(path: string): string {
  return path.replaceAll(/[*?[]/g, '[$&]');
}
