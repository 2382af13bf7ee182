/** Every initialisation against its definition: bounds, moments, orthogonality, biases, and the same bytes each time. */

import { describe, expect, it } from 'vitest';
import { CELLS } from '../../../core/contract/cells';
import { initialise, initialiseNow } from '../../../core/lstm/initialise';
import type { InitialiseOptions } from '../../../core/lstm/initialise';
import { blockRows, type DirectionWeights, type LayerConfig, layerOf } from '../../../core/lstm/stack';
import { type PlainConfig, stackOf } from '../../helpers/stacks';

const CONFIG: PlainConfig = { input: 3, hidden: 48, layers: 2, bidirectional: true, bias: true };
const OPTIONS: InitialiseOptions = { init: 'pytorch', forgetBias: null, seed: 5, longest: 150 };
const INITS = ['octaves', 'pytorch', 'keras', 'chrono', 'article'] as const;

const draw = (options: Partial<InitialiseOptions>, config: Partial<PlainConfig> = {}) =>
  initialiseNow(stackOf({ ...CONFIG, ...config }), { ...OPTIONS, ...options }).directions;

/** Uniform on [low, high): inside, close to both ends, and with the mean within five standard errors. */
function expectUniform(values: Float32Array, low: number, high: number): void {
  const width = high - low;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const least = values.reduce((a, b) => Math.min(a, b));
  const most = values.reduce((a, b) => Math.max(a, b));
  expect(least).toBeGreaterThanOrEqual(Math.fround(low));
  expect(most).toBeLessThanOrEqual(Math.fround(high));
  expect(least).toBeLessThan(low + (20 / values.length) * width);
  expect(most).toBeGreaterThan(high - (20 / values.length) * width);
  expect(Math.abs(mean - (low + high) / 2)).toBeLessThan((5 * width) / Math.sqrt(12 * values.length));
}

/** Largest difference of M M^T from the identity, for the rows of M [count, size]. */
function orthonormalityError(rows: ArrayLike<number>, count: number, size: number): number {
  let error = 0;
  for (let a = 0; a < count; a++) {
    for (let b = 0; b <= a; b++) {
      let product = 0;
      for (let j = 0; j < size; j++) product += rows[a * size + j] * rows[b * size + j];
      error = Math.max(error, Math.abs(product - (a === b ? 1 : 0)));
    }
  }
  return error;
}

const block = (weights: DirectionWeights, gate: number) =>
  weights.wHh.subarray(gate * weights.hidden ** 2, (gate + 1) * weights.hidden ** 2);
const bias = (weights: DirectionWeights, gate: number) =>
  [...weights.bIh.subarray(gate * weights.hidden, (gate + 1) * weights.hidden)].map(
    (value, u) => value + weights.bHh[gate * weights.hidden + u],
  );

describe('initialise', () => {
  it.each(INITS)('gives %s weights of the right shapes, the same bytes for the same seed', (init) => {
    const first = draw({ init });
    expect(
      first.map(({ input, hidden, wIh, wHh, bIh, bHh }) => [
        input,
        hidden,
        wIh.length,
        wHh.length,
        bIh.length,
        bHh.length,
      ]),
    ).toEqual([
      [3, 48, 576, 9216, 192, 192],
      [3, 48, 576, 9216, 192, 192],
      [96, 48, 18432, 9216, 192, 192],
      [96, 48, 18432, 9216, 192, 192],
    ]);
    expect(draw({ init })).toEqual(first);
    expect(draw({ init, seed: 6 })[0].wHh).not.toEqual(first[0].wHh);
    expect(first[1].wHh).not.toEqual(first[0].wHh);
  });

  it('draws everything within 1 / sqrt(H) as PyTorch does', () => {
    const bound = 1 / Math.sqrt(48);
    const directions = draw({ init: 'pytorch' });
    expect(directions).toHaveLength(4);
    for (const { wIh, wHh, bIh, bHh } of directions)
      for (const values of [wIh, wHh, bIh, bHh]) expectUniform(values, -bound, bound);
  });

  it('draws Glorot input weights, orthogonal recurrent weights and unit forget biases as Keras does', () => {
    for (const weights of draw({ init: 'keras' })) {
      const bound = Math.sqrt(6 / (weights.input + 4 * 48));
      expectUniform(weights.wIh, -bound, bound);
      const columns = Float64Array.from(
        { length: 48 * 192 },
        (_, at) => weights.wHh[(at % 192) * 48 + Math.floor(at / 192)],
      );
      expect(orthonormalityError(columns, 48, 192)).toBeLessThan(1e-6);
      expect([0, 1, 2, 3].map((gate) => new Set(bias(weights, gate)))).toEqual([
        new Set([0]),
        new Set([1]),
        new Set([0]),
        new Set([0]),
      ]);
      expect(weights.bHh.every((value) => value === 0)).toBe(true);
    }
  });

  it('draws orthogonal blocks times 0.9 and chrono biases up to the longest series', () => {
    for (const weights of draw({ init: 'chrono', longest: 150 })) {
      const bound = 3 / Math.sqrt(weights.input);
      expectUniform(weights.wIh, -bound, bound);
      for (let gate = 0; gate < 4; gate++) {
        const scaled = Float64Array.from(block(weights, gate), (value) => value / 0.9);
        expect(orthonormalityError(scaled, 48, 48)).toBeLessThan(1e-6);
      }
      const horizons = Float32Array.from(bias(weights, 1), Math.exp);
      expectUniform(
        horizons.map((value) => Math.min(149, Math.max(1, value))),
        1,
        149,
      );
      expect(horizons.every((value) => value > 1 - 1e-6 && value < 149 + 1e-4)).toBe(true);
      expect(bias(weights, 0)).toEqual(bias(weights, 1).map((value) => -value));
      expect(bias(weights, 2).every((value) => value === 0)).toBe(true);
      expect(bias(weights, 3).every((value) => value === 0)).toBe(true);
    }
  });

  it('draws every octave of memory and of input gain alike', () => {
    for (const weights of draw({ init: 'octaves', longest: 150 })) {
      const { input: I, wIh } = weights;
      for (let gate = 0; gate < 4; gate++) {
        const scaled = Float64Array.from(block(weights, gate), (value) => value / 0.9);
        expect(orthonormalityError(scaled, 48, 48)).toBeLessThan(1e-6);
      }
      expectUniform(Float32Array.from(bias(weights, 1)), 0, Math.log(149));
      expect(bias(weights, 0)).toEqual(bias(weights, 1).map((value) => -value));
      expect([...bias(weights, 2), ...bias(weights, 3)].every((value) => value === 0)).toBe(true);
      // The largest of a unit's weights is near the bound of its gain: between a tenth of 3 / sqrt(I) and all of it.
      const largest = Array.from({ length: 48 }, (_, unit) => {
        const own = [0, 1, 2, 3].flatMap((gate) => {
          return [...wIh.subarray((gate * 48 + unit) * I, (gate * 48 + unit + 1) * I)];
        });
        return (Math.max(...own.map(Math.abs)) * Math.sqrt(I)) / 3;
      });
      expect(Math.max(...largest)).toBeLessThanOrEqual(1);
      expect(Math.max(...largest)).toBeGreaterThan(0.7);
      expect(Math.min(...largest)).toBeLessThan(0.15);
      const weak = largest.filter((value) => value < 10 ** -0.5).length;
      expect(weak).toBeGreaterThan(16);
      expect(weak).toBeLessThan(40);
    }
  });

  it.each([0, 1, 2])('has zero octave biases for series of %i steps', (longest) => {
    const [weights] = draw({ init: 'octaves', longest });
    expect(weights.bIh.every((value) => Object.is(value, 0))).toBe(true);
  });

  it.each([0, 1, 2])('has zero chrono biases for series of %i steps', (longest) => {
    const [weights] = draw({ init: 'chrono', longest });
    expect(weights.bIh.every((value) => Object.is(value, 0))).toBe(true);
  });

  it('draws the article’s weights on [0, 1) without bias', () => {
    for (const { wIh, wHh, bIh, bHh } of draw({ init: 'article' })) {
      expectUniform(wIh, 0, 1);
      expectUniform(wHh, 0, 1);
      expect([...wIh, ...wHh].every((value) => value < 1)).toBe(true);
      expect([...bIh, ...bHh].every((value) => value === 0)).toBe(true);
    }
  });

  it.each(INITS)('sets the total forget bias of %s and nothing else', (init) => {
    const plain = draw({ init });
    const set = draw({ init, forgetBias: 2.5 });
    set.forEach((weights, index) => {
      expect(new Set(bias(weights, 1))).toEqual(new Set([2.5]));
      for (const gate of [0, 2, 3]) expect(bias(weights, gate)).toEqual(bias(plain[index], gate));
      expect(weights.wIh).toEqual(plain[index].wIh);
      expect(weights.wHh).toEqual(plain[index].wHh);
    });
  });

  it.each(INITS)('leaves the biases of %s zero without bias, and the matrices as they are', (init) => {
    const plain = draw({ init });
    const without = draw({ init, forgetBias: 2 }, { bias: false });
    without.forEach((weights, index) => {
      expect([...weights.bIh, ...weights.bHh].every((value) => value === 0)).toBe(true);
      expect(weights.wIh).toEqual(plain[index].wIh);
      expect(weights.wHh).toEqual(plain[index].wHh);
    });
  });

  it('works for one unit', () => {
    const [weights] = draw({ init: 'chrono' }, { input: 1, hidden: 1, layers: 1, bidirectional: false });
    expect([...weights.wHh].map(Math.abs)).toEqual(Array.from({ length: 4 }, () => Math.fround(0.9)));
  });

  it('counts the directions that are done and yields between the vectors of an orthogonal block', () => {
    const yields = [...initialise(stackOf({ ...CONFIG, hidden: 8 }), { ...OPTIONS, init: 'chrono' })];
    // Four directions, each of 4 gates x 8 vectors, then itself.
    const perDirection = [...Array.from({ length: 32 }, () => 0), 1];
    expect(yields).toEqual([0, 1, 2, 3].flatMap((done) => perDirection.map((more) => done + more)));
  });

  it('yields between blocks of a large uniform matrix', () => {
    const config = stackOf({ ...CONFIG, hidden: 512, layers: 1, bidirectional: false });
    const slices = [...initialise(config, OPTIONS)].length;
    expect(slices).toBe(4 + 1); // 4 * 512 * 512 recurrent weights in blocks of 2^18, and the end
  });
});

describe('the other cells', () => {
  const one = (layer: LayerConfig, options: Partial<InitialiseOptions> = {}) =>
    initialiseNow({ input: 3, layers: [layer] }, { ...OPTIONS, ...options }).directions[0];

  it('are drawn whole in every initialisation', () => {
    for (const init of INITS) {
      for (const cell of Object.values(CELLS)) {
        const projection = cell.kind === 'lstm' ? 4 : null;
        const layer = layerOf(6, { cell, projection });
        const weights = one(layer, { init });
        const { wHr, peepholes, gateRecurrence, norm } = weights;
        expect([weights.wIh.length, weights.wHh.length]).toEqual([
          blockRows(layer) * 3,
          blockRows(layer) * (projection ?? 6),
        ]);
        expect(wHr?.some((value) => value !== 0) ?? projection === null).toBe(true);
        expect(peepholes?.every((value) => value !== 0)).toBe(
          cell.kind === 'lstm' && cell.peepholes ? true : undefined,
        );
        expect(gateRecurrence?.length).toBe(cell.kind === 'lstm' && cell.gateRecurrence ? 9 * 36 : undefined);
        expect(norm?.gainC.every((value) => value === 1)).toBe(
          cell.kind === 'lstm' && cell.layerNorm ? true : undefined,
        );
        expect(one(layer, { init })).toEqual(weights);
      }
    }
  });

  it('have the forget bias where they remember', () => {
    const gru = one(layerOf(5, { cell: CELLS.gru }), { forgetBias: 2 });
    expect(bias(gru, 1)).toEqual([2, 2, 2, 2, 2]); // r, z, n
    const coupled = one(layerOf(5, { cell: CELLS.coupled }), { forgetBias: 2 });
    expect(bias(coupled, 0)).toEqual([-2, -2, -2, -2, -2]); // i, g, o, with f = 1 - i
    const rnn = one(layerOf(5, { cell: CELLS.rnn }), { init: 'chrono', forgetBias: 2 });
    expect(rnn.bIh.every((value) => value === 0)).toBe(true);
  });

  it('have chrono biases that remember up to the longest series', () => {
    const gru = one(layerOf(40, { cell: CELLS.gru }), { init: 'chrono' });
    const horizons = bias(gru, 1).map(Math.exp);
    expect(Math.min(...horizons)).toBeGreaterThan(1 - 1e-6);
    expect(Math.max(...horizons)).toBeGreaterThan(75);
    for (const block of [0, 2]) expect(bias(gru, block).every((value) => value === 0)).toBe(true);
    const coupled = one(layerOf(40, { cell: CELLS.coupled }), { init: 'chrono' });
    expect(bias(coupled, 0).every((value) => value <= 0)).toBe(true);
  });

  it('project by orthonormal rows, and recur by orthonormal columns, where they are orthogonal', () => {
    const { wHr, wHh } = one(layerOf(8, { projection: 3 }), { init: 'chrono' });
    expect(orthonormalityError(wHr!, 3, 8)).toBeLessThan(1e-6);
    const column = (j: number) => Array.from({ length: 8 }, (_, row) => wHh[row * 3 + j] / 0.9);
    expect(orthonormalityError([0, 1, 2].flatMap(column), 3, 8)).toBeLessThan(1e-6);
  });
});
