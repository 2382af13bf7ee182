/** Searching the list of series page by page. */

import { expect, test } from 'vitest';
import type { SeriesListPage } from '../../../core/contract/views';
import { searchSeries } from '../../../renderer/components/run/series-search';

const total = 12_345;
const asked: number[] = [];

function page(first: number, count: number): Promise<SeriesListPage> {
  asked.push(first);
  const rows = Array.from({ length: Math.min(count, total - first) }, (_, k) => ({
    index: first + k,
    id: `Patient-${first + k}`,
    label: (first + k) % 2 === 0 ? 'freeze' : null,
    length: 10,
  }));
  return Promise.resolve({ part: 'train', first, total, rows });
}

const search = (text: string, most = 500, wanted = () => true) => searchSeries({ text, total, most, page, wanted });

test('finds ids and labels in any case, over all pages, in order', async () => {
  const found = await search('patient-1234');
  expect(found?.map(({ index }) => index)).toEqual([1234, 12340, 12341, 12342, 12343, 12344]);
  expect((await search('FREEZE -1234'))?.map(({ index }) => index)).toEqual([1234, 12340, 12342, 12344]);
  expect(await search('nobody')).toEqual([]);
});

test('stops asking when enough are found', async () => {
  asked.length = 0;
  expect(await search('freeze', 3)).toHaveLength(3);
  expect(asked).toEqual([0]);
});

test('a search that nobody waits for is given up after the page in flight', async () => {
  asked.length = 0;
  expect(await search('nobody', 500, () => false)).toBeNull();
  expect(asked).toEqual([0]);
});
