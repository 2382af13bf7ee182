/** Maps of every kind by hand, in pieces, and what they refuse. */

import { describe, expect, it } from 'vitest';
import { TANH } from '../../../core/lstm/activation';
import { applyMaps, EmbeddingError } from '../../../core/lstm/run-maps';
import type { DenseMap, StepMap } from '../../../core/lstm/step-map';

function run(maps: StepMap[], values: number[], rows: number): number[] {
  const mapping = applyMaps(maps, Float32Array.from(values), rows, values.length / rows);
  for (;;) {
    const piece = mapping.next();
    if (piece.done) return [...piece.value];
  }
}

/** Two values in, three out. */
const DENSE: DenseMap = {
  kind: 'dense',
  input: 2,
  output: 3,
  weights: Float32Array.of(1, 2, 3, 4, 5, 6),
  bias: Float32Array.of(0.5, 0, -1),
  activation: { name: 'identity', alpha: null, beta: null },
};

const expectClose = (actual: number[], expected: number[]) => {
  expect(actual).toHaveLength(expected.length);
  actual.forEach((value, at) => expect(value).toBeCloseTo(expected[at], 6));
};

describe('applyMaps', () => {
  it('gives the values themselves where there are no maps', () => {
    const values = Float32Array.of(1, 2, 3);
    expect(applyMaps([], values, 3, 1).next()).toEqual({ done: true, value: values });
  });

  it('computes a dense layer with and without bias, and its activation', () => {
    expect(run([DENSE], [1, 1, 2, -1], 2)).toEqual([3.5, 7, 10, 0.5, 2, 3]);
    expect(run([{ ...DENSE, bias: null }], [1, 1], 1)).toEqual([3, 7, 11]);
    expectClose(run([{ ...DENSE, activation: TANH }], [0.1, 0], 1), [0.6, 0.3, -0.5].map(Math.tanh));
  });

  it('computes a softmax over each row, also of numbers whose exponentials overflow', () => {
    const softmax: StepMap = { kind: 'activation', activation: 'softmax' };
    const e = [1, Math.E, Math.E ** 2];
    const sum = e[0] + e[1] + e[2];
    expectClose(
      run([softmax], [0, 1, 2, 1000, 1001, 1002], 2),
      [...e, ...e].map((value) => value / sum),
    );
    expectClose(run([{ ...DENSE, activation: 'softmax' }], [0, 0], 1).slice(0, 1), [
      Math.exp(0.5) / (Math.exp(0.5) + 1 + Math.exp(-1)),
    ]);
    expect(run([softmax], [0, NaN, 1], 1)).toEqual([NaN, NaN, NaN]);
  });

  it('computes the logarithm of a softmax, also of numbers whose exponentials overflow or vanish', () => {
    const map: StepMap = { kind: 'activation', activation: 'log-softmax' };
    // log(e^x / (1 + e + e^2)) of 0, 1, 2: x - 2.4076059644443806
    const row = [-2.4076059644443806, -1.4076059644443806, -0.4076059644443806];
    expectClose(run([map], [0, 1, 2, 1000, 1001, 1002], 2), [...row, ...row]);
    expectClose(run([map], [0, 2000, 0], 1), [-2000, 0, -2000]);
  });

  it('computes scale and shift, and a normalisation over each row', () => {
    const affine: StepMap = { kind: 'affine', scale: Float32Array.of(2, -1), shift: Float32Array.of(0, 0.5) };
    expect(run([affine], [1, 2, 3, 4], 2)).toEqual([2, -1.5, 6, -3.5]);
    const norm: StepMap = {
      kind: 'layer-norm',
      gain: Float32Array.of(1, 2, 1, 1),
      shift: Float32Array.of(0, 0, 10, 0),
      epsilon: 0.75,
    };
    // Mean 3, variance 1.25: divided by sqrt 2.
    const s = Math.SQRT2;
    expectClose(run([norm], [1.5, 2.5, 3.5, 4.5], 1), [-1.5 / s, -1 / s, 10 + 0.5 / s, 1.5 / s]);
  });

  it('looks rows of an embedding up, then goes on with them', () => {
    const table: StepMap = { kind: 'embedding', size: 3, output: 2, table: Float32Array.of(0, 1, 10, 11, 20, 21) };
    expect(run([table], [2, 0, 1], 3)).toEqual([20, 21, 0, 1, 10, 11]);
    expect(run([table, DENSE], [1], 1)).toEqual([32.5, 74, 115]);
  });

  it.each([3, -1, 0.5, NaN, Infinity])('refuses %s as the row of a table of three, and says where', (value) => {
    const table: StepMap = { kind: 'embedding', size: 3, output: 1, table: Float32Array.of(0, 1, 2) };
    const refused = () => run([table], [0, value], 2);
    expect(refused).toThrow(EmbeddingError);
    expect(refused).toThrow(expect.objectContaining({ value, row: 1, tableRows: 3 }));
  });

  it('refuses rows of another size than a map takes', () => {
    expect(() => run([DENSE], [1, 2, 3], 1)).toThrow('takes 2 values a row, not 3');
    expect(() => run([DENSE, DENSE], [1, 2], 1)).toThrow(RangeError);
    const table: StepMap = { kind: 'embedding', size: 3, output: 1, table: Float32Array.of(0, 1, 2) };
    expect(() => run([table], [1, 2], 1)).toThrow(RangeError);
  });

  it('yields after about a million multiply-adds, within a row that is longer than that', () => {
    const wide = (input: number, output: number): DenseMap => ({
      kind: 'dense',
      input,
      output,
      weights: new Float32Array(input * output).fill(1),
      bias: null,
      activation: { name: 'identity', alpha: null, beta: null },
    });
    const pieces = (maps: StepMap[], rows: number, size: number) => [
      ...applyMaps(maps, new Float32Array(rows * size).fill(1), rows, size),
    ];
    expect(pieces([wide(1000, 2500)], 1, 1000)).toEqual([1e6, 1e6, 5e5]);
    expect(pieces([wide(10, 10)], 25_000, 10)).toEqual([1e6, 1e6, 5e5]);
    expect(pieces([{ kind: 'activation', activation: TANH }], 3, 500_000)).toEqual([1e6, 5e5]);
    expect(
      run(
        [wide(1000, 2500)],
        Array.from({ length: 1000 }, () => 1),
        1,
      ),
    ).toEqual(Array.from({ length: 2500 }, () => 1000));
  });
});
