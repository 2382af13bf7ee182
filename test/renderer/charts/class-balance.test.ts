/** The class balance: both parts side by side, whatever classes each of them has. */

import { expect, it } from 'vitest';
import { balanceHeight, balanceOption, balanceRows, type BalanceWords } from '../../../renderer/charts/class-balance';
import { ink } from './views';

const words: BalanceWords = {
  noLabel: 'no label',
  more: (count) => `${count} more`,
  value: (count, share) => `${count} (${Math.round(100 * share)} %)`,
};
const part = (seriesCount: number, ...classes: [label: string, count: number][]) => ({
  seriesCount,
  classes: classes.map(([label, count]) => ({ label, count })),
});

it('has the classes of the training part, then those of the test part alone, then what has no label', () => {
  const train = part(10, ['b', 6], ['a', 3]);
  expect(balanceRows(train, null, words)).toEqual([
    { name: 'b', train: 6, test: null },
    { name: 'a', train: 3, test: null },
    { name: 'no label', train: 1, test: null },
  ]);
  expect(balanceRows(train, part(5, ['c', 1], ['b', 4]), words)).toEqual([
    { name: 'b', train: 6, test: 4 },
    { name: 'a', train: 3, test: 0 },
    { name: 'c', train: 0, test: 1 },
    { name: 'no label', train: 1, test: 0 },
  ]);
  expect(balanceRows(part(4), null, words)).toEqual([]);
});

it('puts what is too much for bars of its own into one', () => {
  const classes = Array.from({ length: 100 }, (_, at): [string, number] => [`class ${at}`, 2]);
  const rows = balanceRows(part(200, ...classes), part(61, ...classes.slice(40)), words);
  expect(rows).toHaveLength(40);
  expect(rows[39]).toEqual({ name: '61 more', train: 122, test: 120 });
});

it('draws filled bars for training and hollow ones for test, each with its share', () => {
  const rows = balanceRows(part(4, ['a', 3], ['b', 1]), part(2, ['a', 1], ['b', 1]), words);
  const option = balanceOption({ rows, words, ink }) as {
    yAxis: { data: string[]; inverse: boolean };
    series: {
      data: number[];
      itemStyle: { color: string };
      label: { formatter: (at: { dataIndex: number }) => string };
    }[];
  };
  expect(option.yAxis).toMatchObject({ data: ['a', 'b'], inverse: true });
  expect(option.series.map(({ data }) => data)).toEqual([
    [3, 1],
    [1, 1],
  ]);
  expect(option.series[0].itemStyle.color).not.toBe('transparent');
  expect(option.series[1].itemStyle.color).toBe('transparent');
  expect(option.series.map(({ label }) => label.formatter({ dataIndex: 0 }))).toEqual(['3 (75 %)', '1 (50 %)']);
  expect(balanceHeight(rows)).toBeGreaterThan(balanceHeight(balanceRows(part(4, ['a', 3], ['b', 1]), null, words)));
});
