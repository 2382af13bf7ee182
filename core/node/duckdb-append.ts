/** Appends rows to a DuckDB table, column by column. */

import type { DuckDBConnection, DuckDBDataChunk, DuckDBType } from '@duckdb/node-api';
import type { AppendedColumn, NumberRows } from '../dataset/table-engine';

/** Rows of one of DuckDB's vectors. */
const CHUNK_ROWS = 2048;

/** Columns of as many rows each, in the order and of the types of the table's: see `Tables.append`. */
export async function appendColumns(
  connection: DuckDBConnection,
  table: string,
  columns: readonly AppendedColumn[],
): Promise<void> {
  const api = await import('@duckdb/node-api');
  const typeOf = (column: AppendedColumn): DuckDBType => {
    if (column instanceof Float64Array) return api.DOUBLE;
    if (column instanceof Int32Array) return api.INTEGER;
    if (Array.isArray(column)) return api.VARCHAR;
    return api.ARRAY(column.values instanceof Float32Array ? api.FLOAT : api.DOUBLE, column.width);
  };
  const types = columns.map(typeOf);
  const rows = rowsIn(columns[0] ?? []);
  const appender = await connection.createAppender(table);
  try {
    for (let from = 0; from < rows; from += CHUNK_ROWS) {
      const to = Math.min(rows, from + CHUNK_ROWS);
      const chunk = api.DuckDBDataChunk.create(types, to - from);
      for (const [at, column] of columns.entries()) {
        if (isRows(column)) putRows(chunk, at, column, from, to);
        else if (column instanceof Float64Array) putDoubles(chunk, at, column.subarray(from, to));
        else chunk.setColumnValues(at, valuesOf(column, from, to));
      }
      appender.appendDataChunk(chunk);
    }
  } finally {
    appender.closeSync();
  }
}

function isRows(column: AppendedColumn): column is NumberRows {
  return 'width' in column;
}

function rowsIn(column: AppendedColumn): number {
  return isRows(column) ? column.values.length / column.width : column.length;
}

function valuesOf(column: Exclude<AppendedColumn, NumberRows>, from: number, to: number): (number | string | null)[] {
  if (Array.isArray(column)) return column.slice(from, to);
  return Array.from(column.subarray(from, to), (value) => (Number.isNaN(value) ? null : value));
}

/** All at once, which is many times faster than value by value. */
function putDoubles(chunk: DuckDBDataChunk, at: number, values: Float64Array): void {
  const vector = chunk.getColumnVector(at) as unknown as Doubles;
  vector.items.set(values);
  for (let row = 0; row < values.length; row++) if (Number.isNaN(values[row])) vector.setItem(row, null);
  vector.flush();
}

/** What a vector of doubles holds, as DuckDB will have it when it is flushed. */
interface Doubles {
  items: Float64Array;
  setItem(row: number, value: null): void;
  flush(): void;
}

/** The numbers of all lists of a vector lie one after the other, as they do here. */
function putRows(chunk: DuckDBDataChunk, at: number, { values, width }: NumberRows, from: number, to: number): void {
  const vector = chunk.getColumnVector(at) as unknown as Lists;
  vector.childData.items.set(values.subarray(from * width, to * width));
  vector.flush();
}

/** What a vector of lists of one length holds. */
interface Lists {
  childData: { items: Float32Array | Float64Array };
  flush(): void;
}
