/** A file's rows kept as blocks of text and split into cells again when they are looked at: no cell is stored. */

import type { RawTable } from './part';

export interface BlockRows {
  lines: number[];
  cells: string[][];
}

interface Block {
  text: string;
  firstLine: number;
  firstRow: number;
  /** Rows at the block's start that are not part of the table, such as the header. */
  skip: number;
}

export class BlockTable implements RawTable {
  rowCount = 0;
  private readonly blocks: Block[] = [];
  private cached: { block: number; rows: BlockRows } | null = null;

  /** `parse` splits a block's text that begins at file line `firstLine` into all its rows. */
  constructor(
    public columns: string[],
    private readonly parse: (text: string, firstLine: number) => BlockRows,
  ) {}

  get blockCount(): number {
    return this.blocks.length;
  }

  /** Adds the next block, which holds `rows` rows after the first `skip`. */
  add(text: string, firstLine: number, rows: number, skip: number): void {
    this.blocks.push({ text, firstLine, firstRow: this.rowCount, skip });
    this.rowCount += rows;
  }

  /** Leaves out the last rows: blank lines at the file's end. */
  dropLast(rows: number): void {
    this.rowCount -= rows;
  }

  /** The rows of one block. */
  block(number: number): BlockRows {
    if (this.cached?.block === number) return this.cached.rows;
    const { text, firstLine, firstRow, skip } = this.blocks[number];
    const { lines, cells } = this.parse(text, firstLine);
    const end = skip + Math.max(0, this.rowCount - firstRow);
    const rows = { lines: lines.slice(skip, end), cells: cells.slice(skip, end) };
    this.cached = { block: number, rows };
    return rows;
  }

  page(first: number, count: number): BlockRows {
    const page: BlockRows = { lines: [], cells: [] };
    const end = Math.min(first + count, this.rowCount);
    let row = Math.max(0, first);
    for (let number = this.blockOf(row); row < end; number++) {
      const { lines, cells } = this.block(number);
      const from = row - this.blocks[number].firstRow;
      const to = Math.min(lines.length, from + end - row);
      for (let at = from; at < to; at++) {
        page.lines.push(lines[at]);
        page.cells.push(cells[at]);
      }
      row += to - from;
    }
    return page;
  }

  forget(): void {
    this.cached = null;
  }

  /** File line of a row; 0 for a row that is not there. */
  lineOf(row: number): number {
    return this.page(row, 1).lines[0] ?? 0;
  }

  /** The last block that begins at or before the row. */
  private blockOf(row: number): number {
    let low = 0;
    let high = this.blocks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.blocks[middle].firstRow <= row) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
