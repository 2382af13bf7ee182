/** The equations of every cell as terms to typeset; `core/lstm/cells` has them with their sources. */

import type { ActivationSpec, CellSpec, GruSpec, LstmSpec, Quantity } from '../../../core/contract/cells';
import type { Carried, CellLayer } from './cell-shapes';

/** One piece of an equation; `of` names what it stands for, so that it takes that colour. */
export interface Term {
  kind: 'variable' | 'weight' | 'operator' | 'function';
  text: string;
  subscript?: string;
  of?: Carried;
}

export interface Equation {
  quantity: Quantity;
  terms: Term[];
}

const operator = (text: string): Term => ({ kind: 'operator', text });
const variable = (text: Quantity | 'x', of: Carried, subscript = 't'): Term => ({
  kind: 'variable',
  text,
  subscript,
  of,
});
const weight = (text: string, subscript?: string): Term => ({ kind: 'weight', text, subscript });
const called = (text: string): Term => ({ kind: 'function', text });

const x = variable('x', 'x');
const hPrevious = variable('h', 'hPrevious', 't−1');
const cPrevious = variable('c', 'cPrevious', 't−1');
const [plus, times, open, close] = ['+', '⊙', '(', ')'].map(operator);
const now = (quantity: Quantity): Term => variable(quantity, quantity);

const SYMBOLS: Partial<Record<ActivationSpec['name'], string>> = { sigmoid: 'σ', 'hard-sigmoid': 'hard σ' };

/** An activation as it is called in an equation: `σ`, `tanh`, `relu`. */
export function activationSymbol({ name }: ActivationSpec): string {
  return SYMBOLS[name] ?? name;
}

/** f(…), or what stands in the parentheses alone for the identity. */
function applied(activation: ActivationSpec, inner: readonly Term[]): Term[] {
  return activation.name === 'identity' ? [...inner] : [called(activationSymbol(activation)), open, ...inner, close];
}

/** W x + R h + b of a block. */
function sum(block: Quantity | undefined, bias: boolean, normed = false): Term[] {
  const norm = (inner: Term[]): Term[] => (normed ? [called('LN'), open, ...inner, close] : inner);
  const offset = bias ? [plus, weight('b', block)] : [];
  return [...norm([weight('W', block), x]), plus, ...norm([weight('R', block), hPrevious]), ...offset];
}

/** All equations of a layer's cell, in the order in which they are computed. */
export function equations(layer: CellLayer): Equation[] {
  const { cell } = layer;
  const sides = cell.kind === 'lstm' ? lstmSides(cell, layer) : cell.kind === 'gru' ? gruSides(cell, layer) : null;
  const all =
    sides ??
    ([['h', applied((cell as { activation: ActivationSpec }).activation, sum(undefined, layer.bias))]] as const);
  return all.map(([quantity, side]) => ({ quantity, terms: [now(quantity), operator('='), ...side] }));
}

type Sides = readonly (readonly [Quantity, Term[]])[];

/** Gates that are 1 have no equation and stand in none. */
function lstmSides(cell: LstmSpec, { bias, projection }: CellLayer): Sides {
  const { gate, candidate, cell: ofCell } = cell.activations;
  const learned = (name: 'i' | 'f' | 'o', state: Term): [Quantity, Term[]] => {
    const peephole = cell.peepholes ? [plus, weight('p', name), times, state] : [];
    const others = (['i', 'f', 'o'] as const).flatMap((from) => [
      plus,
      weight('S', name + from),
      { kind: 'variable', text: from, subscript: 't−1', of: 'gatesPrevious' } as const,
    ]);
    return [
      name,
      applied(gate, [...sum(name, bias, cell.layerNorm), ...peephole, ...(cell.gateRecurrence ? others : [])]),
    ];
  };
  const hasInput = cell.inputGate === 'learned';
  const sides: [Quantity, Term[]][] = [];
  if (hasInput) sides.push(learned('i', cPrevious));
  if (cell.forgetGate === 'learned') sides.push(learned('f', cPrevious));
  if (cell.forgetGate === 'coupled') sides.push(['f', [operator('1'), operator('−'), now('i')]]);
  sides.push(['g', applied(candidate, sum('g', bias, cell.layerNorm))]);
  if (cell.outputGate === 'learned') sides.push(learned('o', now('c')));
  const kept = cell.forgetGate === 'one' ? [cPrevious] : [now('f'), times, cPrevious];
  sides.push(['c', [...kept, plus, ...(hasInput ? [now('i'), times] : []), now('g')]]);
  const seen = cell.layerNorm ? [called('LN'), open, now('c'), close] : [now('c')];
  const shown = [...(cell.outputGate === 'learned' ? [now('o'), times] : []), ...applied(ofCell, seen)];
  sides.push(['h', projection === null ? shown : [weight('W', 'hr'), open, ...shown, close]]);
  return sides;
}

function gruSides({ reset, activations }: GruSpec, { bias }: CellLayer): Sides {
  const offset = (name: string): Term[] => (bias ? [plus, weight('b', name)] : []);
  const state =
    reset === 'before'
      ? [weight('R', 'n'), open, now('r'), times, hPrevious, close]
      : [now('r'), times, open, weight('R', 'n'), hPrevious, ...offset('hn'), close];
  return [
    ['r', applied(activations.gate, sum('r', bias))],
    ['z', applied(activations.gate, sum('z', bias))],
    [
      'n',
      applied(activations.candidate, [weight('W', 'n'), x, plus, ...state, ...offset(reset === 'before' ? 'n' : 'in')]),
    ],
    ['h', [open, operator('1'), operator('−'), now('z'), close, times, now('n'), plus, now('z'), times, hPrevious]],
  ];
}

/** An equation as plain text for a screen reader or a test, e.g. `c_t = f_t ⊙ c_t−1 + i_t ⊙ g_t`. */
export function equationText(equation: Equation): string {
  return equation.terms
    .map((term) => (term.subscript === undefined ? term.text : `${term.text}_${term.subscript}`))
    .join(' ');
}

/** The blocks of H rows of W, R and b. */
export function blockCount(cell: CellSpec): number {
  if (cell.kind !== 'lstm') return cell.kind === 'gru' ? 3 : 1;
  return 1 + [cell.inputGate, cell.forgetGate, cell.outputGate].filter((gate) => gate === 'learned').length;
}
