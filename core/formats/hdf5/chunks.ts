/** Arrays of an HDF5 file that lie in chunks. Format specification, sections III.A.1 and IV.A.2.i. */

import type { Cursor } from './cursor';
import { countOf } from './datatype';
import { undoFilters } from './filters';

export interface PackedArray {
  shape: number[];
  /** Bytes of a value. */
  size: number;
  /** Bytes of all values. */
  bytes: number;
  filters: number[];
}

interface Chunk {
  /** Its first value in the array. */
  corner: number[];
  address: number;
  packed: number;
  /** Filters left out, a bit each. */
  left: number;
}

/** Deflate cannot unpack more from a byte. */
const MOST_EXPANSION = 1032;
const SINGLE_CHUNK = 1;

/** The bytes row by row. @throws hdf5/broken, hdf5/unsupported */
export function* readChunks(
  layout: Cursor,
  version: number,
  oldRank: number,
  array: PackedArray,
): Generator<void, Uint8Array> {
  const { whole } = layout;
  const { shape, bytes } = array;
  const place = layout.place;
  const { sides, chunks } = version === 4 ? single(layout, array) : indexed(layout, version, oldRank, shape.length);
  const chunkBytes = countOf(sides) * array.size;
  const wanted = shape.reduce((product, length, axis) => product * Math.ceil(length / sides[axis]), 1);
  // Every chunk must be there: so no size is believed that the file's own bytes do not bear out.
  if (chunks.length !== wanted || !(bytes <= whole.bytes.length * MOST_EXPANSION))
    throw whole.broken('hdf5-chunk', place);
  if (!(chunkBytes <= whole.bytes.length * MOST_EXPANSION)) throw whole.broken('hdf5-size', place);
  const values = new Uint8Array(bytes);
  const filled = new Set<string>();
  for (const { corner, address, packed, left } of chunks) {
    const inside = corner.every((from, axis) => from < shape[axis] && from % sides[axis] === 0);
    if (!inside || filled.has(corner.join())) throw whole.broken('hdf5-chunk', address);
    filled.add(corner.join());
    const unpacked = yield* undoFilters(whole, whole.at(address).bytes(packed), {
      filters: array.filters,
      left,
      size: chunkBytes,
      valueSize: array.size,
    });
    copyChunk(values, array, unpacked, corner, sides);
    yield;
  }
  return values;
}

/** The chunks that a B-tree of version 1 lists. */
function indexed(layout: Cursor, version: number, oldRank: number, rank: number): { sides: number[]; chunks: Chunk[] } {
  const { whole } = layout;
  const dimensions = version < 3 ? oldRank : layout.u8();
  const root = layout.address();
  // The last of them is the size of a value.
  if (dimensions !== rank + 1) throw whole.broken('hdf5-message', layout.place);
  const sides = Array.from({ length: rank }, () => layout.u32());
  if (sides.includes(0)) throw whole.broken('hdf5-size', layout.place);
  const chunks: Chunk[] = [];
  const walk = (address: number, above: number): void => {
    whole.count(address);
    const node = whole.at(address);
    node.signature('TREE');
    const type = node.u8();
    const level = node.u8();
    if (type !== 1 || level >= above) throw whole.broken('hdf5-tree', node.place);
    const count = node.u16();
    node.skip(2 * whole.addressSize);
    for (let number = 0; number < count; number++) {
      whole.count(node.place);
      const packed = node.u32();
      const left = node.u32();
      const corner = Array.from({ length: rank }, () => node.uint(8));
      node.skip(8);
      const child = node.address();
      if (child === null) throw whole.broken('hdf5-tree', node.place);
      if (level === 0) chunks.push({ corner, address: child, packed, left });
      else walk(child, level);
    }
  };
  if (root !== null) walk(root, 32);
  return { sides, chunks };
}

/** The newest layout, where the whole array is one chunk; it has four more ways to list chunks. */
function single(layout: Cursor, { shape, bytes }: PackedArray): { sides: number[]; chunks: Chunk[] } {
  const { whole } = layout;
  const flags = layout.u8();
  const dimensions = layout.u8();
  const width = layout.u8();
  if (width < 1 || width > 8 || dimensions !== shape.length + 1) throw whole.broken('hdf5-message', layout.place);
  const sides = Array.from({ length: shape.length }, () => layout.uint(width));
  layout.skip(width);
  if (sides.includes(0)) throw whole.broken('hdf5-size', layout.place);
  const index = layout.u8();
  if (index !== SINGLE_CHUNK) throw whole.unsupported(`chunk index ${index}`, layout.place - 1);
  const isPacked = (flags & 2) !== 0;
  const packed = isPacked ? layout.length() : bytes;
  const left = isPacked ? layout.u32() : 0;
  const address = layout.address();
  return { sides, chunks: address === null ? [] : [{ corner: shape.map(() => 0), address, packed, left }] };
}

/** Copies a chunk into the array, row for row, without what hangs over its edges. */
function copyChunk(
  values: Uint8Array,
  { shape, size }: PackedArray,
  chunk: Uint8Array,
  corner: number[],
  sides: number[],
): void {
  const last = shape.length - 1;
  if (last < 0) {
    values.set(chunk);
    return;
  }
  const inside = sides.map((side, axis) => Math.min(side, shape[axis] - corner[axis]));
  const rows = countOf(inside.slice(0, last));
  const index = inside.map(() => 0);
  for (let row = 0; row < rows; row++) {
    let from = 0;
    let to = 0;
    for (let axis = 0; axis <= last; axis++) {
      from = from * sides[axis] + index[axis];
      to = to * shape[axis] + corner[axis] + index[axis];
    }
    values.set(chunk.subarray(from * size, (from + inside[last]) * size), to * size);
    for (let axis = last - 1; axis >= 0; axis--) {
      if (++index[axis] < inside[axis]) break;
      index[axis] = 0;
    }
  }
}
