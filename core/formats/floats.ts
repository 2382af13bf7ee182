/** Floating-point values of files as float32, by the names that safetensors gives their types. */

import { WorkbenchError } from '../contract/errors';

const READERS: Record<string, { bytes: number; read(view: DataView, at: number): number }> = {
  F64: { bytes: 8, read: (view, at) => view.getFloat64(at, true) },
  F32: { bytes: 4, read: (view, at) => view.getFloat32(at, true) },
  F16: { bytes: 2, read: (view, at) => halfToNumber(view.getUint16(at, true)) },
  BF16: { bytes: 2, read: (view, at) => bfloatToNumber(view.getUint16(at, true)) },
};

/** Little-endian values from byte `begin` to `end`. @throws weights/dtype for what is not F64, F32, F16 or BF16 */
export function readFloats(
  { file, tensor, dtype }: { file: string; tensor: string; dtype: string },
  view: DataView,
  begin: number,
  end: number,
): Float32Array {
  if (!Object.hasOwn(READERS, dtype)) throw new WorkbenchError('weights/dtype', { file, tensor, dtype });
  const { bytes, read } = READERS[dtype];
  const values = new Float32Array((end - begin) / bytes);
  for (let at = 0; at < values.length; at++) values[at] = read(view, begin + at * bytes);
  return values;
}

/** IEEE 754 binary16: 1 sign bit, 5 exponent bits (bias 15), 10 fraction bits. */
function halfToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

const word = new DataView(new ArrayBuffer(4));

/** bfloat16 is the upper half of a float32. */
function bfloatToNumber(bits: number): number {
  word.setUint32(0, bits << 16);
  return word.getFloat32(0);
}
