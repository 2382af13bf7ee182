/** The settings by which a file is read, told once: job files and the command line are read and checked by this table. */

import { FILE_CONTENTS, FOLDER_LIMITS, FOLDER_PARTS, type FolderSettings, LABEL_ORIGINS } from './folder';
import {
  BAD_ROWS,
  ENCODINGS,
  FORMATS,
  LABEL_KINDS,
  LAYOUTS,
  LIMITS,
  QUOTES,
  type ReadingSpec,
  THOUSANDS,
  TIME_DUPLICATES,
  TIME_FORMS,
  TIME_GAPS,
  TIME_ORDERS,
  WINDOW_LABELS,
} from './specs';

/** What a setting may be. `option` is its name on the command line. */
export type ReadingSetting =
  | { kind: 'choice'; option: string; options: readonly string[] }
  | { kind: 'number'; option: string; min: number; max: number }
  | { kind: 'text'; option: string }
  /** A text, or null for none. */
  | { kind: 'text-or-none'; option: string }
  | { kind: 'texts'; option: string }
  /** One character, which is no letter, digit, quotation mark, line end, point or minus; `tab` on the command line. */
  | { kind: 'delimiter'; option: string }
  /** Yes or no: `--header`, `--no-header`. */
  | { kind: 'flag'; option: string }
  /** A length and a stride: `--window`, `--stride`. */
  | { kind: 'window'; option: string };

/** In the order in which the settings are told. */
export const READING_SETTINGS = {
  format: { kind: 'choice', option: 'format', options: FORMATS },
  encoding: { kind: 'choice', option: 'encoding', options: ENCODINGS },
  array: { kind: 'text', option: 'array' },
  sheet: { kind: 'text', option: 'sheet' },
  delimiter: { kind: 'delimiter', option: 'delimiter' },
  quote: { kind: 'choice', option: 'quote', options: QUOTES },
  comment: { kind: 'text-or-none', option: 'comment' },
  skipLines: { kind: 'number', option: 'skip-lines', ...LIMITS.skipLines },
  header: { kind: 'flag', option: 'header' },
  headerRows: { kind: 'number', option: 'header-rows', ...LIMITS.headerRows },
  unitsRow: { kind: 'flag', option: 'units' },
  decimal: { kind: 'choice', option: 'decimal', options: ['.', ','] },
  thousands: { kind: 'choice', option: 'thousands', options: THOUSANDS },
  numberMarks: { kind: 'texts', option: 'number-marks' },
  missingText: { kind: 'texts', option: 'missing-text' },
  badRows: { kind: 'choice', option: 'bad-rows', options: BAD_ROWS },
  layout: { kind: 'choice', option: 'layout', options: LAYOUTS },
  channels: { kind: 'texts', option: 'channels' },
  label: { kind: 'text-or-none', option: 'label' },
  labelAs: { kind: 'choice', option: 'label-as', options: LABEL_KINDS },
  series: { kind: 'text-or-none', option: 'series' },
  time: { kind: 'text-or-none', option: 'time' },
  timeOfDay: { kind: 'text-or-none', option: 'time-of-day' },
  timeForm: { kind: 'choice', option: 'time-form', options: TIME_FORMS },
  timeOrder: { kind: 'choice', option: 'time-order', options: TIME_ORDERS },
  timeDuplicates: { kind: 'choice', option: 'time-duplicates', options: TIME_DUPLICATES },
  timeGaps: { kind: 'choice', option: 'time-gaps', options: TIME_GAPS },
  timeStep: { kind: 'number', option: 'time-step', ...LIMITS.timeStep },
  window: { kind: 'window', option: 'window' },
  usualLabel: { kind: 'text', option: 'usual-label' },
  windowLabel: { kind: 'choice', option: 'window-label', options: WINDOW_LABELS },
} as const satisfies Record<keyof ReadingSpec, ReadingSetting>;

/** The same of a folder of files. */
export const FOLDER_SETTINGS = {
  extension: { kind: 'text', option: 'extension' },
  contents: { kind: 'choice', option: 'contents', options: FILE_CONTENTS },
  labelFrom: { kind: 'choice', option: 'label-from', options: LABEL_ORIGINS },
  namePart: { kind: 'number', option: 'name-part', ...FOLDER_LIMITS.namePart },
  parts: { kind: 'choice', option: 'parts', options: FOLDER_PARTS },
} as const satisfies Record<keyof FolderSettings, ReadingSetting>;
