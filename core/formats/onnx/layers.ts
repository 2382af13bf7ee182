/** Finds in the terms of a graph which recurrent operators make one layer, and what a value is made of a layer by. */

import type { HeadInput } from '../../lstm/step-map';
import { reversed, type Run, sameTerm, type Term, type TermMap } from './signal';

/** One recurrent layer: one operator, or two of opposite directions. */
export interface Layer {
  runs: readonly Run[];
  direction: 'forward' | 'backward' | 'both';
  merge: 'concat' | 'sum' | 'average' | 'product';
  residual: boolean;
  /** What the layer is given. */
  x: Term;
}

export function sameLayer(a: Layer, b: Layer): boolean {
  return a.runs.length === b.runs.length && a.runs.every((run, at) => run === b.runs[at]);
}

/** The layer of one operator. */
export function layerOfRun(run: Run): Layer {
  return { runs: [run], direction: run.direction, merge: 'concat', residual: false, x: run.x };
}

/** The layer whose output over time a value is; null where it is none. */
export function layerOf(term: Term): Layer | null {
  switch (term.kind) {
    case 'half':
      return term.run.direction === 'both' ? null : layerOfRun(term.run);
    case 'join':
      return bothOf(term.terms, 'concat');
    case 'product':
      return bothOf(term.terms, 'product');
    case 'sum':
      return bothOf(term.terms, 'sum') ?? residualOf(term.terms);
    case 'average':
      return term.of.kind === 'sum' ? bothOf(term.of.terms, 'average') : null;
    case 'map':
      return isHalving(term.map) && term.of.kind === 'sum' ? bothOf(term.of.terms, 'average') : null;
    default:
      return null;
  }
}

function isHalving(map: TermMap): boolean {
  return map.kind === 'affine' && map.shift === null && map.scale?.length === 1 && map.scale[0] === 0.5;
}

/** A forward and a backward output of the same input. */
function bothOf(terms: readonly Term[], merge: Layer['merge']): Layer | null {
  const [a, b] = terms;
  if (terms.length !== 2 || a.kind !== 'half' || b.kind !== 'half') return null;
  if (a.run === b.run) {
    const order = merge === 'concat' ? a.index === 0 && b.index === 1 : a.index !== b.index;
    return order ? { ...layerOfRun(a.run), merge } : null;
  }
  const [forward, backward] = a.run.direction === 'forward' ? [a.run, b.run] : [b.run, a.run];
  if (forward.direction !== 'forward' || backward.direction !== 'backward') return null;
  if (merge === 'concat' && forward !== a.run) return null;
  const sizes = forward.hidden === backward.hidden && forward.projection === backward.projection;
  const alike = sizes && JSON.stringify(forward.cell) === JSON.stringify(backward.cell);
  if (!alike || !sameTerm(forward.x, backward.x)) return null;
  return { runs: [forward, backward], direction: 'both', merge, residual: false, x: forward.x };
}

/** A layer's output with its own input added. */
function residualOf([a, b]: readonly Term[]): Layer | null {
  for (const [output, input] of [[a, b] as const, [b, a] as const]) {
    const layer = layerOf(output);
    if (layer !== null && !layer.residual && sameTerm(layer.x, input)) return { ...layer, residual: true };
  }
  return null;
}

/** What is made of a layer: what of it is taken, and the maps after that, first to last. */
export interface Tail {
  layer: Layer;
  takes: HeadInput;
  maps: readonly TermMap[];
}

/** A value of the graph, and what it is made of a layer by. */
export interface Candidate extends Tail {
  value: string;
}

/** What a value is made of a layer by; null where it is not made of one layer alone. */
export function tailOf(term: Term): Tail | null {
  const maps: TermMap[] = [];
  let base = term;
  let takes: HeadInput | null = null;
  for (;;) {
    const layer = layerOf(base);
    if (layer !== null) return { layer, takes: takes ?? 'every', maps: maps.reverse() };
    const states = takes === null ? statesOf(base) : null;
    if (states !== null) return { ...states, maps: [...states.maps, ...maps.reverse()] };
    // A map of every step and one step of them may change places.
    if (base.kind === 'map') maps.push(base.map);
    else if (takes === null && base.kind === 'last') takes = 'step';
    else if (takes === null && (base.kind === 'mean' || base.kind === 'max') && layerOf(base.of) !== null)
      takes = base.kind;
    else return null;
    base = base.of;
  }
}

/** The last states of all directions of a layer, made one as the layer's outputs would be. */
function statesOf(term: Term): Tail | null {
  const over = outputOfState(term, true);
  const layer = over === null ? statesLayer(term) : layerOf(over);
  return layer && { layer, takes: 'states', maps: [] };
}

/** The layer of two directions whose last states make a value; null where it is none. */
function statesLayer(term: Term): Layer | null {
  const isHalf = term.kind === 'average' || (term.kind === 'map' && isHalving(term.map));
  const whole = isHalf ? term.of : term;
  if (whole.kind !== 'sum' && (isHalf || (whole.kind !== 'join' && whole.kind !== 'product'))) return null;
  const outputs = whole.terms.map((part) => outputOfState(part, false));
  if (outputs.length !== 2 || outputs.includes(null)) return null;
  if (whole.kind === 'join') return bothOf(outputs as Term[], 'concat');
  const ordered = isForward(outputs[0]!) ? outputs : outputs.toReversed();
  return bothOf(ordered as Term[], isHalf ? 'average' : whole.kind);
}

function isForward(term: Term): boolean {
  return term.kind === 'half' && (term.run.direction === 'both' ? term.index === 0 : term.run.direction === 'forward');
}

/** The output over time of whose direction a value is the last state; null where it is none. */
function outputOfState(term: Term, alone: boolean): Term | null {
  if (term.kind !== 'state' && term.kind !== 'last' && term.kind !== 'first') return null;
  const { of } = term;
  const plain = of.kind === 'reversed' ? reversed(of) : of;
  if (plain.kind !== 'half') return null;
  if (term.kind === 'state') return plain;
  const backward = !isForward(plain);
  // For a layer that runs forwards alone the last step is taken for what it is called.
  if (alone && plain.run.direction === 'forward') return null;
  return (term.kind === 'first') === backward ? plain : null;
}

/** The layers below and the maps before each, bottom first. */
export function chainBelow(top: Layer): { layers: Layer[]; before: TermMap[][] } {
  const layers = [top];
  const before: TermMap[][] = [];
  for (;;) {
    const maps: TermMap[] = [];
    let { x } = layers[0];
    let below = layerOf(x);
    while (below === null && x.kind === 'map') {
      maps.unshift(x.map);
      x = x.of;
      below = layerOf(x);
    }
    before.unshift(x.kind === 'source' || below !== null ? maps : []);
    if (below === null || layers.some((layer) => sameLayer(layer, below!))) return { layers, before };
    layers.unshift(below);
  }
}
