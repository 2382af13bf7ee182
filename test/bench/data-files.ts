/** Makes the bench's files with the rival itself: numbers that look measured, the same ones every time. */

import { DuckDBInstance } from '@duckdb/node-api';
import { statSync } from 'node:fs';

/** Bytes of a row of `channels` columns written here, about. */
const BYTES_PER_CELL = 10;

export interface TableFile {
  path: string;
  rows: number;
  columns: number;
  bytes: number;
}

/** A table of steps: a running number `t` first, then waves with noise to six decimals, the same bytes every time. */
export async function writeTable(path: string, rows: number, channels: number): Promise<TableFile> {
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: '2GB' });
  const connection = await instance.connect();
  const waves = Array.from(
    { length: channels },
    (_, channel) =>
      `round(sin(t * ${(0.01 * (channel + 1)).toFixed(2)}) + (hash(t * ${channels} + ${channel}) % 1000000) / 1000000.0, 6) AS c${channel + 1}`,
  );
  await connection.run(
    `COPY (SELECT t, ${waves.join(', ')} FROM range(${rows}) r(t)) TO '${path}' (FORMAT csv, HEADER true)`,
  );
  connection.closeSync();
  instance.closeSync();
  return { path, rows, columns: channels + 1, bytes: statSync(path).size };
}

/** A table of about so many bytes. */
export function writeTableOf(path: string, bytes: number, channels: number): Promise<TableFile> {
  return writeTable(path, Math.round(bytes / (channels * BYTES_PER_CELL + 9)), channels);
}
