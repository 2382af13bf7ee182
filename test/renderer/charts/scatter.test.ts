/** The scatter: no point lost, and colour is never the only thing that tells groups apart. */

import { expect, test } from 'vitest';
import type { ScatterPoint } from '../../../core/contract/views';
import { groupPoints, labelsOf, scatterOption, shapeOf } from '../../../renderer/charts/scatter';
import { ink } from './views';

function point(label: string | null, part: 'train' | 'test', index: number): ScatterPoint {
  return { series: { part, index }, id: `${part}${index}`, label, x: index, y: -index };
}

const points = [
  point('b', 'test', 0),
  point('a', 'train', 0),
  point('b', 'train', 1),
  point('a', 'train', 2),
  point('c', 'test', 1),
];

const request = {
  scatter: { points, explained: [0.431, 0.2] as [number, number] },
  hidden: new Set<string | null>(),
  chosen: null,
  words: {
    axis: (component: 1 | 2, share: number) => `PC ${component} ${share}`,
    tip: ({ id }: ScatterPoint) => `tip of ${id}`,
  },
  ink,
};

test('labels come in the order of the training part', () => {
  expect(labelsOf(points)).toEqual(['a', 'b', 'c']);
});

test('every point is in exactly one group of its own label and part', () => {
  const groups = groupPoints(points);
  expect(groups.map(({ label, part }) => `${label} ${part}`)).toEqual(['a train', 'b train', 'b test', 'c test']);
  expect(groups.flatMap(({ indices }) => indices).sort()).toEqual([0, 1, 2, 3, 4]);
  for (const { label, part, indices } of groups) {
    for (const index of indices) expect([points[index].label, points[index].series.part]).toEqual([label, part]);
  }
});

test('labels differ in shape as well as colour for longer than there are colours', () => {
  const looks = Array.from({ length: 32 }, (_, place) => `${place % 8} ${shapeOf(place)}`);
  expect(new Set(looks).size).toBe(32);
});

test('training points are filled, test points are outlines in the same colour', () => {
  const series = scatterOption(request).series as {
    name: string;
    symbol: string;
    itemStyle: { color: string; borderColor: string };
  }[];
  const [filled, hollow] = ['b train', 'b test'].map((name) => series.find((one) => one.name === name));
  expect(filled?.itemStyle.color).toBe(ink.series[1]);
  expect(hollow?.itemStyle).toMatchObject({ color: 'transparent', borderColor: ink.series[1] });
  expect(filled?.symbol).toBe(hollow?.symbol);
});

test('a datum carries the place of its point, hidden labels are left out and axes say their share', () => {
  const option = scatterOption({ ...request, hidden: new Set(['b']), chosen: 3 });
  const series = option.series as { name: string; data: number[][] }[];
  expect(series.map(({ name, data }) => [name, data])).toEqual([
    [
      'a train',
      [
        [0, -0, 1],
        [2, -2, 3],
      ],
    ],
    ['c test', [[1, -1, 4]]],
    ['chosen', [[2, -2, 3]]],
  ]);
  expect(option.xAxis).toMatchObject({ name: 'PC 1 0.431' });
  const { formatter } = option.tooltip as { formatter(item: unknown): string };
  expect(formatter({ value: series[1].data[0] })).toBe('tip of test1');
});

test('a tint takes the place of labels, on the fill of training points and the outline of test points', () => {
  const series = scatterOption({ ...request, tint: (index) => `rgb(${index}, 0, 0)` }).series as {
    name: string;
    data: { value: number[]; itemStyle: Record<string, string> }[];
  }[];
  expect(series.map(({ name }) => name)).toEqual([' train', ' test']);
  expect(series[0].data.map(({ itemStyle }) => itemStyle)).toEqual(
    [1, 2, 3].map((index) => ({ color: `rgb(${index}, 0, 0)` })),
  );
  expect(series[1].data[1]).toEqual({ value: [1, -1, 4], itemStyle: { borderColor: 'rgb(4, 0, 0)' } });
});
