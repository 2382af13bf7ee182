/** The options that say how data is read and prepared, made of the table of reading settings. */

import { WorkbenchError } from '../contract/errors';
import type { FolderSettings } from '../contract/folder';
import { FOLDER_SETTINGS, READING_SETTINGS, type ReadingSetting } from '../contract/reading-settings';
import {
  CLIPS,
  type DatasetSpec,
  DEFAULT_SPLIT,
  defaultScaling,
  LEFT_OUT,
  LIMITS,
  MISSING_CURES,
  type ModelSpec,
  type ReadingSpec,
  SCALINGS,
  type Source,
  type SplitSpec,
} from '../contract/specs';
import { delimiterOf, integerOf, listOf, numberOf, oneOf, textOf, type Values } from './option-values';

type Options = Record<string, { type: 'string' | 'boolean' }>;

const settings: [string, ReadingSetting][] = Object.entries(READING_SETTINGS);
const folderSettings: [string, ReadingSetting][] = Object.entries(FOLDER_SETTINGS);
const readingOptions: Options = Object.fromEntries(
  [...settings, ...folderSettings].flatMap(([, { kind, option }]): [string, { type: 'string' | 'boolean' }][] => {
    if (kind === 'flag') return [option, `no-${option}`].map((name) => [name, { type: 'boolean' }]);
    const names = kind === 'window' ? [option, 'stride'] : [option];
    return names.map((name) => [name, { type: 'string' }]);
  }),
);

/** What `convert` takes: it leaves values unscaled and unclipped. */
export const CONVERT_OPTIONS: Options = {
  ...readingOptions,
  missing: { type: 'string' },
  'leave-out': { type: 'string' },
  split: { type: 'string' },
  'test-share': { type: 'string' },
  'split-seed': { type: 'string' },
  'no-stratify': { type: 'boolean' },
  gap: { type: 'string' },
};

export const DATA_OPTIONS: Options = { ...CONVERT_OPTIONS, scale: { type: 'string' }, clip: { type: 'string' } };

/** Where the data is, as the arguments name it. */
export interface DataPath {
  path: string;
  isFolder: boolean;
}

/** @throws usage/bad-value, usage/missing-argument */
export function datasetFrom(values: Values, data: DataPath, model: ModelSpec): DatasetSpec {
  const split = splitFrom(values);
  const leaveOut = listOf(values, 'leave-out', LEFT_OUT);
  const clip = oneOf(values, 'clip', CLIPS);
  return {
    source: sourceFrom(values, data),
    reading: readingFrom(values),
    missing: oneOf(values, 'missing', MISSING_CURES) ?? 'refuse',
    scaling: oneOf(values, 'scale', SCALINGS) ?? defaultScaling(model),
    ...(split === undefined ? {} : { split }),
    ...(leaveOut === undefined ? {} : { leaveOut }),
    ...(clip === undefined ? {} : { clip }),
  };
}

/** What is said of a folder is said of one, whatever the path is. */
function sourceFrom(values: Values, { path, isFolder }: DataPath): Source {
  const given: FolderSettings = valuesOf(values, folderSettings);
  const test = textOf(values, 'test');
  if (!isFolder && Object.keys(given).length === 0)
    return { kind: 'file', file: path, test: test === undefined ? 'none' : { file: test } };
  return { kind: 'folder', folder: path, ...(test === undefined ? {} : { test }), ...given };
}

function readingFrom(values: Values): ReadingSpec {
  return valuesOf(values, settings);
}

function valuesOf(values: Values, of: [string, ReadingSetting][]): object {
  const given = of.map(([name, setting]) => [name, settingFrom(values, setting)] as const);
  return Object.fromEntries(given.filter(([, value]) => value !== undefined));
}

function settingFrom(values: Values, setting: ReadingSetting): unknown {
  const { option } = setting;
  switch (setting.kind) {
    case 'choice':
      return oneOf(values, option, setting.options);
    case 'delimiter':
      return delimiterOf(values, option);
    case 'flag':
      return values[option] === true ? true : values[`no-${option}`] === true ? false : undefined;
    case 'number':
      return numberOf(values, option, setting);
    case 'text':
      return textOf(values, option);
    case 'texts':
      return textOf(values, option)
        ?.split(',')
        .map((text) => text.trim());
    case 'text-or-none': {
      const text = textOf(values, option);
      return text === 'none' ? null : text;
    }
    case 'window':
      return windowFrom(values, option);
  }
}

function windowFrom(values: Values, option: string): ReadingSpec['window'] {
  const range = { min: 1, max: Number.MAX_SAFE_INTEGER };
  const length = integerOf(values, option, range);
  const stride = integerOf(values, 'stride', range);
  if (length === undefined && stride !== undefined)
    throw new WorkbenchError('usage/missing-argument', { argument: `--${option} N` });
  return length === undefined ? undefined : { length, stride: stride ?? length };
}

/** Any of its options asks for a split; `--split` says which, else it is the default one. */
function splitFrom(values: Values): SplitSpec | undefined {
  const by = oneOf(values, 'split', ['series', 'time'] as const);
  const test = numberOf(values, 'test-share', LIMITS.testShare);
  const seed = integerOf(values, 'split-seed', LIMITS.seed);
  const gap = integerOf(values, 'gap', LIMITS.gap);
  const stratified = values['no-stratify'] === true ? false : undefined;
  const given = Object.entries({ by, test, stratified, seed, gap }).filter(([, value]) => value !== undefined);
  return given.length === 0 ? undefined : { ...DEFAULT_SPLIT, ...Object.fromEntries(given) };
}
