/** What becomes of the outputs of a layer's directions: merged into one, with the layer's input added where it is residual. */

import type { Batch } from './batch';
import type { LayerConfig } from './stack';

/** Values worked on between two yields. */
const PIECE = 1 << 20;

/**
 * Writes `first` and `second` [B, T, S], merged element by element, to `output`. Steps past a sequence's end are left
 * as they are. Yields 0 often.
 */
export function* mergeDirections(
  merge: Exclude<LayerConfig['merge'], 'concat'>,
  first: Float32Array,
  second: Float32Array,
  output: Float32Array,
  size: number,
  batch: Batch,
): Generator<number, void> {
  for (const [from, to] of piecesOf(batch, size)) {
    mergePiece(merge, first, second, output, from, to);
    yield 0;
  }
}

/** The values from `from` to before `to`, computed in float64. */
export function mergePiece(
  merge: Exclude<LayerConfig['merge'], 'concat'>,
  first: Float32Array,
  second: Float32Array,
  output: Float32Array,
  from: number,
  to: number,
): void {
  if (merge === 'product') for (let at = from; at < to; at++) output[at] = first[at] * second[at];
  else {
    const share = merge === 'average' ? 0.5 : 1;
    for (let at = from; at < to; at++) output[at] = share * (first[at] + second[at]);
  }
}

/** Adds `input` [B, T, S] to `output`, but for steps past a sequence's end. Yields 0 often. */
export function* addInput(
  input: Float32Array,
  output: Float32Array,
  size: number,
  batch: Batch,
): Generator<number, void> {
  for (const [from, to] of piecesOf(batch, size)) {
    for (let at = from; at < to; at++) output[at] += input[at];
    yield 0;
  }
}

/** Where the values of valid steps lie in [B, T, size], in pieces of at most `PIECE`. */
function* piecesOf({ size: B, steps, lengths }: Batch, size: number): Generator<[number, number]> {
  for (let b = 0; b < B; b++) {
    const end = (b * steps + lengths[b]) * size;
    for (let from = b * steps * size; from < end; from += PIECE) yield [from, Math.min(from + PIECE, end)];
  }
}
