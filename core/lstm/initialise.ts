/** Makes a stack's weights from a seed, after one of the initialisations of `draw-weights.ts`. */

import { blocksOf } from './cell';
import { type Blocks, blocksFor, type DrawOptions, drawWeights } from './draw-weights';
import { seededRandom } from './random';
import {
  type Direction,
  directionOf,
  directionsOf,
  type DirectionWeights,
  type StackConfig,
  type StackWeights,
} from './stack';

export interface InitialiseOptions extends DrawOptions {
  /** An integer from 0 to 2^32 - 1. */
  seed: number;
  /** What the drawn W of the bottom layer is multiplied by; 1 where it is left out. */
  inputScale?: number;
  /** What every drawn R is multiplied by; 1 where it is left out. */
  recurrentScale?: number;
}

/** PyTorch's, of every layer normalisation. */
const NORM_EPSILON = 1e-5;

/**
 * Draws the weights of a stack, layer by layer, forward before backward, in each W, R, b_ih, b_hh and then what the cell
 * has beside them: projection, peepholes, recurrence of the gates. Normalisations begin with gain 1 and shift 0, initial
 * states are zero.
 *
 * Yields the number of directions of layers that are done, often enough to be stopped within 100 ms at any size. Without
 * a layer's `bias` all its biases are zero, and W and R are those of the same seed with biases.
 */
export function* initialise(config: StackConfig, options: InitialiseOptions): Generator<number, StackWeights> {
  const random = seededRandom(options.seed);
  const directions: DirectionWeights[] = [];
  for (const direction of directionsOf(config)) {
    const weights = zeroWeights(direction);
    const { cell, bias } = direction.config;
    const forgetBias = bias ? options.forgetBias : null;
    for (const _ of drawWeights(random, weights, cell, { ...options, forgetBias })) yield directions.length;
    if (direction.layer === 0) scale(weights.wIh, options.inputScale);
    scale(weights.wHh, options.recurrentScale);
    if (forgetBias !== null) setForgetBias(weights, blocksFor(cell), forgetBias);
    if (!bias) {
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

function scale(values: Float32Array, factor = 1): void {
  if (factor !== 1) for (let at = 0; at < values.length; at++) values[at] *= factor;
}

function setForgetBias({ hidden: H, bIh, bHh }: DirectionWeights, { forget, sign }: Blocks, total: number): void {
  if (forget < 0) return;
  bIh.fill(sign * total, forget * H, (forget + 1) * H);
  bHh.fill(0, forget * H, (forget + 1) * H);
}
