/** The rows of a part's series that a list shows: fetched by pages, or found by what was typed. */

import { computed, type ComputedRef, type Ref, shallowRef, watch } from 'vue';
import type { Part, SeriesListPage } from '../../../core/contract/views';
import { searchSeries, type SeriesRow } from './series-search';

const PAGE = 200;
const MOST_FOUND = 500;

export interface SeriesSource {
  part: Part;
  total: number;
  page: (part: Part, first: number, count: number) => Promise<SeriesListPage>;
}

export interface SeriesRows {
  count: ComputedRef<number>;
  /** Null for one that is still to be fetched. */
  rowAt(index: number): SeriesRow | null;
  /** Fetches the pages that these rows lie on, unless they were searched for. */
  need(indices: readonly number[]): void;
}

/** All series of the source while `text` is blank, else those whose id or label has it. */
export function useSeriesRows(source: () => SeriesSource, text: Readonly<Ref<string>>): SeriesRows {
  const pages = shallowRef(new Map<number, SeriesRow[]>());
  const found = shallowRef<SeriesRow[] | null>(null);
  const asked = new Set<string>();
  let searches = 0;

  async function fetchPage(number: number): Promise<void> {
    const { part, page } = source();
    const key = `${part} ${number}`;
    if (asked.has(key)) return;
    asked.add(key);
    try {
      const { rows } = await page(part, number * PAGE, PAGE);
      if (part === source().part) pages.value = new Map(pages.value).set(number, rows);
    } catch {
      asked.delete(key);
    }
  }

  watch([() => source().part, () => source().total, () => source().page], () => {
    pages.value = new Map();
    asked.clear();
  });

  watch(text, async (typed) => {
    const mine = ++searches;
    if (typed.trim() === '') {
      found.value = null;
      return;
    }
    const { part, total, page } = source();
    const rows = await searchSeries({
      text: typed.trim(),
      total,
      most: MOST_FOUND,
      page: (first, size) => page(part, first, size),
      wanted: () => mine === searches,
    }).catch(() => []);
    if (rows !== null && mine === searches) found.value = rows;
  });

  return {
    count: computed(() => found.value?.length ?? source().total),
    rowAt(index) {
      if (found.value !== null) return found.value[index] ?? null;
      return pages.value.get(Math.floor(index / PAGE))?.[index % PAGE] ?? null;
    },
    need(indices) {
      if (found.value !== null) return;
      new Set(indices.map((index) => Math.floor(index / PAGE))).forEach((number) => void fetchPage(number));
    },
  };
}
