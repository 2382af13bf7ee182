/** The lesson's run against the equations written out in float64, and against two steps worked by hand. */

import { describe, expect, it } from 'vitest';
import { QUANTITIES } from '../../../core/contract/views';
import { lessonView } from '../../../core/engine/lesson';
import { directionOf, type StackWeights } from '../../../core/lstm/stack';
import { referenceKernel } from '../../../core/lstm/reference';
import { weightsOf } from '../../helpers/stacks';

const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));

/** Weights on [0, 1) from the low-discrepancy sequence of multiples of the golden ratio. */
function articleLike(hidden: number): StackWeights {
  let n = 0;
  const draw = (size: number) => Float32Array.from({ length: size }, () => (++n * 0.6180339887498949) % 1);
  return weightsOf({ input: 1, hidden, layers: 1, bidirectional: false, bias: true }, [
    directionOf({
      input: 1,
      hidden,
      wIh: draw(4 * hidden),
      wHh: draw(4 * hidden * hidden),
      bIh: new Float32Array(4 * hidden),
      bHh: new Float32Array(4 * hidden),
    }),
  ]);
}

/** The article's loop with its equations right, unit by unit. */
function loop(x: number[], w: (row: number) => number, r: (row: number, column: number) => number, hidden: number) {
  const history: Record<(typeof QUANTITIES)[number], number[][]> = { i: [], f: [], g: [], o: [], c: [], h: [] };
  let c = Array.from({ length: hidden }, () => 0);
  let h = c;
  for (const value of x) {
    const sum = (gate: number, u: number) =>
      h.reduce((total, hj, j) => total + r(gate * hidden + u, j) * hj, w(gate * hidden + u) * value);
    const units = c.map((_, u) => u);
    const i = units.map((u) => sigmoid(sum(0, u)));
    const f = units.map((u) => sigmoid(sum(1, u)));
    const g = units.map((u) => Math.tanh(sum(2, u)));
    const o = units.map((u) => sigmoid(sum(3, u)));
    c = units.map((u) => f[u] * c[u] + i[u] * g[u]);
    h = units.map((u) => o[u] * Math.tanh(c[u]));
    for (const [name, values] of Object.entries({ i, f, g, o, c, h })) history[name as 'i'].push(values);
  }
  return history;
}

/** Every value within 1e-6, relative to those above 1: the states are kept as float32. */
function expectClose(found: number[][], expected: number[][]): void {
  expect(found.map((units) => units.length)).toEqual(expected.map((units) => units.length));
  const error = (value: number, t: number, u: number) =>
    Math.abs(value - expected[t][u]) / Math.max(1, Math.abs(expected[t][u]));
  expect(Math.max(...found.flatMap((units, t) => units.map((value, u) => error(value, t, u))))).toBeLessThan(1e-6);
}

const series = Float32Array.from([0.37, 0.95, 0.73, 0.6, 0.16, 0.16, 0.06, 0.87, 0.6, 0.71]);

describe('lessonView', () => {
  it('gives two steps of one unit as worked by hand', () => {
    const weights = articleLike(1);
    weights.directions[0].wIh.set([0.5, 0.25, 1, 0.75]);
    weights.directions[0].wHh.set([1, 0.5, 0.25, 2]);
    weights.directions[0].bIh.set([0, 1, 0, 0]);
    const { quantities, weights: shown } = lessonView(referenceKernel, weights, Float32Array.of(1, 2));
    // Sums of step 1: 0.5, 1.25, 1, 0.75; of step 2, with h = 0.2998404: 1.2998404, 1.6499202, 2.0749601, 2.0996808.
    const hand = {
      i: [0.6224593, 0.7858081],
      f: [0.7772999, 0.8388803],
      g: [0.7615942, 0.968958],
      o: [0.6791787, 0.8908722],
      c: [0.4740614, 1.1590958],
      h: [0.2998404, 0.7311789],
    };
    for (const quantity of QUANTITIES) {
      expectClose(
        quantities[quantity],
        hand[quantity].map((value) => [value]),
      );
    }
    expect(shown).toEqual({ w: [[0.5], [0.25], [1], [0.75]], r: [[1], [0.5], [0.25], [2]], b: [0, 1, 0, 0] });
  });

  it('agrees with the loop in float64 at every step, unit and quantity', () => {
    const weights = articleLike(10);
    const [{ wIh, wHh }] = weights.directions;
    const expected = loop(
      Array.from(series),
      (row) => wIh[row],
      (row, column) => wHh[row * 10 + column],
      10,
    );
    const { quantities, x } = lessonView(referenceKernel, weights, series);
    expect(x).toEqual(Array.from(series));
    for (const quantity of QUANTITIES) expectClose(quantities[quantity], expected[quantity]);
  });

  it('centres the same draws to uniform on ±1/√H for the comparison', () => {
    const weights = articleLike(10);
    const [{ wIh, wHh }] = weights.directions;
    const centre = (u: number) => (2 * u - 1) / Math.sqrt(10);
    const expected = loop(
      Array.from(series),
      (row) => centre(wIh[row]),
      (row, column) => centre(wHh[row * 10 + column]),
      10,
    );
    const { centred } = lessonView(referenceKernel, weights, series);
    for (const quantity of QUANTITIES) expectClose(centred[quantity], expected[quantity]);
  });

  it('shows what the lesson says: positive draws saturate the candidates, centred ones do not', () => {
    const { quantities, centred } = lessonView(referenceKernel, articleLike(10), series);
    expect(Math.min(...quantities.g[9])).toBeGreaterThan(0.95);
    expect(Math.max(...centred.g[9].map(Math.abs))).toBeLessThan(0.6);
  });

  it('refuses a model that the lesson is not about', () => {
    const weights = articleLike(2);
    weights.config.layers[0].direction = 'both';
    expect(() => lessonView(referenceKernel, weights, series)).toThrow(RangeError);
  });
});
