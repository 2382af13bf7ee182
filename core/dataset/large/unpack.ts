/** Unpacks a large file that was packed with gzip into a temporary file. */

import { Unpacker } from '../gzip';
import type { Pieces, Spool } from './machine';

const PIECE_BYTES = 1 << 20;
/** Packed bytes between two looks at the messages; they unpack to 16 MB at most. */
const SLICE_BYTES = 16 * 1024;

/**
 * Every packed byte goes by `seen`; `reached` is told the share that is done.
 * @throws archive/broken, data/store-full, data/store-failed
 */
export async function unpackLarge(
  name: string,
  file: Pieces,
  spool: Spool,
  seen: (bytes: Uint8Array) => void,
  reached: (share: number) => Promise<void>,
): Promise<Pieces> {
  let waiting: Uint8Array[] = [];
  const unpacker = new Unpacker(name, file.bytes, (chunk) => waiting.push(chunk));
  for (let from = 0; from < file.bytes; from += PIECE_BYTES) {
    const piece = await file.read(from, from + PIECE_BYTES);
    seen(piece);
    for (let at = 0; at < piece.length; at += SLICE_BYTES) {
      unpacker.add(piece.subarray(at, at + SLICE_BYTES));
      for (const chunk of waiting) await spool.append(chunk);
      waiting = [];
      await reached((from + at) / file.bytes);
    }
  }
  unpacker.end();
  return await spool.finish();
}
