/** The one-method interface to a table engine: SQL in, chunks of columns out. `core/node/duckdb.ts` implements it. */

/** A column of a chunk: numbers with NaN for NULL, everything else as text. */
export type TableColumn = Float64Array | (string | null)[];

/** One list of `width` numbers a row, for a column whose type is FLOAT[width] or DOUBLE[width]; NaN stays NaN. */
export interface NumberRows {
  values: Float32Array | Float64Array; // [rows, width]
  width: number;
}

/** A column to be appended: `TableColumn`s as they come, INTEGER for whole numbers, and lists of numbers. */
export type AppendedColumn = TableColumn | Int32Array | NumberRows;

export interface TableChunk {
  rowCount: number;
  columns: TableColumn[];
  /** How many of each column are NULL. */
  nulls: number[];
}

export interface TableEngine {
  /**
   * Runs one statement; its rows come in chunks, in order. A chunk may be kept; the next one is computed meanwhile.
   * `waiting` is called again and again until the first rows are there; where it throws, the statement is ended.
   * @throws table/query, engine/cancelled after `interrupt`, what `waiting` throws
   */
  query(sql: string, waiting?: () => Promise<void>): AsyncIterable<TableChunk>;
}

/** A table engine with a place of its own for what does not fit into memory. It runs one statement at a time. */
export interface Tables extends TableEngine {
  /**
   * Appends rows to a table that is there: columns in its order, DOUBLE for numbers with NaN as NULL, VARCHAR for texts,
   * INTEGER for whole numbers, FLOAT[width] or DOUBLE[width] for lists.
   * All are appended before other messages are let in, so that there should be some ten thousand at most.
   * @throws table/query, engine/cancelled where it is closed
   */
  append(table: string, columns: readonly AppendedColumn[]): Promise<void>;
  /** Ends the statement under way within milliseconds. */
  interrupt(): void;
  /** Share of the statement under way that is done, 0 to 1; null where that is not known. */
  progress(): number | null;
  /** Ends what runs and frees memory and files. Closing again does nothing. */
  close(): Promise<void>;
}

/** What a table engine may use of the machine. */
export interface TablesOptions {
  /** In memory, small, without files, its settings locked, its errors told as JSON: for expressions that users write. */
  scratch?: boolean;
  /** By default a quarter of the machine's memory. */
  memoryBytes?: number;
  /** By default one for each core. */
  threads?: number;
}

/** Runs a statement that gives no rows. */
export async function execute(tables: TableEngine, sql: string): Promise<void> {
  for await (const _ of tables.query(sql));
}

/** All rows of a small answer, row by row. */
export async function rowsOf(tables: TableEngine, sql: string): Promise<(number | string | null)[][]> {
  const rows: (number | string | null)[][] = [];
  for await (const { rowCount, columns } of tables.query(sql)) {
    for (let row = 0; row < rowCount; row++) rows.push(columns.map((column) => column[row]));
  }
  return rows;
}

/** A text as SQL writes it. */
export function sqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A column's or table's name as SQL writes it. */
export function sqlName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
