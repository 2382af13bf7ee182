/** Decodes a file of any size piece by piece, as `decodePieces` does a file in memory. */

import { WorkbenchError } from '../../contract/errors';
import type { Encoding } from '../../contract/specs';
import { decodePieces, type TextPiece } from '../encoding';
import type { LargeFile } from './machine';

const PIECE_BYTES = 1 << 20;
/** Longest line: what holds no line end for so long is no table. */
const LONGEST_LINE = 256 << 20;
const SPACE = 32;
const QUOTE = 34;
const COMMA = 44;

/** Whole lines before something, and characters of its own line. */
interface Place {
  line: number;
  column: number;
}

/**
 * @param cutAfter how many bytes of a piece, which may end within a character, are decoded before the next one is read
 * @throws file/encoding, file/binary, file/empty
 */
export async function* decodeLarge(
  file: LargeFile,
  encoding: Encoding,
  cutAfter: (bytes: Uint8Array, encoding: Encoding) => number = afterLastLine,
): AsyncGenerator<TextPiece> {
  const unit = encoding === 'utf-16le' || encoding === 'utf-16be' ? 2 : 1;
  const place = { line: 0, column: 0 };
  for (let from = 0; from < file.bytes;) {
    let to = Math.min(file.bytes, from + PIECE_BYTES);
    let bytes = await file.read(from, to);
    let cut = to === file.bytes ? bytes.length : cutAfter(bytes, encoding);
    while (cut === 0) {
      if (bytes.length > LONGEST_LINE) {
        throw new WorkbenchError('file/binary', { file: file.name, line: place.line + 1, column: place.column + 1 });
      }
      to = Math.min(file.bytes, from + bytes.length * 2);
      bytes = await file.read(from, to);
      cut = to === file.bytes ? bytes.length : cutAfter(bytes, encoding);
    }
    if (cut % unit !== 0 && from + cut < file.bytes) cut -= cut % unit;
    const end = from + cut;
    const text = decode(file.name, bytes.subarray(0, cut), encoding, from === 0, place);
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) place.line++;
    const last = text.lastIndexOf('\n');
    place.column = last < 0 ? place.column + text.length : text.length - last - 1;
    yield { text, end, last: end === file.bytes };
    from = end;
  }
}

/** Bytes up to and with the last line end; 0 without one. */
export function afterLastLine(bytes: Uint8Array, encoding: Encoding): number {
  if (encoding !== 'utf-16le' && encoding !== 'utf-16be') {
    const feed = bytes.lastIndexOf(10);
    if (feed >= 0) return feed + 1;
    // A return at the very end may be the first half of a line end.
    return bytes.lastIndexOf(13, bytes.length - 2) + 1;
  }
  const [first, second] = encoding === 'utf-16le' ? [10, 0] : [0, 10];
  for (let at = (bytes.length & ~1) - 2; at >= 0; at -= 2)
    if (bytes[at] === first && bytes[at + 1] === second) return at + 2;
  return 0;
}

/** Bytes up to and with the last space, quotation mark or comma, which are no part of any other character; 0 without one. */
export function afterLastMark(bytes: Uint8Array, encoding: Encoding): number {
  const wide = encoding === 'utf-16le' || encoding === 'utf-16be';
  const low = encoding === 'utf-16be' ? 1 : 0;
  for (let at = wide ? (bytes.length & ~1) - 2 : bytes.length - 1; at >= 0; at -= wide ? 2 : 1) {
    const byte = bytes[at + (wide ? low : 0)];
    if ((byte === SPACE || byte === QUOTE || byte === COMMA) && (!wide || bytes[at + 1 - low] === 0)) {
      return at + (wide ? 2 : 1);
    }
  }
  return 0;
}

/** One stretch of text, which begins after so many lines and, in its first one, so many characters. */
function decode(name: string, bytes: Uint8Array, encoding: Encoding, first: boolean, place: Place): string {
  const marked =
    first && (encoding === 'utf-8' ? bytes[0] === 0xef && bytes[1] === 0xbb : bytes[0] >= 0xfe && bytes[1] >= 0xfe);
  const start = !marked || encoding === 'windows-1252' || encoding === 'gb18030' ? 0 : encoding === 'utf-8' ? 3 : 2;
  try {
    const text = new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes.subarray(start));
    if (!text.includes('\0')) return text.includes('\r') ? text.replaceAll(/\r\n?/g, '\n') : text;
  } catch {
    // Told below, with its place.
  }
  try {
    for (const piece of decodePieces({ name, bytes }, encoding)) void piece;
  } catch (thrown) {
    throw shifted(thrown, place);
  }
  throw new WorkbenchError('file/encoding', {
    file: name,
    line: place.line + 1,
    column: place.column + 1,
    encoding,
  });
}

/** The same error with its place counted from the file's start. */
function shifted(thrown: unknown, place: Place): unknown {
  if (!(thrown instanceof WorkbenchError) || !('line' in thrown.params)) return thrown;
  const { line, column } = thrown.params as Place;
  const moved = { line: line + place.line, column: line === 1 ? column + place.column : column };
  return new WorkbenchError(thrown.code, { ...thrown.params, ...moved } as never);
}
