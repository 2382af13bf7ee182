/** The cell's equations at one step as numbers ready to be typeset: every term, its sum and what became of it. */

import type { CellStepView, Direction, LstmStepView, Preactivation, StepView } from '../../../core/contract/views';

export type Gate = 'i' | 'f' | 'g' | 'o';

/** One gate's line: value = activation(input + recurrent + bias). */
export interface GateLine {
  gate: Gate;
  /** The logistic function for gates, tanh for the cell candidate. */
  activation: 'σ' | 'tanh';
  terms: Preactivation;
  sum: number;
  value: number;
}

/** The cell's update: c = f * c_{t-1} + i * g = kept + added. */
export interface CellLines {
  kept: number;
  added: number;
  tanhC: number;
}

/** What every quantity of the unit is at the step. */
export function valuesOf(step: StepView): CellStepView['values'] {
  if (!('sums' in step)) return step.values;
  const { i, f, g, o, c, h } = step;
  return { i, f, g, o, c, h };
}

/** The lines of the four gates in the order in which the panel shows them. */
export function gateLines(step: LstmStepView): GateLine[] {
  return (['i', 'f', 'g', 'o'] as const).map((gate) => {
    const terms = step.sums[gate];
    return {
      gate,
      activation: gate === 'g' ? 'tanh' : 'σ',
      terms,
      sum: terms.input + terms.recurrent + terms.bias,
      value: step[gate],
    };
  });
}

/** The two products of the cell state and the squashed cell state of the hidden state. */
export function cellLines(step: LstmStepView): CellLines {
  return { kept: step.f * step.cPrevious, added: step.i * step.g, tanhC: Math.tanh(step.c) };
}

/**
 * Steps after which a constant forget gate `f` has let all but 1/e of the cell state fade: -1 / ln f.
 * 0 for a closed gate, infinity for one that forgets nothing.
 */
export function memorySteps(f: number): number {
  if (f <= 0) return 0;
  return f >= 1 ? Infinity : -1 / Math.log(f);
}

/** The time index of the state that a step continues from: the backward direction comes from the step after. */
export function indexBefore(direction: Direction): 't−1' | 't+1' {
  return direction === 'fwd' ? 't−1' : 't+1';
}

/** The panel as plain text with every digit, for the clipboard. */
export function equationText(step: StepView, direction: Direction): string {
  if (!('sums' in step)) return valuesText(step, direction);
  const before = direction === 'fwd' ? '{t-1}' : '{t+1}';
  const { kept, added, tanhC } = cellLines(step);
  const lines = gateLines(step).map(
    ({ gate, activation, terms, sum, value }) =>
      `${gate}_t = ${activation}(W x_t + R h_${before} + b) = ${activation}(${terms.input} + ${terms.recurrent} + ${terms.bias}) = ${activation}(${sum}) = ${value}`,
  );
  return [
    `t = ${step.step}, unit ${step.unit}`,
    `x_t = (${step.x.join(', ')}), h_${before} = ${step.hPrevious}, c_${before} = ${step.cPrevious}`,
    ...lines,
    `c_t = f_t * c_${before} + i_t * g_t = ${step.f} * ${step.cPrevious} + ${step.i} * ${step.g} = ${kept} + ${added} = ${step.c}`,
    `h_t = o_t * tanh(c_t) = ${step.o} * tanh(${step.c}) = ${step.o} * ${tanhC} = ${step.h}`,
  ].join('\n');
}

function valuesText({ step, unit, x, hPrevious, cPrevious, values }: CellStepView, direction: Direction): string {
  const before = direction === 'fwd' ? '{t-1}' : '{t+1}';
  const states = cPrevious === null ? '' : `, c_${before} = ${cPrevious}`;
  return [
    `t = ${step}, unit ${unit}`,
    `x_t = (${x.join(', ')}), h_${before} = ${hPrevious}${states}`,
    ...Object.entries(values).map(([quantity, value]) => `${quantity}_t = ${value}`),
  ].join('\n');
}
