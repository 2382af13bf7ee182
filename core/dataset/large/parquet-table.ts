/** Pages of a Parquet file's rows as text, asked of the table engine. */

import type { StoredTable, TableRows } from '../part';
import type { RowCheck } from '../rejected-rows';
import { sqlName, type Tables } from '../table-engine';

/** Longest cell that is shown: lists may be of any length. */
const LONGEST_CELL = 200;

export class ParquetTable implements StoredTable {
  constructor(
    readonly columns: string[],
    readonly rowCount: number,
    private readonly tables: Tables,
    private readonly from: string,
    private readonly check: RowCheck | null,
  ) {}

  rejects(cells: readonly string[]): boolean {
    return this.check !== null && this.check(cells, 0) !== null;
  }

  async page(first: number, count: number): Promise<TableRows> {
    const page: TableRows = { lines: [], cells: [] };
    const start = Math.max(0, first);
    const cells = this.columns.map((name) => `left(${sqlName(name)}::varchar, ${LONGEST_CELL})`);
    const rows = `file_row_number >= ${start} and file_row_number < ${start + count}`;
    const sql = `select ${cells.join(', ')} from ${this.from} where ${rows} order by file_row_number`;
    for await (const { rowCount, columns } of this.tables.query(sql)) {
      for (let row = 0; row < rowCount; row++) {
        page.lines.push(start + page.cells.length + 1);
        page.cells.push(columns.map((column) => String(column[row] ?? '')));
      }
    }
    return page;
  }
}
