/** Operators on what does not depend on the series: constants, sizes of its axes, and tensors of one value. */

import { axisIndex, type Call, isKnown, sizesOf, sliceIndices } from './call';
import { Constant, constantOf, sizeOf, wholeNumbers } from './constant';
import { combined, expanded, joined, mapped, taken, transposed } from './folding';
import type { Dim, Filled, Sizes, Value } from './signal';

type Fold = (call: Call) => Value | Value[];

const SUMS: Record<string, (x: number, y: number) => number> = {
  Add: (x, y) => x + y,
  Sub: (x, y) => x - y,
  Mul: (x, y) => x * y,
  Div: (x, y) => x / y,
  Min: Math.min,
  Max: Math.max,
  Pow: (x, y) => x ** y,
  Equal: (x, y) => Number(x === y),
};

const FUNCTIONS: Record<string, (x: number) => number> = {
  Neg: (x) => -x,
  Sqrt: Math.sqrt,
  Reciprocal: (x) => 1 / x,
  Abs: Math.abs,
  Exp: Math.exp,
};

/** Operators whose values are those of their first input, whatever that is. */
const SAME = new Set(['Identity', 'Dropout']);

/** What an operator gives whose inputs do not depend on the series; null where that is not known. */
export function folded(call: Call): Value | Value[] {
  const { type } = call.node;
  if (SAME.has(type)) return call.inputs[0] ?? null;
  if (Object.hasOwn(SUMS, type)) return sum(call, SUMS[type]);
  if (Object.hasOwn(FUNCTIONS, type)) {
    const from = call.constant(0);
    return from === null ? null : mapped(call.budget, from, FUNCTIONS[type]);
  }
  return Object.hasOwn(FOLDS, type) ? FOLDS[type](call) : null;
}

const FOLDS: Record<string, Fold> = {
  Constant({ node, budget }) {
    const of = (name: string) => node.attributes.get(name);
    const [tensor, whole, float, ints, floats] = ['', '_int', '_float', '_ints', '_floats'].map((end) =>
      of(`value${end}`),
    );
    if (tensor?.t) return constantOf(budget, tensor.t);
    if (whole) return wholeNumbers([whole.i], []);
    if (ints) return wholeNumbers(ints.ints);
    if (float) return new Constant([], false, () => Float32Array.of(float.f));
    return floats ? new Constant([floats.floats.length], false, () => Float32Array.from(floats.floats)) : null;
  },
  ConstantOfShape(call) {
    const shape = sizesOf(call.inputs[0] ?? null);
    const given = call.node.attributes.get('value')?.t;
    const value = given ? (constantOf(call.budget, given)?.values[0] ?? null) : 0;
    return { kind: 'filled', value, dims: shape?.dims ?? null };
  },
  Shape(call) {
    const dims = dimsOf(call.inputs[0] ?? null);
    if (dims === null) return null;
    const start = call.int('start', 0);
    const end = call.int('end', dims.length);
    return numbers({ kind: 'sizes', scalar: false, dims: dims.slice(start, end) });
  },
  Size(call) {
    const from = call.constant(0);
    return from === null ? null : wholeNumbers([from.size], []);
  },
  Cast(call) {
    const [from] = call.inputs;
    const whole = ![1, 10, 11, 16].includes(call.int('to', 1));
    if (from?.kind !== 'constant') return from ?? null;
    return from.whole === whole ? from : mapped(call.budget, from, whole ? Math.trunc : (value) => value, whole);
  },
  CastLike(call) {
    return call.inputs[0] ?? null;
  },
  Reshape(call) {
    const [from] = call.inputs;
    const shape = sizesOf(call.inputs[1] ?? null);
    if (shape === null || from == null) return null;
    if (from.kind === 'filled')
      return { ...from, dims: shape.dims.includes(-1) ? shape.dims.map(() => null) : shape.dims };
    if (from.kind === 'sizes') return { ...from, scalar: shape.dims.length === 0 };
    return from.kind === 'constant' ? reshapedConstant(from, shape.dims) : null;
  },
  Flatten(call) {
    const from = call.constant(0);
    const axis = call.int('axis', 1);
    return from === null ? null : from.shaped([sizeOf(from.dims.slice(0, axis)), sizeOf(from.dims.slice(axis))]);
  },
  Transpose(call) {
    const from = call.constant(0);
    if (from === null) return sameDims(call.inputs[0]);
    return transposed(call.budget, from, call.ints('perm') ?? from.dims.map((_, axis) => axis).reverse());
  },
  Squeeze(call) {
    return ranked(call, (dims, axes) => {
      const gone = axes?.map((axis) => axisIndex(axis, dims.length));
      return dims.filter((dim, axis) => (gone ? !gone.includes(axis) : dim !== 1));
    });
  },
  Unsqueeze(call) {
    return ranked(call, (dims, axes) => {
      if (axes === null) return null;
      const rank = dims.length + axes.length;
      const made = axes.map((axis) => axisIndex(axis, rank));
      if (new Set(made).size !== axes.length || made.includes(null)) return null;
      const left = dims.values();
      return Array.from({ length: rank }, (_, axis) => (made.includes(axis) ? 1 : left.next().value!));
    });
  },
  Concat(call) {
    const parts = call.inputs;
    const axis = axisIndex(call.int('axis', 0), (dimsOf(parts[0] ?? null) ?? []).length);
    if (axis === null) return null;
    if (parts.every((part) => part?.kind === 'constant')) return joined(call.budget, parts as Constant[], axis);
    const all = parts.map(sizesOf);
    if (axis === 0 && all.every((each) => each !== null && !each.scalar))
      return { kind: 'sizes', scalar: false, dims: all.flatMap((each) => each!.dims) };
    return sameFilled(parts, axis);
  },
  Slice(call) {
    const [starts, ends] = [call.numbers('starts', 1), call.numbers('ends', 2)];
    if (starts === null || ends === null) return null;
    const axes = call.numbers('axes', 3) ?? starts.map((_, k) => k);
    const steps = call.numbers('steps', 4) ?? starts.map(() => 1);
    return starts.reduce<Value>(
      (value, start, k) =>
        takenOf(call, value, axes[k], (length) => sliceIndices(length, start, ends[k], steps[k] ?? 1)),
      call.inputs[0] ?? null,
    );
  },
  Gather(call) {
    const [from] = call.inputs;
    const indices = call.constant(1);
    if (indices === null || from == null) return null;
    const axis = call.int('axis', 0);
    const value = takenOf(call, from, axis, (length) => Array.from(indices.values, (k) => (k < 0 ? k + length : k)));
    if (indices.dims.length === 1) return value;
    if (value?.kind === 'sizes') return indices.dims.length === 0 ? numbers({ ...value, scalar: true }) : null;
    const at = axisIndex(axis, (dimsOf(from) ?? []).length);
    if (value?.kind !== 'constant' || at === null) return null;
    return value.shaped([...value.dims.slice(0, at), ...indices.dims, ...value.dims.slice(at + 1)]);
  },
  Split(call) {
    const from = call.constant(0);
    const axis = from && axisIndex(call.int('axis', 0), from.dims.length);
    if (from === null || axis === null) return null;
    const count = call.node.outputs.length;
    const length = from.dims[axis];
    const each = Math.ceil(length / count);
    const sizes =
      call.numbers('split', 1) ?? Array.from({ length: count }, (_, k) => Math.min(each, length - k * each));
    let at = 0;
    return sizes.map((size) => {
      const indices = sliceIndices(length, at, (at += size), 1);
      return indices === null ? null : taken(call.budget, from, axis, indices);
    });
  },
  Expand(call) {
    const shape = sizesOf(call.inputs[1] ?? null);
    const [from] = call.inputs;
    const known = shape?.dims.every(isKnown) ? (shape.dims as number[]) : null;
    if (from?.kind === 'constant' && from.size !== 1 && known !== null) return expanded(call.budget, from, known);
    // Along axes that the file leaves open all is the same.
    if (from?.kind === 'constant' && from.size !== 1 && shape?.dims.length === from.dims.length) {
      const open = shape.dims.every((dim, axis) => dim === from.dims[axis] || (!isKnown(dim) && from.dims[axis] === 1));
      return open ? from : null;
    }
    return filledLike(from ?? null, shape?.dims ?? null);
  },
  Tile(call) {
    const from = call.inputs[0] ?? null;
    return filledLike(from, dimsOf(from)?.map(() => null) ?? null);
  },
  Where(call) {
    const condition = sizesOf(call.inputs[0] ?? null);
    const [, yes, no] = call.inputs.map((value) => sizesOf(value ?? null));
    if (!condition?.dims.every(isKnown) || !yes || !no) return null;
    const pick = (from: Sizes, at: number): Dim => (from.dims.length === 1 ? from.dims[0] : (from.dims[at] ?? null));
    const dims = condition.dims.map((chosen, at) => pick(chosen === 0 ? no : yes, at));
    return numbers({ kind: 'sizes', scalar: condition.scalar, dims });
  },
};

/** A tensor of the one value that another is full of; null where it has several. */
function filledLike(from: Value, dims: readonly Dim[] | null): Value {
  if (from?.kind === 'filled') return { ...from, dims };
  if (from?.kind === 'sizes') return from.dims.length === 1 ? { kind: 'filled', value: from.dims[0], dims } : null;
  if (from?.kind !== 'constant' || from.size === 0) return null;
  const { values } = from;
  return values.every((value) => value === values[0]) ? { kind: 'filled', value: values[0], dims } : null;
}

/** Sizes that are all numbers are a constant. */
function numbers(sizes: Sizes): Value {
  if (!sizes.dims.every(isKnown)) return sizes;
  return wholeNumbers(sizes.dims as number[], sizes.scalar ? [] : [sizes.dims.length]);
}

export function dimsOf(value: Value): readonly Dim[] | null {
  if (value === null) return null;
  if (value.kind === 'signal') return value.axes.map((axis) => axis.size ?? axis);
  if (value.kind === 'sizes') return value.scalar ? [] : [value.dims.length];
  return value.dims;
}

function sum(call: Call, compute: (x: number, y: number) => number): Value {
  const [a, b] = call.inputs;
  if (a?.kind === 'constant' && b?.kind === 'constant') {
    // Whole numbers are divided towards zero.
    const whole = a.whole && call.node.type === 'Div';
    return combined(call.budget, a, b, whole ? (x, y) => Math.trunc(x / y) : compute);
  }
  const [x, y] = [sizesOf(a ?? null), sizesOf(b ?? null)];
  if (!x || !y) return sameFilledProduct(call, a ?? null, b ?? null);
  const pick = (from: Sizes, at: number): Dim => (from.dims.length === 1 ? from.dims[0] : (from.dims[at] ?? null));
  const dims = Array.from({ length: Math.max(x.dims.length, y.dims.length) }, (_, at) => {
    const [left, right] = [pick(x, at), pick(y, at)];
    if (isKnown(left) && isKnown(right)) return compute(left, right);
    const { type } = call.node;
    // An open size is none of the marks that shapes are compared with, such as -1.
    if (type === 'Equal' && (Number(left) < 0 || Number(right) < 0)) return 0;
    if ((type === 'Mul' || type === 'Div') && right === 1) return left;
    if (type === 'Mul' && left === 1) return right;
    return (type === 'Add' || type === 'Sub') && right === 0 ? left : null;
  });
  return numbers({ kind: 'sizes', scalar: x.scalar && y.scalar, dims });
}

/** Zeros times anything that is known to be finite are zeros. */
function sameFilledProduct({ node }: Call, a: Value, b: Value): Value {
  if (node.type !== 'Mul') return null;
  const zero = [a, b].find((value) => value?.kind === 'filled' && value.value === 0);
  return zero && [a, b].every((value) => value?.kind === 'filled' || value?.kind === 'constant') ? zero : null;
}

function reshapedConstant(from: Constant, shape: readonly Dim[]): Value {
  if (!shape.every(isKnown)) return null;
  const kept = (shape as number[]).map((dim, axis) => (dim === 0 ? (from.dims[axis] ?? 0) : dim));
  const others = sizeOf(kept.filter((dim) => dim !== -1));
  const dims = kept.map((dim) => (dim === -1 ? from.size / others : dim));
  return sizeOf(dims) === from.size && dims.every((dim) => Number.isInteger(dim) && dim >= 0)
    ? from.shaped(dims)
    : null;
}

function sameDims(value: Value | undefined): Value {
  return value?.kind === 'filled' ? { ...value, dims: value.dims?.map(() => null) ?? null } : null;
}

/** Changes the shape of anything without moving its values. */
function ranked(call: Call, change: (dims: readonly Dim[], axes: readonly number[] | null) => Dim[] | null): Value {
  const [from] = call.inputs;
  if (from == null || from.kind === 'signal') return null;
  const axes = call.numbers('axes', 1);
  if (axes === null && call.given(1)) return null;
  const before = dimsOf(from);
  if (before === null) return from;
  const dims = change(before, axes);
  if (dims === null) return null;
  if (from.kind === 'filled') return { ...from, dims };
  if (from.kind === 'sizes') return dims.length > 1 ? null : { ...from, scalar: dims.length === 0 };
  return sizeOf(dims as number[]) === from.size ? from.shaped(dims as number[]) : null;
}

function sameFilled(parts: readonly Value[], axis: number): Value {
  const values = parts.map((part) =>
    part?.kind === 'filled' ? part.value : part?.kind === 'constant' && part.values.every((v) => v === 0) ? 0 : null,
  );
  if (values.length === 0 || !values.every((value) => value === 0)) return null;
  const filled = parts.find((part): part is Filled => part?.kind === 'filled');
  return filled ? { ...filled, dims: filled.dims?.map((dim, at) => (at === axis ? null : dim)) ?? null } : null;
}

function takenOf(
  call: Call,
  from: Value,
  axis: number | undefined,
  indices: (length: number) => readonly number[] | null,
): Value {
  if (axis === undefined || from === null || from.kind === 'signal') return null;
  const dims = dimsOf(from);
  if (dims === null) return from;
  const at = axisIndex(axis, dims.length);
  if (at === null) return null;
  const length = dims[at];
  if (from.kind === 'filled') return { ...from, dims: dims.with(at, null) };
  const chosen = isKnown(length) ? indices(length) : null;
  if (chosen === null) return null;
  if (from.kind === 'constant') return taken(call.budget, from, at, chosen);
  return numbers({ ...from, dims: chosen.map((k) => from.dims[k] ?? null) });
}
