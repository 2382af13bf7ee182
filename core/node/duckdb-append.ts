/** Appends rows to a DuckDB table, column by column. */

import type { DuckDBConnection } from '@duckdb/node-api';
import type { TableColumn } from '../dataset/table-engine';

/** Columns of equal length, in the order of the table's, whose types are DOUBLE for numbers and VARCHAR for texts. */
export async function appendColumns(
  connection: DuckDBConnection,
  table: string,
  columns: readonly TableColumn[],
): Promise<void> {
  const { DuckDBDataChunk: Chunk, DOUBLE, VARCHAR } = await import('@duckdb/node-api');
  const types = columns.map((column) => (column instanceof Float64Array ? DOUBLE : VARCHAR));
  const rows = columns[0]?.length ?? 0;
  const appender = await connection.createAppender(table);
  try {
    for (let from = 0; from < rows; from += CHUNK_ROWS) {
      const to = Math.min(rows, from + CHUNK_ROWS);
      const chunk = Chunk.create(types, to - from);
      for (const [at, column] of columns.entries()) chunk.setColumnValues(at, valuesOf(column, from, to));
      appender.appendDataChunk(chunk);
    }
  } finally {
    appender.closeSync();
  }
}

/** Rows of one of DuckDB's vectors. */
const CHUNK_ROWS = 2048;

function valuesOf(column: TableColumn, from: number, to: number): (number | string | null)[] {
  if (!(column instanceof Float64Array)) return column.slice(from, to);
  return Array.from(column.subarray(from, to), (value) => (Number.isNaN(value) ? null : value));
}
