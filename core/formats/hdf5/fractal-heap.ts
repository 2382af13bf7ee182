/** Finds the objects of a fractal heap, where large groups keep their links and objects many attributes. Section III.G. */

import { readRecords } from './btree2';
import type { Cursor, Hdf5Bytes } from './cursor';

export interface FractalHeap {
  /** Bytes of an object's id. */
  idSize: number;
  /** The bytes of the object of an id. @throws hdf5/broken, hdf5/unsupported */
  find(id: Cursor): Cursor;
}

/** @throws hdf5/broken, hdf5/unsupported */
export function openFractalHeap(whole: Hdf5Bytes, address: number): FractalHeap {
  const header = whole.at(address);
  header.signature('FRHP');
  header.skip(1);
  const idSize = header.u16();
  if (header.u16() > 0) throw whole.unsupported('fractal heap filter', header.place);
  header.skip(1);
  const largestManaged = header.u32();
  header.skip(whole.lengthSize);
  const hugeTree = header.address();
  header.skip(whole.addressSize + 9 * whole.lengthSize);
  const width = header.u16();
  const startSize = header.length();
  const largestDirect = header.length();
  const offsetSize = Math.ceil(header.u16() / 8);
  header.skip(2);
  const root = header.address();
  const rootRows = header.u16();
  const powers = [startSize, largestDirect].every((size) => size >= 1 && Number.isInteger(Math.log2(size)));
  if (!powers || width === 0 || offsetSize === 0 || offsetSize > 8) throw whole.broken('hdf5-heap', address);
  const lengthSize = Math.min(bytesFor(largestDirect), bytesFor(largestManaged));
  const rowSize = (row: number): number => startSize * 2 ** Math.max(0, row - 1);

  /** Place of the heap's byte `offset`: down through indirect blocks to the direct block that holds it. */
  function locate(offset: number): { place: number; left: number } {
    let block = root;
    let rows = rootRows;
    let from = 0;
    let size = startSize;
    for (let depth = 0; rows > 0; depth++) {
      if (block === null || depth > 32) throw whole.broken('hdf5-heap', address);
      const cursor = whole.at(block);
      cursor.signature('FHIB');
      cursor.skip(1 + whole.addressSize + offsetSize);
      let row = 0;
      while (row < rows && offset >= from + rowSize(row) * width) {
        from += rowSize(row) * width;
        row++;
      }
      if (row === rows) throw whole.broken('hdf5-heap', block);
      const column = Math.floor((offset - from) / rowSize(row));
      size = rowSize(row);
      from += column * size;
      cursor.skip((row * width + column) * whole.addressSize);
      block = cursor.address();
      rows = size <= largestDirect ? 0 : Math.floor(Math.log2(size) - Math.log2(startSize * width)) + 1;
      if (size > largestDirect && rows <= 0) throw whole.broken('hdf5-heap', cursor.place);
    }
    if (block === null || offset - from >= size) throw whole.broken('hdf5-heap', address);
    return { place: block + offset - from, left: size - (offset - from) };
  }

  /** Single objects beyond what a block holds, such as attributes above 64 KB: listed by number, or their place is the id. */
  function findHuge(id: Cursor): Cursor {
    if (idSize > whole.addressSize + whole.lengthSize) {
      const place = id.address();
      if (place === null) throw whole.broken('hdf5-heap', id.place);
      return whole.at(place).part(id.length());
    }
    const wanted = id.uint(Math.min(whole.lengthSize, id.end - id.place));
    let found: Cursor | null = null;
    if (hugeTree !== null)
      readRecords(whole, hugeTree, (record) => {
        const place = record.address();
        const length = record.length();
        if (place !== null && record.length() === wanted) found = whole.at(place).part(length);
      });
    if (found === null) throw whole.broken('hdf5-heap', id.place);
    return found;
  }

  return {
    idSize,
    find(id) {
      whole.count(id.place);
      const kind = (id.u8() >> 4) & 3;
      if (kind === 2) {
        const tiny = (whole.bytes[id.place - 1] & 0xf) + 1;
        return id.part(Math.min(tiny, id.end - id.place));
      }
      if (kind === 1) return findHuge(id);
      if (kind !== 0) throw whole.unsupported('heap id', id.place);
      const { place, left } = locate(id.uint(offsetSize));
      const length = id.uint(lengthSize);
      if (length > left) throw whole.broken('hdf5-heap', id.place);
      return whole.at(place).part(length);
    },
  };
}

function bytesFor(most: number): number {
  return Math.min(8, Math.floor(Math.log2(Math.max(1, most)) / 8) + 1);
}
