/** Reads ZIP archives: the list of what they hold, and single entries, slice by slice and within limits. */

import { Inflate } from 'fflate';
import { WorkbenchError } from '../contract/errors';
import { ByteSink, SinkFull } from './byte-sink';
import { crc32 } from './crc32';
import type { NamedBytes } from './named-bytes';

export interface ZipEntry {
  name: string;
  /** 0 stored, 8 deflated. */
  method: number;
  /** Bytes in the archive. */
  packed: number;
  /** Bytes once unpacked, as the archive says. */
  size: number;
  sum: number;
  /** First byte of the entry's own header. */
  start: number;
}

const SLICE_BYTES = 16 * 1024;
const STORED_SLICE_BYTES = 4 << 20;
const DIRECTORY_END = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_ENTRY = 0x04034b50;
const LONGEST_COMMENT = 0xffff;

export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5) && bytes[3] === bytes[2] + 1;
}

function viewOf({ bytes }: NamedBytes): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function broken(file: NamedBytes, reason: string): WorkbenchError {
  return new WorkbenchError('archive/broken', { file: file.name, reason });
}

/**
 * The entries in the order of the archive's directory, folders left out.
 * @throws archive/broken
 */
export function readZipEntries(file: NamedBytes): ZipEntry[] {
  const { bytes } = file;
  const view = viewOf(file);
  let end = bytes.length - 22;
  const lowest = Math.max(0, end - LONGEST_COMMENT);
  while (end >= lowest && view.getUint32(end, true) !== DIRECTORY_END) end--;
  if (end < lowest) throw broken(file, 'archive-cut');
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  if (count === 0xffff || at === 0xffffffff) throw broken(file, 'archive-zip64');
  const entries: ZipEntry[] = [];
  for (let number = 0; number < count; number++) {
    if (at + 46 > end || view.getUint32(at, true) !== DIRECTORY_ENTRY) throw broken(file, 'archive-directory');
    const flags = view.getUint16(at + 8, true);
    if ((flags & 1) !== 0) throw broken(file, 'archive-encrypted');
    const nameEnd = at + 46 + view.getUint16(at + 28, true);
    const name = new TextDecoder((flags & 0x800) === 0 ? 'windows-1252' : 'utf-8').decode(
      bytes.subarray(at + 46, nameEnd),
    );
    const entry: ZipEntry = {
      name,
      method: view.getUint16(at + 10, true),
      sum: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      start: view.getUint32(at + 42, true),
    };
    if ([entry.packed, entry.size, entry.start].includes(0xffffffff)) throw broken(file, 'archive-zip64');
    at = nameEnd + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (!name.endsWith('/')) entries.push(entry);
  }
  return entries;
}

/** The packed bytes of an entry. */
function packedBytes(file: NamedBytes, entry: ZipEntry): Uint8Array {
  const { bytes } = file;
  const view = viewOf(file);
  const { start, packed, method } = entry;
  if (start + 30 > bytes.length || view.getUint32(start, true) !== LOCAL_ENTRY) throw broken(file, 'archive-directory');
  if (method !== 0 && method !== 8) throw broken(file, 'archive-method');
  const from = start + 30 + view.getUint16(start + 26, true) + view.getUint16(start + 28, true);
  if (from + packed > bytes.length) throw broken(file, 'archive-cut');
  return bytes.subarray(from, from + packed);
}

/**
 * The bytes of an entry, held to its size and checksum. Yields the packed bytes handled so far.
 * @throws archive/broken, archive/too-large
 */
export function* unpackEntry(file: NamedBytes, entry: ZipEntry, limit: number): Generator<number, Uint8Array> {
  if (entry.size > limit) throw new WorkbenchError('archive/too-large', { file: file.name, limit });
  const unpacked = yield* inflate(file, entry, entry.size);
  if (unpacked.length !== entry.size) throw broken(file, 'archive-checksum');
  let sum = 0;
  for (let at = 0; at < unpacked.length; at += STORED_SLICE_BYTES) {
    sum = crc32(unpacked.subarray(at, at + STORED_SLICE_BYTES), sum);
    yield entry.packed;
  }
  if (sum !== entry.sum) throw broken(file, 'archive-checksum');
  return unpacked;
}

/** About the first `wanted` bytes of an entry, or all of it; not checked. */
export function unpackStart(file: NamedBytes, entry: ZipEntry, wanted: number): Uint8Array {
  if (entry.method === 0) return packedBytes(file, entry).subarray(0, wanted);
  const work = inflate(file, entry, entry.size, wanted);
  let next = work.next();
  while (next.done !== true) next = work.next();
  return next.value;
}

function* inflate(
  file: NamedBytes,
  entry: ZipEntry,
  limit: number,
  enough = Number.POSITIVE_INFINITY,
): Generator<number, Uint8Array> {
  const packed = packedBytes(file, entry);
  if (entry.method === 0) return packed;
  const sink = new ByteSink(Math.min(limit, enough), packed.length, limit);
  const unpacker = new Inflate((chunk) => sink.add(chunk));
  for (let at = 0; at < packed.length && sink.size < enough; at += SLICE_BYTES) {
    const end = Math.min(at + SLICE_BYTES, packed.length);
    try {
      unpacker.push(packed.subarray(at, end), end === packed.length);
    } catch (thrown) {
      throw broken(file, thrown instanceof SinkFull ? 'archive-checksum' : 'archive-damaged');
    }
    yield end;
  }
  return sink.bytes();
}
