/** Which layers the fast kernel computes, and how it is told of them: see core/kernel/lstm.h. */

import { type Cell, isVanillaCell } from '../lstm/cell';
import type { DirectionWeights, LayerConfig } from '../lstm/stack';

/** A direction's weights as the kernel takes them, blocks of rows as `blocksOf` its cell. */
export interface FastWeights extends Pick<DirectionWeights, 'input' | 'hidden' | 'output'> {
  kind: number;
  /** wIh, wHh, bIh, bHh, peepholes, wHr; null where there is none. */
  arrays: (Float32Array | null)[];
}

const LSTM = 0;
const COUPLED = 1;
const GRU = 2;

/**
 * Vanilla LSTMs, with or without peepholes, coupled gates and projection, and GRUs with reset after the product; not what has
 * other activations, clipped sums, gates that are 1, gate recurrence or normalisation.
 */
export function isFast({ cell }: LayerConfig): boolean {
  return kindOf(cell) !== null;
}

function kindOf(cell: Cell): number | null {
  if (cell.kind === 'rnn') return null;
  if (cell.kind === 'gru') {
    const { gate, candidate } = cell.activations;
    const usual = gate.name === 'sigmoid' && candidate.name === 'tanh' && cell.clip === null;
    return usual && cell.reset === 'after' ? GRU : null;
  }
  const coupled = cell.forgetGate === 'coupled';
  const others = isVanillaCell({ ...cell, peepholes: false, forgetGate: coupled ? 'learned' : cell.forgetGate });
  if (!others) return null;
  return coupled ? COUPLED : LSTM;
}

/** Throws a RangeError for a layer that is not `isFast`. */
export function fastWeights({ cell }: LayerConfig, weights: DirectionWeights): FastWeights {
  const kind = kindOf(cell);
  if (kind === null) throw new RangeError('the fast kernel does not compute such a layer');
  const { input, hidden, output, wIh, wHh, bIh, bHh, peepholes, wHr } = weights;
  return { kind, input, hidden, output, arrays: [wIh, wHh, bIh, bHh, peepholes, wHr] };
}
