/** Reads numbers of an HDF5 file at a place that moves on, and never outside the file. */

import { WorkbenchError } from '../../contract/errors';

/** Why a file was refused: the `reason` of `hdf5/broken`. */
export type Hdf5Fault =
  | 'hdf5-cut'
  | 'hdf5-end'
  | 'hdf5-signature'
  | 'hdf5-version'
  | 'hdf5-cycle'
  | 'hdf5-too-many'
  | 'hdf5-too-deep'
  | 'hdf5-message'
  | 'hdf5-size'
  | 'hdf5-heap'
  | 'hdf5-tree'
  | 'hdf5-chunk'
  | 'hdf5-no-values';

/** Most groups, datasets, tree nodes and messages that a file may have: what bounds the time of reading it. */
const MOST_PIECES = 100_000;
/** Longer texts count as several pieces. */
const PIECE_BYTES = 4096;

/** The whole file, with what its superblock says of the size of addresses and lengths. */
export class Hdf5Bytes {
  readonly view: DataView;
  readonly bytes: Uint8Array;
  /** Bytes of an address and of a length. */
  addressSize = 8;
  lengthSize = 8;
  /** Where address 0 is. */
  base = 0;
  /** Texts of heaps by address and number, once read. */
  readonly heaps = new Map<number, Map<number, Uint8Array>>();
  private pieces = 0;

  constructor(
    readonly file: string,
    bytes: Uint8Array,
  ) {
    // Node's own kind of array copies nothing where `slice` is said to.
    this.bytes = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  broken(reason: Hdf5Fault, byte: number): WorkbenchError {
    return new WorkbenchError('hdf5/broken', { file: this.file, reason, byte: Math.min(byte, this.bytes.length) });
  }

  unsupported(feature: string, byte: number): WorkbenchError {
    return new WorkbenchError('hdf5/unsupported', { file: this.file, feature, byte });
  }

  /** Counts a piece of the file's structure, of so many bytes. @throws hdf5/broken beyond `MOST_PIECES` */
  count(byte: number, size = 0): void {
    this.pieces += 1 + Math.floor(size / PIECE_BYTES);
    if (this.pieces > MOST_PIECES) throw this.broken('hdf5-too-many', byte);
  }

  /** A cursor at an address of the file. @throws hdf5/broken */
  at(address: number, end?: number): Cursor {
    return new Cursor(this, address + this.base, end);
  }
}

export class Cursor {
  constructor(
    readonly whole: Hdf5Bytes,
    /** Byte of the file, not address. */
    public place: number,
    readonly end = whole.bytes.length,
  ) {
    if (!(place >= 0 && place <= end && end <= whole.bytes.length)) throw whole.broken('hdf5-cut', place);
  }

  /** Moves on, and answers where the skipped bytes began. */
  skip(count: number): number {
    const from = this.place;
    if (!(count >= 0 && count <= this.end - from)) throw this.whole.broken('hdf5-cut', from);
    this.place += count;
    return from;
  }

  u8(): number {
    return this.whole.view.getUint8(this.skip(1));
  }

  u16(): number {
    return this.whole.view.getUint16(this.skip(2), true);
  }

  u32(): number {
    return this.whole.view.getUint32(this.skip(4), true);
  }

  /** An unsigned number of 1 to 8 bytes; beyond 2^53 it is inexact, but then outside any file. */
  uint(size: number): number {
    const from = this.skip(size);
    let value = 0;
    for (let at = size - 1; at >= 0; at--) value = value * 256 + this.whole.bytes[from + at];
    return value;
  }

  length(): number {
    return this.uint(this.whole.lengthSize);
  }

  /** An address, null where none is set (all bits). */
  address(): number | null {
    const size = this.whole.addressSize;
    const from = this.skip(size);
    const bytes = this.whole.bytes.subarray(from, from + size);
    if (bytes.every((byte) => byte === 0xff)) return null;
    return new Cursor(this.whole, from).uint(size);
  }

  bytes(count: number): Uint8Array {
    const from = this.skip(count);
    return this.whole.bytes.subarray(from, from + count);
  }

  /** @throws hdf5/broken unless the next four bytes are these letters */
  signature(letters: string): void {
    const from = this.place;
    if (String.fromCharCode(...this.bytes(4)) !== letters) throw this.whole.broken('hdf5-signature', from);
  }

  /** A cursor over the next `count` bytes alone, which are skipped here. */
  part(count: number): Cursor {
    const from = this.skip(count);
    return new Cursor(this.whole, from, from + count);
  }

  /** Another cursor at this place. */
  copy(): Cursor {
    return new Cursor(this.whole, this.place, this.end);
  }

  /** Moves on to a multiple of 8 bytes from `start`. */
  align(start: number): void {
    const rest = (this.place - start) % 8;
    if (rest > 0) this.skip(Math.min(8 - rest, this.end - this.place));
  }
}
