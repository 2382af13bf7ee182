/** How long each unit of a layer remembers when nothing comes in. */

import { activationOf } from '../activate';
import type { Activation } from '../activation';
import { blocksOf, type Cell } from '../cell';
import type { DirectionWeights } from '../stack';

/**
 * Memory horizon of every unit at rest [H], in steps: -1 / ln f, after which f^t has fallen to 1/e. f is the share of the
 * state that a step keeps while input and states are zero, so that its sum is the bias alone: f = gate(b_ih + b_hh) of the
 * forget gate, 1 - i of the input gate where both are coupled, and z of a GRU (h_t = (1 - z) n + z h_{t-1}). Of a
 * layer-normalised cell the shifts belong to the sum, and a clip cuts it. f >= 1, as without forget gate, is remembered for
 * ever (Infinity), f <= 0 not for a step (0). Null for a plain RNN, which keeps nothing but what R hands on.
 *
 * For the logistic gate it is 1 / ln(1 + e^-b), exact for large b too. (Tallec & Ollivier 2018, section 2, have 1 / (1 - f),
 * which is half a step more where it is long.)
 */
export function horizonsOf(cell: Cell, weights: DirectionWeights): Float64Array | null {
  if (cell.kind === 'rnn') return null;
  const { hidden: H, bIh, bHh, norm } = weights;
  const coupled = cell.kind === 'lstm' && cell.forgetGate === 'coupled';
  const block = blocksOf(cell).indexOf(cell.kind === 'gru' ? 'z' : coupled ? 'i' : 'f');
  if (block < 0) return new Float64Array(H).fill(Infinity);
  const horizon = horizonFrom(cell.activations.gate, coupled);
  return Float64Array.from({ length: H }, (_, u) => {
    const row = block * H + u;
    const sum = bIh[row] + bHh[row] + (norm === null ? 0 : norm.shiftIh[row] + norm.shiftHh[row]);
    return horizon(cell.clip === null ? sum : Math.min(cell.clip, Math.max(-cell.clip, sum)));
  });
}

/** The horizon of a unit from its gate's sum at rest. */
function horizonFrom(gate: Activation, coupled: boolean): (sum: number) => number {
  if (gate.name === 'sigmoid') return (sum) => 1 / Math.log1p(Math.exp(coupled ? sum : -sum));
  const value = activationOf(gate);
  return (sum) => {
    const kept = coupled ? 1 - value(sum) : value(sum);
    if (kept >= 1) return Infinity;
    return kept > 0 ? -1 / Math.log(kept) : kept <= 0 ? 0 : NaN;
  };
}
