/**
 * Writes HDF5 files as h5py does by default: superblock 0, groups with symbol tables, attributes of text, arrays of float32 in one
 * piece. The same tree gives the same bytes. "HDF5 File Format Specification", version 1; sections are named beside each part.
 */

import { joined, padded, textBytes, u16, u32, u64, UNDEFINED } from './little-endian';
import { attributeMessage, datasetMessages, HeapOfTexts, objectHeader, symbolTableMessage } from './messages';

export interface NewDataset {
  kind: 'dataset';
  shape: readonly number[];
  /** The values from one number to another, counted row by row. */
  slice(from: number, to: number): Float32Array;
}

export interface NewGroup {
  kind: 'group';
  attributes: ReadonlyMap<string, string | readonly string[]>;
  members: ReadonlyMap<string, NewGroup | NewDataset>;
}

const SUPERBLOCK_BYTES = 96;
/** Symbols in a leaf and half the children of a tree's node: the library's defaults. */
const LEAF_SYMBOLS = 8;
const USUAL_INTERNAL_K = 16;
/** Values written at once. */
const PIECE = 1 << 18;

/** The bytes of a file in pieces: its beginning, the arrays' values, then what describes them. */
export function* writeHdf5(root: NewGroup): Generator<Uint8Array> {
  const objects = below(root);
  const places = new Map<NewDataset, number>();
  let end = SUPERBLOCK_BYTES;
  for (const dataset of objects) {
    if (dataset.kind === 'group') continue;
    places.set(dataset, end);
    end += bytesOf(dataset);
  }
  const { bytes, rootHeader, internalK } = new Structure(objects, places, end).of(root);
  yield superblock(rootHeader, internalK, end + bytes.length);
  for (const dataset of places.keys()) yield* valuesOf(dataset);
  yield bytes;
}

function below(object: NewGroup | NewDataset): (NewGroup | NewDataset)[] {
  return object.kind === 'dataset' ? [object] : [object, ...[...object.members.values()].flatMap(below)];
}

function countOf({ shape }: NewDataset): number {
  return shape.reduce((product, length) => product * length, 1);
}

/** With the bytes that fill up to a multiple of eight. */
function bytesOf(dataset: NewDataset): number {
  return 8 * Math.ceil(countOf(dataset) / 2);
}

function* valuesOf(dataset: NewDataset): Generator<Uint8Array> {
  const count = countOf(dataset);
  for (let from = 0; from < count; from += PIECE) {
    const values = dataset.slice(from, Math.min(count, from + PIECE));
    const bytes = new DataView(new ArrayBuffer(4 * values.length));
    for (let at = 0; at < values.length; at++) bytes.setFloat32(4 * at, values[at], true);
    yield new Uint8Array(bytes.buffer);
  }
  if (count % 2 === 1) yield new Uint8Array(4);
}

/** Section II.A. */
function superblock(rootHeader: number, internalK: number, end: number): Uint8Array {
  return joined([
    [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a],
    // Versions, and eight bytes for addresses and for lengths.
    [0, 0, 0, 0, 0, 8, 8, 0],
    [...u16(LEAF_SYMBOLS / 2), ...u16(internalK), ...u32(0)],
    [...u64(0), ...UNDEFINED, ...u64(end), ...UNDEFINED],
    symbol(0, rootHeader),
  ]);
}

/** A name's place in its heap and the address of its object, of which nothing is repeated here. Section III.C. */
function symbol(name: number, header: number): number[] {
  return [...u64(name), ...u64(header), ...u32(0), ...u32(0), ...u64(0), ...u64(0)];
}

/** Everything but values, laid out one after the other, what is pointed to before what points to it. */
class Structure {
  private readonly parts: Uint8Array[] = [];
  private readonly heap = new HeapOfTexts();
  private readonly heapAddress: number;
  private readonly internalK: number;

  constructor(
    objects: readonly (NewGroup | NewDataset)[],
    private readonly places: ReadonlyMap<NewDataset, number>,
    private end: number,
  ) {
    const groups = objects.filter((object) => object.kind === 'group');
    // One node of a tree holds all leaves of a group.
    const leaves = Math.max(...groups.map(({ members }) => Math.ceil(members.size / LEAF_SYMBOLS)));
    this.internalK = Math.max(USUAL_INTERNAL_K, Math.ceil(leaves / 2));
    for (const { attributes } of groups)
      for (const value of attributes.values()) if (typeof value === 'string') this.heap.add(value);
    this.heapAddress = this.put(this.heap.bytes());
  }

  of(root: NewGroup): { bytes: Uint8Array; rootHeader: number; internalK: number } {
    const rootHeader = this.object(root);
    return { bytes: joined(this.parts), rootHeader, internalK: this.internalK };
  }

  private put(bytes: Uint8Array): number {
    const at = this.end;
    this.parts.push(bytes);
    this.end += bytes.length;
    return at;
  }

  private object(object: NewGroup | NewDataset): number {
    if (object.kind === 'dataset')
      return this.put(objectHeader(datasetMessages(object.shape, this.places.get(object)!, 4 * countOf(object))));
    const { tree, names } = this.symbols(object.members);
    const attributes = [...object.attributes].map(([name, value]) =>
      attributeMessage(name, typeof value === 'string' ? this.heap.reference(value, this.heapAddress) : value),
    );
    return this.put(objectHeader([symbolTableMessage(tree, names), ...attributes]));
  }

  /** Names in a local heap, their objects in leaves below one node of a tree. Sections III.A.1, III.B and III.D. */
  private symbols(members: NewGroup['members']): { tree: number; names: number } {
    const sorted = [...members].toSorted(([one], [other]) => (one < other ? -1 : 1));
    const texts: Uint8Array[] = [new Uint8Array(8)];
    let size = 8;
    const symbols = sorted.map(([name, member]) => {
      const text = padded(joined([textBytes(name), [0]]));
      texts.push(text);
      size += text.length;
      return { name: size - text.length, header: this.object(member) };
    });
    const data = this.put(joined(texts));
    const signature = textBytes('HEAP');
    const names = this.put(joined([signature, u32(0), u64(size), u64(NO_FREE_BLOCK), u64(data)]));
    const children: number[] = [];
    for (let from = 0; from < symbols.length; from += LEAF_SYMBOLS) {
      const some = symbols.slice(from, from + LEAF_SYMBOLS);
      const leaf = this.put(
        joined(
          [textBytes('SNOD'), [1, 0, ...u16(some.length)], ...some.map(({ name, header }) => symbol(name, header))],
          8 + 40 * LEAF_SYMBOLS,
        ),
      );
      // The key behind a leaf is its last name.
      children.push(...u64(leaf), ...u64(some.at(-1)!.name));
    }
    const count = Math.ceil(symbols.length / LEAF_SYMBOLS);
    const tree = this.put(
      joined(
        [textBytes('TREE'), [0, 0, ...u16(count)], UNDEFINED, UNDEFINED, u64(0), children],
        24 + 8 * (4 * this.internalK + 1),
      ),
    );
    return { tree, names };
  }
}

const NO_FREE_BLOCK = 1;
