/** The initialisations: how the weights of one direction of one layer are drawn. */

import { activationOf } from './activate';
import { blocksOf, type Cell } from './cell';
import { fillOrthonormalColumns, fillSparse, fillUniform } from './fill';
import { orthonormalRows } from './orthogonal';
import type { SeededRandom } from './random';
import { scaleToRadius } from './spectral';
import type { DirectionWeights } from './stack';

export interface DrawOptions {
  /**
   * - `pytorch`: everything uniform within 1 / sqrt(H) (torch.nn.LSTM).
   * - `keras`: input weights Glorot uniform (Glorot & Bengio 2010), recurrent weights orthogonal (Saxe et al. 2014), bias
   *   zero but 1 for the forget gate (Jozefowicz et al. 2015). Keras has one bias: it is in b_ih, and b_hh is zero.
   * - `chrono`: input weights uniform within 3 / sqrt(I), each gate's recurrent block orthogonal times 0.9, and the biases
   *   of Tallec & Ollivier, "Can recurrent neural networks warp time?", 2018: b_f = log u with u uniform on
   *   [1, longest - 1], b_i = -b_f, in b_ih; others zero. The units then remember from 1 to `longest` steps; the first
   *   two choices keep an untrained network's features distinct: see docs/untrained-features.md.
   * - `octaves`: as `chrono`, but no scale is more likely than another. b_f is uniform on [0, log(longest - 1)], b_i = -b_f:
   *   as many units remember from 1 to 2 steps as from 50 to 100, where `chrono` gives most of them long memories. The input
   *   weights of a unit are times 10^-u with u uniform on [0, 1): from almost linear units to such as saturate.
   * - `orthogonal`: each recurrent block is orthogonal, R^T R = 1 (Saxe, McClelland & Ganguli, "Exact solutions to the
   *   nonlinear dynamics of learning in deep linear neural networks", 2014), so that none of its directions grows or fades;
   *   biases zero. Keras' R is orthogonal as a whole, which leaves each block about 1 / sqrt(K) as long.
   * - `identity`: the candidate's recurrent block is the identity times s, those of the gates and the biases zero. An RNN
   *   has s = 1 (Le, Jaitly & Hinton, "A Simple Way to Initialize Recurrent Networks of Rectified Linear Units", 2015). In
   *   gated cells s is such that what they mean still holds, a unit that is left alone keeps its state: with the gates at
   *   rest the step near zero is c_t = (f + i s o) c_{t-1} in an LSTM, h_t = (z + (1 - z) r s) h_{t-1} in a GRU, hence
   *   s = (1 - f) / (i o) and s = 1 / r. A projected h comes back to where it came from: R = s W_hr^T.
   * - `sparse`: every row of W and of R's blocks has 15 weights that are not zero (all, where it is no longer), as of Martens,
   *   "Deep learning via Hessian-free optimization", 2010, section 5; biases zero. They are normal with variance 1/15, not
   *   1: sums keep the size of what they add, and the spectral radius of a large block is about 1.
   * - `spectral`: each recurrent block is uniform and then scaled so that its spectral radius is `spectralRadius`, as in echo
   *   state networks (Jaeger, "The 'echo state' approach", 2001); biases zero. A state that is fed back through it alone
   *   fades like radius^t: to 1/e in -1 / ln radius steps.
   * - `article`: weights uniform on [0, 1), biases zero.
   *
   * Input weights of the four from `orthogonal` on are, but for `sparse`, Glorot uniform in each block [H, I].
   */
  init: 'octaves' | 'pytorch' | 'keras' | 'chrono' | 'orthogonal' | 'identity' | 'sparse' | 'spectral' | 'article';
  /** Sets every unit's b_ih + b_hh of the block that remembers to this (its negative where f = 1 - i); null leaves what `init` prescribes. */
  forgetBias: number | null;
  /** T_max: steps of the longest training series; below 3 the chrono biases are zero. */
  longest: number;
  /** Of `spectral` alone, above 0; 0.9 where it is left out. */
  spectralRadius?: number;
}

/** Orthogonal blocks of `chrono` are scaled by this. */
const RECURRENT_SCALE = 0.9;
/** Weights of a row that are not zero in `sparse`. */
const CONNECTIONS = 15;
const RADIUS = 0.9;

/** The blocks that initialisations speak of, as their places among the blocks of rows; -1 where a cell has none. */
export interface Blocks {
  count: number;
  input: number;
  candidate: number;
  /** What remembers, and whether it does so where its bias is large (1) or small (-1). */
  forget: number;
  sign: 1 | -1;
}

export function blocksFor(cell: Cell): Blocks {
  const blocks = blocksOf(cell);
  const count = blocks.length;
  const input = blocks.indexOf('i');
  const candidate = blocks.indexOf(({ lstm: 'g', gru: 'n', rnn: 'h' } as const)[cell.kind]);
  if (cell.kind === 'lstm' && cell.forgetGate === 'coupled')
    return { count, input: -1, candidate, forget: input, sign: -1 };
  return { count, input, candidate, forget: blocks.indexOf(cell.kind === 'gru' ? 'z' : 'f'), sign: 1 };
}

/**
 * Draws weights that are zero so far: W, R, b_ih, b_hh, projection, peepholes, recurrence of the gates, in this order. What
 * the initialisations prescribe for an LSTM is carried over to the other cells so:
 * - The block that remembers is the LSTM's forget gate and the GRU's update gate z (h = (1 - z) n + z h_{t-1}); where the
 *   forget gate is 1 - i it is the input gate with the sign turned. Others have none.
 * - The projection is drawn as PyTorch does (`pytorch`), Glorot uniform (`keras`), as all weights of the article, and with
 *   orthonormal rows in the others. With it, orthogonal recurrent blocks have orthonormal columns, and a spectral radius
 *   is that of W_hr R.
 * - Peepholes and the recurrence of the gates are uniform within 1 / sqrt(H), which is Glorot's bound of the latter's
 *   [3H, 3H]; `article` draws them as all its weights.
 */
export function* drawWeights(
  random: SeededRandom,
  weights: DirectionWeights,
  cell: Cell,
  options: DrawOptions,
): Generator<void> {
  const { input: I, hidden: H, output: P, wIh, wHh, bIh, bHh, wHr, peepholes, gateRecurrence } = weights;
  const blocks = blocksFor(cell);
  const K = blocks.count;
  const small = 1 / Math.sqrt(H);
  const glorot = Math.sqrt(6 / (I + H));
  switch (options.init) {
    case 'pytorch':
      for (const values of [wIh, wHh, bIh, bHh, wHr, peepholes, gateRecurrence])
        if (values !== null) yield* fillUniform(random, values, -small, small);
      return;
    case 'keras': {
      // Fan-in and fan-out are those of Keras's matrix [I, K H].
      const bound = Math.sqrt(6 / (I + K * H));
      yield* fillUniform(random, wIh, -bound, bound);
      yield* fillOrthonormalColumns(random, wHh, K * H, P);
      if (blocks.forget >= 0) bIh.fill(blocks.sign, blocks.forget * H, (blocks.forget + 1) * H);
      const projection = Math.sqrt(6 / (H + P));
      if (wHr !== null) yield* fillUniform(random, wHr, -projection, projection);
      break;
    }
    case 'chrono': {
      const bound = 3 / Math.sqrt(I);
      yield* fillUniform(random, wIh, -bound, bound);
      yield* fillOrthogonalBlocks(random, weights, K, RECURRENT_SCALE);
      for (let u = 0; u < H && blocks.forget >= 0; u++) {
        const bias = Math.log(1 + random.uniform() * Math.max(0, options.longest - 2));
        if (blocks.input >= 0) bIh[blocks.input * H + u] = 0 - bias;
        bIh[blocks.forget * H + u] = blocks.sign * bias;
      }
      yield* fillProjection(random, weights);
      break;
    }
    case 'octaves': {
      const bound = 3 / Math.sqrt(I);
      yield* fillUniform(random, wIh, -bound, bound);
      yield* fillOrthogonalBlocks(random, weights, K, RECURRENT_SCALE);
      for (let u = 0; u < H; u++) {
        const bias = random.uniform() * Math.log(Math.max(1, options.longest - 1));
        const gain = Math.exp(-Math.LN10 * random.uniform());
        for (let block = 0; block < K; block++) {
          for (let j = 0; j < I; j++) wIh[(block * H + u) * I + j] *= gain;
        }
        if (blocks.forget < 0) continue;
        if (blocks.input >= 0) bIh[blocks.input * H + u] = 0 - bias;
        bIh[blocks.forget * H + u] = blocks.sign * bias;
      }
      yield* fillProjection(random, weights);
      break;
    }
    case 'orthogonal':
      yield* fillUniform(random, wIh, -glorot, glorot);
      yield* fillOrthogonalBlocks(random, weights, K, 1);
      yield* fillProjection(random, weights);
      break;
    case 'identity': {
      yield* fillUniform(random, wIh, -glorot, glorot);
      yield* fillProjection(random, weights);
      const scale = holdingScale(cell, options.forgetBias);
      const start = blocks.candidate * H * P;
      for (let u = 0; u < H; u++) {
        for (let j = 0; j < P; j++) wHh[start + u * P + j] = scale * (wHr === null ? Number(u === j) : wHr[j * H + u]);
      }
      break;
    }
    case 'sparse':
      yield* fillSparse(random, wIh, I, CONNECTIONS);
      yield* fillSparse(random, wHh, P, CONNECTIONS);
      yield* fillProjection(random, weights);
      break;
    case 'spectral':
      yield* fillUniform(random, wIh, -glorot, glorot);
      yield* fillUniform(random, wHh, -1, 1);
      yield* fillProjection(random, weights);
      for (let block = 0; block < K; block++) yield* scaleToRadius(weights, block, options.spectralRadius ?? RADIUS);
      break;
    case 'article':
      for (const values of [wIh, wHh, wHr, peepholes, gateRecurrence])
        if (values !== null) yield* fillUniform(random, values, 0, 1);
      return;
  }
  for (const values of [peepholes, gateRecurrence])
    if (values !== null) yield* fillUniform(random, values, -small, small);
}

/** Each block of R: orthogonal times `scale`, with orthonormal columns where h is projected. */
function* fillOrthogonalBlocks(
  random: SeededRandom,
  { hidden: H, output: P, wHh }: DirectionWeights,
  count: number,
  scale: number,
): Generator<void> {
  for (let block = 0; block < count; block++) {
    const part = wHh.subarray(block * H * P, (block + 1) * H * P);
    if (P === H) part.set((yield* orthonormalRows(random, H, H)).map((value) => scale * value));
    else yield* fillOrthonormalColumns(random, part, H, P, scale);
  }
}

/** Orthonormal rows. */
function* fillProjection(random: SeededRandom, { hidden: H, output: P, wHr }: DirectionWeights): Generator<void> {
  if (wHr !== null) wHr.set(yield* orthonormalRows(random, P, H));
}

/** s of `identity`; 1 where a gate that is shut at rest lets nothing through anyway. */
function holdingScale(cell: Cell, forgetBias: number | null): number {
  if (cell.kind === 'rnn') return 1;
  const gate = activationOf(cell.activations.gate);
  if (cell.kind === 'gru') return gate(0) === 0 ? 1 : 1 / gate(0);
  const i = cell.inputGate === 'one' ? 1 : gate(cell.forgetGate === 'coupled' ? -(forgetBias ?? 0) : 0);
  const f = { learned: gate(forgetBias ?? 0), coupled: 1 - i, one: 1 }[cell.forgetGate];
  const o = cell.outputGate === 'one' ? 1 : gate(0);
  return i * o === 0 ? 1 : (1 - f) / (i * o);
}
