/** Reads single values of an NPY array, whatever its type, its byte order and the order of its dimensions. */

import type { NpyHeader } from './npy-header';

export type ValueAt = (position: number) => number;

/** Reads the value at a row-major position. */
export function valueReader(bytes: Uint8Array, header: NpyHeader): ValueAt {
  const { shape, size } = header;
  const view = new DataView(bytes.buffer, bytes.byteOffset + header.start, bytes.byteLength - header.start);
  const read = scalarReader(view, header);
  if (!header.fortranOrder) return (position) => read(position * size);
  const [a, b, c] = [shape[0], shape[1] ?? 1, shape[2] ?? 1];
  return (position) => {
    const k = position % c;
    const j = ((position - k) / c) % b;
    const i = ((position - k) / c - j) / b;
    return read((i + a * (j + b * k)) * size);
  };
}

/** Reads the text at a position of a one-dimensional array of texts (types `U` and `S`) or numbers. */
export function textReader(bytes: Uint8Array, header: NpyHeader): (position: number) => string {
  const { type, size, start, littleEndian } = header;
  if (type !== 'U' && type !== 'S') {
    const valueAt = valueReader(bytes, header);
    return (position) => String(valueAt(position));
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const width = type === 'U' ? 4 : 1;
  return (position) => {
    let text = '';
    for (let at = start + position * size; at < start + (position + 1) * size; at += width) {
      const code = width === 4 ? view.getUint32(at, littleEndian) : view.getUint8(at);
      if (code === 0) break;
      text += code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code);
    }
    return text;
  };
}

function scalarReader(view: DataView, { type, size, littleEndian: little }: NpyHeader): (at: number) => number {
  switch (type + size) {
    case 'f8':
      return (at) => view.getFloat64(at, little);
    case 'f4':
      return (at) => view.getFloat32(at, little);
    case 'f2':
      return (at) => halfToNumber(view.getUint16(at, little));
    case 'i8':
      return (at) => Number(view.getBigInt64(at, little));
    case 'i4':
      return (at) => view.getInt32(at, little);
    case 'i2':
      return (at) => view.getInt16(at, little);
    case 'i1':
      return (at) => view.getInt8(at);
    case 'u8':
      return (at) => Number(view.getBigUint64(at, little));
    case 'u4':
      return (at) => view.getUint32(at, little);
    case 'u2':
      return (at) => view.getUint16(at, little);
    default:
      return (at) => view.getUint8(at);
  }
}

/** IEEE 754 binary16: sign, 5 bits of exponent with bias 15, 10 bits of fraction. */
function halfToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (1024 + fraction) * 2 ** (exponent - 25);
}
