/** The specs of datasets: where the data is, how it is read, and what is done to it before the model. */

import type { FolderSettings } from './folder';

export const FORMATS = ['csv', 'ts', 'tsf', 'arff', 'ucr', 'npy', 'npz', 'json', 'ndjson', 'xlsx', 'parquet'] as const;
export type Format = (typeof FORMATS)[number];

export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'gb18030'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** The usual delimiters. */
export const DELIMITERS = [',', ';', '\t', ' ', '|'] as const;
/** Any one character that `isDelimiter` lets pass. */
export type Delimiter = string;

/** A tab, or one character that is no control character and no part of a number, a word, a quoted field or a line's end. */
export function isDelimiter(text: string): boolean {
  return text === '\t' || /^[^\p{L}\p{M}\p{N}\p{Cc}\p{Cs}\p{Zl}\p{Zp}"'.\-\uFEFF]$/u.test(text);
}

/** `wide`: one series a row. `long`: one time step a row, with a series id. `recording`: one time step a row, one series. */
export const LAYOUTS = ['wide', 'long', 'recording'] as const;
export type Layout = (typeof LAYOUTS)[number];

/** The mark that encloses fields which hold a delimiter or a line's end. */
export const QUOTES = ['"', "'", 'none'] as const;
export type Quote = (typeof QUOTES)[number];

/** The mark between groups of three digits. */
export const THOUSANDS = [',', '.', ' ', "'", 'none'] as const;
export type Thousands = (typeof THOUSANDS)[number];

/** What becomes of rows that do not fit the table: with another number of fields, or text where a number must be. */
export const BAD_ROWS = ['refuse', 'leave-out'] as const;
export type BadRows = (typeof BAD_ROWS)[number];

/** How time stamps are written; `excel` counts days from 1899-12-30, `number` is a time in any unit, `time-of-day` has no date: days are counted. */
export const TIME_FORMS = [
  'iso',
  'month',
  'year-month-day',
  'day-month-year',
  'month-day-year',
  'month-name',
  'epoch-s',
  'epoch-ms',
  'epoch-us',
  'epoch-ns',
  'excel',
  'time-of-day',
  'number',
] as const;
export type TimeForm = (typeof TIME_FORMS)[number];

/** Steps that come in another order than their time stamps stay as they are, or are sorted by them. */
export const TIME_ORDERS = ['keep', 'sort'] as const;
export type TimeOrder = (typeof TIME_ORDERS)[number];

/** Of steps with one time stamp: all stay, the first stays, or their mean does. */
export const TIME_DUPLICATES = ['keep', 'first', 'average'] as const;
export type TimeDuplicates = (typeof TIME_DUPLICATES)[number];

/**
 * What becomes of unequal distances in time: they stay, the series are interpolated at equal distances, or the time
 * since the step before is a channel of its own.
 */
export const TIME_GAPS = ['keep', 'resample', 'channel'] as const;
export type TimeGaps = (typeof TIME_GAPS)[number];

/** The label names a class, or is a number to be predicted. */
export const LABEL_KINDS = ['class', 'number'] as const;
export type LabelKind = (typeof LABEL_KINDS)[number];

/**
 * A window's label among those of its steps: the most frequent one (the first seen on a tie), that of the last step, or
 * any that is not the most frequent one of the whole file (the most frequent of these).
 */
export const WINDOW_LABELS = ['majority', 'last', 'any'] as const;
export type WindowLabel = (typeof WINDOW_LABELS)[number];

/**
 * Series (or windows) that are left out: those with missing or infinite values, those without a label in a part where
 * others have one, and all but the first of those that are equal in every value. Of two equal ones in both parts the
 * training part's stays.
 */
export const LEFT_OUT = ['missing', 'unlabelled', 'duplicates'] as const;
export type LeftOut = (typeof LEFT_OUT)[number];

/**
 * Values outside are set to the bound: outside the training part's smallest and largest value of the channel (which only
 * changes the test part), or outside its quartiles by more than three times their distance.
 */
export const CLIPS = ['none', 'range', 'fences'] as const;
export type Clip = (typeof CLIPS)[number];

export const SCALINGS = ['none', 'zscore', 'minmax'] as const;
export type Scaling = (typeof SCALINGS)[number];

/**
 * What to do with missing and infinite values inside a series: refuse to run, interpolate in time, repeat the last value,
 * put the channel's mean over the training part, or put zero.
 */
export const MISSING_CURES = ['refuse', 'linear', 'forward', 'mean', 'zero'] as const;
export type MissingCure = (typeof MISSING_CURES)[number];

export const SAMPLES = ['article', 'gunpoint', 'daphnet'] as const;
export type SampleId = (typeof SAMPLES)[number];

/** A file: headless a path (relative to the job file), in the window a grant id that only the engine resolves. */
export type FileRef = string;

export interface FileSource {
  kind: 'file';
  file: FileRef;
  /** `twin`: the `_TEST` file beside a `_TRAIN` file, if there is one. */
  test: 'twin' | 'none' | { file: FileRef };
}

/** A folder and what lies in it at any depth; links are not followed. */
export interface FolderSource extends FolderSettings {
  kind: 'folder';
  folder: FileRef;
  /** Another folder whose files are the test part; all files of the first one are then the training part. */
  test?: FileRef;
}

export interface SampleSource {
  kind: 'sample';
  id: SampleId;
}

export const GENERATORS = ['sine-square', 'adding', 'temporal-order', 'oscillators', 'regime-switch'] as const;
export type GeneratorName = (typeof GENERATORS)[number];

/** A set made from a seed: a training and a test part of `series` each, the classes in turn. */
interface MadeSource<G extends GeneratorName> {
  kind: 'synthetic';
  generator: G;
  /** Series in each part. */
  series: number;
  seed: number;
}

/** Each series has its own number of steps, uniform from `shortest` to `longest`. */
interface UnequalLengths {
  shortest: number;
  longest: number;
}

interface WithNoise {
  /** Standard deviation of the Gaussian noise added to every step. */
  noise: number;
}

/** Noisy sines (label `sine`) against square waves (label `square`) of amplitude 1, random phase and period. */
export interface SineSquareSource extends MadeSource<'sine-square'>, WithNoise {
  /** Steps in each series. */
  steps: number;
}

/** The adding problem: do the two marked values add up to less than 1 (label `below`) or more (label `above`)? */
export interface AddingSource extends MadeSource<'adding'>, UnequalLengths {}

/** The temporal order problem: in which order do X and Y come? The label spells it, e.g. `XY`. */
export interface TemporalOrderSource extends MadeSource<'temporal-order'>, UnequalLengths {
  /** Relevant symbols in each series. */
  symbols: 2 | 3;
}

export const OSCILLATOR_CLASSES = ['damping', 'frequency'] as const;

/** Damped oscillators whose classes differ in the one quantity, and in nothing else. */
export interface OscillatorsSource extends MadeSource<'oscillators'>, UnequalLengths, WithNoise {
  classBy: (typeof OSCILLATOR_CLASSES)[number];
  /** How many classes. */
  classes: number;
}

/** `whether` the dynamics change (`steady`, `switch`), or `when` they do (`early`, `middle`, `late`). */
export const REGIME_QUESTIONS = ['whether', 'when'] as const;

/** Autoregressive series whose coefficient may change its sign once. */
export interface RegimeSwitchSource extends MadeSource<'regime-switch'>, UnequalLengths, WithNoise {
  question: (typeof REGIME_QUESTIONS)[number];
}

export type SyntheticSource =
  | SineSquareSource
  | AddingSource
  | TemporalOrderSource
  | OscillatorsSource
  | RegimeSwitchSource;

export type Source = FileSource | FolderSource | SampleSource | SyntheticSource;

/** Overrides of what was recognised; an absent field is recognised from the file and reported as an assumption. */
export interface ReadingSpec {
  format?: Format;
  encoding?: Encoding;
  /** The array to read of a file that holds several (NPZ), or the member of a JSON object that holds the table. */
  array?: string;
  /** The sheet to read of a workbook. */
  sheet?: string;
  delimiter?: Delimiter;
  header?: boolean;
  /** Rows of delimited text that name the columns, each by its names one below the other; by default one. */
  headerRows?: number;
  /** The row below the header holds the units of the columns and is no row of the table. */
  unitsRow?: boolean;
  decimal?: '.' | ',';
  layout?: Layout;
  /** Column names (the header's, or `c0`, `c1` ... without one) to use as channels; in `wide` layout the steps, or columns of lists. */
  channels?: string[];
  /** The label's column; null for none. */
  label?: string | null;
  /** The series id's column; null for none. */
  series?: string | null;
  /** The time stamps' column, shown and never fed to the model; null for none. */
  time?: string | null;
  /** The column of the times of day that belong to the dates in that of the time stamps; null for none. */
  timeOfDay?: string | null;
  /** Cuts each series into windows of `length` steps, one every `stride` steps; null leaves it whole. */
  window?: { length: number; stride: number } | null;
  windowLabel?: WindowLabel;
  /** The label that is no rare one where `windowLabel` is `any`; by default the most frequent of the file. */
  usualLabel?: string;
  labelAs?: LabelKind;
  quote?: Quote;
  /** Lines that begin with it are no rows; null for none. */
  comment?: string | null;
  /** Lines of the file before the table begins. */
  skipLines?: number;
  thousands?: Thousands;
  /** What may stand beside a number and changes none, such as `$` or `%`: 12% is 12. */
  numberMarks?: string[];
  /** Cells that stand for a missing value, beside those that always do (an empty cell, `NA`, `?` ...). */
  missingText?: string[];
  badRows?: BadRows;
  timeForm?: TimeForm;
  timeOrder?: TimeOrder;
  timeDuplicates?: TimeDuplicates;
  timeGaps?: TimeGaps;
  /** Seconds between resampled steps; months where the form is `month`, the stamps' own unit where they are plain numbers. */
  timeStep?: number;
}

/** Divides the series of a source that has no test part of its own. */
export interface SplitSpec {
  /** Whole series (windows of one recording go together), or the last stretch of time of each. */
  by: 'series' | 'time';
  /** The test part's share, above 0 and below 1. */
  test: number;
  /** Each class is divided by the same share; for a split by series. */
  stratified: boolean;
  /** Draws the series of the test part. */
  seed: number;
  /** Steps between the parts that belong to neither; for a split by time, beside the windows that overlap both. */
  gap: number;
}

export interface DatasetSpec {
  source: Source;
  reading: ReadingSpec;
  missing: MissingCure;
  scaling: Scaling;
  /** Absent or null leaves the parts as the source has them. */
  split?: SplitSpec | null;
  leaveOut?: LeftOut[];
  clip?: Clip;
}

export const DEFAULT_SPLIT: SplitSpec = { by: 'series', test: 0.3, stratified: true, seed: 1, gap: 0 };
