/** What the engine answers about how data was read: what was understood, and what of it was assumed and why. */

import type { FolderSettings } from './folder';
import type {
  BadRows,
  Delimiter,
  Encoding,
  Format,
  LabelKind,
  Layout,
  Quote,
  SplitSpec,
  Thousands,
  WindowLabel,
} from './specs';
import { TIME_REASONS, type UnderstoodTime } from './views-time';

/** What the reader settled on; `null` where the setting has no meaning for the format. */
export interface Understood extends UnderstoodTime {
  format: Format;
  encoding: Encoding | null;
  delimiter: Delimiter | null;
  header: boolean | null;
  /** Rows that name the columns; left out where there is one at most, or where rows are not delimited text. */
  headerRows?: number;
  /** Whether the row below the header holds units; left out where there is no header. */
  unitsRow?: boolean;
  decimal: '.' | ',' | null;
  layout: Layout;
  channels: string[];
  label: string | null;
  series: string | null;
  time: string | null;
  /** The column of times of day beside that of dates; left out where there is none. */
  timeOfDay?: string;
  window: { length: number; stride: number } | null;
  /** What the label is; left out where there is none. */
  labelAs?: LabelKind;
  /** Left out where steps have no labels of their own. */
  windowLabel?: WindowLabel;
  /** The label that is no rare one; left out where windows do not get any rare one. */
  usualLabel?: string;
  /** How the test part was made of the one part; left out where the parts are the source's own. */
  split?: SplitSpec;
  /** The array of a file that holds several. */
  array?: string;
  /** The sheet of a workbook. */
  sheet?: string;
  /** How delimited text is written; left out for every other format. */
  quote?: Quote;
  comment?: string | null;
  skipLines?: number;
  /** Left out where cells are no text. */
  thousands?: Thousands;
  /** What may stand beside a number; left out where numbers are no text. */
  numberMarks?: string[];
  missingText?: string[];
  badRows?: BadRows;
}

export type SettingName = keyof Understood | keyof FolderSettings | 'test' | 'missing' | 'unpacked';

/** A setting that was recognised and not given, with the reason as a code of `core/locale/data.ts` (`assumed.*`). */
export interface Assumption {
  setting: SettingName;
  reason: AssumptionReason;
  /** Facts for the sentence, such as a count or a column name. */
  params: Record<string, string | number>;
}

/** What is known of a set that was made here, each a reason for its labels. */
const TRUTHS = [
  'sine-or-square',
  'marked-sum',
  'symbol-order',
  'time-constant',
  'oscillation-period',
  'whether-switched',
  'when-switched',
] as const;
export type Truth = (typeof TRUTHS)[number];

export const ASSUMPTION_REASONS = [
  'extension',
  'content',
  'gzip',
  'byte-order-mark',
  'valid-utf8',
  'most-consistent-delimiter',
  'first-row-is-text',
  'first-row-is-numeric',
  'first-row-like-others',
  'first-name-lacking',
  'units-below-header',
  'logger-header',
  'names-in-rows',
  'decimal-comma-cells',
  'decimal-comma-or-thousands',
  'grouped-digits',
  'numbers-with-marks',
  'quoted-cells',
  'first-lines-marked',
  'lines-before-header',
  'names-in-comment',
  'common-han',
  'western-letters',
  'one-series-per-row',
  'lists-in-cells',
  'repeated-ids',
  'one-recording',
  'numeric-columns',
  'numeric-columns-but-row-number',
  'named-like-label',
  'few-distinct-values',
  'no-label-found',
  'named-like-id',
  'no-id-found',
  'named-like-time',
  'no-time-found',
  'long-recording',
  'short-enough',
  'declared-in-file',
  'twin-found',
  'trailing-missing-is-end',
  'declared-frequency',
  'one-column-array',
  'rows-of-array',
  'named-like-data',
  'only-one-fits',
  'first-of-several',
  'first-sheet-with-data',
  'first-sheet-with-numbers',
  'numbers-with-fractions',
  'numbers-of-classes',
  'last-of-numbers',
  'most-of-steps',
  'usual-label',
  'own-test-part',
  'nothing-to-stratify',
  'test-begins-at',
  'test-begins-between',
  'most-frequent-extension',
  'only-extension',
  'one-file-one-series',
  'named-like-channels',
  'folder-names',
  'part-of-names',
  'column-named-like-label',
  'no-label-in-folder',
  'named-like-parts',
  'no-part-names',
  ...TIME_REASONS,
  ...TRUTHS,
] as const;
export type AssumptionReason = (typeof ASSUMPTION_REASONS)[number];
