/** The LSTM's equations (Gers, Schmidhuber & Cummins 2000) as terms to typeset. */

import { QUANTITIES } from '../../../core/contract/views';
import type { LstmQuantity } from '../../../core/contract/views';
import type { Carried } from './cell-drawing';

/** One piece of an equation; `of` names what it stands for, so that it takes that colour. */
export interface Term {
  kind: 'variable' | 'weight' | 'operator' | 'function';
  text: string;
  subscript?: string;
  of?: Carried;
}

export interface Equation {
  quantity: LstmQuantity;
  terms: Term[];
}

const operator = (text: string): Term => ({ kind: 'operator', text });
const variable = (text: string, of: Carried, subscript = 't'): Term => ({ kind: 'variable', text, subscript, of });

const x = variable('x', 'x');
const hPrevious = variable('h', 'hPrevious', 't−1');
const cPrevious = variable('c', 'cPrevious', 't−1');

function gateTerms(gate: 'i' | 'f' | 'g' | 'o', bias: boolean): Term[] {
  const weight = (text: string): Term => ({ kind: 'weight', text, subscript: gate });
  return [
    { kind: 'function', text: gate === 'g' ? 'tanh' : 'σ' },
    operator('('),
    weight('W'),
    x,
    operator('+'),
    weight('R'),
    hPrevious,
    ...(bias ? [operator('+'), weight('b')] : []),
    operator(')'),
  ];
}

function rightSide(quantity: LstmQuantity, bias: boolean): Term[] {
  if (quantity === 'c')
    return [
      variable('f', 'f'),
      operator('⊙'),
      cPrevious,
      operator('+'),
      variable('i', 'i'),
      operator('⊙'),
      variable('g', 'g'),
    ];
  if (quantity === 'h')
    return [
      variable('o', 'o'),
      operator('⊙'),
      { kind: 'function', text: 'tanh' },
      operator('('),
      variable('c', 'c'),
      operator(')'),
    ];
  return gateTerms(quantity, bias);
}

/** All six equations in the order i, f, g, o, c, h; without the bias terms where the model has none. */
export function equations(bias: boolean): Equation[] {
  return QUANTITIES.map((quantity) => ({
    quantity,
    terms: [variable(quantity, quantity), operator('='), ...rightSide(quantity, bias)],
  }));
}

/** An equation as plain text for a screen reader or a test, e.g. `c_t = f_t ⊙ c_t−1 + i_t ⊙ g_t`. */
export function equationText(equation: Equation): string {
  return equation.terms
    .map((term) => (term.subscript === undefined ? term.text : `${term.text}_${term.subscript}`))
    .join(' ');
}
