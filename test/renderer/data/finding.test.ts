/** What the list of series is asked: orders that follow their column, and questions of which the newest good one is shown. */

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { effectScope, nextTick, shallowRef } from 'vue';
import { WorkbenchError } from '../../../core/contract/errors';
import type { DatasetView } from '../../../core/contract/views';
import type { FoundPage, SeriesChoice } from '../../../core/contract/views-statistics';
import type { EngineApi } from '../../../core/contract/api';
import {
  cutInMiddle,
  type Finding,
  fitting,
  isPlain,
  NO_FINDING,
  quotedName,
  showing,
  sortedBy,
  tableSort,
} from '../../../renderer/components/data/finding';
import type { FoundSeries } from '../../../renderer/components/data/use-found-series';

const mean = { statistic: 'mean', channel: 0 } as const;
const sd = { statistic: 'sd', channel: 1 } as const;

describe('an order', () => {
  it('goes up, down, and back to that of the data', () => {
    const up = sortedBy(NO_FINDING, 'length');
    expect(tableSort(up)).toEqual({ key: 'length', descending: false });
    const down = sortedBy(up, 'length');
    expect(tableSort(down)).toEqual({ key: 'length', descending: true });
    expect(sortedBy(down, 'length')).toEqual(NO_FINDING);
    expect(tableSort(sortedBy(down, 'id'))).toEqual({ key: 'id', descending: false });
  });

  it('by a statistic follows the one that is shown, and goes with it', () => {
    const sorted = sortedBy(showing(NO_FINDING, mean), 'statistic');
    expect(sorted.sort).toEqual({ by: mean, descending: false });
    expect(showing(sorted, sd).sort).toEqual({ by: sd, descending: false });
    expect(showing(sorted, null)).toEqual(NO_FINDING);
    expect(fitting(showing(sorted, sd), 1)).toEqual(NO_FINDING);
    expect(fitting(showing(sorted, sd), 2).shown).toEqual(sd);
    expect(sortedBy(NO_FINDING, 'statistic')).toEqual(NO_FINDING);
  });
});

it('names of channels are quoted where a condition asks for it', () => {
  expect(['x', 'Größe_2', 'flow rate', '2nd', 'a"b'].map(quotedName)).toEqual([
    'x',
    'Größe_2',
    '"flow rate"',
    '"2nd"',
    '"a""b"',
  ]);
});

describe('the list', () => {
  const dataset = { handle: 'd1', train: { seriesCount: 3 }, test: null } as DatasetView;
  const calls: { call: string; choice: SeriesChoice; answer: (page: FoundPage | Error) => void }[] = [];
  const cancelled: string[] = [];
  const failed = vi.fn<(thrown: unknown) => void>();
  const finding = shallowRef<Finding>(NO_FINDING);
  let scope = effectScope();
  let list: FoundSeries;

  const page = (...indices: number[]): FoundPage => ({
    part: 'train',
    first: 0,
    total: indices.length,
    of: 3,
    rows: indices.map((index) => ({ index, id: `s${index}`, label: null, length: 5 })),
    values: null,
  });
  const shown = (): (string | undefined)[] =>
    Array.from({ length: list.total.value }, (_, place) => list.row(place)?.id);

  beforeEach(async () => {
    vi.useFakeTimers();
    const engine: Partial<EngineApi> = {
      seriesList: async () => page(0, 1, 2),
      findSeries: (call, _dataset, choice) =>
        new Promise((resolve, reject) => {
          const answer = (made: FoundPage | Error): void => (made instanceof Error ? reject(made) : resolve(made));
          calls.push({ call, choice, answer });
        }),
      cancel: async (call) => void cancelled.push(call),
    };
    vi.doMock('../../../renderer/bridge', () => ({ engine }));
    const { useFoundSeries } = await import('../../../renderer/components/data/use-found-series');
    calls.length = 0;
    cancelled.length = 0;
    failed.mockClear();
    finding.value = NO_FINDING;
    scope = effectScope();
    scope.run(() => (list = useFoundSeries(() => ({ dataset, part: 'train', finding: finding.value }), failed)));
    await vi.waitUntil(() => shown().length === 3);
  });
  afterEach(() => {
    scope.stop();
    vi.useRealTimers();
  });

  const ask = async (change: Partial<Finding>): Promise<void> => {
    finding.value = { ...finding.value, ...change };
    await nextTick();
  };

  it('asks words at once, a condition when it is written, and shows the newest answer', async () => {
    expect(isPlain(finding.value)).toBe(true);
    await ask({ text: 's' });
    await ask({ text: 's2' });
    expect(calls.map(({ choice }) => choice.filter?.text)).toEqual(['s', 's2']);
    expect(cancelled).toEqual([calls[0].call]);
    calls[0].answer(page(0, 1));
    calls[1].answer(page(2));
    await vi.waitFor(() => expect(shown()).toEqual(['s2']));
    expect([list.isFound.value, list.searching.value]).toEqual([true, false]);

    await ask({ by: 'condition', text: 'length >' });
    await ask({ text: 'length > 1' });
    expect(calls).toHaveLength(2);
    vi.runAllTimers();
    expect(calls.map(({ choice }) => choice.filter?.text)).toEqual(['s', 's2', 'length > 1']);
    await ask({ text: '' });
    await vi.waitFor(() => expect(shown()).toEqual(['s0', 's1', 's2']));
    expect(cancelled).toContain(calls[2].call);
  });

  it('stays as it is where a condition is wrong, and says what is', async () => {
    await ask({ by: 'condition', text: 'length > 1' });
    list.askNow();
    calls[0].answer(page(1));
    await vi.waitFor(() => expect(shown()).toEqual(['s1']));
    await ask({ text: 'length > 1 and' });
    list.askNow();
    calls[1].answer(new WorkbenchError('filter/ends-early', { position: 15 }));
    await vi.waitFor(() => expect(list.fault.value?.code).toBe('filter/ends-early'));
    expect(shown()).toEqual(['s1']);
    expect(failed).not.toHaveBeenCalled();
    await ask({ text: 'length > 2' });
    list.askNow();
    calls[2].answer(page(0, 2));
    await vi.waitFor(() => expect(shown()).toEqual(['s0', 's2']));
    expect(list.fault.value).toBeNull();
  });

  it('takes up another order while the condition is wrong', async () => {
    await ask({ by: 'condition', text: 'length > 1' });
    list.askNow();
    calls[0].answer(page(1, 2));
    await vi.waitFor(() => expect(shown()).toEqual(['s1', 's2']));
    await ask({ text: 'length > 1 and' });
    await ask({ sort: { by: 'length', descending: true } });
    calls[1].answer(new WorkbenchError('filter/ends-early', { position: 15 }));
    await vi.waitFor(() => expect(calls).toHaveLength(3));
    expect(calls[2].choice).toEqual({
      part: 'train',
      filter: { by: 'condition', text: 'length > 1' },
      sort: { by: 'length', descending: true },
    });
    calls[2].answer(page(2, 1));
    await vi.waitFor(() => expect(shown()).toEqual(['s2', 's1']));
    expect(list.fault.value?.code).toBe('filter/ends-early');
  });

  it('passes on what is nobody’s fault, and gives up its question when it goes', async () => {
    await ask({ sort: { by: 'length', descending: true } });
    calls[0].answer(new WorkbenchError('table/engine-unavailable', { reason: 'gone' }));
    await vi.waitFor(() => expect(failed).toHaveBeenCalledOnce());
    await ask({ sort: null, text: 's' });
    scope.stop();
    expect(cancelled).toContain(calls[1].call);
  });
});

describe('an id in a narrow column', () => {
  it('is cut in its middle, by whole letters', () => {
    expect(cutInMiddle('subject-07/trial-3.csv', 30)).toBe('subject-07/trial-3.csv');
    expect(cutInMiddle('subject-07/trial-3.csv', 10)).toBe('sub…-3.csv');
    expect(cutInMiddle('一二三四😀五', 4)).toBe('一…😀五');
  });
});
