/** Attributes of HDF5 groups and datasets: text and numbers by name. */

import { readRecords } from './btree2';
import type { Cursor, Hdf5Bytes } from './cursor';
import { countOf, readDataspace, readDatatype } from './datatype';
import { openFractalHeap } from './fractal-heap';
import { MESSAGE, type Message } from './object-header';

/** null where an attribute has a type that is not read, or no value. */
export type AttributeValue = string | number | string[] | number[] | null;

/** @throws hdf5/broken, hdf5/unsupported */
export function readAttributes(whole: Hdf5Bytes, messages: readonly Message[]): Map<string, AttributeValue> {
  const attributes = new Map<string, AttributeValue>();
  for (const { type, shared, body } of messages) {
    if (type === MESSAGE.attribute && !shared) readAttribute(whole, body, attributes);
    else if (type === MESSAGE.attributeInfo) dense(whole, body, attributes);
  }
  return attributes;
}

/** Attributes beyond a handful lie in a fractal heap. Section IV.A.2.v. */
function dense(whole: Hdf5Bytes, body: Cursor, attributes: Map<string, AttributeValue>): void {
  body.skip(1);
  if ((body.u8() & 1) !== 0) body.skip(2);
  const heapAddress = body.address();
  const tree = body.address();
  if (heapAddress === null || tree === null) return;
  const heap = openFractalHeap(whole, heapAddress);
  readRecords(whole, tree, (record) => readAttribute(whole, heap.find(record.part(heap.idSize)), attributes));
}

/** Section IV.A.2.m. */
function readAttribute(whole: Hdf5Bytes, body: Cursor, attributes: Map<string, AttributeValue>): void {
  whole.count(body.place, body.end - body.place);
  const version = body.u8();
  if (version < 1 || version > 3) throw whole.broken('hdf5-version', body.place);
  const flags = body.u8();
  const sizes = [body.u16(), body.u16(), body.u16()];
  if (version === 3) body.skip(1);
  const [name, type, space] = sizes.map((size) => {
    const from = body.place;
    const part = body.part(size);
    if (version === 1) body.align(from);
    return part;
  });
  const key = trimmed(name.bytes(sizes[0]));
  if (version > 1 && (flags & 3) !== 0) attributes.set(key, null);
  else attributes.set(key, readValue(whole, type, space, body));
}

function readValue(whole: Hdf5Bytes, typeAt: Cursor, spaceAt: Cursor, body: Cursor): AttributeValue {
  const type = readDatatype(typeAt);
  const shape = readDataspace(spaceAt);
  if (shape === null || type.kind === 'other') return null;
  const count = countOf(shape);
  if (!(count * type.size <= body.end - body.place)) throw whole.broken('hdf5-cut', body.place);
  // Values without bytes could be of any number.
  if (type.size === 0) return null;
  const values = Array.from({ length: count }, () => {
    const part = body.part(type.size);
    if (type.kind === 'text') return trimmed(part.bytes(type.size));
    if (type.kind === 'long-text') return longText(whole, part);
    return readNumber(whole, type, part);
  });
  // All are of one type.
  return shape.length === 0 ? values[0] : (values as string[] | number[]);
}

function readNumber(whole: Hdf5Bytes, type: { kind: string; size: number; big: boolean }, part: Cursor): number {
  const { place } = part;
  if (type.kind === 'integer') {
    const bytes = part.bytes(Math.min(type.size, 8));
    const ordered = type.big ? bytes : bytes.toReversed();
    return ordered.reduce((value, byte) => value * 256 + byte, 0);
  }
  if (type.size === 4) return whole.view.getFloat32(place, !type.big);
  return type.size === 8 ? whole.view.getFloat64(place, !type.big) : Number.NaN;
}

/** Text in a global heap: its length, the heap's address, its number there. Section III.E. */
function longText(whole: Hdf5Bytes, part: Cursor): string {
  const length = part.u32();
  const address = part.address();
  const wanted = part.u32();
  if (length === 0 || address === null || address === 0) return '';
  const text = (whole.heaps.get(address) ?? readHeap(whole, address)).get(wanted);
  if (text === undefined) throw whole.broken('hdf5-heap', part.place);
  whole.count(part.place, length);
  return trimmed(text.subarray(0, length));
}

function readHeap(whole: Hdf5Bytes, address: number): Map<number, Uint8Array> {
  const texts = new Map<number, Uint8Array>();
  whole.heaps.set(address, texts);
  const head = whole.at(address);
  head.signature('GCOL');
  head.skip(4);
  const size = head.length();
  const objects = whole.at(address).part(size);
  objects.skip(head.place - objects.place);
  while (objects.end - objects.place >= 16) {
    whole.count(objects.place);
    const number = objects.u16();
    objects.skip(6);
    const bytes = objects.length();
    if (number === 0) break;
    const from = objects.place;
    texts.set(number, objects.bytes(bytes));
    objects.align(from);
  }
  return texts;
}

/** Text to its first zero byte. */
function trimmed(bytes: Uint8Array): string {
  const zero = bytes.indexOf(0);
  return new TextDecoder().decode(zero < 0 ? bytes : bytes.subarray(0, zero));
}
