/** What one click can do about a finding: a change of the dataset's spec like any other. */

import { MISSING_CURES, type MissingCure } from '../../../core/contract/specs';
import type { DatasetView } from '../../../core/contract/views';
import type { Finding, FindingCode } from '../../../core/contract/views-quality';

export type Cure =
  | { kind: 'fill'; missing: MissingCure }
  /** `names` are left out, `channels` stay. */
  | { kind: 'leave-out'; names: string[]; channels: string[] };

/** Findings about which leaving all their channels out is the thing to do; a single channel may always be left out. */
const CURED_WITHOUT: readonly FindingCode[] = ['missing', 'infinite', 'constant', 'tells-label'];

/** The ways to fill in what is missing that are not set already, and to do without the channels that have it. */
export function curesOf(finding: Finding, dataset: DatasetView): Cure[] {
  const { code, channels, channelCount } = finding;
  const cures: Cure[] = [];
  if (code === 'missing' || code === 'infinite') {
    const others = MISSING_CURES.filter((cure) => cure !== 'refuse' && cure !== dataset.spec.missing);
    cures.push(...others.map((missing): Cure => ({ kind: 'fill', missing })));
  }
  if ((CURED_WITHOUT.includes(code) || channelCount === 1) && channels.length === channelCount) {
    const without = leaveOut(
      dataset,
      channels.map(({ name }) => name),
    );
    if (without !== null) cures.push(without);
  }
  return cures;
}

/** The cure by which channels are left out; null where none would stay, or where the channels are not the file's. */
export function leaveOut(dataset: DatasetView, names: string[]): Cure | null {
  const { channels, understood, spec } = dataset;
  // In a table of one series a row, and in what is made here, there are no channels to choose from.
  if (spec.source.kind === 'synthetic' || channels.some((name) => !understood.channels.includes(name))) return null;
  const kept = channels.filter((name) => !names.includes(name));
  return kept.length === 0 || kept.length === channels.length ? null : { kind: 'leave-out', names, channels: kept };
}
