/** What one click can do about the problem that keeps a file from being read: a change of how it is read. */

import type { ReadingSpec } from '../../../core/contract/specs';
import type { DatasetView } from '../../../core/contract/views';
import type { ReadingName } from './settings';

export interface ProblemCure {
  name: 'leave-out' | 'decimal-comma' | 'no-quotes';
  setting: ReadingName;
  patch: ReadingSpec;
  /** Rows that are left out; 0 where the cure leaves none out. */
  count: number;
}

/** Problems of single rows. */
const OF_ROWS = new Set([
  'table/ragged-rows',
  'table/not-a-number',
  'json/not-a-number',
  'xlsx/not-a-number',
  'arff/bad-row',
]);

export function problemCures({ problem, rows, spec }: Pick<DatasetView, 'problem' | 'rows' | 'spec'>): ProblemCure[] {
  if (problem === null) return [];
  const { code } = problem;
  if (code === 'table/decimal-comma') {
    return [{ name: 'decimal-comma', setting: 'decimal', patch: { decimal: ',', thousands: undefined }, count: 0 }];
  }
  if (code === 'table/unclosed-quote') {
    return [{ name: 'no-quotes', setting: 'quote', patch: { quote: 'none' }, count: 0 }];
  }
  const parts = [rows.train, rows.test].filter((part) => part !== null);
  const count = parts.reduce((sum, { rejected }) => sum + rejected, 0);
  const some = count > 0 && parts.every(({ kept }) => kept > 0);
  if (!OF_ROWS.has(code) || !some || spec.reading.badRows === 'leave-out') return [];
  return [{ name: 'leave-out', setting: 'badRows', patch: { badRows: 'leave-out' }, count }];
}
