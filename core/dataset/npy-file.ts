/** Reads NPY arrays: [N, T] series, [N, T, D] series of several channels, or [T] one recording. */

import type { Layout, ReadingSpec } from '../contract/specs';
import type { Assumption } from '../contract/views';
import { type NpyHeader, readNpyHeader } from './npy-header';
import { channelNames, type RawTable, type ReadResult, type SourceFile } from './part';
import { SeriesList } from './series-list';
import { ColumnCount, finishSeries } from './series-result';

const VALUES_BETWEEN_YIELDS = 1 << 16;
const VALUES_COUNTED = 1 << 20;

/** Sizes of the array: N series, T steps, D channels. */
interface Sizes {
  layout: Layout;
  series: number;
  steps: number;
  channels: number;
}

/**
 * The values as they are in the file, row-major. With `layout: 'recording'` a two-dimensional array is [T, D].
 * Steps at a series' end that are NaN in every channel are padding and left out.
 */
export function* readNpy(
  file: SourceFile,
  reading: ReadingSpec,
  assumptions: Assumption[],
): Generator<number, ReadResult> {
  const header = readNpyHeader(file);
  const sizes = sizesOf(header.shape, reading.layout);
  const { series, steps, channels } = sizes;
  const valueAt = valueReader(file, header);
  const list = new SeriesList();
  const counts = Array.from({ length: channels }, () => new ColumnCount());
  let sinceYield = 0;
  for (let n = 0; n < series; n++) {
    const values = counts.map(() => new Float64Array(steps));
    for (let step = 0; step < steps; step++) {
      for (let channel = 0; channel < channels; channel++) {
        values[channel][step] = valueAt((n * steps + step) * channels + channel);
      }
      sinceYield += channels;
      if (sinceYield > VALUES_BETWEEN_YIELDS) {
        sinceYield = 0;
        yield header.start + (n * steps + step) * channels * header.size;
      }
    }
    const reached = header.start + (n + 1) * steps * channels * header.size;
    for (const [channel, column] of values.entries()) {
      for (let at = 0; at < steps; at += VALUES_COUNTED) {
        counts[channel].addNumbers(column.subarray(at, at + VALUES_COUNTED));
        if (at + VALUES_COUNTED < steps) yield reached;
      }
    }
    for (const _ of list.addLong(values, null)) yield reached;
  }
  const names = channelNames(channels);
  const source = {
    format: 'npy' as const,
    encoding: null,
    layout: sizes.layout,
    list,
    width: channels,
    labelName: null,
    timeName: null,
    table: valueTable(sizes, names, valueAt),
    columns: names.map((name, channel) => counts[channel].view(name, 'number')),
    assumptions,
    rows: series * steps,
    lineOf: () => 0,
  };
  return yield* finishSeries(file, reading, source, null);
}

function sizesOf(shape: number[], wanted: Layout | undefined): Sizes {
  const [first, second, third] = shape;
  if (shape.length === 1) return { layout: 'recording', series: 1, steps: first, channels: 1 };
  if (shape.length === 3) return { layout: 'wide', series: first, steps: second, channels: third };
  if (wanted === 'recording') return { layout: 'recording', series: 1, steps: first, channels: second };
  return { layout: 'wide', series: first, steps: second, channels: 1 };
}

/** Reads the value at a row-major position, whatever the file's own order, type and byte order. */
function valueReader(file: SourceFile, header: NpyHeader): (position: number) => number {
  const { bytes } = file;
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

/** One row a step: the series' number, the step, the channels. */
function valueTable(sizes: Sizes, names: string[], valueAt: (position: number) => number): RawTable {
  const { steps, channels } = sizes;
  const rowCount = sizes.series * steps;
  return {
    columns: ['series', 'step', ...names],
    rowCount,
    page(first, count) {
      const from = Math.max(0, first);
      const rows = Array.from({ length: Math.max(0, Math.min(count, rowCount - from)) }, (_, at) => from + at);
      return {
        lines: rows.map(() => 0),
        cells: rows.map((row) => [
          String(Math.floor(row / steps)),
          String(row % steps),
          ...names.map((_, channel) => String(valueAt(row * channels + channel))),
        ]),
      };
    },
  };
}
