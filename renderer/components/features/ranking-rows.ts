/** The rows of the ranking: which are found by a name, in what order they stand, and how far their bars reach. */

import type { RankedFeature, RankingView } from '../../../core/contract/ranking';
import { decimal } from '../../charts/numbers';
import type { TableSort } from '../table';

export const MEASURES = ['f', 'p', 'q', 'information', 'importance'] as const;
export type Measure = (typeof MEASURES)[number];

export interface RankingRow extends RankedFeature {
  /** Its place among the features' columns. */
  column: number;
  name: string;
}

const isMeasure = (key: string): key is Measure => (MEASURES as readonly string[]).includes(key);

/** Small p and q are the telling ones; of all else the large. */
export const beginsDescending = (key: string): boolean => key === 'f' || key === 'information' || key === 'importance';

export function measureOf(row: RankedFeature, key: Measure): number | null {
  return key === 'importance' ? (row.importance?.mean ?? null) : row[key];
}

/** Names that hold each word of `find`, whatever its case. */
export function namesWith(names: readonly string[], find: string): string[] {
  const words = find.toLowerCase().split(/\s+/).filter(Boolean);
  return names.filter((name) => words.every((word) => name.toLowerCase().includes(word)));
}

/** Rows whose name holds each word of `find`; those without the measure come last in either direction. */
export function rankingRows(
  names: readonly string[],
  { features }: Pick<RankingView, 'features'>,
  find: string,
  { key, descending }: TableSort,
): RankingRow[] {
  const found = new Set(namesWith(names, find));
  const rows = features
    .map((feature, column): RankingRow => ({ ...feature, column, name: names[column] }))
    .filter(({ name }) => found.has(name));
  if (!isMeasure(key)) return descending ? rows.toReversed() : rows;
  const sign = descending ? -1 : 1;
  return rows.sort((a, b) => {
    const [left, right] = [measureOf(a, key), measureOf(b, key)];
    if (left === null || right === null) return Number(left === null) - Number(right === null) || a.column - b.column;
    return left === right ? a.column - b.column : left < right ? -sign : sign;
  });
}

/** The largest finite number of each measure that has a bar. */
export function largestOf({ features }: Pick<RankingView, 'features'>): Partial<Record<Measure, number>> {
  const largest = (key: Measure): number =>
    features.reduce((most, row) => {
      const value = measureOf(row, key);
      return value !== null && Number.isFinite(value) ? Math.max(most, value) : most;
    }, 0);
  return { f: largest('f'), information: largest('information'), importance: largest('importance') };
}

/** Share of a cell that its bar fills; null where there is none. */
export function barOf(row: RankedFeature, key: string, largest: Partial<Record<Measure, number>>): number | null {
  if (!isMeasure(key)) return null;
  const [value, most] = [measureOf(row, key), largest[key]];
  if (value === null || most === undefined || value <= 0) return null;
  return most === 0 ? 1 : Math.min(1, value / most);
}

export function measureText(row: RankedFeature, key: Measure): string {
  const value = measureOf(row, key);
  if (value === null) return '–';
  if (!Number.isFinite(value)) return '∞';
  const deviation = key === 'importance' ? row.importance?.deviation : null;
  const text = decimal(value, key === 'f' ? 2 : 4);
  return deviation === null || deviation === undefined ? text : `${text} ± ${decimal(deviation, 4)}`;
}
