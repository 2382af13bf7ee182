/** The rows of the list of series: all of them, or those that the newest good question finds, page by page. */

import { type ComputedRef, computed, onScopeDispose, type ShallowRef, shallowRef, watch } from 'vue';
import { type ErrorPayload, toPayload } from '../../../core/contract/errors';
import type { DatasetView, Part } from '../../../core/contract/views';
import type { FoundPage, SeriesChoice, StatisticColumn } from '../../../core/contract/views-statistics';
import { engine } from '../../bridge';
import { filterOf, type Finding, isPlain } from './finding';
import { usePages } from './use-pages';

const FIRST_PAGE = 100;
/** A condition is half written most of the time: it is asked when no key was pressed for so many milliseconds. */
const TYPING_MS = 180;

export interface FoundRow {
  index: number;
  id: string;
  label: string | null;
  length: number;
  /** The statistic that was asked for; NaN where there is none. */
  value: number | null;
}

export interface FoundSeries {
  total: ComputedRef<number>;
  row(place: number): FoundRow | null;
  need(first: number, count: number): void;
  /** The list holds what was found, not all series in their order. */
  isFound: ComputedRef<boolean>;
  /** What is wrong with the newest question; the list is then that of the one before. */
  fault: Readonly<ShallowRef<ErrorPayload | null>>;
  searching: Readonly<ShallowRef<boolean>>;
  /** Asks at once what is typed. */
  askNow(): void;
}

interface Asked {
  choice: SeriesChoice;
  shown: StatisticColumn | null;
}

let calls = 0;

export function useFoundSeries(
  source: () => { dataset: DatasetView; part: Part; finding: Finding },
  failed: (thrown: unknown) => void,
): FoundSeries {
  /** The question whose answer the list shows; null for all series. */
  const settled = shallowRef<Asked | null>(null);
  const fault = shallowRef<ErrorPayload | null>(null);
  const searching = shallowRef(false);
  let call: string | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let firstPage: { of: Asked; page: FoundPage } | null = null;

  function giveUp(): void {
    clearTimeout(timer);
    if (call !== null) void engine.cancel(call).catch(() => undefined);
    call = null;
    searching.value = false;
  }

  async function ask(): Promise<void> {
    giveUp();
    const { dataset, part, finding } = source();
    if (isPlain(finding) || dataset[part] === null) {
      settled.value = null;
      fault.value = null;
      return;
    }
    const { shown, sort } = finding;
    const asked = { choice: { part, filter: filterOf(finding), sort }, shown };
    const mine = `find-${(calls += 1)}`;
    call = mine;
    searching.value = true;
    try {
      await settle(mine, asked);
      if (call === mine) fault.value = null;
    } catch (thrown) {
      if (call !== mine) return;
      tell(thrown);
      // What the filter is does not matter to the order, nor to the statistic beside the series.
      const filter = settled.value?.choice.filter ?? null;
      const isShown = settled.value?.shown === shown && settled.value?.choice.sort === sort;
      if (fault.value !== null && !isShown && (sort !== null || shown !== null))
        await settle(mine, { choice: { part, filter, sort }, shown }).catch(failed);
    } finally {
      if (call === mine) {
        call = null;
        searching.value = false;
      }
    }
  }

  /** Shows what a question finds, unless another one was asked meanwhile. */
  async function settle(mine: string, asked: Asked): Promise<void> {
    const { handle } = source().dataset;
    const page = await engine.findSeries(mine, handle, asked.choice, asked.shown, 0, FIRST_PAGE);
    if (call !== mine) return;
    firstPage = { of: asked, page };
    settled.value = asked;
  }

  function tell(thrown: unknown): void {
    const payload = toPayload(thrown);
    if (payload.code.startsWith('filter/')) fault.value = payload;
    else failed(thrown);
  }

  watch(
    [() => source().dataset, () => source().part, () => source().finding],
    ([dataset, part, finding], [datasetBefore, partBefore, findingBefore]) => {
      if (dataset !== datasetBefore || part !== partBefore) settled.value = null;
      clearTimeout(timer);
      const typed = findingBefore !== undefined && finding.text !== findingBefore.text && !isPlain(finding);
      if (typed && finding.by === 'condition') timer = setTimeout(() => void ask(), TYPING_MS);
      else void ask();
    },
    { immediate: true },
  );
  onScopeDispose(giveUp);

  async function page(first: number, count: number): Promise<{ total: number; rows: FoundRow[] }> {
    const { dataset, part } = source();
    const asked = settled.value;
    if (asked === null) {
      const { total, rows } = await engine.seriesList(dataset.handle, part, first, count);
      return { total, rows: rows.map((row) => ({ ...row, value: null })) };
    }
    const isHere = first === 0 && firstPage?.of === asked;
    const { total, rows, values } = isHere
      ? firstPage!.page
      : await engine.findSeries(`find-${(calls += 1)}`, dataset.handle, asked.choice, asked.shown, first, count);
    return { total, rows: rows.map((row, at) => ({ ...row, value: values?.[at] ?? null })) };
  }

  const { total, row, need } = usePages<FoundRow>(
    [() => source().dataset, () => source().part, settled],
    (first, count) => (source().dataset[source().part] === null ? null : page(first, count)),
    failed,
  );
  return {
    total,
    row,
    need,
    isFound: computed(() => settled.value !== null),
    fault,
    searching,
    askNow: () => void ask(),
  };
}
