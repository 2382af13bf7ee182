/** What one click can do about a finding: a change of the dataset's spec like any other. */

import {
  type Clip,
  type DatasetSpec,
  type LeftOut,
  MISSING_CURES,
  type MissingCure,
  type ReadingSpec,
} from '../../../core/contract/specs';
import type { DatasetView } from '../../../core/contract/views';
import type { Finding, FindingCode } from '../../../core/contract/views-quality';
import { type PreparationName, withLeftOut } from './preparation';
import type { TimeSetting } from './settings';

/** A change of what is done before the model. */
type PreparationCure =
  | { kind: 'fill'; missing: MissingCure }
  | { kind: 'leave-out-series'; what: LeftOut }
  | { kind: 'clip'; clip: Exclude<Clip, 'none'> };

/** A change of what is done about time stamps while the file is read. */
export interface TimeCure {
  kind: 'time';
  what: 'sort' | 'first' | 'average' | 'resample' | 'channel';
}

export type Cure =
  | PreparationCure
  | TimeCure
  /** A change of how series are cut. */
  | { kind: 'cut'; window: { length: number; stride: number } }
  /** `names` are left out, `channels` stay. */
  | { kind: 'leave-out'; names: string[]; channels: string[] };

/** Steps of the windows that one series is cut into: a quarter of a short one, so that there are several. */
const WINDOW = 256;

/** Findings about which leaving all their channels out is the thing to do; a single channel may always be left out. */
const CURED_WITHOUT: readonly FindingCode[] = ['missing', 'infinite', 'constant', 'tells-label'];

/** Findings about which series can be left out, and values clipped. */
const CURED_WITHOUT_SERIES: Partial<Record<FindingCode, LeftOut>> = {
  missing: 'missing',
  infinite: 'missing',
  unlabelled: 'unlabelled',
  duplicates: 'duplicates',
  'duplicates-across': 'duplicates',
};
const CURED_BY_CLIPPING: Partial<Record<FindingCode, Exclude<Clip, 'none'>>> = {
  outliers: 'fences',
  'out-of-range': 'range',
};

const CURED_IN_TIME: Partial<Record<FindingCode, readonly TimeCure['what'][]>> = {
  'unordered-times': ['sort'],
  'duplicate-times': ['first', 'average'],
  'irregular-times': ['resample', 'channel'],
  'time-gaps': ['resample', 'channel'],
};

/** The setting that a cure changes, and to what. */
export function inTime({ what }: TimeCure): [setting: TimeSetting, patch: ReadingSpec] {
  if (what === 'sort') return ['timeOrder', { timeOrder: what }];
  if (what === 'first' || what === 'average') return ['timeDuplicates', { timeDuplicates: what }];
  return ['timeGaps', { timeGaps: what }];
}

/** The ways to mend it that are not set already: to fill in, to clip, and to do without the series or channels that have it. */
export function curesOf(finding: Finding, dataset: DatasetView): Cure[] {
  const { code, channels, channelCount } = finding;
  const cures: Cure[] = [];
  if (code === 'missing' || code === 'infinite') {
    const others = MISSING_CURES.filter((cure) => cure !== 'refuse' && cure !== dataset.spec.missing);
    cures.push(...others.map((missing): Cure => ({ kind: 'fill', missing })));
  }
  const what = CURED_WITHOUT_SERIES[code];
  // Of one series none would stay.
  const several = (dataset.train?.seriesCount ?? 0) > 1;
  if (what !== undefined && several && dataset.spec.leaveOut?.includes(what) !== true) {
    cures.push({ kind: 'leave-out-series', what });
  }
  for (const what of CURED_IN_TIME[code] ?? []) {
    const [setting, patch] = inTime({ kind: 'time', what });
    if (dataset.understood[setting] !== patch[setting]) cures.push({ kind: 'time', what });
  }
  if (code === 'one-series' && dataset.understood.window === null) {
    const length = Math.max(2, Math.min(WINDOW, Math.floor(Number(finding.facts.steps) / 4)));
    cures.push({ kind: 'cut', window: { length, stride: Math.floor(length / 2) } });
  }
  const clip = CURED_BY_CLIPPING[code];
  if (clip !== undefined && dataset.spec.clip !== clip) cures.push({ kind: 'clip', clip });
  if ((CURED_WITHOUT.includes(code) || channelCount === 1) && channels.length === channelCount) {
    const without = leaveOut(
      dataset,
      channels.map(({ name }) => name),
    );
    if (without !== null) cures.push(without);
  }
  return cures;
}

/** The spec with a cure of what is done before the model, and the setting that it changes. */
export function cured(spec: DatasetSpec, cure: PreparationCure): { setting: PreparationName; spec: DatasetSpec } {
  switch (cure.kind) {
    case 'fill':
      return { setting: 'missing', spec: { ...spec, missing: cure.missing } };
    case 'leave-out-series':
      return { setting: 'leaveOut', spec: withLeftOut(spec, cure.what, true) };
    case 'clip':
      return { setting: 'clip', spec: { ...spec, clip: cure.clip } };
  }
}

/** The cure by which channels are left out; null where none would stay, or where the channels are not the file's. */
export function leaveOut(dataset: DatasetView, names: string[]): Cure | null {
  const { channels, understood, spec } = dataset;
  // In a table of one series a row, and in what is made here, there are no channels to choose from.
  // The time since the step before comes after those of the file, and goes with its own setting.
  const read = understood.timeGaps === 'channel' ? channels.slice(0, -1) : channels;
  if (spec.source.kind === 'synthetic' || read.some((name) => !understood.channels.includes(name))) return null;
  const kept = read.filter((name) => !names.includes(name));
  return kept.length === 0 || kept.length === read.length ? null : { kind: 'leave-out', names, channels: kept };
}
