/** Which variants of a cell and a layer do not compose, and why. */

import type { LstmCell } from './cell';
import { type LayerConfig, layerOutput } from './stack';

/** Why a layer cannot be; `core/locale` has the words. */
export const REFUSALS = [
  /** h is projected in an LSTM only, where c keeps the full size: a GRU and a plain RNN have no other state than h. */
  'projection-without-cell-state',
  /** f = 1 - i is 0 where i = 1: nothing would be remembered. */
  'coupled-without-input-gate',
  /** Peepholes lead to gates, and all of them are 1. */
  'peepholes-without-gates',
  /** Full gate recurrence leads from three gates to three gates, and not all of them are learned. */
  'gate-recurrence-without-gates',
  /** One value less its mean is 0, whatever it was. */
  'layer-norm-of-one-unit',
  /** The input can be added to an output of its own size only. */
  'residual-of-other-size',
  /** Sums can be cut off at a number above 0 only. */
  'clip-not-positive',
] as const;
export type Refusal = (typeof REFUSALS)[number];

/** Why this layer cannot be computed over `input` channels; null where it can. Sizes themselves are not judged. */
export function refusal(layer: LayerConfig, input: number): Refusal | null {
  const { cell, projection, residual } = layer;
  if (projection !== null && cell.kind !== 'lstm') return 'projection-without-cell-state';
  if (cell.clip !== null && !(cell.clip > 0)) return 'clip-not-positive';
  if (residual && layerOutput(layer) !== input) return 'residual-of-other-size';
  return cell.kind === 'lstm' ? lstmRefusal(cell, layer.hidden) : null;
}

function lstmRefusal(cell: LstmCell, hidden: number): Refusal | null {
  const learned = [cell.inputGate, cell.forgetGate, cell.outputGate].filter((gate) => gate === 'learned').length;
  if (cell.forgetGate === 'coupled' && cell.inputGate === 'one') return 'coupled-without-input-gate';
  if (cell.peepholes && learned === 0) return 'peepholes-without-gates';
  if (cell.gateRecurrence && learned < 3) return 'gate-recurrence-without-gates';
  if (cell.layerNorm && hidden === 1) return 'layer-norm-of-one-unit';
  return null;
}
