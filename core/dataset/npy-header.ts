/** The header of an NPY file, versions 1 to 3: type, order and shape, checked against the bytes that are there. */

import { WorkbenchError } from '../contract/errors';
import type { SourceFile } from './part';

export interface NpyHeader {
  /** `f`, `i`, `u` or `b`; `U` or `S` for texts where they are allowed. */
  type: string;
  /** Bytes of a value. */
  size: number;
  littleEndian: boolean;
  fortranOrder: boolean;
  shape: number[];
  /** The type as the file writes it. */
  dtype: string;
  /** First byte of the values. */
  start: number;
}

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
const SIZES: Record<string, number[]> = { f: [2, 4, 8], i: [1, 2, 4, 8], u: [1, 2, 4, 8], b: [1] };
const HEADER_LIMIT = 1 << 20;

export function isNpy(bytes: Uint8Array): boolean {
  return MAGIC.every((byte, at) => bytes[at] === byte);
}

/**
 * Reads the header of an array of numbers whose file has `available` bytes, of which the first are at hand.
 * @throws npy/header, npy/dtype, npy/shape, npy/truncated
 */
export function readNpyHeader(file: SourceFile, available = file.bytes.length): NpyHeader {
  const header = parseNpyHeader(file);
  if (!isNumeric(header)) throw new WorkbenchError('npy/dtype', { file: file.name, dtype: header.dtype });
  checkSize(file, header, available);
  return header;
}

export function isNumeric({ type, size }: NpyHeader): boolean {
  return SIZES[type]?.includes(size) ?? false;
}

/** What the header says, whether or not such an array can be read; `size` is 0 for an unknown type. @throws npy/header */
export function parseNpyHeader(file: SourceFile): NpyHeader {
  const { bytes, name } = file;
  const broken = (reason: string) => new WorkbenchError('npy/header', { file: name, reason });
  if (!isNpy(bytes)) throw broken('magic');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 12) throw broken('length');
  const version = bytes[6];
  if (version < 1 || version > 3) throw broken(`version ${version}`);
  const headerStart = version === 1 ? 10 : 12;
  const headerLength = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  const start = headerStart + headerLength;
  if (headerLength > HEADER_LIMIT || start > bytes.length) throw broken('length');
  const text = new TextDecoder(version === 3 ? 'utf-8' : 'windows-1252').decode(bytes.subarray(headerStart, start));
  if (!/^\s*\{[^{}]*\}\s*$/.test(text)) throw broken('dict');

  const order = /['"]fortran_order['"]\s*:\s*(True|False)\b/.exec(text);
  const dims = /['"]shape['"]\s*:\s*\(([\d\sL,]*)\)/.exec(text);
  const type = /['"]descr['"]\s*:\s*(?:'([^']*)'|"([^"]*)"|(\[))/.exec(text);
  if (type === null) throw broken('descr');
  if (order === null) throw broken('fortran_order');
  if (dims === null) throw broken('shape');
  const dtype = type[1] ?? type[2] ?? 'structured';
  const known = /^([<>|=]?)([fiubUS])(\d{1,6})$/.exec(dtype);
  const shape = dims[1]
    .split(',')
    .map((part) => part.trim().replace(/L$/, ''))
    .filter((part) => part !== '')
    .map(Number);
  return {
    type: known?.[2] ?? '',
    size: Number(known?.[3] ?? 0) * (known?.[2] === 'U' ? 4 : 1),
    littleEndian: known?.[1] !== '>',
    fortranOrder: order[1] === 'True',
    shape,
    dtype: dtype.slice(0, 40),
    start,
  };
}

/** Nothing is allocated for a shape that the file's own bytes do not fill. */
function checkSize(file: SourceFile, { shape, size, start }: NpyHeader, available: number): void {
  const count = shape.reduce((product, dimension) => product * dimension, 1);
  if (shape.length < 1 || shape.length > 3 || shape.includes(0) || !Number.isSafeInteger(count * size)) {
    throw new WorkbenchError('npy/shape', { file: file.name, shape });
  }
  const found = available - start;
  if (found < count * size) {
    throw new WorkbenchError('npy/truncated', { file: file.name, expected: count * size, found });
  }
}
