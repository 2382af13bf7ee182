/** The initialisations that shape the recurrent blocks, each against the property that defines it. */

import { describe, expect, it } from 'vitest';
import { CELLS } from '../../../core/contract/cells';
import { initialise, initialiseNow, type InitialiseOptions } from '../../../core/lstm/initialise';
import { type DirectionWeights, type LayerConfig, layerOf } from '../../../core/lstm/stack';

const OPTIONS: InitialiseOptions = { init: 'orthogonal', forgetBias: null, seed: 5, longest: 150 };
const INITS = ['orthogonal', 'identity', 'sparse', 'spectral'] as const;

const one = (layer: LayerConfig, options: Partial<InitialiseOptions>, input = 3): DirectionWeights =>
  initialiseNow({ input, layers: [layer] }, { ...OPTIONS, ...options }).directions[0];

/** Rows of one recurrent block [H, P]. */
function block({ hidden: H, output: P, wHh }: DirectionWeights, at: number): number[][] {
  return Array.from({ length: H }, (_, u) => [...wHh.subarray((at * H + u) * P, (at * H + u + 1) * P)]);
}

function product(a: number[][], b: number[][]): number[][] {
  return a.map((row) => b[0].map((_, j) => row.reduce((sum, value, k) => sum + value * b[k][j], 0)));
}

const norm = (a: number[][]) => Math.sqrt(a.flat().reduce((sum, value) => sum + value * value, 0));

/** Gelfand's formula, lim |A^k|^(1/k), by squaring twenty-four times: nothing of how the radius was found. */
function radius(matrix: number[][]): number {
  let power = matrix;
  let log = 0;
  for (let m = 0; m < 24; m++) {
    const size = norm(power);
    log += Math.log(size) / 2 ** m;
    power = power.map((row) => row.map((value) => value / size));
    power = product(power, power);
  }
  return Math.exp(log);
}

function expectIdentity(matrix: number[][], scale = 1): void {
  for (const [row, values] of matrix.entries())
    for (const [column, value] of values.entries()) expect(value).toBeCloseTo(row === column ? scale : 0, 6);
}

const transposed = (a: number[][]) => a[0].map((_, j) => a.map((row) => row[j]));

describe.each(INITS)('%s', (init) => {
  it('draws the same bytes for the same seed, and others for another', () => {
    for (const cell of Object.values(CELLS)) {
      const layer = layerOf(6, { cell, projection: cell.kind === 'lstm' ? 4 : null });
      const weights = one(layer, { init });
      expect(one(layer, { init })).toEqual(weights);
      expect(one(layer, { init, seed: 6 }).wIh).not.toEqual(weights.wIh);
      const all = [weights.wIh, weights.wHh, weights.wHr, weights.peepholes, weights.gateRecurrence];
      expect(all.every((values) => values?.every(Number.isFinite) ?? true)).toBe(true);
      for (const values of [weights.wHr, weights.peepholes, weights.gateRecurrence])
        expect(values?.every((value) => value !== 0) ?? true).toBe(true);
    }
  });

  it('has no bias but the forget bias that is asked for', () => {
    const plain = one(layerOf(6), { init });
    expect([...plain.bIh, ...plain.bHh].every((value) => value === 0)).toBe(true);
    const set = one(layerOf(6), { init, forgetBias: 2 });
    expect([...set.bIh]).toEqual(Array.from({ length: 24 }, (_, row) => (row >= 6 && row < 12 ? 2 : 0)));
  });

  it('draws input weights within Glorot’s bound of a block, or few of them', () => {
    const { wIh } = one(layerOf(40), { init }, 20);
    if (init === 'sparse') {
      for (let row = 0; row < 160; row++)
        expect(wIh.subarray(20 * row, 20 * row + 20).filter((value) => value !== 0)).toHaveLength(15);
      return;
    }
    const bound = Math.sqrt(6 / (20 + 40));
    const most = wIh.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
    expect(most).toBeLessThanOrEqual(Math.fround(bound));
    expect(most).toBeGreaterThan(0.99 * bound);
  });
});

describe('orthogonal', () => {
  it('has orthogonal blocks of every gate', () => {
    for (const [cell, count] of [
      [CELLS.lstm, 4],
      [CELLS.gru, 3],
      [CELLS.rnn, 1],
    ] as const) {
      const weights = one(layerOf(20, { cell }), {});
      for (let gate = 0; gate < count; gate++) {
        const R = block(weights, gate);
        expectIdentity(product(R, transposed(R)));
        expectIdentity(product(transposed(R), R));
      }
    }
  });

  it('has orthonormal columns where h is projected', () => {
    const R = block(one(layerOf(8, { projection: 3 }), {}), 2);
    expectIdentity(product(transposed(R), R));
  });
});

describe('identity', () => {
  const init = 'identity';
  const nothing = (rows: number[][]) => expect(rows.flat().every((value) => value === 0)).toBe(true);

  it('is the identity of a plain RNN', () => {
    expectIdentity(block(one(layerOf(5, { cell: CELLS.rnn }), { init }), 0));
  });

  it('is scaled in the candidate of gated cells so that the step near zero keeps the state', () => {
    // Gates at rest are 1/2: f + i s o = 1 with s = 2, z + (1 - z) r s = 1 with s = 2.
    const lstm = one(layerOf(5), { init });
    expectIdentity(block(lstm, 2), 2);
    for (const gate of [0, 1, 3]) nothing(block(lstm, gate));
    const gru = one(layerOf(5, { cell: CELLS.gru }), { init, forgetBias: 3 });
    expectIdentity(block(gru, 2), 2);
    for (const gate of [0, 1]) nothing(block(gru, gate));
    // f = sigmoid(2) = 0.880797: s = 0.119203 / 0.25
    expectIdentity(block(one(layerOf(5), { init, forgetBias: 2 }), 2), 0.476812);
    // Without biases the forget bias that is set means nothing.
    expectIdentity(block(one(layerOf(5, { bias: false }), { init, forgetBias: 2 }), 2), 2);
    // i = 1: s = 0.5 / 0.5; f = 1: the cell state keeps itself; f = 1 - i: s = 1 / o.
    expectIdentity(block(one(layerOf(5, { cell: CELLS['no-input-gate'] }), { init }), 1), 1);
    expectIdentity(block(one(layerOf(5, { cell: CELLS['lstm-1997'] }), { init }), 1), 0);
    expectIdentity(block(one(layerOf(5, { cell: CELLS.coupled }), { init, forgetBias: 2 }), 1), 2);
  });

  it('brings a projected h back to where it came from', () => {
    const weights = one(layerOf(8, { projection: 3 }), { init });
    const wHr = Array.from({ length: 3 }, (_, row) => [...weights.wHr!.subarray(8 * row, 8 * row + 8)]);
    expectIdentity(product(wHr, block(weights, 2)), 2);
  });
});

describe('sparse', () => {
  it('has fifteen recurrent weights a row, of variance one fifteenth, in places that differ', () => {
    const { wHh } = one(layerOf(60), { init: 'sparse' });
    const rows = Array.from({ length: 240 }, (_, row) => wHh.subarray(60 * row, 60 * row + 60));
    for (const row of rows) expect(row.filter((value) => value !== 0)).toHaveLength(15);
    const square = wHh.reduce((sum, value) => sum + value * value, 0) / (240 * 15);
    expect(Math.abs(15 * square - 1)).toBeLessThan(5 * Math.sqrt(2 / (240 * 15)));
    for (let j = 0; j < 60; j++) {
      const used = rows.filter((row) => row[j] !== 0).length;
      expect(Math.abs(used - 60)).toBeLessThan(5 * Math.sqrt(240 * 0.25 * 0.75));
    }
  });

  it('takes all where there are fewer', () => {
    const { wIh, wHh } = one(layerOf(7), { init: 'sparse' });
    expect([...wIh, ...wHh].every((value) => value !== 0)).toBe(true);
  });
});

describe('spectral', () => {
  const init = 'spectral';

  it.each([0.3, 0.9, 1.5])('scales every block to the radius %f', (spectralRadius) => {
    const weights = one(layerOf(24), { init, spectralRadius });
    for (let gate = 0; gate < 4; gate++) expect(radius(block(weights, gate))).toBeCloseTo(spectralRadius, 4);
    expect(block(weights, 0)).not.toEqual(block(weights, 1));
  });

  it('has 0.9 where nothing is said, and scales nothing else', () => {
    expect(one(layerOf(9), { init })).toEqual(one(layerOf(9), { init, spectralRadius: 0.9 }));
    const other = one(layerOf(9), { init, spectralRadius: 0.5 });
    expect(other.wIh).toEqual(one(layerOf(9), { init }).wIh);
    expect([...one(layerOf(1), { init }).wHh].map(Math.abs)).toEqual(Array.from({ length: 4 }, () => Math.fround(0.9)));
  });

  it('is that of the step from h to h where h is projected', () => {
    const weights = one(layerOf(10, { projection: 4 }), { init });
    const wHr = Array.from({ length: 4 }, (_, row) => [...weights.wHr!.subarray(10 * row, 10 * row + 10)]);
    for (let gate = 0; gate < 4; gate++) expect(radius(product(wHr, block(weights, gate)))).toBeCloseTo(0.9, 4);
  });

  it('can be stopped between columns and sweeps', () => {
    const pieces = [...initialise({ input: 3, layers: [layerOf(30)] }, { ...OPTIONS, init })].length;
    expect(pieces).toBeGreaterThan(4 * 28);
  });
});
