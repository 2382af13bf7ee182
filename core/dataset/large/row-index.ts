/** Where a table's rows lie in a file of text: the line and, for every 64 KB, the byte at which a row begins. */

import { lastAtOrBelow } from '../starts';
import { Growing } from './growing';

const BLOCK_BYTES = 64 * 1024;

/** A stretch of the file that begins with a row. */
export interface RowBlock {
  row: number;
  line: number;
  byte: number;
  /** One past its last byte. */
  end: number;
}

export class RowIndex {
  rows = 0;
  /** Rows at which the line is not that of the row before plus one, and their lines. */
  private readonly breakRows = new Growing();
  private readonly breakLines = new Growing();
  private readonly blockRows = new Growing();
  private readonly blockBytes = new Growing();
  private nextLine = NaN;
  private nextBlock = 0;
  private end = 0;

  /** Adds the next row, which begins in `line` (from 1) at `byte`. */
  add(line: number, byte: number): void {
    if (line !== this.nextLine) {
      this.breakRows.push(this.rows);
      this.breakLines.push(line);
    }
    this.nextLine = line + 1;
    if (byte >= this.nextBlock) {
      this.blockRows.push(this.rows);
      this.blockBytes.push(byte);
      this.nextBlock = byte + BLOCK_BYTES;
    }
    this.rows++;
  }

  /** Says where the last row ends. */
  finish(end: number): void {
    this.end = end;
  }

  /** Line of a row; 0 for a row that is not there. */
  lineOf(row: number): number {
    if (row < 0 || row >= this.rows) return 0;
    const at = lastAtOrBelow(this.breakRows.values(), row);
    return this.breakLines.at(at) + row - this.breakRows.at(at);
  }

  get blockCount(): number {
    return this.blockRows.length;
  }

  /** Number of the block that holds a row. */
  blockOf(row: number): number {
    return lastAtOrBelow(this.blockRows.values(), row);
  }

  block(number: number): RowBlock {
    const row = this.blockRows.at(number);
    const end = number + 1 < this.blockCount ? this.blockBytes.at(number + 1) : this.end;
    return { row, line: this.lineOf(row), byte: this.blockBytes.at(number), end };
  }
}
