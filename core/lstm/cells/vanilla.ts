/** The LSTM as most people know it, in one loop over its units. */

import { sigmoid } from '../activate';
import type { DirectionCall } from '../kernel';
import { load, sumOf } from '../arithmetic';

/**
 * The step of an LSTM with forget gates and without peepholes for this call: given a sequence b and b * T + t, it takes the
 * sequence from t-1 to t. After Gers, Schmidhuber & Cummins, "Learning to Forget: Continual Prediction with LSTM", Neural
 * Computation 12(10), 2000:
 *
 *     i = sigmoid(W_i x_t + R_i h_{t-1} + b_i)        input gate
 *     f = sigmoid(W_f x_t + R_f h_{t-1} + b_f)        forget gate
 *     g = tanh   (W_g x_t + R_g h_{t-1} + b_g)        cell candidate
 *     o = sigmoid(W_o x_t + R_o h_{t-1} + b_o)        output gate
 *     c_t = f * c_{t-1} + i * g                       cell state
 *     h_t = o * tanh(c_t)                             hidden state
 *
 * `lstm.ts` computes the same, to the last bit, and every variant; this is for speed and to be read first.
 */
export function vanillaStep(call: DirectionCall): (b: number, at: number) => void {
  const { input, hidden, bIh, bHh } = call.weights;
  const scratch: Scratch = {
    x: new Float64Array(input),
    h: new Float64Array(hidden),
    bias: sumOf(bIh, bHh),
  };
  return (b, at) => step(call, scratch, b, at);
}

interface Scratch {
  x: Float64Array; // [I] this step's input
  h: Float64Array; // [H] h_{t-1}
  bias: Float64Array; // [4H] b_ih + b_hh
}

function step(call: DirectionCall, { x, h, bias }: Scratch, b: number, at: number): void {
  const { input: I, hidden: H, wIh: W, wHh: R } = call.weights;
  const { input, output, gates, h: hidden, c: cell } = call;
  const state = b * H;
  const out = at * call.outputStride + call.outputOffset;
  load(input, at * I, x);
  load(hidden, state, h);

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
