/** Draws a stack's weights from a seed, after one of four initialisations. */

import { blocksOf, type Cell } from './cell';
import { orthonormalRows } from './orthogonal';
import { type SeededRandom, seededRandom } from './random';
import {
  type Direction,
  directionOf,
  directionsOf,
  type DirectionWeights,
  type StackConfig,
  type StackWeights,
} from './stack';

export interface InitialiseOptions {
  /**
   * - `pytorch`: everything uniform within 1 / sqrt(H) (torch.nn.LSTM).
   * - `keras`: input weights Glorot uniform (Glorot & Bengio 2010), recurrent weights orthogonal (Saxe et al. 2014), bias
   *   zero but 1 for the forget gate (Jozefowicz et al. 2015). Keras has one bias: it is in b_ih, and b_hh is zero.
   * - `chrono`: input weights uniform within 3 / sqrt(I), each gate's recurrent block orthogonal times 0.9, and the biases
   *   of Tallec & Ollivier, "Can recurrent neural networks warp time?", 2018: b_f = log u with u uniform on
   *   [1, longest - 1], b_i = -b_f, in b_ih; others zero. The units then remember from 1 to `longest` steps; the first
   *   two choices keep an untrained network's features distinct: see docs/untrained-features.md.
   * - `article`: weights uniform on [0, 1), biases zero.
   */
  init: 'pytorch' | 'keras' | 'chrono' | 'article';
  /** Sets every unit's b_ih + b_hh of the block that remembers to this (its negative where f = 1 - i); null leaves what `init` prescribes. */
  forgetBias: number | null;
  /** An integer from 0 to 2^32 - 1. */
  seed: number;
  /** T_max: steps of the longest training series; below 3 the chrono biases are zero. */
  longest: number;
}

/** Numbers drawn between two yields. */
const BLOCK = 1 << 18;

const RECURRENT_SCALE = 0.9;
/** PyTorch's, of every layer normalisation. */
const NORM_EPSILON = 1e-5;

/**
 * Draws the weights of a stack, layer by layer, forward before backward, in each W, R, b_ih, b_hh and then what the cell
 * has beside them: projection, peepholes, recurrence of the gates. What the four initialisations prescribe for an LSTM is
 * carried over to the other cells so:
 * - The block that remembers is the LSTM's forget gate and the GRU's update gate z (h = (1 - z) n + z h_{t-1}); where the
 *   forget gate is 1 - i it is the input gate with the sign turned. Others have none.
 * - The projection is drawn as PyTorch does (`pytorch`), Glorot uniform (`keras`), with orthonormal rows (`chrono`) and as
 *   all weights of the article. With it, orthogonal recurrent blocks have orthonormal columns.
 * - Peepholes and the recurrence of the gates are uniform within 1 / sqrt(H), which is Glorot's bound of the latter's
 *   [3H, 3H]; `article` draws them as all its weights.
 * - Normalisations begin with gain 1 and shift 0. Initial states are zero.
 *
 * Yields the number of directions of layers that are done, often enough to be stopped within 100 ms at any size. Without
 * a layer's `bias` all its biases are zero, and W and R are those of the same seed with biases.
 */
export function* initialise(config: StackConfig, options: InitialiseOptions): Generator<number, StackWeights> {
  const random = seededRandom(options.seed);
  const directions: DirectionWeights[] = [];
  for (const direction of directionsOf(config)) {
    const weights = zeroWeights(direction);
    const blocks = blocksFor(direction.config.cell);
    for (const _ of draw(random, weights, blocks, options)) yield directions.length;
    if (options.forgetBias !== null) setForgetBias(weights, blocks, options.forgetBias);
    if (!direction.config.bias) {
      weights.bIh.fill(0);
      weights.bHh.fill(0);
    }
    directions.push(weights);
    yield directions.length;
  }
  return { config, directions, before: config.layers.map(() => []), head: null };
}

/** Runs `initialise` to its end at once: for tests and small models. */
export function initialiseNow(config: StackConfig, options: InitialiseOptions): StackWeights {
  const run = initialise(config, options);
  for (;;) {
    const step = run.next();
    if (step.done) return step.value;
  }
}

/** The blocks that initialisations speak of, as their places among the blocks of rows; -1 where a cell has none. */
interface Blocks {
  count: number;
  input: number;
  /** What remembers, and whether it does so where its bias is large (1) or small (-1). */
  forget: number;
  sign: 1 | -1;
}

function blocksFor(cell: Cell): Blocks {
  const blocks = blocksOf(cell);
  const count = blocks.length;
  const input = blocks.indexOf('i');
  if (cell.kind === 'lstm' && cell.forgetGate === 'coupled') return { count, input: -1, forget: input, sign: -1 };
  return { count, input, forget: blocks.indexOf(cell.kind === 'gru' ? 'z' : 'f'), sign: 1 };
}

function zeroWeights({ config: { cell, hidden: H, projection }, input, output }: Direction): DirectionWeights {
  const rows = blocksOf(cell).length * H;
  const zeros = (size: number) => new Float32Array(size);
  const ones = (size: number) => new Float32Array(size).fill(1);
  const matrices = {
    input,
    hidden: H,
    wIh: zeros(rows * input),
    wHh: zeros(rows * output),
    bIh: zeros(rows),
    bHh: zeros(rows),
  };
  const projected = { output, wHr: projection === null ? null : zeros(projection * H) };
  if (cell.kind !== 'lstm') return directionOf(matrices, projected);
  return directionOf(matrices, {
    ...projected,
    peepholes: cell.peepholes ? zeros(3 * H) : null,
    gateRecurrence: cell.gateRecurrence ? zeros(9 * H * H) : null,
    norm: cell.layerNorm
      ? {
          epsilon: NORM_EPSILON,
          gainIh: ones(rows),
          shiftIh: zeros(rows),
          gainHh: ones(rows),
          shiftHh: zeros(rows),
          gainC: ones(H),
          shiftC: zeros(H),
        }
      : null,
  });
}

function* draw(
  random: SeededRandom,
  weights: DirectionWeights,
  blocks: Blocks,
  { init, longest }: InitialiseOptions,
): Generator<void> {
  const { input: I, hidden: H, output: P, wIh, wHh, bIh, bHh, wHr, peepholes, gateRecurrence } = weights;
  const K = blocks.count;
  const small = 1 / Math.sqrt(H);
  switch (init) {
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
      for (let block = 0; block < K; block++) {
        const part = wHh.subarray(block * H * P, (block + 1) * H * P);
        if (P === H) part.set((yield* orthonormalRows(random, H, H)).map((value) => RECURRENT_SCALE * value));
        else yield* fillOrthonormalColumns(random, part, H, P, RECURRENT_SCALE);
      }
      for (let u = 0; u < H && blocks.forget >= 0; u++) {
        const bias = Math.log(1 + random.uniform() * Math.max(0, longest - 2));
        if (blocks.input >= 0) bIh[blocks.input * H + u] = 0 - bias;
        bIh[blocks.forget * H + u] = blocks.sign * bias;
      }
      if (wHr !== null) wHr.set(yield* orthonormalRows(random, P, H));
      break;
    }
    case 'article':
      for (const values of [wIh, wHh, wHr, peepholes, gateRecurrence])
        if (values !== null) yield* fillUniform(random, values, 0, 1);
      return;
  }
  for (const values of [peepholes, gateRecurrence])
    if (values !== null) yield* fillUniform(random, values, -small, small);
}

function* fillUniform(random: SeededRandom, values: Float32Array, low: number, high: number): Generator<void> {
  for (let at = 0; at < values.length; at++) {
    values[at] = low + (high - low) * random.uniform();
    if ((at + 1) % BLOCK === 0) yield;
  }
}

/** A matrix [rows, P] with orthonormal columns: the transpose of one [P, rows] with orthonormal rows, as Keras has it. */
function* fillOrthonormalColumns(
  random: SeededRandom,
  matrix: Float32Array,
  rows: number,
  P: number,
  scale = 1,
): Generator<void> {
  const columns = yield* orthonormalRows(random, P, rows);
  for (let row = 0; row < rows; row++) {
    for (let j = 0; j < P; j++) matrix[row * P + j] = scale * columns[j * rows + row];
  }
}

function setForgetBias({ hidden: H, bIh, bHh }: DirectionWeights, { forget, sign }: Blocks, total: number): void {
  if (forget < 0) return;
  bIh.fill(sign * total, forget * H, (forget + 1) * H);
  bHh.fill(0, forget * H, (forget + 1) * H);
}
