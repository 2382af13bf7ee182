/** Draws an LSTM's weights from a seed, after one of four initialisations. */

import { directionCount, layerInput } from './config';
import type { DirectionWeights, LstmConfig, LstmWeights } from './config';
import { orthonormalRows } from './orthogonal';
import { seededRandom } from './random';
import type { SeededRandom } from './random';
import { directionOf } from './stack';

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
  /** Sets every unit's b_ih + b_hh of the forget gate to this; null leaves what `init` prescribes. */
  forgetBias: number | null;
  /** An integer from 0 to 2^32 - 1. */
  seed: number;
  /** T_max: steps of the longest training series; below 3 the chrono biases are zero. */
  longest: number;
}

/** Numbers drawn between two yields. */
const BLOCK = 1 << 18;

const RECURRENT_SCALE = 0.9;

/**
 * Draws the weights: layer by layer, forward before backward, in each W, R, b_ih, b_hh. Yields the number of directions
 * of layers that are done, often enough to be stopped within 100 ms at any size. Without `config.bias` all biases are
 * zero, and W and R are those of the same seed with biases.
 */
export function* initialise(config: LstmConfig, options: InitialiseOptions): Generator<number, LstmWeights> {
  const random = seededRandom(options.seed);
  const directions: DirectionWeights[] = [];
  for (let layer = 0; layer < config.layers; layer++) {
    for (let d = 0; d < directionCount(config); d++) {
      const weights = zeroWeights(layerInput(config, layer), config.hidden);
      for (const _ of draw(random, weights, options)) yield directions.length;
      if (options.forgetBias !== null) setForgetBias(weights, options.forgetBias);
      if (!config.bias) {
        weights.bIh.fill(0);
        weights.bHh.fill(0);
      }
      directions.push(weights);
      yield directions.length;
    }
  }
  return { config, directions };
}

/** Runs `initialise` to its end at once: for tests and small models. */
export function initialiseNow(config: LstmConfig, options: InitialiseOptions): LstmWeights {
  const run = initialise(config, options);
  for (;;) {
    const step = run.next();
    if (step.done) return step.value;
  }
}

function zeroWeights(input: number, hidden: number): DirectionWeights {
  return directionOf({
    input,
    hidden,
    wIh: new Float32Array(4 * hidden * input),
    wHh: new Float32Array(4 * hidden * hidden),
    bIh: new Float32Array(4 * hidden),
    bHh: new Float32Array(4 * hidden),
  });
}

function* draw(random: SeededRandom, weights: DirectionWeights, { init, longest }: InitialiseOptions): Generator<void> {
  const { input: I, hidden: H, wIh, wHh, bIh, bHh } = weights;
  switch (init) {
    case 'pytorch': {
      const bound = 1 / Math.sqrt(H);
      for (const values of [wIh, wHh, bIh, bHh]) yield* fillUniform(random, values, -bound, bound);
      return;
    }
    case 'keras': {
      // Fan-in and fan-out are those of Keras's matrix [I, 4H].
      const bound = Math.sqrt(6 / (I + 4 * H));
      yield* fillUniform(random, wIh, -bound, bound);
      yield* fillOrthonormalColumns(random, wHh, H);
      bIh.fill(1, H, 2 * H);
      return;
    }
    case 'chrono': {
      const bound = 3 / Math.sqrt(I);
      yield* fillUniform(random, wIh, -bound, bound);
      for (let gate = 0; gate < 4; gate++) {
        const block = yield* orthonormalRows(random, H, H);
        wHh.set(
          block.map((value) => RECURRENT_SCALE * value),
          gate * H * H,
        );
      }
      for (let u = 0; u < H; u++) {
        const bias = Math.log(1 + random.uniform() * Math.max(0, longest - 2));
        bIh[u] = 0 - bias;
        bIh[H + u] = bias;
      }
      return;
    }
    case 'article':
      yield* fillUniform(random, wIh, 0, 1);
      yield* fillUniform(random, wHh, 0, 1);
  }
}

function* fillUniform(random: SeededRandom, values: Float32Array, low: number, high: number): Generator<void> {
  for (let at = 0; at < values.length; at++) {
    values[at] = low + (high - low) * random.uniform();
    if ((at + 1) % BLOCK === 0) yield;
  }
}

/** R [4H, H] with orthonormal columns: the transpose of Keras's [H, 4H] with orthonormal rows. */
function* fillOrthonormalColumns(random: SeededRandom, matrix: Float32Array, H: number): Generator<void> {
  const columns = yield* orthonormalRows(random, H, 4 * H);
  for (let row = 0; row < 4 * H; row++) {
    for (let j = 0; j < H; j++) matrix[row * H + j] = columns[j * 4 * H + row];
  }
}

function setForgetBias({ hidden: H, bIh, bHh }: DirectionWeights, total: number): void {
  bIh.fill(total, H, 2 * H);
  bHh.fill(0, H, 2 * H);
}
