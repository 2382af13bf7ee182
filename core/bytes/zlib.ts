/** Unpacks zlib streams (deflate with a header and a checksum) whose size is known, slice by slice. */

import { Unzlib } from 'fflate';
import { ByteSink } from './byte-sink';

const SLICE_BYTES = 16 * 1024;

/** The `size` bytes that were packed; null where the stream is damaged or holds more or fewer. */
export function* unpackZlib(packed: Uint8Array, size: number): Generator<void, Uint8Array | null> {
  const sink = new ByteSink(size, packed.length, size);
  const unpacker = new Unzlib((chunk) => sink.add(chunk));
  for (let at = 0; at < packed.length; at += SLICE_BYTES) {
    const end = Math.min(at + SLICE_BYTES, packed.length);
    try {
      unpacker.push(packed.subarray(at, end), end === packed.length);
    } catch {
      return null;
    }
    yield;
  }
  return sink.size === size ? sink.bytes() : null;
}
