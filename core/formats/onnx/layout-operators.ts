/** Operators that move a signal's axes, take parts of it or put several side by side, and leave every value as it is. */

import { axisIndex, type Call, sizesOf, sliceIndices } from './call';
import {
  type Axis,
  axisOf,
  type Dim,
  joinOf,
  reversed,
  type Signal,
  signal,
  stepOf,
  type Term,
  termOf,
  unit,
} from './signal';
import { regrouped, reshaped, type Target } from './reshaping';

type Layout = (call: Call, from: Signal) => Signal | null | (Signal | null)[];

/** More outputs side by side than any model has. */
const MOST_TERMS = 64;

export const LAYOUTS: Record<string, Layout> = {
  Identity: (_, from) => from,
  Dropout: (_, from) => from,
  Cast: (_, from) => from,
  CastLike: (_, from) => from,
  Transpose(call, from) {
    const rank = from.axes.length;
    const perm = call.ints('perm') ?? from.axes.map((_, axis) => rank - 1 - axis);
    if (perm.length !== rank || new Set(perm).size !== rank || !perm.every((axis) => axis >= 0 && axis < rank))
      return null;
    return { ...from, axes: perm.map((axis) => from.axes[axis]) };
  },
  Squeeze(call, from) {
    const axes = call.numbers('axes', 1)?.map((axis) => axisIndex(axis, from.axes.length));
    if (axes === undefined && call.given(1)) return null;
    const gone = (axis: Axis, at: number) => (axes ? axes.includes(at) : axis.size === 1);
    if (from.axes.some((axis, at) => gone(axis, at) && axis.size !== 1)) return null;
    return { ...from, axes: from.axes.filter((axis, at) => !gone(axis, at)) };
  },
  Unsqueeze(call, from) {
    const given = call.numbers('axes', 1);
    const rank = from.axes.length + (given?.length ?? 0);
    const made = given?.map((axis) => axisIndex(axis, rank));
    if (!made || new Set(made).size !== made.length || made.includes(null)) return null;
    const left = from.axes.values();
    return {
      ...from,
      axes: Array.from({ length: rank }, (_, at) => (made.includes(at) ? unit() : left.next().value!)),
    };
  },
  Reshape(call, from) {
    const shape = sizesOf(call.inputs[1] ?? null);
    if (shape === null) return null;
    const keeps = call.int('allowzero', 0) === 0;
    const target = (dim: Dim, at: number): Target => (dim === 0 && keeps ? (from.axes[at] ?? null) : dim);
    const targets = shape.dims.map(target);
    return reshaped(from, targets) ?? layersOfPiles(from, targets);
  },
  Flatten(call, from) {
    const at = call.int('axis', 1);
    const split = at < 0 ? at + from.axes.length : at;
    return regrouped(from, [from.axes.slice(0, split), from.axes.slice(split)]);
  },
  Expand(call, from) {
    const shape = sizesOf(call.inputs[1] ?? null);
    const same = (dim: Dim, at: number) => dim === 1 || dim === from.axes[at] || dim === from.axes[at].size;
    return shape !== null && shape.dims.length === from.axes.length && shape.dims.every(same) ? from : null;
  },
  Gather(call, from) {
    const indices = call.constant(1);
    const at = axisIndex(call.int('axis', 0), from.axes.length);
    if (indices === null || at === null || indices.dims.length > 1) return null;
    const part = taken(from, at, indices.values[0], indices.values[0] + 1, indices);
    return part !== null && indices.dims.length === 0 ? withoutAxis(part, at) : part;
  },
  Slice(call, from) {
    const [starts, ends] = [call.numbers('starts', 1), call.numbers('ends', 2)];
    if (starts === null || ends === null || (call.given(3) && call.numbers('axes', 3) === null)) return null;
    const axes = call.numbers('axes', 3) ?? starts.map((_, k) => k);
    const steps = call.numbers('steps', 4) ?? starts.map(() => 1);
    return starts.reduce<Signal | null>((value, start, k) => {
      const at = value && axisIndex(axes[k] ?? -100, value.axes.length);
      if (value === null || at === null || ends[k] === undefined) return null;
      return sliced(value, at, start, ends[k], steps[k] ?? 1);
    }, from);
  },
  Split(call, from) {
    const at = axisIndex(call.int('axis', 0), from.axes.length);
    const length = at === null ? null : from.axes[at].size;
    if (at === null || length === null) return null;
    const count = call.node.outputs.length;
    const each = Math.ceil(length / count);
    const sizes = call.numbers('split', 1) ?? Array.from({ length: count }, () => each);
    let begin = 0;
    return sizes.map((size) => sliced(from, at, begin, Math.min(length, (begin += size)), 1));
  },
  ReverseSequence(call, from) {
    // Every sequence by its whole length: that is what a layer that runs backwards is given.
    const time = from.axes[axisIndex(call.int('time_axis', 0), from.axes.length) ?? 0];
    const lengths = call.inputs[1] ?? null;
    const length = lengths?.kind === 'filled' ? lengths.value : lengths?.kind === 'sizes' ? lengths.dims[0] : null;
    const whole = length !== null && (length === time || length === time.size);
    const known = call.constant(1);
    const all = known !== null && known.values.every((value) => value === time.size);
    return whole || all ? backwards(from, time) : null;
  },
};

/** Slices of an axis from `begin` up to `end`. */
function sliced(from: Signal, at: number, begin: number, end: number, step: number): Signal | null {
  const axis = from.axes[at];
  if (step === -1 && axis !== from.feature && axis !== from.pile) {
    const all = (begin === -1 || begin >= (axis.size ?? Infinity) - 1) && end < -(axis.size ?? 2 ** 30);
    return all ? backwards(from, axis) : null;
  }
  if (step !== 1) return null;
  if (begin === 0 && end >= (axis.size ?? 2 ** 30)) return from;
  return taken(from, at, begin, end);
}

function backwards(from: Signal, axis: Axis): Signal | null {
  if (axis === from.feature || axis === from.pile || (from.time !== null && axis !== from.time)) return null;
  return { ...from, time: axis, term: reversed(from.term) };
}

/** The part of an axis that is left as an axis of its own: one step of time, some outputs, some features. */
function taken(from: Signal, at: number, begin: number, end: number, indices?: { size: number }): Signal | null {
  const axis = from.axes[at];
  if (indices !== undefined && indices.size !== 1) return null;
  if (axis === from.feature || axis === from.pile) {
    if (axis.size === null) return null;
    const chosen = sliceIndices(axis.size, begin, begin === -1 && end === 0 ? axis.size : end, 1) ?? [];
    return axis === from.pile ? outputs(from, at, chosen) : features(from, at, chosen);
  }
  if (axis.size === 1) return sliceIndices(1, begin, begin === -1 ? 1 : end, 1)?.length === 1 ? from : null;
  // The only other axis of which a part is taken is time.
  if (from.time !== axis || from.pile !== null) return piledStep(from, at, begin, end);
  const last = begin === -1 ? end === 0 || end >= (axis.size ?? 2 ** 30) : begin + 1 === axis.size && end >= axis.size;
  const which = last ? 'last' : begin === 0 && end === 1 ? 'first' : null;
  if (which === null) return null;
  return signal(from.axes.with(at, unit()), stepOf(from.term, which), { feature: from.feature });
}

/** A step of several outputs that lie side by side. */
function piledStep(from: Signal, at: number, begin: number, end: number): Signal | null {
  const { term } = from;
  if (from.time !== from.axes[at] || term.kind !== 'pile') return null;
  const steps = term.terms.map((each) => taken({ ...from, term: each, pile: null }, at, begin, end));
  if (steps.includes(null)) return null;
  return {
    ...from,
    axes: steps[0]!.axes,
    time: null,
    term: termOf({ kind: 'pile', terms: steps.map((s) => s!.term) }),
  };
}

function outputs(from: Signal, at: number, chosen: readonly number[]): Signal | null {
  if (from.term.kind !== 'pile' || chosen.length === 0) return null;
  const { terms } = from.term;
  if (chosen.length === 1) {
    const term = terms[chosen[0]];
    // Outputs of layers, each a pile of directions along the next axis.
    const pile = term.kind === 'pile' ? (from.axes[at + 1] ?? null) : null;
    return { ...from, axes: from.axes.with(at, unit()), pile, term };
  }
  if (terms[0].kind === 'pile') return null;
  const axis = axisOf(chosen.length);
  const term = termOf({ kind: 'pile', terms: chosen.map((k) => terms[k]) });
  return { ...from, axes: from.axes.with(at, axis), pile: axis, term };
}

/** Features can be parted where the outputs meet that they come from. */
function features(from: Signal, at: number, chosen: readonly number[]): Signal | null {
  const within = from.term.kind === 'last' || from.term.kind === 'first' ? from.term : null;
  const whole = within === null ? from.term : within.of;
  if (whole.kind !== 'join') return null;
  let begin = 0;
  const parts: Term[] = [];
  for (const part of whole.terms) {
    const size = part.size ?? 0;
    const covered = chosen.filter((k) => k >= begin && k < begin + size).length;
    if (covered !== 0 && covered !== size) return null;
    if (covered > 0) parts.push(within ? stepOf(part, within.kind as 'first' | 'last') : part);
    begin += size;
  }
  if (parts.length === 0) return null;
  const axis = axisOf(chosen.length);
  return { ...from, axes: from.axes.with(at, axis), feature: axis, term: joinOf(parts) };
}

/** The outputs of all directions of all layers, as layers of directions: PyTorch's `h_n.view(layers, directions, batch, hidden)`. */
function layersOfPiles(from: Signal, targets: readonly Target[]): Signal | null {
  const [layers, directions, ...rest] = targets;
  const { term, axes, pile } = from;
  if (term.kind !== 'pile' || axes[0] !== pile || typeof layers !== 'number' || typeof directions !== 'number')
    return null;
  if (term.terms.length !== layers * directions || layers < 2 || term.terms[0].kind === 'pile') return null;
  const kept = reshaped({ ...from, axes: axes.slice(1), pile: null, term: term.terms[0] }, rest);
  if (kept === null || kept.term !== term.terms[0]) return null;
  const [outer, inner] = [axisOf(layers), axisOf(directions)];
  const piles = Array.from({ length: layers }, (_, layer) =>
    termOf({ kind: 'pile', terms: term.terms.slice(layer * directions, (layer + 1) * directions) }),
  );
  return { ...kept, axes: [outer, inner, ...kept.axes], pile: outer, term: termOf({ kind: 'pile', terms: piles }) };
}

function withoutAxis(from: Signal, at: number): Signal {
  return { ...from, axes: from.axes.toSpliced(at, 1) };
}

/** Several signals side by side: as features, or as outputs along an axis of their own. */
export function concatenated(call: Call): Signal | null {
  const parts = call.inputs.filter((input): input is Signal => input?.kind === 'signal');
  const [first] = parts;
  if (first === undefined || parts.length !== call.inputs.length || parts.length > MOST_TERMS) return null;
  const at = axisIndex(call.int('axis', 0), first.axes.length);
  const alike = (part: Signal) =>
    part.axes.length === first.axes.length &&
    part.axes.every((axis, k) => k === at || axis === first.axes[k] || axis === part.feature || axis.size === 1);
  if (at === null || !parts.every(alike)) return null;
  if (parts.length === 1) return first;
  const axes = parts.map((part) => part.axes[at]);
  const terms = parts.flatMap(({ term }) => (term.kind === 'pile' ? term.terms : [term]));
  if (terms.length > MOST_TERMS) return null;
  if (parts.every((part) => part.feature === part.axes[at] && part.pile === null)) {
    const term = joinOf(terms);
    const feature = axisOf(term.size);
    if (term.kind === 'join' && term.terms.length > MOST_TERMS) return null;
    return { ...first, axes: first.axes.with(at, feature), feature, term };
  }
  const sizes = new Set(terms.map(({ size }) => size));
  if (terms.some(({ kind }) => kind === 'pile')) return null;
  const fits = parts.every((part, k) => (part.pile === null ? axes[k].size === 1 : part.pile === axes[k]));
  if (!fits || sizes.size !== 1 || axes.some((axis, k) => axis === parts[k].feature)) return null;
  const pile = axisOf(terms.length);
  return { ...first, axes: first.axes.with(at, pile), pile, term: termOf({ kind: 'pile', terms }) };
}
