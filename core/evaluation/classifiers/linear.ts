/** Linear classifiers with an L2 penalty: one plane a class, or one for two classes, with the loss that makes its kind. */

import { WorkbenchError } from '../../contract/errors';
import type { ClassifierKind } from '../../contract/evaluation';
import type { Table, Target } from './classifier';
import { minimise } from './lbfgs';
import type { Standard } from './standardise';
import { type Standardised, standardised, standardisedItself } from './standardised';

/** The loss of one row of class `wanted` at the decisions `z`, whose derivatives take the place of `z`. */
export type Loss = (z: Float64Array, wanted: number) => number;

export interface Penalty {
  /** C: how much the loss of a row weighs against half the square of the weights. */
  c: number;
  /** The offsets are penalised too. */
  offsets: boolean;
}

export interface Planes {
  standard: Standard;
  /** Row by row the weights of the standardised columns, then the offset. */
  weights: Float64Array; // [outputs, width + 1]
  outputs: number;
  converged: boolean;
}

/** Multiply-adds between two yields. */
const PIECE = 1 << 22;
/** Of the largest component of the gradient where the loss is the mean over the rows: beside the penalty's, which bounds the error. */
const TOLERANCE = { share: 1e-4, least: 1e-10, most: 1e-6 };
const STEPS = 2000;

/** The classes of a target. @throws evaluation/classes-only for numbers */
export function classesOf(classifier: ClassifierKind, target: Target): Extract<Target, { kind: 'classes' }> {
  if (target.kind !== 'classes') throw new WorkbenchError('evaluation/classes-only', { classifier });
  return target;
}

/** Planes for so many classes: two are told apart by one. */
export const planesFor = (classes: number): number => (classes === 2 ? 1 : classes);

/** min sum of losses * C + |W|^2 / 2, which has one solution; both sides are divided by C and the rows. */
export function* fitPlanes(
  train: Table,
  classes: Int32Array,
  outputs: number,
  loss: Loss,
  { c, offsets }: Penalty,
): Generator<void, Planes> {
  const { x, rows, width, standard } = yield* standardisedItself(train);
  const size = width + 1;
  const strength = 1 / (c * rows);
  const z = new Float64Array(outputs);
  const between = Math.max(1, Math.floor(PIECE / (2 * size * outputs)));
  function* objective(weights: Float64Array, gradient: Float64Array): Generator<void, number> {
    let total = 0;
    for (let row = 0; row < rows; row++) {
      const start = row * width;
      decide(x, start, weights, z, width);
      total += loss(z, classes[row]);
      for (let k = 0; k < outputs; k++) {
        const derivative = z[k] / rows;
        if (derivative === 0) continue;
        const at = k * size;
        for (let j = 0; j < width; j++) gradient[at + j] += derivative * x[start + j];
        gradient[at + width] += derivative;
      }
      if (row % between === between - 1) yield;
    }
    yield;
    let squares = 0;
    for (let at = 0; at < weights.length; at++) {
      if (at % size === width && !offsets) continue;
      squares += weights[at] * weights[at];
      gradient[at] += strength * weights[at];
    }
    return total / rows + (strength * squares) / 2;
  }
  const tolerance = Math.min(TOLERANCE.most, Math.max(TOLERANCE.least, TOLERANCE.share * strength));
  const { at, converged } = yield* minimise(objective, new Float64Array(outputs * size), tolerance, STEPS);
  return { standard, weights: at, outputs, converged };
}

/** How far on its side of every plane each row lies. */
export function* decisions({ standard, weights, outputs }: Planes, test: Table): Generator<void, Float64Array> {
  const table: Standardised = yield* standardised(test, standard);
  const { x, rows, width } = table;
  const made = new Float64Array(rows * outputs);
  const between = Math.max(1, Math.floor(PIECE / ((width + 1) * outputs)));
  for (let row = 0; row < rows; row++) {
    decide(x, row * width, weights, made.subarray(row * outputs, (row + 1) * outputs), width);
    if (row % between === between - 1) yield;
  }
  return made;
}

function decide(x: Float64Array, start: number, weights: Float64Array, z: Float64Array, width: number): void {
  for (let k = 0; k < z.length; k++) {
    const at = k * (width + 1);
    let sum = weights[at + width];
    for (let j = 0; j < width; j++) sum += weights[at + j] * x[start + j];
    z[k] = sum;
  }
}

/** One score a class of what one plane says of two: the first class lies on its negative side. */
export function bothSides(made: Float64Array): Float64Array {
  const scores = new Float64Array(2 * made.length);
  for (const [row, value] of made.entries()) {
    scores[2 * row] = -value;
    scores[2 * row + 1] = value;
  }
  return scores;
}
