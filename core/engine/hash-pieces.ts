/** Hashes bytes in pieces, so that messages are let in between. */

import type { EngineHost } from './host';

/** Bytes hashed between two looks at the messages. */
const HASHED_BYTES = 4 << 20;

/** SHA-256 of a whole file; yields between pieces. */
export function* hashInPieces(host: EngineHost, bytes: Uint8Array): Generator<void, string> {
  const hash = host.startSha256();
  for (let at = 0; at < bytes.length; at += HASHED_BYTES) {
    hash.add(bytes.subarray(at, at + HASHED_BYTES));
    yield;
  }
  return hash.digest();
}
