/** The lesson's worked equations must come out at the engine's numbers, and the article's slips at numbers worked by hand. */

import { describe, expect, it } from 'vitest';
import type { LessonView, LstmQuantity } from '../../../core/contract/views';
import {
  candidateFromInput,
  forgetFromCell,
  stepNumbers,
  total,
} from '../../../renderer/components/lesson/step-numbers';

const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));

/** Two units over two steps: the weights are given, the quantities computed here equation by equation. */
function lesson(): LessonView {
  const w = [0.5, -0.25, 1, 0.75, 0.3, -0.6, 0.2, 0.9].map((value) => [value]);
  const r = [
    [1, 0.5],
    [0.25, -1],
    [0.5, 0.5],
    [-0.5, 2],
    [0.1, 0.7],
    [0.4, -0.3],
    [1.5, 0],
    [0, 1],
  ];
  const b = [0, 0.1, 1, 1, 0, -0.2, 0, 0.3];
  const x = [1, 2];
  const quantities: Record<LstmQuantity, number[][]> = { i: [], f: [], g: [], o: [], c: [], h: [] };
  let h = [0, 0];
  let c = [0, 0];
  for (const value of x) {
    const sums = w.map(([weight], row) => weight * value + r[row][0] * h[0] + r[row][1] * h[1] + b[row]);
    const [i, f, g, o] = [
      sums.slice(0, 2).map(sigmoid),
      sums.slice(2, 4).map(sigmoid),
      sums.slice(4, 6).map(Math.tanh),
      sums.slice(6).map(sigmoid),
    ];
    c = [0, 1].map((u) => f[u] * c[u] + i[u] * g[u]);
    h = [0, 1].map((u) => o[u] * Math.tanh(c[u]));
    for (const [name, values] of Object.entries({ i, f, g, o, c, h })) quantities[name as LstmQuantity].push(values);
  }
  return { x, quantities, centred: quantities, weights: { w, r, b } };
}

describe('stepNumbers', () => {
  it.each([0, 1])('has sums whose activations are the gates, and equations that hold, at step %d', (step) => {
    const view = lesson();
    for (const unit of [0, 1]) {
      const n = stepNumbers(view, step, unit);
      expect(sigmoid(total(n.sums.i))).toBeCloseTo(n.i, 12);
      expect(sigmoid(total(n.sums.f))).toBeCloseTo(n.f, 12);
      expect(Math.tanh(total(n.sums.g))).toBeCloseTo(n.g, 12);
      expect(sigmoid(total(n.sums.o))).toBeCloseTo(n.o, 12);
      expect(n.f * n.cPrevious + n.i * n.g).toBeCloseTo(n.c, 12);
      expect(n.o * Math.tanh(n.c)).toBeCloseTo(n.h, 12);
      expect(n.w.g * n.x).toBe(n.sums.g.input);
    }
  });

  it('starts from zero states', () => {
    const n = stepNumbers(lesson(), 0, 1);
    expect([n.cPrevious, n.sums.i.recurrent, n.sums.o.recurrent]).toEqual([0, 0, 0]);
    expect(n.sums.f).toEqual({ input: 0.75, recurrent: 0, bias: 1 });
  });
});

describe("the article's slips", () => {
  it('are told apart from the right gate only once there is a state', () => {
    const view = lesson();
    expect(forgetFromCell(view, 0, 0).gate).toBeCloseTo(view.quantities.f[0][0], 12);
    expect(Math.abs(forgetFromCell(view, 1, 1).gate - view.quantities.f[1][1])).toBeGreaterThan(1e-3);
  });

  it('read the cell state through the forget weights, and leave h out of the candidate', () => {
    const view = lesson();
    const [c0, c1] = view.quantities.c[0];
    expect(forgetFromCell(view, 1, 0).sum).toBeCloseTo(1 * 2 + 0.5 * c0 + 0.5 * c1 + 1, 12);
    expect(candidateFromInput(view, 1, 1)).toEqual({ sum: -1.4, candidate: Math.tanh(-1.4) });
  });
});
