/** One call of an operator: its inputs as far as they are known, and its attributes. */

import type { Budget, Constant } from './constant';
import type { OnnxNode } from './messages';
import type { Dim, Sizes, Value } from './signal';

/** Sizes are computed with as single numbers; longer lists of whole numbers are no sizes. */
const MOST_SIZES = 64;

export class Call {
  constructor(
    readonly node: OnnxNode,
    /** The node's place in the file. */
    readonly index: number,
    readonly inputs: readonly Value[],
    readonly opset: number,
    readonly budget: Budget,
  ) {}

  int(name: string, otherwise: number): number {
    return this.node.attributes.get(name)?.i ?? otherwise;
  }

  float(name: string, otherwise: number): number {
    const attribute = this.node.attributes.get(name);
    return attribute === undefined ? otherwise : shortest(attribute.f);
  }

  text(name: string, otherwise: string): string {
    return this.node.attributes.get(name)?.s || otherwise;
  }

  ints(name: string): readonly number[] | null {
    return this.node.attributes.get(name)?.ints ?? null;
  }

  constant(at: number): Constant | null {
    const value = this.inputs[at] ?? null;
    return value?.kind === 'constant' ? value : null;
  }

  /** Whole numbers of an attribute, or of an input since they moved there. Null where they are not known, or not given. */
  numbers(name: string, at: number): number[] | null {
    const ints = this.ints(name);
    if (ints !== null) return [...ints];
    const sizes = sizesOf(this.inputs[at] ?? null);
    return sizes !== null && sizes.dims.every((dim) => typeof dim === 'number') ? [...(sizes.dims as number[])] : null;
  }

  /** Whether an optional input is there, known or not. */
  given(at: number): boolean {
    return (this.node.inputs[at] ?? '') !== '';
  }
}

/** Sizes, also where they are a constant. */
export function sizesOf(value: Value): Sizes | null {
  if (value?.kind === 'sizes') return value;
  if (value?.kind === 'filled') {
    const [count] = value.dims ?? [];
    const fits = value.dims?.length === 1 && typeof count === 'number' && count <= MOST_SIZES;
    return fits ? { kind: 'sizes', scalar: false, dims: Array.from({ length: count }, () => value.value) } : null;
  }
  if (value?.kind !== 'constant' || !value.whole || value.dims.length > 1 || value.size > MOST_SIZES) return null;
  return { kind: 'sizes', scalar: value.dims.length === 0, dims: [...value.values] };
}

/** `axis` from 0 on; null where there is none of the kind. */
export function axisIndex(axis: number, rank: number): number | null {
  const index = axis < 0 ? axis + rank : axis;
  return Number.isInteger(index) && index >= 0 && index < rank ? index : null;
}

/** The number with the fewest digits that is the same float32: what was written where it was rounded. */
export function shortest(value: number): number {
  for (let digits = 1; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return value;
}

/** The slices that starts, ends and steps choose of an axis; null where the axis or a step does not allow it. */
export function sliceIndices(length: number, start: number, end: number, step: number): number[] | null {
  if (!Number.isSafeInteger(step) || step === 0) return null;
  const clamp = (at: number, least: number, most: number) => Math.min(Math.max(at < 0 ? at + length : at, least), most);
  const from = step > 0 ? clamp(start, 0, length) : clamp(start, 0, length - 1);
  const to = step > 0 ? clamp(end, 0, length) : clamp(end, -1, length - 1);
  const count = Math.max(0, Math.ceil((to - from) / step));
  return Array.from({ length: count }, (_, k) => from + k * step);
}

export function isKnown(dim: Dim): dim is number {
  return typeof dim === 'number';
}
