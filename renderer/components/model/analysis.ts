/** What the numbers of an analysis mean. */

import type { Quantity } from '../../../core/contract/views';
import type { GateSpectrum } from '../../../core/contract/views-analysis';

/** A radius so near to 1 is that of an orthogonal block in float32. */
const NEAR = 1e-4;

/** What the largest of the radii does to a state that is fed back. */
export function spectrumMeaning(spectra: readonly GateSpectrum[]): {
  kind: 'fades' | 'keeps' | 'grows';
  radius: number;
} {
  const radius = spectra.reduce((most, one) => Math.max(most, one.radius), 0);
  if (Math.abs(radius - 1) < NEAR) return { kind: 'keeps', radius };
  return { kind: radius < 1 ? 'fades' : 'grows', radius };
}

/** The block that a unit's memory hangs on: the forget gate or z; where there is none, c has its colour. */
export function forgettingGate(blocks: readonly Quantity[]): Quantity {
  return (['f', 'z'] as const).find((gate) => blocks.includes(gate)) ?? 'c';
}
