/** The equation panel's numbers against the LSTM's equations worked out by hand. */

import { expect, test } from 'vitest';
import type { LstmStepView } from '../../../core/contract/views';
import { decimal } from '../../../renderer/charts/numbers';
import {
  cellLines,
  equationText,
  gateLines,
  indexBefore,
  memorySteps,
} from '../../../renderer/components/run/equation';

const logistic = (a: number) => 1 / (1 + Math.exp(-a));

/** A cell worked out from its sums alone. */
function cell(): LstmStepView {
  const sums = {
    i: { input: 0.41, recurrent: -0.12, bias: 0 },
    f: { input: 1.2, recurrent: 0.15, bias: 1 },
    g: { input: 0.3, recurrent: -0.05, bias: -0.03 },
    o: { input: -0.2, recurrent: 0.6, bias: 0.1 },
  };
  const [i, f, g, o] = [logistic(0.29), logistic(2.35), Math.tanh(0.22), logistic(0.5)];
  const c = f * 0.4 + i * g;
  return { step: 7, unit: 3, x: [0.5, -1], cPrevious: 0.4, hPrevious: 0.1, i, f, g, o, c, h: o * Math.tanh(c), sums };
}

test('each gate is the activation of the sum of its three terms', () => {
  const lines = gateLines(cell());
  expect(lines.map(({ gate, activation }) => gate + activation)).toEqual(['iσ', 'fσ', 'gtanh', 'oσ']);
  for (const { activation, sum, value } of lines) {
    expect(activation === 'tanh' ? Math.tanh(sum) : logistic(sum)).toBeCloseTo(value, 12);
  }
  expect(lines.map(({ sum }) => decimal(sum))).toEqual(['0.290', '2.350', '0.220', '0.500']);
});

test('what is kept and what is added make the cell state', () => {
  const step = cell();
  const { kept, added, tanhC } = cellLines(step);
  expect(kept + added).toBeCloseTo(step.c, 12);
  expect(step.o * tanhC).toBeCloseTo(step.h, 12);
  expect([kept, added].map((value) => decimal(value))).toEqual(['0.365', '0.124']);
  expect(decimal(step.c)).toBe('0.489');
});

test.each([
  [0.91, 10.603],
  // The forget gate of a bias of 0, 1 and 5: 1.4, 3.2 and 149 steps, as published for untrained networks.
  [0.5, 1.4427],
  [logistic(1), 3.1922],
  [logistic(5), 148.91],
  [0, 0],
  [1, Infinity],
])('a forget gate of %d remembers %d steps', (f, steps) => {
  if (Number.isFinite(steps)) expect(memorySteps(f)).toBeCloseTo(steps, 2);
  else expect(memorySteps(f)).toBe(steps);
});

test('the copied text holds every digit', () => {
  const step = cell();
  const text = equationText(step, 'fwd');
  expect(text).toContain(`c_t = f_t * c_{t-1} + i_t * g_t = ${step.f} * 0.4 + ${step.i} * ${step.g}`);
  expect(text).toContain('i_t = σ(W x_t + R h_{t-1} + b) = σ(0.41 + -0.12 + 0) = σ(0.29');
  expect(text.split('\n')).toHaveLength(8);

  const backward = equationText(step, 'bwd');
  expect(backward).toContain('R h_{t+1}');
  expect(backward).not.toContain('t-1');
  expect([indexBefore('fwd'), indexBefore('bwd')]).toEqual(['t−1', 't+1']);
});
