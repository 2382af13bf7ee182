/** Chooses the label of a stretch of steps that have labels of their own. */

import type { WindowLabel } from '../contract/specs';

/** Label of each step as an index of `names`, -1 for none. */
export interface StepLabels {
  codes: Int32Array; // [total steps]
  names: string[];
  /** By which a stretch's label is chosen; absent means `majority`. */
  choose?: WindowLabel;
  /** Index of the label that is no rare one, -1 where no step has it; for `any`. */
  common?: number;
}

/** The label of the steps `offset .. offset + length - 1`; null where none has one. */
export type LabelOfStretch = (offset: number, length: number) => string | null;

/** Finds the labels of stretches by what was chosen. */
export function stretchLabels({ codes, names, choose = 'majority', common = -1 }: StepLabels): LabelOfStretch {
  const nameOf = (code: number): string | null => (code < 0 ? null : names[code]);
  if (choose === 'last') return (offset, length) => nameOf(codes[offset + length - 1]);
  const counts = new Int32Array(names.length);
  return (offset, length) => {
    const end = offset + length;
    const rare = choose === 'any' ? mostFrequent(codes, offset, end, counts, common) : -1;
    return nameOf(rare >= 0 ? rare : mostFrequent(codes, offset, end, counts, -1));
  };
}

/** Index of the most frequent label of all steps of a file, the first seen on a tie; -1 where no step has one. */
export function mostCommon({ codes, names }: StepLabels): number {
  return mostFrequent(codes, 0, codes.length, new Int32Array(names.length), -1);
}

/** The most frequent code but `without`, the first seen on a tie, else -1. `counts` holds zeros before and after. */
function mostFrequent(codes: Int32Array, from: number, to: number, counts: Int32Array, without: number): number {
  let most = 0;
  for (let step = from; step < to; step++) {
    const code = codes[step];
    if (code >= 0 && code !== without) most = Math.max(most, ++counts[code]);
  }
  let found = -1;
  for (let step = from; step < to; step++) {
    const code = codes[step];
    if (found < 0 && code >= 0 && code !== without && counts[code] === most) found = code;
  }
  for (let step = from; step < to; step++) if (codes[step] >= 0) counts[codes[step]] = 0;
  return found;
}
