/** What a format cannot hold: found before anything is written, and named. */

import { WorkbenchError } from '../contract/errors';
import type { FeatureTarget, SeriesTarget } from '../contract/targets';
import { textWidth } from './npy';
import { areNumbers, commonLength, type FeatureTable, type SeriesTable } from './tables';

const VALUES_BETWEEN_YIELDS = 1 << 18;
/** A Parquet file is written with so many rows of all columns in memory. */
const MOST_COLUMNS = 16_384;
/** Every text of a NumPy array takes as much as the longest; that is to stay below this, in bytes. */
const LARGEST_TEXTS = 1 << 30;

/** What a format leaves out that the data have, as keys of `core/locale/errors.ts` (`contents.*`). */
export type Content = 'ids' | 'labels' | 'channels' | 'features';

/** @throws export/cannot-hold */
export function checkFeatureTable(
  file: string,
  format: FeatureTarget,
  { ids, labels, columns }: Omit<FeatureTable, 'values'>,
): void {
  if (format === 'npz') checkNumpyTexts(file, [ids, presentIn(labels), columns]);
  if (format === 'parquet' && columns.length > MOST_COLUMNS) {
    throw cannotHold(file, format, columns[MOST_COLUMNS], 'many-columns');
  }
}

/**
 * Looks at all that is to be written; yields between stretches of work.
 * @throws export/cannot-hold, export/unequal-lengths
 */
export function* checkSeriesTable(file: string, format: SeriesTarget, table: SeriesTable): Generator<void, void> {
  const { ids, labels, channels, lengths } = table;
  switch (format) {
    case 'npy':
      if (commonLength(lengths) !== null) break;
      throw new WorkbenchError('export/unequal-lengths', { file, min: least(lengths), max: most(lengths) });
    case 'npz':
      checkNumpyTexts(file, [ids, presentIn(labels), channels]);
      break;
    case 'ts':
      checkTsLabels(file, presentIn(labels));
      break;
    case 'csv':
      checkUnique(file, format, ids);
      break;
    case 'arff':
      if (channels.length === 1) checkUnique(file, format, ids);
      break;
    case 'parquet':
      checkUnique(file, format, ids);
      checkColumnNames(file, format, channels);
      // Its values are float64, missing ones none and infinite ones themselves.
      return;
    case 'jsonl':
      break;
  }
  yield* checkValues(file, format, table);
}

export function leftOutOfFeatures(format: FeatureTarget, { labels }: FeatureTable): Content[] {
  if (format !== 'npy') return [];
  return labels === null ? ['ids', 'features'] : ['ids', 'labels', 'features'];
}

/** Ids that are the series' numbers, and channels that have no names of their own, are known without being written. */
export function leftOutOfSeries(format: SeriesTarget, { ids, labels, channels }: SeriesTable): Content[] {
  const hasChannels = format !== 'npy' && format !== 'arff' && format !== 'ts';
  const hasIds = hasChannels || (format === 'arff' && channels.length === 1);
  const unnamed = channels.length === 1 ? channels[0] === 'x' : channels.every((name, at) => name === `c${at}`);
  const out: Content[] = [];
  if (!hasIds && !areNumbers(ids)) out.push('ids');
  if (format === 'npy' && labels !== null) out.push('labels');
  if (!hasChannels && !unnamed) out.push('channels');
  return out;
}

function presentIn(labels: (string | null)[] | null): string[] {
  return labels === null ? [] : labels.filter((label) => label !== null);
}

function cannotHold(file: string, format: SeriesTarget, value: string, reason: string): WorkbenchError {
  return new WorkbenchError('export/cannot-hold', { file, format, value, reason });
}

/** A `.ts` label ends at white space, a comma or a colon, and `?` is a missing one; no rule lets them be quoted. */
function checkTsLabels(file: string, labels: string[]): void {
  const known = new Map<string, string>();
  for (const label of labels) {
    if (label === '' || /[\s,:]/.test(label)) throw cannotHold(file, 'ts', label, 'label-marks');
    if (/^(?:\?|-|na|n\/a|nan|null)$/i.test(label)) throw cannotHold(file, 'ts', label, 'label-missing');
    // Readers take `A` and `a`, `1` and `1.0` for one label.
    const number = Number(label);
    const plain = Number.isNaN(number) ? label.toLowerCase() : String(number);
    const other = known.get(plain);
    if (other !== undefined && other !== label) throw cannotHold(file, 'ts', label, 'label-alike');
    known.set(plain, label);
  }
}

/** Rows with one id are one series to whoever reads them. */
function checkUnique(file: string, format: SeriesTarget, ids: string[]): void {
  const known = new Set<string>();
  for (const id of ids) {
    if (known.has(id)) throw cannotHold(file, format, id, 'repeated-id');
    known.add(id);
  }
}

/** The table engine takes names for one that differ in the letters A to Z, and would change one of them. */
function checkColumnNames(file: string, format: SeriesTarget, names: string[]): void {
  if (names.length > MOST_COLUMNS) throw cannotHold(file, format, names[MOST_COLUMNS], 'many-columns');
  const known = new Set<string>();
  for (const name of names) {
    if (name === '' || name.includes('\0')) throw cannotHold(file, format, name, 'column-name');
    const plain = withoutCase(name);
    if (known.has(plain)) throw cannotHold(file, format, name, 'column-alike');
    known.add(plain);
  }
}

/** The name with small letters for A to Z. */
export function withoutCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
}

function checkNumpyTexts(file: string, lists: string[][]): void {
  for (const texts of lists) {
    const ending = texts.find((text) => text.endsWith('\0'));
    if (ending !== undefined) throw cannotHold(file, 'npz', ending, 'nul-end');
    const width = textWidth(texts);
    if (4 * width * texts.length <= LARGEST_TEXTS) continue;
    const longest = texts.find((text) => text.length >= width && [...text].length === width);
    throw cannotHold(file, 'npz', longest ?? '', 'text-padding');
  }
}

/** Values are written as float32. */
function* checkValues(file: string, format: SeriesTarget, table: SeriesTable): Generator<void, void> {
  const { values, offsets, lengths, channels } = table;
  const width = channels.length;
  for (const [series, offset] of offsets.entries()) {
    const end = (offset + lengths[series]) * width;
    for (let from = offset * width; from < end; from += VALUES_BETWEEN_YIELDS) {
      for (const value of values.slice(from, Math.min(end, from + VALUES_BETWEEN_YIELDS))) {
        const single = Math.fround(value);
        // Finite values, and only they, give 0 here.
        if (single - single === 0 || Number.isNaN(value)) continue;
        if (Number.isFinite(value)) throw cannotHold(file, format, String(value), 'beyond-float32');
        if (format === 'jsonl') throw cannotHold(file, format, String(value), 'json-infinite');
      }
      if (end - from > VALUES_BETWEEN_YIELDS) yield;
    }
    if (series % 64 === 63) yield;
  }
}

function least(lengths: Int32Array): number {
  return lengths.reduce((shortest, length) => Math.min(shortest, length), Infinity);
}

function most(lengths: Int32Array): number {
  return lengths.reduce((longest, length) => Math.max(longest, length), 0);
}
