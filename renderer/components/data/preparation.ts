/** What is done before the model, as the form shows it and changes it. */

import { type DatasetSpec, DEFAULT_SPLIT, type LeftOut, type SplitSpec } from '../../../core/contract/specs';
import type { DatasetView } from '../../../core/contract/views';

/** The settings of a dataset that are no reading of a file; each change of one is a step of undo. */
export type PreparationName = 'missing' | 'scaling' | 'test' | 'split' | 'leaveOut' | 'clip';

/** The test part is the source's own: a second file, or made with the set. */
export function hasOwnTestPart({ test, understood }: DatasetView): boolean {
  return test !== null && understood.split === undefined;
}

/** Labels that a split can divide alike. */
export function hasClasses({ train, understood }: DatasetView): boolean {
  if (train !== null) return train.classes.length > 0;
  return understood.label !== null && understood.labelAs !== 'number';
}

/** The split by another way, with the share and the seed that were set. */
export function splitBy(split: SplitSpec | null, by: SplitSpec['by'] | 'none'): SplitSpec | null {
  return by === 'none' ? null : { ...(split ?? DEFAULT_SPLIT), by };
}

/** The test part's share in percent, as it is typed. */
export function percentOf(share: number): number {
  return Math.round(share * 1000) / 10;
}

/** The spec with these series left out, or no longer. */
export function withLeftOut(spec: DatasetSpec, what: LeftOut, out: boolean): DatasetSpec {
  const others = (spec.leaveOut ?? []).filter((other) => other !== what);
  return { ...spec, leaveOut: out ? [...others, what] : others };
}
