/** The dataset of a job file: where it is, how it is read and prepared. */

import { FOLDER_SETTINGS, READING_SETTINGS, type ReadingSetting } from '../contract/reading-settings';
import {
  CLIPS,
  type DatasetSpec,
  type FolderSource,
  GENERATORS,
  LEFT_OUT,
  LIMITS,
  MISSING_CURES,
  type ModelSpec,
  type ReadingSpec,
  SAMPLES,
  SCALINGS,
  type Source,
  type SplitSpec,
  type SyntheticSource,
  defaultScaling,
} from '../contract/specs';
import { parametersOf } from '../contract/synthetic';
import type { Field } from './field';

/** @throws job/field */
export function datasetFrom(field: Field, model: ModelSpec): DatasetSpec {
  field.only('source', 'reading', 'missing', 'scaling', 'split', 'leaveOut', 'clip');
  return {
    source: sourceFrom(field.at('source')),
    reading: field.has('reading') ? readingFrom(field.at('reading')) : {},
    missing: field.has('missing') ? field.at('missing').oneOf(MISSING_CURES) : 'refuse',
    scaling: field.has('scaling') ? field.at('scaling').oneOf(SCALINGS) : defaultScaling(model),
    ...(field.has('split') ? { split: field.at('split').nullOr(splitFrom) } : {}),
    ...(field.has('leaveOut')
      ? {
          leaveOut: field
            .at('leaveOut')
            .list()
            .map((what) => what.oneOf(LEFT_OUT)),
        }
      : {}),
    ...(field.has('clip') ? { clip: field.at('clip').oneOf(CLIPS) } : {}),
  };
}

function splitFrom(field: Field): SplitSpec {
  field.only('by', 'test', 'stratified', 'seed', 'gap');
  return {
    by: field.at('by').oneOf(['series', 'time'] as const),
    test: field.at('test').number(LIMITS.testShare),
    stratified: field.at('stratified').oneOf([true, false] as const),
    seed: field.at('seed').integer(LIMITS.seed),
    gap: field.at('gap').integer(LIMITS.gap),
  };
}

function sourceFrom(field: Field): Source {
  const kind = field.at('kind').oneOf(['file', 'folder', 'sample', 'synthetic'] as const);
  if (kind === 'sample') {
    field.only('kind', 'id');
    return { kind, id: field.at('id').oneOf(SAMPLES) };
  }
  if (kind === 'file') {
    field.only('kind', 'file', 'test');
    return { kind, file: field.at('file').text(), test: field.has('test') ? testFrom(field.at('test')) : 'none' };
  }
  return kind === 'folder' ? folderFrom(field) : syntheticFrom(field);
}

function folderFrom(field: Field): FolderSource {
  const settings = Object.entries(FOLDER_SETTINGS);
  field.only('kind', 'folder', 'test', ...settings.map(([name]) => name));
  const given = settings.filter(([name]) => field.has(name));
  const set = given.map(([name, setting]) => [name, settingFrom(field.at(name), setting)]);
  const test = field.has('test') ? { test: field.at('test').text() } : {};
  return { kind: 'folder', folder: field.at('folder').text(), ...test, ...Object.fromEntries(set) };
}

/** The parameters of one generator, in their order; what they must have in common is checked when the set is made. */
function syntheticFrom(field: Field): SyntheticSource {
  const generator = field.at('generator').oneOf(GENERATORS);
  const parameters = parametersOf(generator);
  field.only('kind', 'generator', ...parameters.map(([name]) => name));
  const given = parameters.map(([name, parameter]) => {
    const value = field.at(name);
    if ('options' in parameter) return [name, value.oneOf(parameter.options)];
    return [name, parameter.whole ? value.integer(parameter) : value.number(parameter)];
  });
  return { kind: 'synthetic', generator, ...Object.fromEntries(given) } as SyntheticSource;
}

function testFrom(field: Field): 'twin' | 'none' | { file: string } {
  if (typeof field.value === 'string') return field.oneOf(['twin', 'none'] as const);
  field.only('file');
  return { file: field.at('file').text() };
}

function readingFrom(field: Field): ReadingSpec {
  const settings = Object.entries(READING_SETTINGS);
  field.only(...settings.map(([name]) => name));
  const given = settings.filter(([name]) => field.has(name));
  return Object.fromEntries(given.map(([name, setting]) => [name, settingFrom(field.at(name), setting)]));
}

function settingFrom(field: Field, setting: ReadingSetting): unknown {
  switch (setting.kind) {
    case 'choice':
      return field.oneOf(setting.options);
    case 'delimiter':
      return field.delimiter();
    case 'flag':
      return field.oneOf([true, false] as const);
    case 'number':
      return field.number(setting);
    case 'text':
      return field.text();
    case 'texts':
      return field.list().map((text) => text.text());
    case 'text-or-none':
      return field.nullOr((text) => text.text());
    case 'window':
      return field.nullOr(windowFrom);
  }
}

function windowFrom(field: Field): { length: number; stride: number } {
  field.only('length', 'stride');
  const range = { min: 1, max: Number.MAX_SAFE_INTEGER };
  return { length: field.at('length').integer(range), stride: field.at('stride').integer(range) };
}
