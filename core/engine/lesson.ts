/** The article's example as the lesson shows it: one short series through one layer, every quantity kept. */

import { QUANTITIES } from '../contract/views';
import type { LessonView, LstmQuantity } from '../contract/views';
import { packBatch } from '../lstm/batch';
import { forwardNow } from '../lstm/forward';
import type { Kernel } from '../lstm/kernel';
import { type DirectionWeights, isVanilla, type StackWeights } from '../lstm/stack';

/**
 * Runs the univariate series `x` [T] through the one forward layer of `weights` (I = 1) from zero states.
 * Also runs it through the same draws centred: each weight u of [0, 1) becomes (2u - 1) / sqrt(H), which is the
 * distribution that PyTorch initialises with, so that the two runs differ in nothing but the centring and the scale.
 * Throws a RangeError when `weights` has more than one channel, layer or direction, or another cell.
 */
export function lessonView(kernel: Kernel, weights: StackWeights, x: Float32Array): LessonView {
  const { input, layers } = weights.config;
  if (input !== 1 || layers.length !== 1 || layers[0].direction !== 'forward' || !isVanilla(layers[0]))
    throw new RangeError('the lesson has one channel and one forward layer of vanilla cells');
  const [direction] = weights.directions;
  const { hidden } = direction;
  const b = Float64Array.from(direction.bIh, (value, row) => value + direction.bHh[row]);
  return {
    x: Array.from(x),
    quantities: quantitiesOf(kernel, weights, x),
    weights: { w: rows(direction.wIh, 1), r: rows(direction.wHh, hidden), b: Array.from(b) },
    centred: quantitiesOf(kernel, { ...weights, directions: [centre(direction)] }, x),
  };
}

function quantitiesOf(kernel: Kernel, weights: StackWeights, x: Float32Array): Record<LstmQuantity, number[][]> {
  const gates = forwardNow(kernel, weights, packBatch([x], 1), { gates: 'all', keep: 'none' }).gates[0]!;
  const named = QUANTITIES.map(
    (quantity) => [quantity, rows(gates[quantity]!, weights.config.layers[0].hidden)] as const,
  );
  return Object.fromEntries(named) as Record<LstmQuantity, number[][]>;
}

function centre(direction: DirectionWeights): DirectionWeights {
  const bound = 1 / Math.sqrt(direction.hidden);
  const spread = (drawn: Float32Array) => drawn.map((u) => (2 * u - 1) * bound);
  return { ...direction, wIh: spread(direction.wIh), wHh: spread(direction.wHh) };
}

/** A matrix kept row by row as nested arrays. */
function rows(matrix: Float32Array, columns: number): number[][] {
  return Array.from({ length: matrix.length / columns }, (_, row) =>
    Array.from(matrix.subarray(row * columns, (row + 1) * columns)),
  );
}
