/** Decodes a file of any size piece by piece, as `decodePieces` does a file in memory. */

import { WorkbenchError } from '../../contract/errors';
import type { Encoding } from '../../contract/specs';
import { decodePieces, type TextPiece } from '../encoding';
import type { LargeFile } from './machine';

const PIECE_BYTES = 1 << 20;
/** Longest line: what holds no line end for so long is no table. */
const LONGEST_LINE = 256 << 20;

/** @throws file/encoding, file/binary, file/empty */
export async function* decodeLarge(file: LargeFile, encoding: Encoding): AsyncGenerator<TextPiece> {
  const unit = encoding === 'utf-16le' || encoding === 'utf-16be' ? 2 : 1;
  let line = 0;
  for (let from = 0; from < file.bytes;) {
    let to = Math.min(file.bytes, from + PIECE_BYTES);
    let bytes = await file.read(from, to);
    let cut = to === file.bytes ? bytes.length : afterLastLine(bytes, encoding);
    while (cut === 0) {
      if (bytes.length > LONGEST_LINE)
        throw new WorkbenchError('file/binary', { file: file.name, line: line + 1, column: 1 });
      to = Math.min(file.bytes, from + bytes.length * 2);
      bytes = await file.read(from, to);
      cut = to === file.bytes ? bytes.length : afterLastLine(bytes, encoding);
    }
    if (cut % unit !== 0 && from + cut < file.bytes) cut -= cut % unit;
    const end = from + cut;
    const text = decode(file.name, bytes.subarray(0, cut), encoding, from === 0, line);
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) line++;
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

/** One stretch of whole lines, which begin at line `lines` (from 0). */
function decode(name: string, bytes: Uint8Array, encoding: Encoding, first: boolean, lines: number): string {
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
    throw shifted(thrown, lines);
  }
  throw new WorkbenchError('file/encoding', { file: name, line: lines + 1, column: 1, encoding });
}

/** The same error with its line counted from the file's start. */
function shifted(thrown: unknown, lines: number): unknown {
  if (!(thrown instanceof WorkbenchError) || !('line' in thrown.params)) return thrown;
  return new WorkbenchError(thrown.code, { ...thrown.params, line: thrown.params.line + lines } as never);
}
