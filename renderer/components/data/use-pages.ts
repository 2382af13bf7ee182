/** Pages of a long list that lies in the engine: fetched when they come into sight, the oldest forgotten. */

import { computed, type ComputedRef, shallowRef, watch, type WatchSource } from 'vue';

const PAGE = 100;
const MOST_PAGES = 24;

export interface Pages<R> {
  total: ComputedRef<number>;
  /** A row that is here; null for one that must be fetched. */
  row(index: number): R | null;
  /** Fetches the pages that rows in sight lack. */
  need(first: number, count: number): void;
}

/**
 * @param source changes when the list is another one; the pages are then forgotten
 * @param fetch asks for `count` rows from `first`; null when there is no list
 */
export function usePages<R>(
  source: WatchSource<unknown>[],
  fetch: (first: number, count: number) => Promise<{ total: number; rows: R[] }> | null,
  failed: (thrown: unknown) => void,
): Pages<R> {
  const pages = shallowRef<ReadonlyMap<number, R[]>>(new Map());
  const total = shallowRef(0);
  let asked = new Set<number>();
  let generation = 0;

  async function load(page: number): Promise<void> {
    const mine = generation;
    asked.add(page);
    try {
      const answer = await fetch(page * PAGE, PAGE);
      if (answer === null || mine !== generation) return;
      const kept = [...pages.value].slice(-(MOST_PAGES - 1));
      asked = new Set([...kept.map(([number]) => number), page]);
      pages.value = new Map([...kept, [page, answer.rows]]);
      total.value = answer.total;
    } catch (thrown) {
      if (mine !== generation) return;
      asked.delete(page);
      failed(thrown);
    }
  }

  function need(first: number, count: number): void {
    const last = Math.floor((first + Math.max(1, count) - 1) / PAGE);
    for (let page = Math.floor(first / PAGE); page <= last; page++) if (!asked.has(page)) void load(page);
  }

  watch(
    source,
    () => {
      generation += 1;
      asked = new Set();
      pages.value = new Map();
      total.value = 0;
      void load(0);
    },
    { immediate: true },
  );

  return {
    total: computed(() => total.value),
    row: (index) => pages.value.get(Math.floor(index / PAGE))?.[index % PAGE] ?? null,
    need,
  };
}
