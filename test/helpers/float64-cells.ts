/** Every cell in float64, unit by unit as the papers write it: what the reference is held to. It shares types with core alone. */

import type { Activation } from '../../core/lstm/activation';
import type { GruCell, LstmCell, Quantity, RnnCell } from '../../core/lstm/cell';
import type { DirectionWeights, LayerConfig } from '../../core/lstm/stack';

/** The quantities of one step; an LSTM has all of i f g o c h, a GRU r z n h, an RNN h. */
export type PlainStep = Partial<Record<Quantity, number[]>> & { h: number[] };

/** What a step begins with: states, and i, f, o of the step before. */
interface Before {
  h: number[]; // [P]
  c: number[]; // [H], empty without cell state
  gates: number[]; // [3H]
}

/** What a quantity of a unit is instead of what it would be; undefined leaves it. */
export type Forced = (quantity: Quantity, unit: number) => number | undefined;

/**
 * Runs one direction over one sequence, the steps of `xs` in the order given. States go from step to step as float32, which
 * is part of what kernels promise.
 */
export function plainRun(
  layer: LayerConfig,
  weights: DirectionWeights,
  xs: number[][],
  h: number[],
  c: number[],
  forced: Forced = () => undefined,
) {
  const before: Before = { h, c, gates: Array.from({ length: 3 * layer.hidden }, () => 0) };
  const steps = xs.map((x) => {
    const step = plainStep(layer, weights, x, before, forced);
    before.h = step.h.map(Math.fround);
    if (step.c) before.c = step.c.map(Math.fround);
    if (step.i && step.f && step.o) before.gates = [...step.i, ...step.f, ...step.o].map(Math.fround);
    return step;
  });
  return { h: before.h, c: before.c, steps };
}

function plainStep(
  { cell }: LayerConfig,
  weights: DirectionWeights,
  x: number[],
  before: Before,
  forced: Forced,
): PlainStep {
  /** A quantity of all units, with what is forced in its place. */
  const as = (quantity: Quantity, values: number[]) => values.map((value, u) => forced(quantity, u) ?? value);
  if (cell.kind === 'lstm') return lstmStep(cell, weights, x, before, as);
  if (cell.kind === 'gru') return gruStep(cell, weights, x, before.h, as);
  return { h: as('h', rnnStep(cell, weights, x, before.h).h) };
}

type As = (quantity: Quantity, values: number[]) => number[];

/** Elman 1990. */
function rnnStep({ activation, clip }: RnnCell, weights: DirectionWeights, x: number[], h: number[]): PlainStep {
  return { h: h.map((_, u) => act(activation, cut(fromInput(weights, u, x) + fromState(weights, u, h), clip))) };
}

/** Cho et al. 2014, and the form that PyTorch documents. */
function gruStep(cell: GruCell, weights: DirectionWeights, x: number[], h: number[], as: As): PlainStep {
  const H = h.length;
  const { gate, candidate } = cell.activations;
  const gates = (first: number) =>
    h.map((_, u) => act(gate, cut(fromInput(weights, first + u, x) + fromState(weights, first + u, h), cell.clip)));
  const r = as('r', gates(0));
  const z = as('z', gates(H));
  const resetBefore = h.map((state, u) => r[u] * state);
  const drawn = h.map((_, u) => {
    const row = 2 * H + u;
    const state = cell.reset === 'after' ? r[u] * fromState(weights, row, h) : fromState(weights, row, resetBefore);
    return act(candidate, cut(fromInput(weights, row, x) + state, cell.clip));
  });
  const n = as('n', drawn);
  const made = h.map((state, u) => z[u] * state + (1 - z[u]) * n[u]);
  return { r, z, n, h: as('h', made) };
}

/** Greff et al. 2015, appendix A, with projection (Sak et al. 2014) and normalisation (Ba et al. 2016). */
function lstmStep(cell: LstmCell, weights: DirectionWeights, x: number[], before: Before, as: As): PlainStep {
  const { hidden: H, wHr, peepholes, gateRecurrence, norm } = weights;
  const { activations, clip } = cell;
  const units = Array.from({ length: H }, (_, u) => u);
  const blocks = [
    ...(cell.inputGate === 'learned' ? ['i'] : []),
    ...(cell.forgetGate === 'learned' ? ['f'] : []),
    'g',
    ...(cell.outputGate === 'learned' ? ['o'] : []),
  ];
  const rows = Array.from({ length: blocks.length * H }, (_, row) => row);
  const bias = rows.map((row) => weights.bIh[row] + weights.bHh[row]);
  let wx = rows.map((row) => fromInput(weights, row, x) - weights.bIh[row]);
  let rh = rows.map((row) => fromState(weights, row, before.h) - weights.bHh[row]);
  if (norm) {
    wx = layerNorm(wx, norm.gainIh, norm.shiftIh, norm.epsilon);
    rh = layerNorm(rh, norm.gainHh, norm.shiftHh, norm.epsilon);
  }
  const drive = (block: string, u: number): number => {
    const row = blocks.indexOf(block) * H + u;
    return wx[row] + rh[row] + bias[row];
  };
  /** A learned gate; `to` is its place among i, f, o, and `sees` the cell state of its peephole. */
  const gate = (name: string, to: number, sees: number[]): number[] =>
    units.map((u) => {
      let sum = drive(name, u);
      if (gateRecurrence)
        sum += dot(gateRecurrence.subarray((to * H + u) * 3 * H, (to * H + u + 1) * 3 * H), before.gates);
      if (peepholes) sum += peepholes[to * H + u] * sees[u];
      return act(activations.gate, cut(sum, clip));
    });
  const ones = units.map(() => 1);

  const i = cell.inputGate === 'one' ? ones : as('i', gate('i', 0, before.c));
  const f = {
    one: () => ones,
    coupled: () => i.map((value) => 1 - value),
    learned: () => as('f', gate('f', 1, before.c)),
  }[cell.forgetGate]();
  const g = as(
    'g',
    units.map((u) => act(activations.candidate, cut(drive('g', u), clip))),
  );
  const c = units.map((u) => i[u] * g[u] + f[u] * before.c[u]);
  const o = cell.outputGate === 'one' ? ones : as('o', gate('o', 2, c));
  const seen = norm ? layerNorm(c, norm.gainC, norm.shiftC, norm.epsilon) : c;
  const m = as(
    'h',
    units.map((u) => o[u] * act(activations.cell, seen[u])),
  );
  const h = wHr ? before.h.map((_, p) => dot(wHr.subarray(p * H, (p + 1) * H), m)) : m;
  return { i, f, g, o, c, h };
}

const dot = (a: ArrayLike<number>, b: number[]): number => b.reduce((sum, value, j) => sum + value * a[j], 0);

/** W x + b of one row. */
const fromInput = ({ input, wIh, bIh }: DirectionWeights, row: number, x: number[]): number =>
  dot(wIh.subarray(row * input, (row + 1) * input), x) + bIh[row];

/** R h + d of one row. */
const fromState = ({ output, wHh, bHh }: DirectionWeights, row: number, h: number[]): number =>
  dot(wHh.subarray(row * output, (row + 1) * output), h) + bHh[row];

const cut = (z: number, clip: number | null): number => {
  if (clip === null || Math.abs(z) <= clip) return z;
  return z > 0 ? clip : -clip;
};

function layerNorm(values: number[], gain: Float32Array, shift: Float32Array, epsilon: number): number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / values.length;
  return values.map((value, at) => (gain[at] * (value - mean)) / Math.sqrt(variance + epsilon) + shift[at]);
}

/** Activations that stay bounded or grow slowly, by formulas other than core's. */
function act({ name, alpha, beta }: Activation, z: number): number {
  switch (name) {
    case 'sigmoid':
      return 0.5 + 0.5 * Math.tanh(z / 2);
    case 'tanh':
      return 2 / (1 + Math.exp(-2 * z)) - 1;
    case 'hard-sigmoid': {
      const line = (alpha ?? 0.2) * z + (beta ?? 0.5);
      if (line < 0) return 0;
      return line > 1 ? 1 : line;
    }
    case 'scaled-tanh':
      return (alpha ?? 1) * (2 / (1 + Math.exp(-2 * (beta ?? 1) * z)) - 1);
    case 'relu':
      return z > 0 ? z : 0;
    case 'identity':
      return z;
    case 'softsign':
      return z < 0 ? z / (1 - z) : z / (1 + z);
    default:
      throw new Error(`no plain formula of ${name}`);
  }
}
