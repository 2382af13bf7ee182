/** The records of a B-tree of version 2, which indexes large groups and lists of attributes. Section III.A.2. */

import type { Cursor, Hdf5Bytes } from './cursor';

/** Signature, version and type before a node's records, the checksum behind them. */
const NODE_OVERHEAD = 10;
const DEEPEST = 32;

/** Calls `take` with every record. @throws hdf5/broken */
export function readRecords(whole: Hdf5Bytes, address: number, take: (record: Cursor) => void): void {
  const header = whole.at(address);
  header.signature('BTHD');
  header.skip(2);
  const nodeSize = header.u32();
  const recordSize = header.u16();
  const depth = header.u16();
  header.skip(2);
  const root = header.address();
  const rootRecords = header.u16();
  if (root === null || rootRecords === 0) return;
  if (depth > DEEPEST || recordSize === 0) throw whole.broken('hdf5-tree', address);

  const leafMost = Math.max(1, Math.floor((nodeSize - NODE_OVERHEAD) / recordSize));
  const countSize = bytesFor(leafMost);
  /** Bytes of the number of all records below a node of a level; leaves need none. */
  const totalSizes = [0];
  let below = leafMost;
  for (let level = 1; level <= depth; level++) {
    const pointer = whole.addressSize + countSize + totalSizes[level - 1];
    const most = Math.max(1, Math.floor((nodeSize - NODE_OVERHEAD - pointer) / (recordSize + pointer)));
    below = Math.min((most + 1) * below + most, Number.MAX_SAFE_INTEGER);
    totalSizes.push(bytesFor(below));
  }

  const walk = (place: number, records: number, level: number): void => {
    whole.count(place);
    const node = whole.at(place);
    node.signature(level === 0 ? 'BTLF' : 'BTIN');
    node.skip(2);
    for (let number = 0; number < records; number++) {
      whole.count(place);
      take(node.part(recordSize));
    }
    if (level === 0) return;
    for (let number = 0; number <= records; number++) {
      const child = node.address();
      const childRecords = node.uint(countSize);
      node.skip(totalSizes[level - 1]);
      if (child === null) throw whole.broken('hdf5-tree', node.place);
      walk(child, childRecords, level - 1);
    }
  };
  walk(root, rootRecords, depth);
}

/** Bytes that hold every number up to `most`. */
function bytesFor(most: number): number {
  return Math.min(8, Math.floor(Math.log2(most) / 8) + 1);
}
