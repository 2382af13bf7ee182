/** Values of an HDF5 dataset: in one piece or in chunks, which may be packed. */

import { WorkbenchError } from '../../contract/errors';
import { readFloats } from '../floats';
import { readChunks, type PackedArray } from './chunks';
import type { Cursor, Hdf5Bytes } from './cursor';
import { countOf, readDataspace, readDatatype, type Datatype } from './datatype';
import { readFilters } from './filters';
import { MESSAGE, type Message } from './object-header';

/** Most bytes of all values that are read from one file. */
const MOST_BYTES = 1_500_000_000;
const SLICE_VALUES = 1 << 20;
const LAYOUT = { compact: 0, contiguous: 1, chunked: 2 };

export interface Hdf5Dataset {
  kind: 'dataset';
  name: string;
  attributes: ReadonlyMap<string, unknown>;
  shape: number[];
  /** As safetensors calls it, e.g. `F32`; `?` for what is no floating-point number. */
  dtype: string;
  /** The values row by row. @throws weights/dtype, hdf5/broken, hdf5/unsupported, hdf5/too-large */
  read(): Generator<void, Float32Array>;
}

/** null where the messages are not a dataset's. @throws hdf5/broken */
export function openDataset(
  whole: Hdf5Bytes,
  name: string,
  messages: readonly Message[],
  attributes: ReadonlyMap<string, unknown>,
  budget: { bytes: number },
): Hdf5Dataset | null {
  const find = (wanted: number) => messages.find(({ type }) => type === wanted);
  const [typeAt, spaceAt, layoutAt] = [MESSAGE.datatype, MESSAGE.dataspace, MESSAGE.layout].map(find);
  if (typeAt === undefined || spaceAt === undefined || layoutAt === undefined) return null;
  const type: Datatype = typeAt.shared ? { kind: 'other', size: 1, opaque: false } : readDatatype(typeAt.body);
  const shape = readDataspace(spaceAt.body) ?? [0];
  const dtype = dtypeOf(type, attributes);
  const filters = find(MESSAGE.filters);
  return {
    kind: 'dataset',
    name,
    attributes,
    shape,
    dtype,
    *read() {
      const whose = { file: whole.file, tensor: name, dtype };
      if (dtype === '?') throw new WorkbenchError('weights/dtype', whose);
      const bytes = countOf(shape) * type.size;
      budget.bytes += bytes;
      if (!(budget.bytes <= MOST_BYTES))
        throw new WorkbenchError('hdf5/too-large', { file: whole.file, name, bytes, limit: MOST_BYTES });
      const array = {
        shape,
        size: type.size,
        bytes,
        filters: filters === undefined ? [] : readFilters(filters.body.copy()),
      };
      const raw = yield* readLayout(layoutAt.body.copy(), array);
      return yield* floatsOf(whose, raw, type);
    },
  };
}

function dtypeOf(type: Datatype, attributes: ReadonlyMap<string, unknown>): string {
  if (type.kind === 'float') return type.dtype ?? '?';
  const isBfloat = type.kind === 'other' && type.opaque && type.size === 2 && attributes.get('dtype') === 'bfloat16';
  return isBfloat ? 'BF16' : '?';
}

/** The bytes of an array, row by row. Section IV.A.2.i. */
function* readLayout(layout: Cursor, array: PackedArray): Generator<void, Uint8Array> {
  const { whole } = layout;
  const version = layout.u8();
  if (version < 1 || version > 4) throw whole.broken('hdf5-version', layout.place);
  const old = version < 3;
  const rank = old ? layout.u8() : 0;
  const kind = layout.u8();
  if (old) layout.skip(5);
  if (kind === LAYOUT.chunked) return yield* readChunks(layout, version, rank, array);
  if (array.filters.length > 0) throw whole.broken('hdf5-message', layout.place);
  if (array.bytes === 0) return new Uint8Array(0);
  if (kind === LAYOUT.contiguous) {
    const address = layout.address();
    if (address === null) throw whole.broken('hdf5-no-values', layout.place);
    return whole.at(address).bytes(array.bytes);
  }
  if (kind !== LAYOUT.compact) throw whole.unsupported(`layout ${kind}`, layout.place);
  if (old) layout.skip(rank * 4);
  const size = old ? layout.u32() : layout.u16();
  return layout.part(size).bytes(array.bytes);
}

function* floatsOf(
  whose: { file: string; tensor: string; dtype: string },
  raw: Uint8Array,
  type: Datatype,
): Generator<void, Float32Array> {
  const little = type.kind === 'float' && type.big ? swapped(raw, type.size) : raw;
  const values = new Float32Array(raw.length / type.size);
  const view = new DataView(little.buffer, little.byteOffset, little.byteLength);
  for (let at = 0; at < values.length; at += SLICE_VALUES) {
    const end = Math.min(at + SLICE_VALUES, values.length);
    values.set(readFloats(whose, view, at * type.size, end * type.size), at);
    yield;
  }
  return values;
}

/** The bytes of every value the other way round. */
function swapped(raw: Uint8Array, size: number): Uint8Array {
  const turned = raw.slice();
  for (let at = 0; at < turned.length; at += size) turned.subarray(at, at + size).reverse();
  return turned;
}
