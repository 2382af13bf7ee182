/** Operators on constant tensors, as ONNX defines them. Each gives a constant, or null where the shapes do not allow it. */

import { type Budget, type Constant, sizeOf } from './constant';

/** Values of one step along each axis. */
function strides(dims: readonly number[]): number[] {
  const steps = Array.from(dims, () => 1);
  for (let axis = dims.length - 2; axis >= 0; axis--) steps[axis] = steps[axis + 1] * dims[axis + 1];
  return steps;
}

/** Calls `write` with each place of `dims` in turn and the sum of what `steps` say for it. */
function walk(dims: readonly number[], steps: readonly number[], write: (to: number, from: number) => void): void {
  const count = sizeOf(dims);
  const place = Array.from(dims, () => 0);
  for (let to = 0, from = 0; to < count; to++) {
    write(to, from);
    for (let axis = dims.length - 1; axis >= 0; axis--) {
      from += steps[axis];
      if (++place[axis] < dims[axis]) break;
      from -= steps[axis] * dims[axis];
      place[axis] = 0;
    }
  }
}

export function transposed(budget: Budget, from: Constant, perm: readonly number[]): Constant | null {
  const rank = from.dims.length;
  if (perm.length !== rank || new Set(perm).size !== rank || perm.some((axis) => !(axis >= 0 && axis < rank)))
    return null;
  const steps = strides(from.dims);
  const dims = perm.map((axis) => from.dims[axis]);
  return from.made(budget, dims, (into) => {
    const { values } = from;
    walk(
      dims,
      perm.map((axis) => steps[axis]),
      (to, at) => {
        into[to] = values[at];
      },
    );
  });
}

/** The slices of `axis` that `indices` name, in their order. */
export function taken(budget: Budget, from: Constant, axis: number, indices: ArrayLike<number>): Constant | null {
  const length = from.dims[axis];
  if (!Array.from(indices).every((index) => Number.isInteger(index) && index >= 0 && index < length)) return null;
  const inner = sizeOf(from.dims.slice(axis + 1));
  const outer = sizeOf(from.dims.slice(0, axis));
  const dims = from.dims.with(axis, indices.length);
  return from.made(budget, dims, (into) => {
    const { values } = from;
    for (let block = 0, to = 0; block < outer; block++) {
      for (let k = 0; k < indices.length; k++, to += inner) {
        const at = (block * length + indices[k]) * inner;
        into.set(values.subarray(at, at + inner), to);
      }
    }
  });
}

export function joined(budget: Budget, parts: readonly Constant[], axis: number): Constant | null {
  const [first] = parts;
  const { dims } = first;
  const fits = (part: Constant) =>
    part.whole === first.whole &&
    part.dims.length === dims.length &&
    part.dims.every((d, k) => k === axis || d === dims[k]);
  if (!(axis >= 0 && axis < dims.length) || !parts.every(fits)) return null;
  const length = parts.reduce((sum, part) => sum + part.dims[axis], 0);
  const outer = sizeOf(dims.slice(0, axis));
  const deepest = parts.reduce((one, part) => (part.chained > one.chained ? part : one), first);
  return deepest.made(budget, dims.with(axis, length), (into) => {
    for (let block = 0, to = 0; block < outer; block++) {
      for (const part of parts) {
        const run = part.size / outer;
        into.set(part.values.subarray(block * run, (block + 1) * run), to);
        to += run;
      }
    }
  });
}

/** The shape that two broadcast to; null where they do not. */
export function broadcast(a: readonly number[], b: readonly number[]): number[] | null {
  const rank = Math.max(a.length, b.length);
  const dims: number[] = [];
  for (let axis = 0; axis < rank; axis++) {
    const m = a[axis - rank + a.length] ?? 1;
    const n = b[axis - rank + b.length] ?? 1;
    if (m !== n && m !== 1 && n !== 1) return null;
    dims.push(m === 1 ? n : m);
  }
  return dims;
}

function broadcastSteps(from: readonly number[], dims: readonly number[]): number[] {
  const steps = strides(from);
  const before = dims.length - from.length;
  return dims.map((_, axis) => (axis < before || from[axis - before] === 1 ? 0 : steps[axis - before]));
}

export function expanded(budget: Budget, from: Constant, shape: readonly number[]): Constant | null {
  const dims = broadcast(from.dims, shape);
  if (dims === null) return null;
  return from.made(budget, dims, (into) => {
    const { values } = from;
    walk(dims, broadcastSteps(from.dims, dims), (to, at) => {
      into[to] = values[at];
    });
  });
}

export function mapped(
  budget: Budget,
  from: Constant,
  change: (value: number) => number,
  whole = from.whole,
): Constant {
  return from.made(
    budget,
    from.dims,
    (into) => from.values.forEach((value, at) => void (into[at] = change(value))),
    whole,
  );
}

export function combined(
  budget: Budget,
  a: Constant,
  b: Constant,
  compute: (x: number, y: number) => number,
): Constant | null {
  const dims = broadcast(a.dims, b.dims);
  if (dims === null) return null;
  const x = expanded(budget, a, dims)!;
  const y = expanded(budget, b, dims)!;
  return (x.chained > y.chained ? x : y).made(budget, dims, (into) => {
    const left = x.values;
    const right = y.values;
    for (let at = 0; at < into.length; at++) into[at] = compute(left[at], right[at]);
  });
}
