/** Histograms and memory horizons of small layers against numbers worked out by hand. */

import { describe, expect, it } from 'vitest';
import { CELLS } from '../../../core/contract/cells';
import { histogramOf, histogramsOf } from '../../../core/lstm/analysis/histograms';
import { horizonsOf } from '../../../core/lstm/analysis/horizons';
import type { Cell } from '../../../core/lstm/cell';
import { initialiseNow } from '../../../core/lstm/initialise';
import { layerOf } from '../../../core/lstm/stack';

function run<R>(work: Generator<void, R>): R {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

const drawn = (cell: Cell, hidden = 4) =>
  initialiseNow(
    { input: 2, layers: [layerOf(hidden, { cell })] },
    { init: 'spectral', forgetBias: null, seed: 1, longest: 9 },
  ).directions[0];

describe('memory horizons', () => {
  /** Biases of the second block, the forget gate or z, or of the first where both gates are coupled. */
  function horizons(cell: Cell, sums: number[], block = 1): number[] {
    const weights = drawn(cell, sums.length);
    // Half of each in either bias vector.
    sums.forEach((sum, u) => (weights.bIh[block * sums.length + u] = weights.bHh[block * sums.length + u] = sum / 2));
    return [...horizonsOf(cell, weights)!];
  }

  it('are 1.44 steps of a forget gate at one half, 3.2 with bias 1 and 149 with bias 5', () => {
    // -1 / ln(1/2); -1 / ln 0.7310586; -1 / ln 0.9933071
    for (const [at, steps] of [1.442695, 3.192219, 148.9127].entries()) {
      expect(horizons(CELLS.lstm, [0, 1, 5])[at]).toBeCloseTo(steps, 3);
      expect(horizons(CELLS.gru, [0, 1, 5])[at]).toBeCloseTo(steps, 3);
      expect(horizons(CELLS.coupled, [0, -1, -5], 0)[at]).toBeCloseTo(steps, 3);
    }
  });

  it('stay exact for large biases, and end at zero and infinity', () => {
    expect(horizons(CELLS.lstm, [40])[0] / Math.exp(40)).toBeCloseTo(1, 12);
    expect(horizons(CELLS.lstm, [-1000, 1000])).toEqual([0, Infinity]);
  });

  it('have no end without a forget gate, and are none of a plain RNN', () => {
    expect([...horizonsOf(CELLS['lstm-1997'], drawn(CELLS['lstm-1997']))!]).toEqual(Array(4).fill(Infinity));
    expect(horizonsOf(CELLS.rnn, drawn(CELLS.rnn))).toBeNull();
  });

  it('are those of the gate’s own activation, with what a clip leaves of the sum', () => {
    const gate = { name: 'hard-sigmoid', alpha: 0.2, beta: 0.5 } as const;
    const hard: Cell = { ...CELLS.lstm, activations: { ...CELLS.lstm.activations, gate } };
    // 0.2 * 2 + 0.5 = 0.9: -1 / ln 0.9; 0.2 * 4 + 0.5 > 1; 0.5 - 0.2 * 3 < 0
    const [some, ever, none] = horizons(hard, [2, 4, -3]);
    expect(some).toBeCloseTo(9.491222, 5);
    expect([ever, none]).toEqual([Infinity, 0]);
    expect(horizons({ ...hard, clip: 2 }, [4])[0]).toBeCloseTo(9.491222, 5);
  });

  it('count the shifts of a layer-normalised cell', () => {
    const cell = CELLS['layer-norm'];
    const weights = drawn(cell, 1);
    weights.norm!.shiftIh[1] = 2;
    weights.norm!.shiftHh[1] = 3;
    expect(horizonsOf(cell, weights)![0]).toBeCloseTo(148.9127, 3);
  });
});

describe('histograms', () => {
  it('count the weights of each gate in bins that all gates share', () => {
    const weights = Float32Array.of(0, 0.25, 0.5, 1, -1, -1, -1, -0.5);
    expect(run(histogramOf('R', weights, 4, ['r', 'z'], 4))).toEqual({
      matrix: 'R',
      low: -1,
      high: 1,
      gates: [
        { gate: 'r', counts: Uint32Array.of(0, 0, 2, 2), mean: 0.4375, sd: Math.sqrt(0.13671875) },
        { gate: 'z', counts: Uint32Array.of(3, 1, 0, 0), mean: -0.875, sd: Math.sqrt(0.046875) },
      ],
      notFinite: 0,
    });
  });

  it('give weights that are all alike bins around them, and leave out what is not finite', () => {
    const alike = run(histogramOf('W', Float32Array.of(3, 3), 2, ['h'], 3));
    expect(alike).toMatchObject({ low: 1.5, high: 4.5, gates: [{ mean: 3, sd: 0 }] });
    expect([...alike.gates[0].counts]).toEqual([0, 2, 0]);
    const broken = run(histogramOf('W', Float32Array.of(NaN, 1, -1, Infinity), 4, ['h'], 2));
    expect(broken).toMatchObject({ low: -1, high: 1, notFinite: 2, gates: [{ mean: 0 }] });
    expect(run(histogramOf('W', Float32Array.of(NaN), 1, ['h'], 2)).gates[0].mean).toBeNaN();
  });

  it('are of W, R and the total bias, where there is one', () => {
    const weights = drawn(CELLS.lstm);
    weights.bIh.fill(1);
    weights.bHh.fill(2);
    const [W, R, b] = run(histogramsOf(CELLS.lstm, weights, 10, true));
    expect([W, R, b].map(({ gates }) => gates.map(({ counts }) => counts.reduce((sum, count) => sum + count)))).toEqual(
      [
        [8, 8, 8, 8],
        [16, 16, 16, 16],
        [4, 4, 4, 4],
      ],
    );
    expect(b.gates.map(({ gate, mean }) => [gate, mean])).toEqual([
      ['i', 3],
      ['f', 3],
      ['g', 3],
      ['o', 3],
    ]);
    expect(run(histogramsOf(CELLS.lstm, weights, 10, false)).map(({ matrix }) => matrix)).toEqual(['W', 'R']);
  });
});
