/** Finds a text file's encoding and decodes it piece by piece, telling the place of the first byte that does not fit. */

import { WorkbenchError } from '../contract/errors';
import type { Encoding } from '../contract/specs';
import type { AssumptionReason } from '../contract/views';
import { ByteJudge, type Verdict } from './byte-judge';
import type { SourceFile } from './part';

const PIECE_BYTES = 128 * 1024;
const SNIFF_BYTES = 64 * 1024;

export interface RecognisedEncoding {
  encoding: Encoding;
  reason: AssumptionReason;
  /** Facts for the reason's words. */
  params?: Record<string, number>;
}

/** A stretch of decoded text that ends at a line's end, or at the file's end. Every line end is `\n`. */
export interface TextPiece {
  text: string;
  /** Bytes of the file decoded so far. */
  end: number;
  last: boolean;
}

/**
 * The encoding by byte order mark, by the pattern of zero bytes in UTF-16, or UTF-8.
 * @throws file/empty, file/binary
 */
export function recogniseEncoding(file: SourceFile): RecognisedEncoding {
  const { bytes } = file;
  if (bytes.length === 0) throw new WorkbenchError('file/empty', { file: file.name });
  const marked = byteOrderMark(bytes);
  if (marked !== null) return { encoding: marked, reason: 'byte-order-mark' };
  const zeros = [0, 0];
  const end = Math.min(bytes.length, SNIFF_BYTES) & ~1;
  for (let at = 0; at < end; at++) if (bytes[at] === 0) zeros[at & 1]++;
  const pairs = end / 2;
  if (zeros[1] > pairs * 0.3 && zeros[0] < pairs * 0.01) return { encoding: 'utf-16le', reason: 'content' };
  if (zeros[0] > pairs * 0.3 && zeros[1] < pairs * 0.01) return { encoding: 'utf-16be', reason: 'content' };
  return { encoding: 'utf-8', reason: 'valid-utf8' };
}

/** Bytes judged between two yields. */
const JUDGED_BYTES = 4 << 20;

/**
 * `recogniseEncoding`, and where the bytes are no valid UTF-8 what they are by how they stand together; UTF-8 where
 * nothing fits, so that decoding names the place. Yields between stretches of bytes.
 * @throws file/empty, file/binary
 */
export function* settleEncoding(file: SourceFile): Generator<void, RecognisedEncoding> {
  const recognised = recogniseEncoding(file);
  if (recognised.reason !== 'valid-utf8') return recognised;
  const judge = new ByteJudge();
  for (let at = 0; at < file.bytes.length; at += JUDGED_BYTES) {
    judge.add(file.bytes.subarray(at, at + JUDGED_BYTES));
    yield;
  }
  return encodingOf(judge.verdict());
}

/** The encoding that a verdict is about, with its reason. */
export function encodingOf(verdict: Verdict): RecognisedEncoding {
  switch (verdict.encoding) {
    case 'gb18030':
      return { encoding: 'gb18030', reason: 'common-han', params: { percent: verdict.percent } };
    case 'windows-1252':
      return { encoding: 'windows-1252', reason: 'western-letters', params: { count: verdict.count } };
    default:
      return { encoding: 'utf-8', reason: 'valid-utf8' };
  }
}

function byteOrderMark(bytes: Uint8Array): Encoding | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}

/**
 * Decodes the file in pieces of whole lines, each about 128 KB.
 * @throws file/empty, file/binary, file/encoding
 */
export function* decodePieces(file: SourceFile, encoding: Encoding): Generator<TextPiece, void> {
  const { bytes } = file;
  const wide = encoding === 'utf-16le' || encoding === 'utf-16be';
  const start = byteOrderMark(bytes) === encoding ? (wide ? 2 : 3) : 0;
  if (!wide) refuseControlBytes(file, start, Math.min(bytes.length, SNIFF_BYTES));
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  let rest = '';
  let blank = true;
  for (let at = start; at < bytes.length || at === start; at += PIECE_BYTES) {
    const end = Math.min(at + PIECE_BYTES, bytes.length);
    const last = end === bytes.length;
    if (!wide) refuseZeroBytes(file, at, end);
    let text: string;
    try {
      text = decoder.decode(bytes.subarray(at, end), { stream: !last });
    } catch {
      throw misfit(file, encoding, start, at);
    }
    if (encoding === 'windows-1252') text = text.replace(/[\x80-\x9f]/g, (control) => C1[control.charCodeAt(0) - 0x80]);
    if (text.includes('\0')) throw binary(file, Math.max(0, bytes.indexOf(0, at)));
    if (blank && text.trim() !== '') blank = false;
    if (last && blank) throw new WorkbenchError('file/empty', { file: file.name });
    // A `\r` at the very end may be the first half of `\r\n`.
    const cut = last ? text.length : Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r', text.length - 2)) + 1;
    if (cut === 0) {
      rest += text;
      continue;
    }
    const whole = rest + text.slice(0, cut);
    rest = text.slice(cut);
    yield { text: whole.includes('\r') ? whole.replace(/\r\n?/g, '\n') : whole, end, last };
  }
}

/** What Windows-1252 has in the place of control characters; some versions of Node decode it as Latin-1. */
const C1 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/** Control bytes that no text has, near the file's start: an image, an archive, a spreadsheet. */
function refuseControlBytes(file: SourceFile, from: number, to: number): void {
  for (let at = from; at < to; at++) {
    const byte = file.bytes[at];
    if (byte < 9 || (byte > 13 && byte < 32 && byte !== 26)) throw binary(file, at);
  }
}

function refuseZeroBytes(file: SourceFile, from: number, to: number): void {
  const at = file.bytes.subarray(from, to).indexOf(0);
  if (at >= 0) throw binary(file, from + at);
}

function binary(file: SourceFile, at: number): WorkbenchError {
  const { line, lineStart } = lineOf(file.bytes, at);
  return new WorkbenchError('file/binary', { file: file.name, line, column: at - lineStart + 1 });
}

/** Line (from 1) that holds the byte `at`, and the offset of its first byte; for encodings where 0x0A is a line end. */
function lineOf(bytes: Uint8Array, at: number): { line: number; lineStart: number } {
  let line = 1;
  let lineStart = 0;
  for (let next = bytes.indexOf(10); next >= 0 && next < at; next = bytes.indexOf(10, next + 1)) {
    line++;
    lineStart = next + 1;
  }
  return { line, lineStart };
}

/** The error that names the first character that cannot be decoded; everything before `failed` was decoded well. */
function misfit(file: SourceFile, encoding: Encoding, start: number, failed: number): WorkbenchError {
  const { bytes } = file;
  const unit = encoding === 'utf-16le' || encoding === 'utf-16be' ? 2 : 1;
  const low = encoding === 'utf-16be' ? 1 : 0;
  const isLineEnd = (at: number) =>
    unit === 1 ? bytes[at] === 10 : bytes[at + low] === 10 && bytes[at + 1 - low] === 0;
  let line = 1;
  let lineStart = start;
  for (let at = start; at < failed; at += unit) {
    if (!isLineEnd(at)) continue;
    line++;
    lineStart = at + unit;
  }
  let decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  let column = 1;
  for (let at = lineStart; at < bytes.length; at++) {
    try {
      const text = decoder.decode(bytes.subarray(at, at + 1), { stream: true });
      column += [...text].length;
    } catch {
      break;
    }
    if ((at - start) % unit === unit - 1 && isLineEnd(at - unit + 1)) {
      line++;
      column = 1;
      decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
    }
  }
  return new WorkbenchError('file/encoding', { file: file.name, line, column, encoding });
}
