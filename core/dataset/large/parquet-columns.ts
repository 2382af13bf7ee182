/** The columns of a Parquet file by what can be made of them. */

import { WorkbenchError } from '../../contract/errors';
import { rowsOf, type Tables } from '../table-engine';
import type { LargeFile } from './machine';

const NUMBER = /^(?:U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?|FLOAT|DOUBLE|DECIMAL\(.*\))$/;
const LIST = /^(.*)\[\d*\]$/;

export type ParquetKind = 'number' | 'text' | 'list';

export interface ParquetColumn {
  name: string;
  kind: ParquetKind;
}

/** @throws parquet/broken */
export async function columnsOf(tables: Tables, file: LargeFile, from: string): Promise<ParquetColumn[]> {
  try {
    const rows = await rowsOf(
      tables,
      `select column_name, column_type from (describe select * exclude (file_row_number) from ${from})`,
    );
    return rows.map(([name, type]) => ({ name: String(name), kind: kindOf(String(type)) }));
  } catch (thrown) {
    if (!(thrown instanceof WorkbenchError) || thrown.code !== 'table/query') throw thrown;
    const { reason } = thrown.params as { reason: string };
    throw new WorkbenchError('parquet/broken', {
      file: file.name,
      reason: reason
        .replace(/^[A-Z]\w* (?:\w+ )*Error: /, '')
        .split('\n')[0]
        .replaceAll(file.path, file.name),
    });
  }
}

function kindOf(type: string): ParquetKind {
  if (NUMBER.test(type)) return 'number';
  const list = LIST.exec(type);
  return list !== null && NUMBER.test(list[1]) ? 'list' : 'text';
}

/** A number as the engine computes it, NULL where it is one that stands for a missing value. */
export function numberSql(expression: string, missing: readonly number[]): string {
  const value = `(${expression})::double`;
  return missing.length === 0 ? value : `case when ${value} in (${missing.join(', ')}) then null else ${value} end`;
}
