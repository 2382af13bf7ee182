/**
 * Reads what `torch.save` wrote, in its zip format and in the one before it: a state dictionary, or one inside a checkpoint
 * or a pickled module. Nothing in the file is run.
 */

import { isZip, readZipEntries, unpackEntry, type ZipEntry } from '../bytes/zip';
import { WorkbenchError } from '../contract/errors';
import { readFloats } from './floats';
import { readPickle } from './pickle';
import { PickledObject, type PickleValue } from './pickle-machine';
import { pytorchHooks, Storage, StoredTensor } from './pytorch-data';
import type { Tensor } from './tensor';
import { type ModuleSettings, settingsOf, type TorchSettings } from './torch-settings';

/** `torch.save` began every file with this number until version 1.6, a pickle of its own. */
const LEGACY_BEGIN = [0x80, 0x02, 0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, 0x2e];

const VALUE_BYTES: Record<string, number> = {
  F64: 8,
  F32: 4,
  F16: 2,
  BF16: 2,
  I64: 8,
  I32: 4,
  I16: 2,
  I8: 1,
  U8: 1,
  BOOL: 1,
};

/** Nested dictionaries deeper than this hold no weights. */
const DEEPEST = 32;
/** Most bytes that a storage may take. */
const LARGEST_STORAGE = 1_500_000_000;
/** Parts of a pickled module's state that hold what is in it, and are no part of the names of its parameters. */
const MODULE_PARTS = new Set(['_parameters', '_buffers', '_modules']);
/** What a pickled LSTM, GRU or RNN keeps of its parameters once more. */
const REPEATED = new Set<PickleValue>(['_flat_weights']);

export function isLegacyPytorch(bytes: Uint8Array): boolean {
  return LEGACY_BEGIN.every((byte, at) => bytes[at] === byte);
}

/** Whether a ZIP archive is one of `torch.save`'s. @throws archive/broken */
export function isZippedPytorch(file: string, bytes: Uint8Array): boolean {
  return isZip(bytes) && readZipEntries({ name: file, bytes }).some(({ name }) => /(?:^|\/)data\.pkl$/.test(name));
}

/**
 * The tensors of the file in its order, named as the state dictionary names them: `lstm.weight_ih_l0`. Where
 * dictionaries are nested (`{"model_state_dict": …}`) the names of the outer ones come before, with a dot. Beside them what
 * modules tell of themselves, where whole modules were saved.
 * @throws pytorch/pickle, pytorch/forbidden, pytorch/tensor, pytorch/big-endian, archive/broken, archive/too-large
 */
export function* readPytorch(
  file: string,
  bytes: Uint8Array,
): Generator<void, { tensors: Tensor[]; settings: TorchSettings }> {
  const { value, bytesOf } = isZip(bytes) ? yield* readZipped(file, bytes) : yield* readLegacy(file, bytes);
  const found: Found = { tensors: [], settings: new Map() };
  collect(value, '', 0, new Set(), found);
  const tensors = found.tensors.map(([name, stored]) => tensorOf(file, name, stored, bytesOf));
  return { tensors, settings: found.settings };
}

interface Found {
  tensors: [string, StoredTensor][];
  settings: Map<string, ModuleSettings>;
}

interface Opened {
  value: PickleValue;
  /** The bytes of a storage. @throws pytorch/tensor, archive/broken */
  bytesOf(storage: Storage, tensor: string): Uint8Array;
}

function* readZipped(file: string, bytes: Uint8Array): Generator<void, Opened> {
  const source = { name: file, bytes };
  const entries = readZipEntries(source);
  const pickle = entries.find(({ name }) => /(?:^|\/)data\.pkl$/.test(name));
  if (pickle === undefined) throw new WorkbenchError('pytorch/pickle', { file, reason: 'no-pickle', byte: 0 });
  const folder = pickle.name.slice(0, -'data.pkl'.length);
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  const unpack = function* (entry: ZipEntry): Generator<void, Uint8Array> {
    const unpacking = unpackEntry(source, entry, LARGEST_STORAGE);
    let next = unpacking.next();
    for (; next.done !== true; next = unpacking.next()) yield;
    return next.value;
  };
  const order = byName.get(`${folder}byteorder`);
  if (order !== undefined && new TextDecoder().decode(yield* unpack(order)).trim() === 'big')
    throw new WorkbenchError('pytorch/big-endian', { file });
  const { value } = yield* readPickle(file, yield* unpack(pickle), 0, pytorchHooks(file));
  return {
    value,
    bytesOf({ key }, tensor) {
      const entry = byName.get(`${folder}data/${key}`);
      if (entry === undefined) throw new WorkbenchError('pytorch/tensor', { file, tensor, reason: 'no-storage' });
      const unpacking = unpack(entry);
      let next = unpacking.next();
      while (next.done !== true) next = unpacking.next();
      return next.value;
    },
  };
}

/** Five pickles one after the other: a magic number, a version, sizes, the object, the storages' keys; then their bytes. */
function* readLegacy(file: string, bytes: Uint8Array): Generator<void, Opened> {
  const hooks = pytorchHooks(file);
  const storages = new Map<string, Storage>();
  const noting = {
    ...hooks,
    persistent(id: PickleValue) {
      const storage = hooks.persistent(id);
      if (storage instanceof Storage) storages.set(storage.key, storage);
      return storage;
    },
  };
  let end = 0;
  const values: PickleValue[] = [];
  for (let number = 0; number < 5; number++) {
    const read = yield* readPickle(file, bytes, end, noting);
    values.push(read.value);
    ({ end } = read);
  }
  const [, , system, value, keys] = values;
  if (system instanceof Map && system.get('little_endian') === false)
    throw new WorkbenchError('pytorch/big-endian', { file });
  if (!Array.isArray(keys)) throw new WorkbenchError('pytorch/pickle', { file, reason: 'storage-keys', byte: end });
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const places = new Map<string, Uint8Array>();
  for (const key of keys) {
    const size = VALUE_BYTES[storages.get(String(key))?.dtype ?? ''];
    if (size === undefined || end + 8 > bytes.length) break;
    const count = Number(view.getBigUint64(end, true));
    const from = end + 8;
    if (!(count * size <= bytes.length - from)) break;
    end = from + count * size;
    places.set(String(key), bytes.subarray(from, end));
  }
  return {
    value,
    bytesOf({ key }, tensor) {
      const place = places.get(key);
      if (place === undefined) throw new WorkbenchError('pytorch/tensor', { file, tensor, reason: 'no-storage' });
      return place;
    },
  };
}

/** The tensors of nested dictionaries, lists and modules, each value visited once. */
function collect(value: PickleValue, name: string, depth: number, visited: Set<PickleValue>, found: Found): void {
  if (value instanceof StoredTensor) {
    found.tensors.push([name, value]);
    return;
  }
  if (typeof value !== 'object' || value === null || depth > DEEPEST || visited.has(value)) return;
  visited.add(value);
  const inside = (key: PickleValue): string => {
    const part = typeof key === 'string' || typeof key === 'number' ? String(key) : '?';
    if (MODULE_PARTS.has(part)) return name;
    return name === '' ? part : `${name}.${part}`;
  };
  if (value instanceof Map) {
    for (const [key, item] of value) if (!REPEATED.has(key)) collect(item, inside(key), depth + 1, visited, found);
  } else if (Array.isArray(value)) {
    for (const [at, item] of value.entries()) collect(item, inside(at), depth + 1, visited, found);
  } else if (value instanceof PickledObject) {
    const settings = settingsOf(value);
    if (settings !== null) found.settings.set(name, settings);
    collect(value.state, name, depth + 1, visited, found);
  }
}

function tensorOf(
  file: string,
  name: string,
  { storage, offset, shape, strides }: StoredTensor,
  bytesOf: Opened['bytesOf'],
): Tensor {
  const { dtype } = storage;
  return {
    name,
    dtype,
    shape,
    read() {
      const size = VALUE_BYTES[dtype] ?? 1;
      const bytes = bytesOf(storage, name);
      const count = shape.reduce((product, length) => product * length, 1);
      const last = shape.reduce((sum, length, axis) => sum + (length - 1) * strides[axis], offset);
      const wrong = (reason: string) => new WorkbenchError('pytorch/tensor', { file, tensor: name, reason });
      if (count > 0 && !((last + 1) * size <= bytes.length)) throw wrong('outside-storage');
      // A tensor that repeats its storage could be of any size.
      if (!(count * size <= bytes.length)) throw wrong('larger-than-storage');
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      const whole = { file, tensor: name, dtype };
      if (isDense(shape, strides)) return readFloats(whole, view, offset * size, (offset + count) * size);
      return gather(readFloats(whole, view, 0, bytes.length - (bytes.length % size)), offset, shape, strides, count);
    },
  };
}

/** Row after row, without gaps. */
function isDense(shape: readonly number[], strides: readonly number[]): boolean {
  let expected = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    if (shape[axis] !== 1 && strides[axis] !== expected) return false;
    expected *= shape[axis];
  }
  return true;
}

/** The values row by row of a tensor that lies otherwise, a transposed one for example. */
function gather(
  values: Float32Array,
  offset: number,
  shape: readonly number[],
  strides: readonly number[],
  count: number,
): Float32Array {
  const rows = new Float32Array(count);
  const index = shape.map(() => 0);
  let from = offset;
  for (let at = 0; at < count; at++) {
    rows[at] = values[from];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      from += strides[axis];
      if (++index[axis] < shape[axis]) break;
      from -= shape[axis] * strides[axis];
      index[axis] = 0;
    }
  }
  return rows;
}
