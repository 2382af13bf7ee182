/** DuckDB alone: a CSV file to typed columns in memory, as one would write it with nothing but DuckDB. */

import { DuckDBInstance } from '@duckdb/node-api';

/** Reads a file whose columns are all numbers; returns one array a column. */
export async function readWithDuckDb(path: string, columns: number): Promise<Float64Array[]> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`CREATE TABLE t AS SELECT * FROM read_csv('${path}')`);
  const [[rows]] = (await connection.runAndReadAll('SELECT count(*)::DOUBLE FROM t')).getRowsJS() as [[number]];
  const arrays = Array.from({ length: columns }, () => new Float64Array(rows));
  const names = (await connection.runAndReadAll('DESCRIBE t')).getRowsJS().map(([name]) => String(name));
  const result = await connection.stream(`SELECT ${names.map((name) => `"${name}"::DOUBLE`).join(', ')} FROM t`);
  let row = 0;
  for (;;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) break;
    for (let column = 0; column < columns; column++) {
      const vector = chunk.getColumnVector(column) as unknown as { items: Float64Array };
      arrays[column].set(vector.items.subarray(0, chunk.rowCount), row);
    }
    row += chunk.rowCount;
  }
  connection.closeSync();
  instance.closeSync();
  return arrays;
}
