/** What the list of series is asked: by what series are found, in which order, and which statistic stands beside each. */

import type { SeriesChoice, StatisticColumn } from '../../../core/contract/views-statistics';
import type { TableSort } from '../table';

export interface Finding {
  by: 'words' | 'condition';
  text: string;
  sort: SeriesChoice['sort'];
  shown: StatisticColumn | null;
}

export const NO_FINDING: Finding = { by: 'words', text: '', sort: null, shown: null };

/** The list's key of the statistic's column. */
export const STATISTIC_KEY = 'statistic';

/** Whether nothing is asked: the list is that of all series in the data's order. */
export function isPlain({ text, sort, shown }: Finding): boolean {
  return text.trim() === '' && sort === null && shown === null;
}

export function filterOf({ by, text }: Finding): SeriesChoice['filter'] {
  return text.trim() === '' ? null : { by, text };
}

/** The order as the table's head shows it. */
export function tableSort({ sort }: Finding): TableSort | null {
  if (sort === null) return null;
  return { key: typeof sort.by === 'string' ? sort.by : STATISTIC_KEY, descending: sort.descending };
}

/** A click on a column's name: up, down, and back to the data's order. */
export function sortedBy(finding: Finding, key: string): Finding {
  const before = tableSort(finding);
  if (before?.key === key && before.descending) return { ...finding, sort: null };
  const by = key === STATISTIC_KEY ? finding.shown : (key as 'id' | 'label' | 'length');
  if (by === null) return finding;
  return { ...finding, sort: { by, descending: before?.key === key } };
}

/** Another statistic beside the series; an order by the one before becomes one by this. */
export function showing(finding: Finding, shown: StatisticColumn | null): Finding {
  const { sort } = finding;
  if (sort === null || typeof sort.by === 'string') return { ...finding, shown };
  return { ...finding, shown, sort: shown === null ? null : { ...sort, by: shown } };
}

/** What still has a meaning for data with so many channels. */
export function fitting(finding: Finding, channels: number): Finding {
  return finding.shown !== null && finding.shown.channel >= channels ? showing(finding, null) : finding;
}

/** A channel's name as conditions take it. */
export function quotedName(name: string): string {
  return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

/** A text of at most so many letters, without those of its middle: ids of files begin alike and differ at their ends. */
export function cutInMiddle(text: string, most: number): string {
  const letters = [...text];
  if (letters.length <= most) return text;
  const first = Math.max(0, Math.floor((most - 1) / 3));
  const last = Math.max(1, most - 1 - first);
  return `${letters.slice(0, first).join('')}…${letters.slice(-last).join('')}`;
}
