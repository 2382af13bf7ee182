/** Types of values and shapes of arrays in HDF5 files. Format specification, sections IV.A.2.b and IV.A.2.d. */

import type { Cursor } from './cursor';

export type Datatype =
  | {
      kind: 'float';
      size: number;
      /** As safetensors calls it; null for a form that nothing writes. */ dtype: string | null;
      big: boolean;
    }
  | { kind: 'integer'; size: number; signed: boolean; big: boolean }
  | { kind: 'text'; size: number }
  /** Text of any length, which lies in a heap of the whole file. */
  | { kind: 'long-text'; size: number }
  | {
      kind: 'other';
      size: number;
      /** Opaque bytes, as which h5py writes types that HDF5 does not know. */ opaque: boolean;
    };

const CLASS = { integer: 0, float: 1, text: 3, opaque: 5, variable: 9 };
/** Bits of exponent and of fraction. */
const FLOATS: Record<string, string> = { '2 5 10': 'F16', '2 8 7': 'BF16', '4 8 23': 'F32', '8 11 52': 'F64' };

/** @throws hdf5/broken */
export function readDatatype(cursor: Cursor): Datatype {
  const kind = cursor.u8() & 0xf;
  const flags = cursor.uint(3);
  const size = cursor.u32();
  const big = (flags & 1) === 1;
  if (kind === CLASS.integer) return { kind: 'integer', size, signed: (flags & 8) !== 0, big };
  if (kind === CLASS.text) return { kind: 'text', size };
  if (kind === CLASS.variable && (flags & 0xf) === 1) return { kind: 'long-text', size };
  if (kind !== CLASS.float) return { kind: 'other', size, opaque: kind === CLASS.opaque };
  cursor.skip(5);
  const exponent = cursor.u8();
  cursor.skip(1);
  const fraction = cursor.u8();
  const form = `${size} ${exponent} ${fraction}`;
  return { kind: 'float', size, dtype: Object.hasOwn(FLOATS, form) ? FLOATS[form] : null, big };
}

/** Lengths of the axes, none for a single value; null where there is no value at all. @throws hdf5/broken */
export function readDataspace(cursor: Cursor): number[] | null {
  const version = cursor.u8();
  const rank = cursor.u8();
  cursor.skip(1);
  if (version === 1) cursor.skip(5);
  else if (version !== 2) throw cursor.whole.broken('hdf5-version', cursor.place);
  else if (cursor.u8() === 2) return null;
  if (rank > 32) throw cursor.whole.broken('hdf5-size', cursor.place);
  return Array.from({ length: rank }, () => cursor.length());
}

/** How many values; infinite where no file could hold as many. */
export function countOf(shape: readonly number[]): number {
  const count = shape.reduce((product, length) => product * length, 1);
  return Number.isSafeInteger(count) ? count : Number.POSITIVE_INFINITY;
}
