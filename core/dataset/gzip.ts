/** Unpacks a file that was packed with gzip, slice by slice, and holds it to its checksums and to a limit. */

import { Gunzip } from 'fflate';
import { WorkbenchError } from '../contract/errors';
import { ByteSink, SinkFull } from '../bytes/byte-sink';
import { crc32 } from '../bytes/crc32';
import type { SourceFile } from './part';

/** Most bytes that a packed file may hold: as many as a file that is not packed. */
export const UNPACKED_LIMIT = 1_500_000_000;
/** Packed bytes between two yields; they unpack to 16 MB at most. */
const SLICE_BYTES = 16 * 1024;
/** After each member stand the checksum and the size of what it holds, 4 bytes each. */
const TRAILER_BYTES = 8;

export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/**
 * The bytes that the file holds: all members, one after the other. Yields the packed bytes handled so far.
 * @throws archive/broken for a file that is cut off, damaged or followed by something else; archive/too-large
 */
export function* unpackGzip(file: SourceFile, limit = UNPACKED_LIMIT): Generator<number, Uint8Array> {
  const { bytes, name } = file;
  const broken = (reason: string) => new WorkbenchError('archive/broken', { file: name, reason });
  const tooLarge = () => new WorkbenchError('archive/too-large', { file: name, limit });
  if (bytes.length < 18) throw broken('archive-cut');
  if (bytes[2] !== 8) throw broken('archive-method');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const declared = view.getUint32(bytes.length - 4, true);
  const sink = new ByteSink(declared, bytes.length, limit);
  let sum = 0;
  let memberStart = 0;
  const endMember = (end: number): void => {
    const size = (sink.size - memberStart) % 2 ** 32;
    const fits =
      view.getUint32(end - TRAILER_BYTES, true) === sum && view.getUint32(end - TRAILER_BYTES + 4, true) === size;
    if (!fits) throw broken('archive-checksum');
    sum = 0;
    memberStart = sink.size;
  };
  const unpacker = new Gunzip((chunk) => {
    sink.add(chunk);
    sum = crc32(chunk, sum);
  });
  unpacker.onmember = endMember;
  for (let at = 0; at < bytes.length; at += SLICE_BYTES) {
    const end = Math.min(at + SLICE_BYTES, bytes.length);
    try {
      unpacker.push(bytes.subarray(at, end), end === bytes.length);
    } catch (thrown) {
      if (thrown instanceof WorkbenchError) throw thrown;
      if (thrown instanceof SinkFull) throw tooLarge();
      throw broken(isCut(thrown) ? 'archive-cut' : 'archive-damaged');
    }
    yield end;
  }
  endMember(bytes.length);
  return sink.bytes();
}

/** fflate's own code for an end before the end. */
function isCut(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === 0;
}
