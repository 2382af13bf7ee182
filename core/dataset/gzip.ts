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
  const declared =
    bytes.length < 18 ? 0 : new DataView(bytes.buffer, bytes.byteOffset).getUint32(bytes.length - 4, true);
  const sink = new ByteSink(declared, bytes.length, limit);
  const unpacker = new Unpacker(name, bytes.length, (chunk) => sink.add(chunk));
  for (let at = 0; at < bytes.length; at += SLICE_BYTES) {
    const end = Math.min(at + SLICE_BYTES, bytes.length);
    try {
      unpacker.add(bytes.subarray(at, end));
    } catch (thrown) {
      if (thrown instanceof SinkFull) throw new WorkbenchError('archive/too-large', { file: name, limit });
      throw thrown;
    }
    yield end;
  }
  unpacker.end();
  return sink.bytes();
}

/** Unpacks what comes in pieces, hands it on in pieces, and holds every member to its checksum and its size. */
export class Unpacker {
  /** Bytes handed on so far. */
  unpacked = 0;
  private sum = 0;
  private memberStart = 0;
  private taken = 0;
  /** The packed bytes added last, with the few before them. */
  private last = new Uint8Array(0);
  private readonly gunzip: Gunzip;

  /** `size` is that of the whole file. */
  constructor(
    private readonly file: string,
    private readonly size: number,
    use: (chunk: Uint8Array) => void,
  ) {
    this.gunzip = new Gunzip((chunk) => {
      use(chunk);
      this.unpacked += chunk.length;
      this.sum = crc32(chunk, this.sum);
    });
    this.gunzip.onmember = (end) => this.endMember(end);
  }

  /** @throws archive/broken, and what `use` throws */
  add(bytes: Uint8Array): void {
    if (this.taken === 0) {
      if (this.size < 18) throw this.broken('archive-cut');
      if (bytes[2] !== 8) throw this.broken('archive-method');
    }
    const before = this.last.subarray(Math.max(0, this.last.length - TRAILER_BYTES));
    this.last = new Uint8Array(before.length + bytes.length);
    this.last.set(before);
    this.last.set(bytes, before.length);
    this.taken += bytes.length;
    try {
      this.gunzip.push(bytes, this.taken === this.size);
    } catch (thrown) {
      if (thrown instanceof WorkbenchError || thrown instanceof SinkFull) throw thrown;
      throw this.broken(isCut(thrown) ? 'archive-cut' : 'archive-damaged');
    }
  }

  /** To be called once all bytes were added. @throws archive/broken */
  end(): void {
    this.endMember(this.taken);
  }

  /** The member that ends before the packed byte `end`. */
  private endMember(end: number): void {
    const at = this.last.length - (this.taken - end) - TRAILER_BYTES;
    if (at < 0) throw this.broken('archive-damaged');
    const trailer = new DataView(this.last.buffer, this.last.byteOffset + at, TRAILER_BYTES);
    const size = (this.unpacked - this.memberStart) % 2 ** 32;
    if (trailer.getUint32(0, true) !== this.sum || trailer.getUint32(4, true) !== size) {
      throw this.broken('archive-checksum');
    }
    this.sum = 0;
    this.memberStart = this.unpacked;
  }

  private broken(reason: string): WorkbenchError {
    return new WorkbenchError('archive/broken', { file: this.file, reason });
  }
}

/** fflate's own code for an end before the end. */
function isCut(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === 0;
}
