/** Which axes of a signal a reshape keeps, merges, splits, adds and drops. */

import { type Axis, axisOf, type Dim, joinOf, type Signal, signal, type Term, termOf, unit } from './signal';

/** -1: whatever is left. null: unknown. */
export type Target = Dim;

const MOST_RANK = 7;

/** The signal in a new shape, its axes found again one by one; null where what was done has no meaning for them. */
export function reshaped(from: Signal, targets: readonly Target[]): Signal | null {
  if (from.axes.length > MOST_RANK || targets.length > MOST_RANK) return null;
  const groups = align(from, from.axes, targets);
  return groups === null ? null : regrouped(from, groups);
}

/** Old axes that make one new axis, in their order; none where it is a new one of size 1. */
type Group = readonly Axis[];

function align(from: Signal, axes: readonly Axis[], targets: readonly Target[]): Group[] | null {
  if (axes.length === 0 && targets.length === 0) return [];
  const [axis, ...axesLeft] = axes;
  const [target, ...targetsLeft] = targets;
  const rest = (group: Group[], left: readonly Axis[], open: readonly Target[]) => {
    const groups = align(from, left, open);
    return groups === null ? null : [...group, ...groups];
  };
  if (axis !== undefined && target !== undefined && fits(axis, target)) {
    const found = rest([[axis]], axesLeft, targetsLeft);
    if (found) return found;
  }
  if (target === 1) {
    const found = rest([[]], axes, targetsLeft);
    if (found) return found;
  }
  if (axis === undefined) return null;
  if (axis.size === 1) {
    const found = rest([], axesLeft, targets);
    if (found) return found;
  }
  if (target === undefined) return null;
  for (let count = 2; count <= axes.length; count++) {
    const group = axes.slice(0, count);
    if (!fits({ size: product(group), parts: group }, target)) continue;
    const found = rest([group], axes.slice(count), targetsLeft);
    if (found) return found;
  }
  const parts = axis.parts.length > 0 ? axis.parts : axis === from.feature ? pileParts(from.term, targets) : [];
  if (parts.length > 0) {
    const found = align(from, [...parts, ...axesLeft], targets);
    if (found) return found;
  }
  // A file may leave open what the reshape then says.
  if (typeof target === 'number' && target > 1 && axis.size === null) return rest([[axis]], axesLeft, targetsLeft);
  return null;
}

function fits(axis: Axis, target: Target): boolean {
  if (target === -1 || target === null || target === axis) return true;
  return typeof target === 'number' && target === axis.size;
}

function product(axes: readonly Axis[]): number | null {
  return axes.reduce<number | null>((size, axis) => (size === null || axis.size === null ? null : size * axis.size), 1);
}

/** Features that are several outputs side by side can become an axis of outputs and one of features again. */
function pileParts(term: Term, [count]: readonly Target[]): Axis[] {
  if (term.kind !== 'join') return [];
  const { size } = term.terms[0];
  if (size === null || term.terms.some((each) => each.size !== size)) return [];
  return count === term.terms.length || count === -1 ? [axisOf(term.terms.length), axisOf(size)] : [];
}

/** The signal over axes that are each made of some of its own. */
export function regrouped(from: Signal, groups: readonly Group[]): Signal | null {
  let { feature, pile, term } = from;
  const known = new Set(from.axes);
  const axes: Axis[] = [];
  for (const group of groups) {
    const real = group.filter((axis) => axis.size !== 1 || axis === feature || axis === pile);
    if (real.length <= 1) {
      axes.push(real[0] ?? group[0] ?? unit());
      continue;
    }
    const whole: Axis = { size: product(real), parts: real };
    axes.push(whole);
    const holds = (axis: Axis | null) => axis !== null && real.includes(axis);
    if (!holds(feature) && !holds(pile)) continue;
    // Outputs side by side become features side by side; nothing else may be mixed with features.
    if (real.length !== 2 || real[0] !== pile || real[1] !== feature || term.kind !== 'pile') return null;
    [term, feature, pile] = [joinOf(term.terms), whole, null];
  }
  const fresh = axes.filter((axis) => !known.has(axis) && axis.parts.length === 0 && axis.size !== 1);
  // An axis of outputs and one of features that a reshape has made of features.
  if (pile === null && term.kind === 'join' && feature !== null && !axes.includes(feature) && fresh.length === 2) {
    const parts = feature.parts.length === 2 ? feature.parts : fresh;
    return signal(axes, termOf({ kind: 'pile', terms: term.terms }), { ...from, pile: parts[0], feature: parts[1] });
  }
  const lost = (axis: Axis | null) => axis !== null && axis.size !== 1 && !axes.includes(axis);
  return lost(feature) || lost(pile) ? null : signal(axes, term, { ...from, feature, pile });
}
