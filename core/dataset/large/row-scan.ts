/** Counts the rows of delimited UTF-8 text byte by byte, apart from any parser, and tells what only a closer look can read. */

import type { Pieces } from './machine';
import { RowIndex } from './row-index';

const PIECE_BYTES = 1 << 20;
const LINE_FEED = 10;
const RETURN = 13;
const QUOTE = 34;
const UNDERSCORE = 95;

/**
 * Takes a file in pieces. A row is a line that holds anything but white space; a quoted field may hold line ends. The index
 * has the rows after the header.
 */
export class RowScan {
  readonly index = new RowIndex();
  /** What two readers may understand differently, if anything was met. */
  odd: string | null = null;
  /** A field that is a number but for underscores: `1_000`. */
  underscored = false;
  private bytes = 0;
  private line = 1;
  /** Whether the line at work has held nothing but white space so far. */
  private blank = true;
  private lineStart = 0;
  private rowLine = 1;
  private quoted = false;
  /** The byte before the piece at work. */
  private before = LINE_FEED;
  private headerLeft: boolean;
  private returns = 0;

  constructor(
    private readonly delimiter: number,
    header: boolean,
  ) {
    this.headerLeft = header;
  }

  add(piece: Uint8Array): void {
    let from = 0;
    if (this.bytes === 0 && piece[0] === 0xef && piece[1] === 0xbb && piece[2] === 0xbf) {
      from = 3;
      this.lineStart = 3;
    }
    if (this.before === RETURN && piece[0] !== LINE_FEED) this.notice('lone return');
    if (piece.includes(0)) this.notice('zero byte');
    if (piece.includes(UNDERSCORE)) this.findUnderscores(piece);
    if (this.quoted || piece.includes(QUOTE)) this.addQuoted(piece, from);
    else this.addPlain(piece, from);
    if (piece.length > 0) this.before = piece[piece.length - 1];
    this.bytes += piece.length;
  }

  end(): void {
    if (this.quoted) this.notice('open quote');
    if (!this.blank) this.endRow();
    if (this.returns > 0 && this.returns !== this.line - 1) this.notice('mixed line ends');
    this.index.finish(this.bytes);
  }

  /** Whether lines end in `\r\n`. */
  get returned(): boolean {
    return this.returns > 0;
  }

  private notice(what: string): void {
    this.odd ??= what;
  }

  private addPlain(piece: Uint8Array, from: number): void {
    if (piece.includes(RETURN)) this.countReturns(piece);
    let start = from;
    for (let at = piece.indexOf(LINE_FEED, from); at >= 0; at = piece.indexOf(LINE_FEED, start)) {
      if (this.blank) this.look(piece, start, at);
      this.endLine(this.bytes + at + 1);
      start = at + 1;
    }
    if (this.blank) this.look(piece, start, piece.length);
  }

  /** Sees whether a stretch of a line has anything but white space. */
  private look(piece: Uint8Array, from: number, to: number): void {
    for (let at = from; at < to; at++) {
      const byte = piece[at];
      if (byte > 32 || byte === this.delimiter) {
        this.beginRow();
        return;
      }
    }
  }

  private beginRow(): void {
    this.blank = false;
    this.rowLine = this.line;
  }

  private endLine(next: number): void {
    if (!this.blank) this.endRow();
    this.line++;
    this.lineStart = next;
  }

  private endRow(): void {
    this.blank = true;
    if (this.headerLeft) this.headerLeft = false;
    else this.index.add(this.rowLine, this.lineStart);
  }

  private addQuoted(piece: Uint8Array, from: number): void {
    const { delimiter } = this;
    let before = this.before;
    for (let at = from; at < piece.length; at++) {
      const byte = piece[at];
      if (this.quoted) {
        if (byte === LINE_FEED) this.line++;
        else if (byte === RETURN) this.notice('return in quotes');
        else if (byte === QUOTE) this.quoted = false;
        before = byte;
        continue;
      }
      if (byte === QUOTE) {
        // After a closing quote the next one is doubled; else only a field's first character opens one.
        if (before !== QUOTE && before !== delimiter && before !== LINE_FEED && before !== RETURN)
          this.notice('quote inside a field');
        if (this.blank) this.beginRow();
        this.quoted = true;
      } else if (byte === LINE_FEED) {
        this.endLine(this.bytes + at + 1);
      } else if (before === QUOTE && byte !== delimiter && byte !== RETURN) {
        this.notice('text after quotes');
      } else if (byte === RETURN) {
        this.returns++;
        if (piece[at + 1] !== LINE_FEED && at + 1 < piece.length) this.notice('lone return');
      } else if (this.blank && (byte > 32 || byte === delimiter)) this.beginRow();
      before = byte;
    }
  }

  private countReturns(piece: Uint8Array): void {
    for (let at = piece.indexOf(RETURN); at >= 0; at = piece.indexOf(RETURN, at + 1)) {
      this.returns++;
      if (at + 1 < piece.length && piece[at + 1] !== LINE_FEED) this.notice('lone return');
    }
  }

  /** Looks for fields of digits, signs, points, `e` and underscores, which some parsers take for numbers. */
  private findUnderscores(piece: Uint8Array): void {
    if (this.underscored) return;
    for (let at = piece.indexOf(UNDERSCORE); at >= 0; at = piece.indexOf(UNDERSCORE, at + 1)) {
      if (isDigit(piece[at - 1] ?? this.before) && isDigit(piece[at + 1] ?? 48) && this.isNumeric(piece, at)) {
        this.underscored = true;
        return;
      }
    }
  }

  private isNumeric(piece: Uint8Array, at: number): boolean {
    for (const step of [-1, 1]) {
      for (let next = at; next >= 0 && next < piece.length; next += step) {
        const byte = piece[next];
        if (byte === this.delimiter || byte === LINE_FEED || byte === RETURN || byte === QUOTE) break;
        if (!isDigit(byte) && !NUMERIC.has(byte)) return false;
      }
    }
    return true;
  }
}

/** `+ , - . E e _` and space. */
const NUMERIC = new Set([32, 43, 44, 45, 46, 69, 95, 101]);

function isDigit(byte: number): boolean {
  return byte >= 48 && byte <= 57;
}

/** Scans a whole file, each piece of which goes by `seen`; `reached` is told the share that is done. */
export async function scanFile(
  file: Pieces,
  scan: RowScan,
  seen: (bytes: Uint8Array) => void,
  reached: (share: number) => Promise<void>,
): Promise<void> {
  for (let from = 0; from < file.bytes; from += PIECE_BYTES) {
    const bytes = await file.read(from, from + PIECE_BYTES);
    seen(bytes);
    scan.add(bytes);
    await reached((from + bytes.length) / file.bytes);
  }
  scan.end();
}
