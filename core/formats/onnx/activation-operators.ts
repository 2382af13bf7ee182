/** Activations written out operator by operator: GELU before ONNX had an operator for it, and PyTorch's softsign. */

import type { Activation } from '../../lstm/activation';
import type { Call } from './call';
import { sameTerm, type Signal, type Term, termOf } from './signal';

type Affine = { by: 'scale' | 'shift'; value: number };

/**
 * A step on the way to x (1 + erf(x / sqrt 2)) / 2 (Hendrycks & Gimpel 2016) or x / (1 + |x|), or the activation where the
 * call is its last. Null for operators that are none.
 */
export function writtenActivation(call: Call): Signal | null {
  const [a, b] = call.inputs.map((value) => (value?.kind === 'signal' && value.pile === null ? value : null));
  const from = a ?? b;
  if (from == null) return null;
  const { type } = call.node;
  if (type === 'Erf') return { ...from, term: termOf({ kind: 'erf', of: from.term }) };
  if (type === 'Abs') return { ...from, term: termOf({ kind: 'abs', of: from.term }) };
  if (type === 'Div' && a != null && b != null) {
    const size = without(b.term, { by: 'shift', value: 1 });
    return size?.kind === 'abs' && sameTerm(size.of, a.term) ? activated(a, 'softsign', a.term) : null;
  }
  if (type !== 'Mul') return null;
  const factors = a != null && b != null ? [a.term, b.term] : halved(call, from);
  const of = factors && geluOf(factors, a != null && b != null);
  return of && activated(from, 'gelu', of);
}

/** The factors of a product of which the call takes the half. */
function halved(call: Call, { term }: Signal): readonly Term[] | null {
  const half = call.constant(0) ?? call.constant(1);
  return half?.size === 1 && half.values[0] === 0.5 && term.kind === 'product' ? term.terms : null;
}

/** x, where the product is that of x and 1 + erf(x / sqrt 2); `half`: where one of the factors is to be halved. */
function geluOf(factors: readonly Term[], half: boolean): Term | null {
  for (const [x, gate] of [factors, factors.toReversed()]) {
    const pairs = half ? [[halfOf(x), gate] as const, [x, halfOf(gate)] as const] : [[x, gate] as const];
    for (const [value, one] of pairs) {
      const erf = one && without(one, { by: 'shift', value: 1 });
      const of = erf?.kind === 'erf' ? without(erf.of, { by: 'scale', value: Math.SQRT1_2 }) : null;
      if (value !== null && of !== null && sameTerm(of, value)) return of;
    }
  }
  return null;
}

function halfOf(term: Term): Term | null {
  return without(term, { by: 'scale', value: 0.5 });
}

/** What the term adds the value to, or multiplies by it. */
function without(term: Term, { by, value }: Affine): Term | null {
  if (term.kind !== 'map' || term.map.kind !== 'affine') return null;
  const other = term.map[by === 'scale' ? 'shift' : 'scale'];
  const own = term.map[by];
  return other === null && own?.length === 1 && Math.abs(own[0] - value) < 1e-6 ? term.of : null;
}

function activated(from: Signal, name: Activation['name'], of: Term): Signal {
  return {
    ...from,
    term: termOf({ kind: 'map', map: { kind: 'activation', activation: { name, alpha: null, beta: null } }, of }),
  };
}
