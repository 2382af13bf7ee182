/** Rows of a file that is too large for memory, split again from the file whenever a page of them is asked for. */

import type { SplitRows } from '../delimited-rows';
import type { StoredTable, TableRows } from '../part';
import type { RowCheck } from '../rejected-rows';
import type { Pieces } from './machine';
import type { RowIndex } from './row-index';

export class TextTable implements StoredTable {
  private cached: { block: number; rows: TableRows } | null = null;

  constructor(
    readonly columns: string[],
    private readonly file: Pieces,
    private readonly index: RowIndex,
    private readonly split: SplitRows,
    /** Rows that the file holds in another form, as they were. */
    private readonly asTheyWere: ReadonlyMap<number, string[]>,
    private readonly check: RowCheck | null,
    /** The file's line of a row. */
    private readonly lineOf: (row: number) => number,
  ) {}

  rejects(cells: readonly string[]): boolean {
    return this.check !== null && this.check(cells, 0) !== null;
  }

  get rowCount(): number {
    return this.index.rows;
  }

  async page(first: number, count: number): Promise<TableRows> {
    const page: TableRows = { lines: [], cells: [] };
    const end = Math.min(first + count, this.rowCount);
    let row = Math.max(0, first);
    for (let number = this.index.blockOf(row); row < end; number++) {
      const { lines, cells } = await this.block(number);
      const from = row - this.index.block(number).row;
      const to = Math.min(cells.length, from + end - row);
      for (let at = from; at < to; at++) {
        page.lines.push(lines[at]);
        page.cells.push(this.asTheyWere.get(row + at - from) ?? cells[at]);
      }
      row += to - from;
    }
    return page;
  }

  private async block(number: number): Promise<TableRows> {
    if (this.cached?.block === number) return this.cached.rows;
    const { row, line, byte, end } = this.index.block(number);
    const next = number + 1 < this.index.blockCount ? this.index.block(number + 1).row : this.rowCount;
    const text = new TextDecoder().decode(await this.file.read(byte, end)).replaceAll('\r\n', '\n');
    const cells = this.split(text, line, true).rows.slice(0, next - row);
    const rows = { lines: cells.map((_, at) => this.lineOf(row + at)), cells };
    this.cached = { block: number, rows };
    return rows;
  }
}
