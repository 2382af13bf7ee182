/** Numbers that stand for a missing value, in formats whose values are no cells of text. */

import type { ReadingSpec } from '../contract/specs';
import { parseCell } from './numbers';

/** The numbers among the texts that stand for a missing value; each also as 32-bit floating point holds it. */
export function toldMissing({ missingText = [] }: ReadingSpec): ReadonlySet<number> {
  const numbers = missingText
    .map((text) => parseCell(text, '.'))
    .filter((value) => value !== null && !Number.isNaN(value));
  return new Set((numbers as number[]).flatMap((value) => [value, Math.fround(value)]));
}

/** Puts NaN in the place of each such number. */
export function markMissing(values: Float64Array, told: ReadonlySet<number>): void {
  if (told.size === 0) return;
  for (let at = 0; at < values.length; at++) if (told.has(values[at])) values[at] = NaN;
}
