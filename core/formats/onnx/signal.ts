/** What is known of the tensors that a graph computes from its inputs: their axes, and what was done to get them. */

import type { ActivationMap, DenseMap, EmbeddingMap, LayerNormMap } from '../../lstm/step-map';
import type { Cell } from '../../lstm/cell';
import type { DirectionWeights } from '../../lstm/stack';
import type { Constant } from './constant';

/** An axis is known by itself: the same object in two tensors is the same axis. `parts`: what it was made of by reshaping. */
export interface Axis {
  size: number | null;
  parts: readonly Axis[];
}

/** A size in the arithmetic on shapes: a number, that of an axis which the file leaves open, or unknown. */
export type Dim = number | Axis | null;

/** A whole-number tensor of rank 0 or 1 of sizes. */
export interface Sizes {
  kind: 'sizes';
  scalar: boolean;
  dims: readonly Dim[];
}

/** A tensor of one value. */
export interface Filled {
  kind: 'filled';
  value: Dim;
  /** null where not even their number is known. */
  dims: readonly Dim[] | null;
}

/**
 * A tensor that depends on the series. `feature` is the axis of the values of a step, `time` that of the steps, where they
 * are known. Where `pile` is given, `term` is not: it holds several terms side by side along that axis.
 */
export interface Signal {
  kind: 'signal';
  axes: readonly Axis[];
  term: Term;
  feature: Axis | null;
  time: Axis | null;
  pile: Axis | null;
}

/** null: nothing is known. */
export type Value = Constant | Sizes | Filled | Signal | null;

/** One direction of a recurrent operator's output over time. */
export interface Run {
  node: number;
  name: string;
  cell: Cell;
  hidden: number;
  projection: number | null;
  direction: 'forward' | 'backward' | 'both';
  weights: DirectionWeights[];
  /** The input that the operator is given. */
  x: Term;
  bias: boolean;
}

export type AffineTerm = { kind: 'affine'; scale: Float32Array | null; shift: Float32Array | null };
/** A step map, or an affine one of still unknown size: one value for all, or null for none. */
export type TermMap = DenseMap | LayerNormMap | EmbeddingMap | AffineTerm | ActivationMap;

export type NormPart = 'mean' | 'centred' | 'square' | 'variance' | 'steadied' | 'deviation';

/** How a value comes about. */
type TermBody =
  | { kind: 'source'; name: string; size: number | null }
  | { kind: 'half'; run: Run; index: number }
  | { kind: 'join' | 'pile' | 'sum' | 'product'; terms: readonly Term[] }
  | { kind: 'map'; map: TermMap; of: Term }
  /** `reversed`: backwards in time. */
  | { kind: 'reversed'; of: Term }
  /** A part of a normalisation of `of` over its features that is computed operator by operator, and what was added to the variance. */
  | { kind: 'norm'; part: NormPart; epsilon: number; of: Term }
  /** Parts of activations that are computed operator by operator. */
  | { kind: 'erf' | 'abs'; of: Term }
  /** One step or all steps of `of`; `state`: the last of each direction's own steps; `average`: half of a sum of two. */
  | { kind: 'last' | 'first' | 'state' | 'mean' | 'max' | 'average'; of: Term };

/** `size`: values of a step, null where the file leaves it open. `depth`: how many terms lie within one another. */
export type Term = TermBody & { size: number | null; depth: number };

export function termOf(body: TermBody): Term {
  const within = 'terms' in body ? body.terms : 'of' in body ? [body.of] : [];
  return { ...body, size: sizeOf(body), depth: 1 + within.reduce((most, { depth }) => Math.max(most, depth), 0) };
}

function sizeOf(body: TermBody): number | null {
  switch (body.kind) {
    case 'source':
      return body.size;
    case 'half':
      return body.run.projection ?? body.run.hidden;
    case 'join':
      return body.terms.reduce<number | null>(
        (sum, { size }) => (sum === null || size === null ? null : sum + size),
        0,
      );
    case 'pile':
    case 'sum':
    case 'product':
      return body.terms[0].size;
    case 'map':
      return body.map.kind === 'dense' || body.map.kind === 'embedding' ? body.map.output : body.of.size;
    default:
      return body.of.size;
  }
}

export function unit(): Axis {
  return { size: 1, parts: [] };
}

export function axisOf(size: number | null): Axis {
  return { size, parts: [] };
}

export function signal(axes: readonly Axis[], term: Term, rest: Partial<Signal> = {}): Signal {
  return { kind: 'signal', feature: null, time: null, pile: null, ...rest, axes, term };
}

/** The term backwards in time; twice is the term itself. */
export function reversed(term: Term): Term {
  return term.kind === 'reversed' ? term.of : termOf({ kind: 'reversed', of: term });
}

/** The first or last step in time. */
export function stepOf(term: Term, which: 'first' | 'last'): Term {
  if (term.kind === 'reversed') return stepOf(term.of, which === 'last' ? 'first' : 'last');
  return termOf({ kind: which, of: term });
}

/** Features of several terms side by side. */
export function joinOf(terms: readonly Term[]): Term {
  const flat = terms.flatMap((term) => (term.kind === 'join' ? term.terms : [term]));
  return flat.length === 1 ? flat[0] : termOf({ kind: 'join', terms: flat });
}

/** Comparisons until two terms are taken for different. */
const PATIENCE = 10_000;

/** Whether two values come about in the same way. */
export function sameTerm(a: Term, b: Term, patience = { left: PATIENCE }): boolean {
  if (a === b) return true;
  if (a.kind !== b.kind || --patience.left < 0) return false;
  if (a.kind === 'half' && b.kind === 'half') return a.run === b.run && a.index === b.index;
  if ('terms' in a && 'terms' in b)
    return a.terms.length === b.terms.length && a.terms.every((term, at) => sameTerm(term, b.terms[at], patience));
  if (a.kind === 'map' && b.kind === 'map') return a.map === b.map && sameTerm(a.of, b.of, patience);
  return 'of' in a && 'of' in b && sameTerm(a.of, b.of, patience);
}
