/** The names in an HDF5 group and where their objects are, in each of the three forms that groups have. */

import { readRecords } from './btree2';
import type { Cursor, Hdf5Bytes } from './cursor';
import { openFractalHeap } from './fractal-heap';
import { MESSAGE, type Message } from './object-header';

/** Address of the object by name. Soft and external links are left out: they are never followed. */
export type Links = Map<string, number>;

const SOFT = 2;
const DEEPEST_TREE = 32;
const LONGEST_NAME = 4096;

/** The links of a group; null where the messages are not a group's. @throws hdf5/broken, hdf5/unsupported */
export function readLinks(whole: Hdf5Bytes, messages: readonly Message[]): Links | null {
  const links: Links = new Map();
  let isGroup = false;
  for (const { type, body } of messages) {
    if (type === MESSAGE.symbolTable) symbolTable(whole, body, links);
    else if (type === MESSAGE.link) readLink(body, links);
    else if (type === MESSAGE.linkInfo) denseLinks(whole, body, links);
    else continue;
    isGroup = true;
  }
  return isGroup ? links : null;
}

/** The old form: a B-tree of nodes of names, which lie in a heap. Sections III.A.1, III.B and III.D. */
function symbolTable(whole: Hdf5Bytes, body: Cursor, links: Links): void {
  const tree = body.address();
  const heapAddress = body.address();
  if (tree === null || heapAddress === null) return;
  const heap = whole.at(heapAddress);
  heap.signature('HEAP');
  heap.skip(4);
  const size = heap.length();
  heap.length();
  const names = heap.address();
  if (names === null) throw whole.broken('hdf5-heap', heap.place);
  const block = whole.at(names).part(size);
  for (const place of treeLeaves(whole, tree)) symbolNode(whole, place, block, links);
}

/** Addresses of the nodes of symbols below a tree of groups. */
function treeLeaves(whole: Hdf5Bytes, root: number): number[] {
  const leaves: number[] = [];
  const walk = (address: number, above: number): void => {
    whole.count(address);
    const node = whole.at(address);
    node.signature('TREE');
    const type = node.u8();
    const level = node.u8();
    if (type !== 0 || level >= above) throw whole.broken('hdf5-tree', node.place);
    const count = node.u16();
    node.skip(2 * whole.addressSize + whole.lengthSize);
    for (let number = 0; number < count; number++) {
      const child = node.address();
      node.skip(whole.lengthSize);
      if (child === null) throw whole.broken('hdf5-tree', node.place);
      if (level === 0) leaves.push(child);
      else walk(child, level);
    }
  };
  walk(root, DEEPEST_TREE);
  return leaves;
}

function symbolNode(whole: Hdf5Bytes, address: number, names: Cursor, links: Links): void {
  const node = whole.at(address);
  node.signature('SNOD');
  node.skip(2);
  const count = node.u16();
  for (let number = 0; number < count; number++) {
    whole.count(node.place);
    const nameAt = node.length();
    const object = node.address();
    const cache = node.u32();
    node.skip(20);
    if (cache === SOFT || object === null) continue;
    const from = names.place + nameAt;
    if (!(from < names.end)) throw whole.broken('hdf5-heap', node.place);
    const name = whole.bytes.subarray(from, Math.min(names.end, from + LONGEST_NAME));
    const zero = name.indexOf(0);
    if (zero < 0) throw whole.broken('hdf5-heap', from);
    links.set(textOf(name.subarray(0, zero)), object);
  }
}

/** One link of the newer forms. Section IV.A.2.g. */
function readLink(body: Cursor, links: Links): void {
  body.whole.count(body.place, body.end - body.place);
  body.skip(1);
  const flags = body.u8();
  const type = (flags & 8) === 0 ? 0 : body.u8();
  if ((flags & 4) !== 0) body.skip(8);
  if ((flags & 16) !== 0) body.skip(1);
  const name = textOf(body.bytes(body.uint(1 << (flags & 3))));
  if (type !== 0) return;
  const object = body.address();
  if (object !== null) links.set(name, object);
}

/** Links beyond a handful: their messages lie in a fractal heap, a B-tree tells where. Section IV.A.2.c. */
function denseLinks(whole: Hdf5Bytes, body: Cursor, links: Links): void {
  body.skip(1);
  const flags = body.u8();
  if ((flags & 1) !== 0) body.skip(8);
  const heapAddress = body.address();
  const tree = body.address();
  if (heapAddress === null || tree === null) return;
  const heap = openFractalHeap(whole, heapAddress);
  readRecords(whole, tree, (record) => {
    // The hash of the name.
    record.skip(4);
    readLink(heap.find(record), links);
  });
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
