/** The colour token of everything that a wire of the cell carries. */

import type { Carried } from './cell-shapes';

const colours = {
  i: 'var(--gate-i)',
  f: 'var(--gate-f)',
  g: 'var(--gate-g)',
  o: 'var(--gate-o)',
  c: 'var(--gate-c)',
  cPrevious: 'var(--gate-c)',
  h: 'var(--gate-h)',
  hPrevious: 'var(--gate-h)',
  r: 'var(--gate-r)',
  z: 'var(--gate-z)',
  n: 'var(--gate-n)',
  x: 'var(--text)',
  gatesPrevious: 'var(--text)',
} as const satisfies Record<Carried, string>;

/** A CSS colour; states of the step before have the colour of their quantity. */
export function carriedColour(carried: Carried): string {
  return colours[carried];
}
