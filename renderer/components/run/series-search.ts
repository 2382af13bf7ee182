/** Finds series by id or label in a list that the engine hands out page by page. */

import type { SeriesListPage } from '../../../core/contract/views';

export type SeriesRow = SeriesListPage['rows'][number];

const PAGE = 5000;

export interface SearchRequest {
  text: string;
  total: number;
  /** At most this many are found; the search ends there. */
  most: number;
  page(first: number, count: number): Promise<SeriesListPage>;
  /** Asked between pages: a search that nobody waits for any more stops. */
  wanted(): boolean;
}

/** Whether all words of `text` occur in the series' id or label, whatever their case. */
export function matches(row: SeriesRow, text: string): boolean {
  const where = `${row.id}\n${row.label ?? ''}`.toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => where.includes(word));
}

/** The first matches in the data's order; null when the search was given up. */
export async function searchSeries({ text, total, most, page, wanted }: SearchRequest): Promise<SeriesRow[] | null> {
  const found: SeriesRow[] = [];
  for (let first = 0; first < total && found.length < most; first += PAGE) {
    const { rows } = await page(first, Math.min(PAGE, total - first));
    if (!wanted()) return null;
    for (const row of rows) if (found.length < most && matches(row, text)) found.push(row);
  }
  return found;
}
