/** Writes rows as the table engine reads them: UTF-8, one row a line, every row of as many fields as there are columns. */

import type { Pieces, Spool } from './machine';
import { RowIndex } from './row-index';

const PIECE_CHARACTERS = 1 << 20;

export class RowWriter {
  readonly index = new RowIndex();
  /** Bytes of the longest line. */
  longest = 0;
  private readonly encoder = new TextEncoder();
  private out = '';
  private outBytes = 0;
  private written = 0;

  constructor(
    private readonly spool: Spool,
    private readonly width: number,
  ) {}

  /** Adds a row, which stands in this line of the file. @throws data/store-full, data/store-failed */
  async add(cells: readonly string[], line: number): Promise<void> {
    if (this.out.length > PIECE_CHARACTERS) await this.flush();
    this.index.add(line, this.written + this.outBytes);
    const text = `${rowText(cells, this.width)}\n`;
    this.out += text;
    const { length } = this.encoder.encode(text);
    this.outBytes += length;
    this.longest = Math.max(this.longest, length);
  }

  async finish(): Promise<Pieces> {
    await this.flush();
    this.index.finish(this.written);
    return await this.spool.finish();
  }

  private async flush(): Promise<void> {
    const bytes = this.encoder.encode(this.out);
    this.written += bytes.length;
    this.out = '';
    this.outBytes = 0;
    await this.spool.append(bytes);
  }
}

/** A row as text: fields beyond the table's are left out, those that are not there are empty. */
function rowText(cells: readonly string[], width: number): string {
  const fields: string[] = [];
  for (let column = 0; column < width; column++) fields.push(fieldText(cells[column] ?? ''));
  return width === 1 && fields[0] === '' ? '""' : fields.join(',');
}

function fieldText(cell: string): string {
  return /[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
