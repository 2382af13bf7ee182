/** The article's example: one series of ten steps in one channel. */

import { madeResult, wholePart } from './made-result';
import type { ReadResult } from './part';

/**
 * The article draws its ten numbers anew at every run, uniform on [0, 1). These ten stand for them, so that everybody
 * sees the same lesson: they rise, fall and come back, and two decimals are easy to follow through the equations.
 */
export const ARTICLE_SERIES = [0.12, 0.35, 0.58, 0.81, 0.94, 0.77, 0.49, 0.23, 0.08, 0.41] as const;

/** The example as the only part of a dataset: series `0`, channel `x`, no label. */
export function articlePart(): ReadResult {
  return madeResult(wholePart('article', [null], Float64Array.from(ARTICLE_SERIES), ARTICLE_SERIES.length));
}
