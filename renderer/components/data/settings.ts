/** The reading settings that a format has, as rows of the form: what is set, what was assumed and why. */

import type { Assumption, ColumnView, DatasetView, SettingName, Understood } from '../../../core/contract/views';
import {
  type DatasetSpec,
  type Delimiter,
  DELIMITERS,
  type Format,
  type Layout,
  LAYOUTS,
  type ReadingSpec,
} from '../../../core/contract/specs';
import type { Translator } from '../../i18n';

export type ReadingName = keyof ReadingSpec;

/** Those of what the file is and how it is written. */
export const FILE_SETTINGS = ['format', 'encoding', 'delimiter', 'decimal', 'header'] as const;

/** Those of how text is written beyond its delimiter and its header. */
export const WRITING_SETTINGS = [
  'quote',
  'comment',
  'skipLines',
  'headerRows',
  'unitsRow',
  'thousands',
  'numberMarks',
  'missingText',
  'badRows',
] as const;

/** What is done where steps are not in order or not equally far apart. */
export const TIME_CURES = ['timeOrder', 'timeDuplicates', 'timeGaps', 'timeStep'] as const;
export type TimeSetting = 'timeForm' | (typeof TIME_CURES)[number];

/** Settings with a meaning for what was read; the others are not shown. */
export function shownSettings(dataset: DatasetView): Set<ReadingName> {
  const { understood, columns } = dataset;
  const isRead = dataset.spec.source.kind === 'file' || dataset.folder !== undefined;
  if (!isRead && understood.layout !== 'recording') return new Set(['window']);
  const shown = new Set<ReadingName>(['window']);
  if (isRead) shown.add('format');
  const table = isTable(understood.format) || understood.format === 'ucr';
  if (understood.array !== undefined) shown.add('array');
  if (understood.sheet !== undefined) shown.add('sheet');
  if (hasNamedFacts(dataset)) shown.add('label');
  if (understood.format === 'tsf') shown.add('series');
  if (understood.format === 'tsf' && timeColumns(dataset).length > 0) shown.add('time');
  if (hasOpenLayout(dataset)) shown.add('layout');
  if (understood.label !== null && understood.labelAs !== undefined) shown.add('labelAs');
  if (understood.windowLabel !== undefined) shown.add('windowLabel');
  if (understood.usualLabel !== undefined) shown.add('usualLabel');
  if (understood.encoding !== null) shown.add('encoding');
  if (understood.delimiter !== null) shown.add('delimiter');
  if (understood.header !== null) shown.add('header');
  if (understood.decimal !== null) shown.add('decimal');
  for (const name of WRITING_SETTINGS) if (understood[name] !== undefined) shown.add(name);
  if (understood.delimiter === null && understood.format !== 'xlsx') shown.delete('thousands');
  if (isTable(understood.format)) for (const name of ['layout', 'label', 'series', 'time'] as const) shown.add(name);
  if (understood.timeForm !== undefined) shown.add('timeForm');
  // What stands in the way can be taken back.
  if (understood.timeForm !== undefined && isTable(understood.format)) shown.add('timeOfDay');
  if (dataset.spec.reading.timeOfDay !== undefined) shown.add('timeOfDay');
  const { reading } = dataset.spec;
  if (understood.timeForm !== undefined || TIME_CURES.some((name) => reading[name] !== undefined)) {
    for (const name of TIME_CURES) shown.add(name);
  }
  if (table ? columns.length > 1 : understood.channels.length > 1) shown.add('channels');
  // A folder says itself where the labels of its series come from.
  if (dataset.folder !== undefined && dataset.folder.labelFrom !== 'column') shown.delete('label');
  return shown;
}

/** The labels that may be the usual one: that which is, and those of the training part. */
export function usualLabels({ understood, train }: DatasetView): string[] {
  const labels = (train?.classes ?? []).map(({ label }) => label);
  return [...new Set([...(understood.usualLabel === undefined ? [] : [understood.usualLabel]), ...labels])];
}

/** Formats whose columns are given their roles freely. */
function isTable(format: Format): boolean {
  return (['csv', 'json', 'ndjson', 'xlsx', 'parquet'] as Format[]).includes(format);
}

/** The layouts that a file may be read in. */
export function layoutsOf(dataset: DatasetView): readonly Layout[] {
  return isArray(dataset) ? ['wide', 'recording'] : LAYOUTS;
}

/** Series have facts beside them that could be their label: arrays of an NPZ, attributes of a `.tsf` file. */
function hasNamedFacts({ understood }: DatasetView): boolean {
  return understood.format === 'npz' || understood.format === 'tsf';
}

/** The columns that could be labels or ids. */
export function factColumns(dataset: DatasetView): ColumnView[] {
  const { columns } = dataset;
  return hasNamedFacts(dataset) ? columns.filter(({ kind }) => kind !== 'number') : columns;
}

/** The columns that could hold the time stamps, or the starts of series. */
export function timeColumns(dataset: DatasetView): ColumnView[] {
  const { columns, understood } = dataset;
  return understood.format === 'tsf' ? columns.filter(({ kind }) => kind === 'time') : factColumns(dataset);
}

function isArray({ understood }: DatasetView): boolean {
  return understood.format === 'npy' || understood.format === 'npz';
}

/** An array of two dimensions holds series or the steps of one recording; that of one or three is what it is. */
function hasOpenLayout(dataset: DatasetView): boolean {
  if (!isArray(dataset)) return false;
  const reason = assumptionOf(dataset, 'layout')?.reason;
  return dataset.spec.reading.layout !== undefined || reason === 'rows-of-array' || reason === 'one-column-array';
}

/** The change to another format, or back to the recognised one: what was said of the columns has no meaning there. */
export function formatChange(format: Format | undefined): ReadingSpec {
  const columns = {
    array: undefined,
    sheet: undefined,
    layout: undefined,
    channels: undefined,
    label: undefined,
    series: undefined,
    ...timeChange(null),
    time: undefined,
  };
  const writing = {
    quote: undefined,
    comment: undefined,
    skipLines: undefined,
    headerRows: undefined,
    thousands: undefined,
  };
  return { format, delimiter: undefined, header: undefined, decimal: undefined, ...writing, ...columns };
}

/** The change to another array or sheet of the file: what was said of the first one's columns has no meaning there. */
export function insideChange(which: 'array' | 'sheet', name: string): ReadingSpec {
  const roles = { layout: undefined, channels: undefined, label: undefined, series: undefined };
  const columns = { ...roles, ...timeChange(null), time: undefined };
  return { [which]: name, header: undefined, ...columns };
}

/** The delimiters to choose from, with the one that is set. */
export function delimiterMarks(set: Delimiter): Delimiter[] {
  return (DELIMITERS as readonly Delimiter[]).includes(set) ? [...DELIMITERS] : [...DELIMITERS, set];
}

/** A character as it can be seen: itself, or its number (`U+00A0`). */
export function markText(mark: string): string {
  if (/^[^\p{C}\p{Z}]$/u.test(mark)) return mark;
  return `U+${(mark.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

const DELIMITER_NAMES = { ',': 'comma', ';': 'semicolon', '\t': 'tab', ' ': 'space', '|': 'bar' } as const;

/** A delimiter in words, or the character itself. */
export function delimiterName(mark: Delimiter, t: Translator['t']): string {
  return mark in DELIMITER_NAMES
    ? t(`data.delimiters.${DELIMITER_NAMES[mark as keyof typeof DELIMITER_NAMES]}`)
    : markText(mark);
}

const COMMENT_MARKS = ['#', '%', '//', ';'];

/** The marks of comment lines to choose from, with the one that is set. */
export function commentMarks(set: string | null | undefined): string[] {
  return set == null || COMMENT_MARKS.includes(set) ? COMMENT_MARKS : [...COMMENT_MARKS, set];
}

/** Marks as they are typed, separated by commas, each once. */
export function readMarks(text: string): string[] {
  const marks = text.split(/[,，]/).map((mark) => mark.trim());
  return [...new Set(marks)].filter((mark) => mark !== '');
}

export function writeMarks(marks: readonly string[]): string {
  return marks.join(', ');
}

/** The change to another column of time stamps, whose form is another; without one nothing can be done by time. */
export function timeChange(time: string | null | undefined): ReadingSpec {
  const form = { time, timeOfDay: undefined, timeForm: undefined };
  return time === null ? { ...form, ...Object.fromEntries(TIME_CURES.map((name) => [name, undefined])) } : form;
}

/** The setting was given by the user, not recognised. */
export function isGiven(spec: DatasetSpec, setting: ReadingName): boolean {
  return spec.reading[setting] !== undefined;
}

export function assumptionOf(dataset: DatasetView, setting: SettingName): Assumption | null {
  return dataset.assumptions.find((assumption) => assumption.setting === setting) ?? null;
}

/** Why a setting is as it is, in words. */
export function assumptionText({ reason, params }: Assumption, { t, n }: Pick<Translator, 't' | 'n'>): string {
  const words = Object.entries(params).map(([name, value]) => [name, typeof value === 'number' ? n(value) : value]);
  return t(`data.assumed.${reason}`, Object.fromEntries(words));
}

/** The value to show: what the user set last, even while it is on its way to the engine, else what was understood. */
export function valueOf<K extends ReadingName & keyof Understood>(
  dataset: DatasetView,
  spec: DatasetSpec,
  setting: K,
): Exclude<ReadingSpec[K], undefined> | Understood[K] {
  const given = spec.reading[setting];
  return given === undefined ? dataset.understood[setting] : (given as Exclude<ReadingSpec[K], undefined>);
}

/** The columns that may be channels: the file's, or what the format itself calls channels. */
export function channelNames(dataset: DatasetView): string[] {
  if (dataset.understood.format === 'npz') return channelColumns(dataset);
  const names = dataset.columns.map((column) => column.name);
  return names.length > 0 ? names : dataset.understood.channels;
}

function channelColumns({ columns }: DatasetView): string[] {
  return columns.filter(({ kind }) => kind === 'number').map(({ name }) => name);
}
