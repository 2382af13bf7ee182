/** Undoes what chunks of an HDF5 dataset went through before they were written. Format specification, section IV.A.2.l. */

import { unpackZlib } from '../../bytes/zlib';
import type { Cursor, Hdf5Bytes } from './cursor';

const FILTER = { deflate: 1, shuffle: 2, fletcher32: 3 };
const MOST_FILTERS = 32;

/** Their numbers, in the order in which they were applied. @throws hdf5/broken, hdf5/unsupported */
export function readFilters(cursor: Cursor): number[] {
  const version = cursor.u8();
  const count = cursor.u8();
  if (version === 1) cursor.skip(6);
  else if (version !== 2) throw cursor.whole.broken('hdf5-version', cursor.place);
  if (count > MOST_FILTERS) throw cursor.whole.broken('hdf5-message', cursor.place);
  return Array.from({ length: count }, () => {
    const filter = cursor.u16();
    if (!Object.values(FILTER).includes(filter)) throw cursor.whole.unsupported(`filter ${filter}`, cursor.place - 2);
    const nameLength = version === 1 ? cursor.u16() : 0;
    cursor.skip(2);
    const values = cursor.u16();
    cursor.skip(Math.ceil(nameLength / 8) * 8 + values * 4);
    if (version === 1 && values % 2 === 1) cursor.skip(4);
    return filter;
  });
}

/** The `size` bytes of a chunk; bit n of `left` says that filter n was not applied. @throws hdf5/broken */
export function* undoFilters(
  whole: Hdf5Bytes,
  packed: Uint8Array,
  { filters, left, size, valueSize }: { filters: readonly number[]; left: number; size: number; valueSize: number },
): Generator<void, Uint8Array> {
  const applied = filters.filter((_, number) => ((left >> number) & 1) === 0);
  let bytes = packed;
  for (let number = applied.length - 1; number >= 0; number--) {
    // A checksum goes over what was deflated too, so that four bytes more come out.
    const more = applied.slice(0, number).filter((filter) => filter === FILTER.fletcher32).length * 4;
    if (applied[number] === FILTER.fletcher32) bytes = bytes.subarray(0, Math.max(0, bytes.length - 4));
    else if (applied[number] === FILTER.shuffle) bytes = unshuffled(bytes, valueSize);
    else {
      const unpacked = yield* unpackZlib(bytes, size + more);
      if (unpacked === null) throw whole.broken('hdf5-chunk', packed.byteOffset - whole.bytes.byteOffset);
      bytes = unpacked;
    }
  }
  if (bytes.length !== size) throw whole.broken('hdf5-chunk', packed.byteOffset - whole.bytes.byteOffset);
  return bytes;
}

/** First bytes of all values, then second bytes, …: put together again. */
function unshuffled(bytes: Uint8Array, valueSize: number): Uint8Array {
  const values = Math.floor(bytes.length / valueSize);
  const whole = bytes.slice();
  for (let part = 0; part < valueSize; part++)
    for (let value = 0; value < values; value++) whole[value * valueSize + part] = bytes[part * values + value];
  return whole;
}
