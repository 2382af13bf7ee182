/** Writes NPY arrays, byte for byte as NumPy's `save` does: format version 1.0, little-endian, C order. */

import { commonLength, type FeatureTable, type FileChunk, type SeriesTable, valuesOf } from './tables';

const CHUNK_VALUES = 1 << 15;
/** NumPy leaves room for the first dimension to grow to so many digits, and ends the header at a multiple of 64 bytes. */
const GROWTH_DIGITS = 21;
const ALIGNMENT = 64;
const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0];

/** An array to be written: its type, its shape, and its bytes in row-major order. */
export interface NumpyArray {
  /** As NumPy's `dtype.str`: `<f4`, `<i8`, `<U12`. */
  type: string;
  shape: readonly number[];
  chunks(): Generator<FileChunk, void>;
}

/** The whole file of one array. */
export function* npyRows(array: NumpyArray): Generator<FileChunk, void> {
  yield { bytes: npyHeader(array), done: 0 };
  yield* array.chunks();
}

/** Bytes of the whole file. */
export function npySize(array: NumpyArray): number {
  const count = array.shape.reduce((product, dimension) => product * dimension, 1);
  return npyHeader(array).length + count * itemSize(array.type);
}

function itemSize(type: string): number {
  return Number(type.slice(2)) * (type[1] === 'U' ? 4 : 1);
}

function npyHeader({ type, shape }: Pick<NumpyArray, 'type' | 'shape'>): Uint8Array {
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
  const growth = ' '.repeat(Math.max(0, GROWTH_DIGITS - String(shape[0]).length));
  const text = `{'descr': '${type}', 'fortran_order': False, 'shape': ${tuple}, }${growth}`;
  const start = MAGIC.length + 2;
  const padding = ALIGNMENT - ((start + text.length + 1) % ALIGNMENT);
  const length = text.length + padding + 1;
  const bytes = new Uint8Array(start + length).fill(32);
  bytes.set(MAGIC);
  new DataView(bytes.buffer).setUint16(MAGIC.length, length, true);
  bytes.set(new TextEncoder().encode(text), start);
  bytes[bytes.length - 1] = 10;
  return bytes;
}

/** [N, F] */
export function featureArray({ ids, columns, values }: FeatureTable): NumpyArray {
  const width = Math.max(1, columns.length);
  return {
    type: '<f4',
    shape: [ids.length, columns.length],
    *chunks() {
      yield* pieces(values.length, 4, (view, at, from) => view.setFloat32(at, values[from], true), width);
    },
  };
}

/** [N, T, D] where all series are of one length, else [total steps, D], one series after the other. */
export function seriesArray(table: SeriesTable): NumpyArray {
  const { lengths, channels } = table;
  const length = commonLength(lengths);
  const width = channels.length;
  const total = lengths.reduce((sum, steps) => sum + steps, 0);
  return {
    type: '<f4',
    shape: length === null ? [total, width] : [lengths.length, length, width],
    *chunks() {
      const valueOf = valuesOf(table);
      for (const [series, steps] of lengths.entries()) {
        const write = (view: DataView, at: number, from: number): void =>
          view.setFloat32(at, valueOf(series, Math.floor(from / width), from % width), true);
        for (const { bytes } of pieces(steps * width, 4, write)) yield { bytes, done: series };
      }
    },
  };
}

/** [N] of 64-bit whole numbers. */
export function integerArray(numbers: readonly number[]): NumpyArray {
  return {
    type: '<i8',
    shape: [numbers.length],
    *chunks() {
      yield* pieces(numbers.length, 8, (view, at, from) => view.setBigInt64(at, BigInt(numbers[from]), true), Infinity);
    },
  };
}

/** [N] of float64. */
export function numberArray(numbers: readonly number[]): NumpyArray {
  return {
    type: '<f8',
    shape: [numbers.length],
    *chunks() {
      yield* pieces(numbers.length, 8, (view, at, from) => view.setFloat64(at, numbers[from], true), Infinity);
    },
  };
}

/** [N] of text, UTF-32, each as long as the longest. A text that ends in NUL would come back without it. */
export function textArray(texts: readonly string[]): NumpyArray {
  const width = textWidth(texts);
  return {
    type: `<U${width}`,
    shape: [texts.length],
    *chunks() {
      let letters: string[] = [];
      const write = (view: DataView, at: number, from: number): void => {
        if (from % width === 0) letters = [...texts[from / width]];
        view.setUint32(at, letters[from % width]?.codePointAt(0) ?? 0, true);
      };
      yield* pieces(texts.length * width, 4, write, Infinity);
    },
  };
}

/** Code points of the longest text, at least 1. */
export function textWidth(texts: readonly string[]): number {
  let width = 1;
  for (const text of texts) if (text.length > width) width = Math.max(width, [...text].length);
  return width;
}

/** `count` values of `size` bytes each, of which `perSeries` make one series. */
function* pieces(
  count: number,
  size: number,
  write: (view: DataView, at: number, from: number) => void,
  perSeries = 1,
): Generator<FileChunk, void> {
  for (let from = 0; from < count; from += CHUNK_VALUES) {
    const values = Math.min(CHUNK_VALUES, count - from);
    const bytes = new Uint8Array(values * size);
    const view = new DataView(bytes.buffer);
    for (let value = 0; value < values; value++) write(view, value * size, from + value);
    yield { bytes, done: Math.floor((from + values) / perSeries) };
  }
}
