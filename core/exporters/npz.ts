/** Writes NPZ archives, byte for byte as NumPy's `savez` does: a ZIP of NPY files, stored, that knows no time. */

import { crc32 } from '../bytes/crc32';
import {
  featureArray,
  integerArray,
  numberArray,
  type NumpyArray,
  npyRows,
  npySize,
  seriesArray,
  textArray,
} from './npy';
import { commonLength, type FeatureTable, type FileChunk, type SeriesTable } from './tables';

const NOTHING = new Uint8Array(0);
/** 4.5: sizes of 64 bits. Below this a size fits 32. */
const VERSION = 45;
const LARGEST_32 = 0x7fffffff;
const MOST_MEMBERS_16 = 0xffff;
/** 1 January 1980, the first day that the format knows. */
const FIRST_DAY = 0x21;
/** Made on Unix; a regular file that its owner reads and writes. */
const MADE_BY = (3 << 8) | VERSION;
const MODE = 0o600 * 0x10000;

/**
 * `X` [N, F], `y` labels (an empty text for none, NaN where they are numbers; left out where no series has one), `sequence`
 * ids, `columns` names.
 */
export function featureArchive(table: FeatureTable): Generator<FileChunk, void> {
  return zipOf([
    ['X', featureArray(table)],
    ...labelArray(table),
    ['sequence', textArray(table.ids)],
    ['columns', textArray(table.columns)],
  ]);
}

/**
 * `X` [N, T, D] where all series are of one length; else `values` [total steps, D] with the `lengths` and `offsets` [N]
 * of the series in it, in steps. Besides, `y`, `sequence` and `columns` (the channels) as for features.
 */
export function seriesArchive(table: SeriesTable): Generator<FileChunk, void> {
  const { lengths } = table;
  const values = seriesArray(table);
  const parts: [string, NumpyArray][] = [['X', values]];
  if (commonLength(lengths) === null) {
    const offsets: number[] = [];
    let next = 0;
    for (const length of lengths) {
      offsets.push(next);
      next += length;
    }
    parts.splice(0, 1, ['values', values], ['lengths', integerArray([...lengths])], ['offsets', integerArray(offsets)]);
  }
  return zipOf([
    ...parts,
    ...labelArray(table),
    ['sequence', textArray(table.ids)],
    ['columns', textArray(table.channels)],
  ]);
}

function labelArray({ labels, labelAs }: Pick<FeatureTable, 'labels' | 'labelAs'>): [string, NumpyArray][] {
  if (labels === null) return [];
  if (labelAs === 'number') return [['y', numberArray(labels.map((label) => (label === null ? NaN : Number(label))))]];
  return [['y', textArray(labels.map((label) => label ?? ''))]];
}

/** The first member's values count as the work: half of each series is its checksum, which stands before it. */
function* zipOf(arrays: [name: string, array: NumpyArray][]): Generator<FileChunk, void> {
  const entries: Uint8Array[] = [];
  let offset = 0;
  let done = 0;
  for (const [at, [name, array]] of arrays.entries()) {
    let crc = 0;
    for (const chunk of npyRows(array)) {
      crc = crc32(chunk.bytes, crc);
      if (at === 0) done = chunk.done / 2;
      yield { bytes: NOTHING, done };
    }
    const size = npySize(array);
    const member = { name: new TextEncoder().encode(`${name}.npy`), crc, size, offset };
    const header = localHeader(member);
    yield { bytes: header, done };
    const half = done;
    for (const chunk of npyRows(array)) {
      if (at === 0) done = Math.max(done, half + chunk.done / 2);
      yield { bytes: chunk.bytes, done };
    }
    offset += header.length + size;
    entries.push(centralHeader(member));
  }
  for (const bytes of entries) yield { bytes, done };
  yield { bytes: archiveEnd(entries, offset), done };
}

interface Member {
  name: Uint8Array;
  crc: number;
  size: number;
  /** Of its local header. */
  offset: number;
}

/** Appends little-endian fields; a number a field, with its size in bytes. */
function fields(...values: readonly (readonly [value: number, bytes: 2 | 4 | 8])[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.reduce((sum, [, bytes]) => sum + bytes, 0)));
  let at = 0;
  for (const [value, bytes] of values) {
    if (bytes === 2) view.setUint16(at, value, true);
    else if (bytes === 4) view.setUint32(at, value, true);
    else view.setBigUint64(at, BigInt(value), true);
    at += bytes;
  }
  return new Uint8Array(view.buffer);
}

function joined(...parts: Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** Always with the sizes in 64 bits: NumPy does so too. */
function localHeader({ name, crc, size }: Member): Uint8Array {
  return joined(
    fields([0x04034b50, 4], [VERSION, 2], [0, 2], [0, 2], [0, 2], [FIRST_DAY, 2], [crc, 4]),
    fields([0xffffffff, 4], [0xffffffff, 4], [name.length, 2], [20, 2]),
    name,
    fields([1, 2], [16, 2], [size, 8], [size, 8]),
  );
}

function centralHeader({ name, crc, size, offset }: Member): Uint8Array {
  const long: [number, 8][] = [];
  if (size > LARGEST_32) long.push([size, 8], [size, 8]);
  if (offset > LARGEST_32) long.push([offset, 8]);
  const extra = long.length === 0 ? NOTHING : joined(fields([1, 2], [8 * long.length, 2]), fields(...long));
  const shown = size > LARGEST_32 ? 0xffffffff : size;
  return joined(
    fields([0x02014b50, 4], [MADE_BY, 2], [VERSION, 2], [0, 2], [0, 2], [0, 2], [FIRST_DAY, 2], [crc, 4]),
    fields([shown, 4], [shown, 4], [name.length, 2], [extra.length, 2], [0, 2], [0, 2], [0, 2], [MODE, 4]),
    fields([offset > LARGEST_32 ? 0xffffffff : offset, 4]),
    name,
    extra,
  );
}

function archiveEnd(entries: readonly Uint8Array[], offset: number): Uint8Array {
  const size = entries.reduce((sum, { length }) => sum + length, 0);
  const count = Math.min(entries.length, MOST_MEMBERS_16);
  const end = fields(
    ...([
      [0x06054b50, 4],
      [0, 2],
      [0, 2],
      [count, 2],
      [count, 2],
    ] as const),
    ...([
      [Math.min(size, 0xffffffff), 4],
      [Math.min(offset, 0xffffffff), 4],
      [0, 2],
    ] as const),
  );
  if (offset <= LARGEST_32) return end;
  return joined(
    fields([0x06064b50, 4], [44, 8], [VERSION, 2], [VERSION, 2], [0, 4], [0, 4]),
    fields([entries.length, 8], [entries.length, 8], [size, 8], [offset, 8]),
    fields([0x07064b50, 4], [0, 4], [offset + size, 8], [1, 4]),
    end,
  );
}
