/** What the check of a dataset's quality answers: findings with their counts, their places and how grave they are. */

import type { Part, SeriesRef } from './views';

/** In the order in which findings of one severity are told. */
export const FINDING_CODES = [
  'missing',
  'infinite',
  'duplicates-across',
  'tells-label',
  'unseen-class',
  'unlabelled',
  'duplicates',
  'one-member',
  'constant',
  'outliers',
  'out-of-range',
  'still',
  'lengths',
  'one-series',
  'unreadable-times',
  'unordered-times',
  'duplicate-times',
  'irregular-times',
  'time-gaps',
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

/** `problem`: the run is refused, or what comes of it is no evidence. `note`: worth knowing and often right as it is. */
export const SEVERITIES = ['problem', 'warning', 'note'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Where a finding can be seen. */
export interface FindingPlace {
  series: SeriesRef;
  id: string;
  /** Steps of the series. */
  length: number;
  /** Null where the whole series is meant. */
  step: number | null;
  /** Index of the channel; null where all are meant. */
  channel: number | null;
  /** File line from 1; 0 where the format has none. */
  line: number;
  /** The series that this one repeats; null but for duplicates. */
  original: { series: SeriesRef; id: string } | null;
}

/** A channel's share in a finding. */
export interface FindingChannel {
  name: string;
  /** Values, or series, of this channel. */
  count: number;
  /** The range that its values leave (`outliers`, `out-of-range`), or its one value (`constant`); null elsewhere. */
  range: [low: number, high: number] | null;
}

export interface Finding {
  code: FindingCode;
  severity: Severity;
  /** The part it is found in; a finding between the parts stands under the test part. */
  part: Part;
  /** Values, series, channels or classes, by the code. */
  count: number;
  /** How many there are of them all. */
  of: number;
  /** The first channels that have a share in it, at most `MOST_FINDING_CHANNELS`; none where channels have no meaning. */
  channels: FindingChannel[];
  channelCount: number;
  /** The first few. */
  places: FindingPlace[];
  /** What the sentence needs beyond the counts, by the code. */
  facts: Record<string, string | number | string[]>;
}

/** What was looked at of a part. */
export interface CheckedPart {
  part: Part;
  values: number;
  series: number;
  /** Fewer than `series` where looking at all would take too long: every so manieth was compared. */
  seriesCompared: number;
}

export interface QualityView {
  /** The gravest first; empty where nothing was found. */
  findings: Finding[];
  /** Empty where there are no series to look at. */
  checked: CheckedPart[];
}

export const MOST_FINDING_CHANNELS = 100;
export const MOST_FINDING_PLACES = 5;
/** Values beyond the median ± this many deviations of their channel are outliers. */
export const OUTLIER_DEVIATIONS = 10;
/** Makes the median absolute deviation that of a normal distribution: 1 / (the 75 % quantile of the standard normal). */
export const MAD_SCALE = 1.4826;
/** Lengths are very unequal where the longest series is more than this many times the shortest. */
export const VERY_UNEQUAL = 5;
