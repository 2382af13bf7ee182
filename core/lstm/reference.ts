/** The readable kernel: the LSTM's equations one by one, which every faster kernel is measured against. */

import type { DirectionCall, Kernel, PoolBuffers } from './kernel';
import { type DirectionWeights, isVanilla } from './stack';

/**
 * One direction of one LSTM layer with forget gates and without peepholes, after Gers, Schmidhuber & Cummins,
 * "Learning to Forget: Continual Prediction with LSTM", Neural Computation 12(10), 2000:
 *
 *     i = sigmoid(W_i x_t + R_i h_{t-1} + b_i)        input gate
 *     f = sigmoid(W_f x_t + R_f h_{t-1} + b_f)        forget gate
 *     g = tanh   (W_g x_t + R_g h_{t-1} + b_g)        cell candidate
 *     o = sigmoid(W_o x_t + R_o h_{t-1} + b_o)        output gate
 *     c_t = f * c_{t-1} + i * g                       cell state
 *     h_t = o * tanh(c_t)                             hidden state
 *
 * Sums and activations are in float64; c_t and h_t are kept as float32. Every sequence is computed on its own, so its
 * bytes do not depend on what else is in the batch. A NaN in an input makes that sequence NaN from there on, and the
 * poolings of that sequence NaN as well. Pools are summed in float64 from the float32 states, in processing order.
 */
export const referenceKernel: Kernel = { name: 'reference', threads: 1, supports: isVanilla, forward };

// Grown when a larger layer comes, so that a call allocates nothing.
let scratch = {
  x: new Float64Array(0), // [I] this step's input
  h: new Float64Array(0), // [H] h_{t-1}
  bias: new Float64Array(0), // [4H] b_ih + b_hh
};

function forward(call: DirectionCall): void {
  const { weights, batch, steps, lengths, reverse } = call;
  prepare(weights);
  for (let b = 0; b < batch; b++) {
    const length = lengths[b];
    const to = Math.min(call.to, length);
    for (let k = call.from; k < to; k++) {
      step(call, b, b * steps + (reverse ? length - 1 - k : k));
      if (call.pools !== null) pool(call.pools, call.h, b * call.weights.hidden, call.weights.hidden, k === 0);
    }
  }
}

function prepare({ input: I, hidden: H, bIh, bHh }: DirectionWeights): void {
  if (scratch.x.length < I || scratch.h.length < H)
    scratch = { x: new Float64Array(I), h: new Float64Array(H), bias: new Float64Array(4 * H) };
  for (let row = 0; row < 4 * H; row++) scratch.bias[row] = bIh[row] + bHh[row];
}

/** One step of sequence `b`; `at` is b * T + t. */
function step(call: DirectionCall, b: number, at: number): void {
  const { input: I, hidden: H, wIh: W, wHh: R } = call.weights;
  const { input, output, gates, h: hidden, c: cell } = call;
  const { x, h, bias } = scratch;
  const state = b * H;
  const out = at * call.outputStride + call.outputOffset;
  for (let j = 0; j < I; j++) x[j] = input[at * I + j];
  for (let j = 0; j < H; j++) h[j] = hidden[state + j];

  for (let u = 0; u < H; u++) {
    // The four sums of a unit run side by side: they do not wait for each other.
    let sumI = bias[u];
    let sumF = bias[H + u];
    let sumG = bias[2 * H + u];
    let sumO = bias[3 * H + u];
    for (let j = 0, row = u * I, gate = H * I; j < I; j++, row++) {
      const xj = x[j];
      sumI += W[row] * xj;
      sumF += W[row + gate] * xj;
      sumG += W[row + 2 * gate] * xj;
      sumO += W[row + 3 * gate] * xj;
    }
    for (let j = 0, row = u * H, gate = H * H; j < H; j++, row++) {
      const hj = h[j];
      sumI += R[row] * hj;
      sumF += R[row + gate] * hj;
      sumG += R[row + 2 * gate] * hj;
      sumO += R[row + 3 * gate] * hj;
    }
    const i = sigmoid(sumI);
    const f = sigmoid(sumF);
    const g = Math.tanh(sumG);
    const o = sigmoid(sumO);
    const c = f * cell[state + u] + i * g;
    const hNew = o * Math.tanh(c);

    cell[state + u] = c;
    hidden[state + u] = hNew;
    if (output !== null) output[out + u] = hNew;
    if (gates !== null) {
      const cellAt = at * H + u;
      gates.i![cellAt] = i;
      gates.f![cellAt] = f;
      gates.g![cellAt] = g;
      gates.o![cellAt] = o;
      gates.c![cellAt] = c;
      gates.h![cellAt] = hNew;
    }
  }
}

/** Takes the hidden states `h[at ..< at + H]` into the pools, which begin with them where they are the first. */
function pool({ first, min, max, sum, squares }: PoolBuffers, h: Float32Array, at: number, H: number, begins: boolean) {
  if (begins) {
    const states = h.subarray(at, at + H);
    for (const extreme of [first, min, max]) extreme.set(states, at);
    sum.fill(0, at, at + H);
    squares.fill(0, at, at + H);
  }
  for (let u = at; u < at + H; u++) {
    const off = h[u] - first[u];
    sum[u] += off;
    squares[u] += off * off;
    min[u] = Math.min(min[u], h[u]); // NaN where either is
    max[u] = Math.max(max[u], h[u]);
  }
}

/** 1 / (1 + e^-z): exact at both ends in float64, since e^-z = Infinity gives 0 and e^-z = 0 gives 1. */
function sigmoid(z: number): number {
  return 1 / (1 + Math.exp(-z));
}
