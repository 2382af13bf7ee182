/** The readable kernel: every cell's equations one by one, which every faster kernel is measured against. */

import { gruStep } from './cells/gru';
import { lstmStep } from './cells/lstm';
import { rnnStep } from './cells/rnn';
import { vanillaStep } from './cells/vanilla';
import type { DirectionCall, Kernel, PoolBuffers } from './kernel';
import { isVanilla } from './stack';

/**
 * One direction of one layer of any cell: `cells/vanilla.ts` has the common LSTM, `cells/lstm.ts` its variants, `cells/gru.ts`
 * and `cells/rnn.ts` the GRU and the plain RNN. Sums and activations are in float64; states, and the gates that full gate recurrence carries,
 * are kept as float32. Every sequence is computed on its own, so its bytes do not depend on what else is in the batch. A NaN in
 * an input makes that sequence NaN from there on, and the poolings of that sequence NaN as well. Pools are summed in
 * float64 from the float32 states, in processing order.
 */
export const referenceKernel: Kernel = { name: 'reference', threads: 1, supports: () => true, forward };

function forward(call: DirectionCall): void {
  const { weights, batch, steps, lengths, reverse, pools } = call;
  const P = weights.output;
  const step = stepOf(call);
  for (let b = 0; b < batch; b++) {
    const length = lengths[b];
    const to = Math.min(call.to, length);
    for (let k = call.from; k < to; k++) {
      step(b, b * steps + (reverse ? length - 1 - k : k));
      if (pools !== null) pool(pools, call.h, b * P, P, k === 0);
    }
  }
}

function stepOf(call: DirectionCall): (b: number, at: number) => void {
  switch (call.layer.cell.kind) {
    case 'lstm':
      return isVanilla(call.layer) ? vanillaStep(call) : lstmStep(call);
    case 'gru':
      return gruStep(call);
    case 'rnn':
      return rnnStep(call);
  }
}

/** Takes the hidden states `h[at ..< at + P]` into the pools, which begin with them where they are the first. */
function pool({ first, min, max, sum, squares }: PoolBuffers, h: Float32Array, at: number, P: number, begins: boolean) {
  if (begins) {
    const states = h.subarray(at, at + P);
    for (const extreme of [first, min, max]) extreme.set(states, at);
    sum.fill(0, at, at + P);
    squares.fill(0, at, at + P);
  }
  for (let u = at; u < at + P; u++) {
    const off = h[u] - first[u];
    sum[u] += off;
    squares[u] += off * off;
    min[u] = Math.min(min[u], h[u]); // NaN where either is
    max[u] = Math.max(max[u], h[u]);
  }
}
