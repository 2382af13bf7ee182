/** Constant tensors: read from the file when they are needed, and folded as ONNX's operators on them say. */

import { WorkbenchError } from '../../contract/errors';
import { readFloats } from '../floats';
import type { OnnxTensor } from './messages';

/** Values that folding may make: so many for each byte of the file, and some more. */
const MADE_PER_BYTE = 4;
const MADE_FREELY = 1_000_000;
/** Constants made of constants made of constants are computed from here on, so that none waits at the end of a long chain. */
const LONGEST_CHAIN = 50;

export type Values = Float32Array | Float64Array;

/** How much folding may still make for one file. */
export class Budget {
  private left: number;

  constructor(
    readonly file: string,
    bytes: number,
  ) {
    this.left = bytes * MADE_PER_BYTE + MADE_FREELY;
  }

  /** Whether so many values could be made. @throws onnx/limit */
  check(count: number): void {
    if (!(count <= this.left))
      throw new WorkbenchError('onnx/limit', { file: this.file, what: 'folding', limit: MADE_FREELY });
  }

  /** @throws onnx/limit */
  take(count: number): void {
    this.check(count);
    this.left -= count;
  }
}

/** Whole numbers are kept as float64, all others as float32. */
export class Constant {
  readonly kind = 'constant';
  private computed: Values | null = null;
  private compute: (() => Values) | null;

  constructor(
    readonly dims: readonly number[],
    readonly whole: boolean,
    compute: () => Values,
    private readonly chain = 0,
  ) {
    this.compute = compute;
    if (chain >= LONGEST_CHAIN) void this.values;
  }

  /** How many constants wait for one another to be computed, this one last. */
  get chained(): number {
    return this.computed === null ? this.chain : 0;
  }

  get size(): number {
    return sizeOf(this.dims);
  }

  get values(): Values {
    if (this.computed === null) {
      this.computed = this.compute!();
      this.compute = null;
    }
    return this.computed;
  }

  /** The values as float32 of their own. */
  floats(): Float32Array {
    return this.values instanceof Float32Array ? this.values.slice() : Float32Array.from(this.values);
  }

  /** A constant of `dims` made of this one and perhaps `others`. */
  made(budget: Budget, dims: readonly number[], fill: (into: Values) => void, whole = this.whole): Constant {
    const count = sizeOf(dims);
    budget.check(count);
    return new Constant(
      dims,
      whole,
      () => {
        budget.take(count);
        const into = whole ? new Float64Array(count) : new Float32Array(count);
        fill(into);
        return into;
      },
      this.chained + 1,
    );
  }

  /** The same values in another shape, which must be of the same size. */
  shaped(dims: readonly number[]): Constant {
    return new Constant(dims, this.whole, () => this.values, this.chained + 1);
  }
}

export function sizeOf(dims: readonly number[]): number {
  return dims.reduce((product, length) => product * length, 1);
}

export function wholeNumbers(values: readonly number[], dims: readonly number[] = [values.length]): Constant {
  return new Constant(dims, true, () => Float64Array.from(values));
}

/** ONNX's types by their names in safetensors. */
const TYPES: Record<number, { name: string; bytes: number }> = {
  1: { name: 'F32', bytes: 4 },
  2: { name: 'U8', bytes: 1 },
  3: { name: 'I8', bytes: 1 },
  4: { name: 'U16', bytes: 2 },
  5: { name: 'I16', bytes: 2 },
  6: { name: 'I32', bytes: 4 },
  7: { name: 'I64', bytes: 8 },
  9: { name: 'U8', bytes: 1 },
  10: { name: 'F16', bytes: 2 },
  11: { name: 'F64', bytes: 8 },
  12: { name: 'U32', bytes: 4 },
  13: { name: 'U64', bytes: 8 },
  16: { name: 'BF16', bytes: 2 },
};

const READ_WHOLE: Record<string, (view: DataView, at: number) => number> = {
  U8: (view, at) => view.getUint8(at),
  I8: (view, at) => view.getInt8(at),
  U16: (view, at) => view.getUint16(at, true),
  I16: (view, at) => view.getInt16(at, true),
  U32: (view, at) => view.getUint32(at, true),
  I32: (view, at) => view.getInt32(at, true),
  U64: (view, at) => Number(view.getBigUint64(at, true)),
  I64: (view, at) => Number(view.getBigInt64(at, true)),
};

/** A tensor of the file; null for types that have no numbers, such as texts. @throws onnx/tensor */
export function constantOf(budget: Budget, tensor: OnnxTensor): Constant | null {
  const type = TYPES[tensor.type];
  if (type === undefined) return null;
  const fault = (reason: string) =>
    new WorkbenchError('onnx/tensor', { file: budget.file, tensor: tensor.name, reason });
  const dims = [...tensor.dims];
  if (!dims.every((dim) => Number.isSafeInteger(dim) && dim >= 0)) throw fault('onnx-dims');
  const count = sizeOf(dims);
  const raw = tensor.raw ?? rawOf(tensor, type.name);
  // A product past 2^53 is inexact, but then far from any size that a file can have.
  if (count * type.bytes !== raw.length) throw fault('onnx-size');
  const whole = Object.hasOwn(READ_WHOLE, type.name);
  return new Constant(dims, whole, () => {
    const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
    if (type.name === 'F32') return new Float32Array(new Uint8Array(raw).buffer);
    if (!whole) return readFloats({ file: budget.file, tensor: tensor.name, dtype: type.name }, view, 0, raw.length);
    return Float64Array.from({ length: count }, (_, at) => READ_WHOLE[type.name](view, at * type.bytes));
  });
}

/** The values of the fields for one type each, as the bytes that `raw_data` would have held. */
function rawOf({ floats, ints, doubles }: OnnxTensor, type: string): Uint8Array {
  const bytes = (values: ArrayBufferView) => new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  if (type === 'F32') return bytes(Float32Array.from(floats));
  if (type === 'F64') return bytes(Float64Array.from(doubles));
  if (type === 'I64' || type === 'U64') return bytes(BigInt64Array.from(ints, (value) => BigInt(Math.trunc(value))));
  if (type === 'I32' || type === 'U32') return bytes(Int32Array.from(ints));
  if (type === 'I8' || type === 'U8') return bytes(Int8Array.from(ints));
  return bytes(Uint16Array.from(ints));
}
