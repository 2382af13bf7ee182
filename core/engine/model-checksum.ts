/** One number for a model's weights, whatever format they were read from. */

import { slotsOf } from '../formats/stack-slots';
import type { StackWeights } from '../lstm/stack';
import type { EngineHost } from './host';

/** Values hashed between two looks at the messages. */
const PIECE = 1 << 20;

/**
 * SHA-256 of every array of the stack as little-endian float32, in the order of `slotsOf`: for each layer what stands before
 * it, then forward before backward W, R, biases and what else the cell has; at last the head.
 */
export function* weightsChecksum(host: EngineHost, weights: StackWeights): Generator<void, string> {
  const hash = host.startSha256();
  for (const { get } of slotsOf(weights)) {
    const values = get();
    for (let from = 0; from < values.length; from += PIECE) {
      const piece = values.subarray(from, from + PIECE);
      const bytes = new DataView(new ArrayBuffer(4 * piece.length));
      for (let at = 0; at < piece.length; at++) bytes.setFloat32(4 * at, piece[at], true);
      hash.add(new Uint8Array(bytes.buffer));
      yield;
    }
  }
  return hash.digest();
}
