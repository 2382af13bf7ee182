/** What a recurrent block does to a state that is fed back through it again and again. */

import { type Eigenvalues, eigenvalues, radiusOf } from './eigenvalues';
import type { DirectionWeights } from './stack';

type Recurrent = Pick<DirectionWeights, 'hidden' | 'output' | 'wHh' | 'wHr'>;

/**
 * Eigenvalues of one block R [H, H] of the recurrent weights. Where h is projected, of W_hr R [P, P]: the step from h to h,
 * whose eigenvalues are those of R W_hr but for zeros. Null where a weight is not finite.
 */
export function* recurrentSpectrum(weights: Recurrent, block: number): Generator<void, Eigenvalues | null> {
  const { hidden: H, output: P, wHh, wHr } = weights;
  const R = wHh.subarray(block * H * P, (block + 1) * H * P);
  return yield* eigenvalues(wHr === null ? R : yield* projected(wHr, R, P, H), P);
}

/** Scales a block so that its spectral radius, the largest modulus of its eigenvalues, is `radius`; one without any stays. */
export function* scaleToRadius(weights: Recurrent, block: number, radius: number): Generator<void> {
  const { hidden: H, output: P, wHh } = weights;
  const found = yield* recurrentSpectrum(weights, block);
  const now = found === null ? 0 : radiusOf(found);
  if (now === 0) return;
  for (let at = block * H * P; at < (block + 1) * H * P; at++) wHh[at] *= radius / now;
}

/** W_hr R [P, P] */
function* projected(wHr: Float32Array, R: Float32Array, P: number, H: number): Generator<void, Float64Array> {
  const product = new Float64Array(P * P);
  for (let row = 0; row < P; row++) {
    for (let u = 0; u < H; u++) {
      const weight = wHr[row * H + u];
      for (let j = 0; j < P; j++) product[row * P + j] += weight * R[u * P + j];
    }
    yield;
  }
  return product;
}
