/** The chart of class means: bands that end where the series do, columns in the middle of their steps, room for all. */

import { expect, it } from 'vitest';
import type { ClassMean, ClassMeansView } from '../../../core/contract/views-statistics';
import { bandsOf, columnAt, meansOption, stepsOf } from '../../../renderer/charts/class-means';
import { ink } from './views';

function course(label: string | null, mean: number[], sd: number[]): ClassMean {
  const counts = Uint32Array.from(mean, (value) => (Number.isNaN(value) ? 0 : 3));
  return { label, series: 3, mean: Float64Array.from(mean), sd: Float64Array.from(sd), fewest: counts, most: counts };
}

function view(classes: ClassMean[], length = 4, stepsPerColumn = 1): ClassMeansView {
  return { part: 'train', channel: 0, length, stepsPerColumn, classes, classCount: classes.length, every: 1 };
}

it('cuts its bands where a class has no value', () => {
  const one = course('a', [1, 2, NaN, 4], [0.5, 0, NaN, 1]);
  expect(bandsOf(view([one]), one)).toEqual([
    [
      [0, 0.5, 1.5],
      [1, 2, 2],
    ],
    [[3, 3, 5]],
  ]);
  const none = course('b', [NaN, NaN], [NaN, NaN]);
  expect(bandsOf(view([none]), none)).toEqual([]);
});

it('puts a column in the middle of its steps, the last of which may be fewer', () => {
  const wide = view([course('a', [1, 2, 3], [0, 0, 0])], 11, 4);
  expect([0, 1, 2].map((column) => stepsOf(wide, column))).toEqual([
    { from: 0, to: 4 },
    { from: 4, to: 8 },
    { from: 8, to: 11 },
  ]);
  expect([-3, 0, 3, 4, 10, 99].map((step) => columnAt(wide, step))).toEqual([0, 0, 0, 1, 2, 2]);
  expect(bandsOf(wide, wide.classes[0])[0].map(([x]) => x)).toEqual([1.5, 5.5, 9]);
});

it('draws a band and a line for each class that is shown, with room for all of them, and marks the step', () => {
  const all = view([course('a', [1, 2, 3, 4], [1, 1, 1, 1]), course('b', [9, 9, NaN, NaN], [0, 3, NaN, NaN])]);
  const draw = (shown: number[], cursor: number | null = null) =>
    meansOption({ view: all, shown, cursor, width: 600, height: 300, ink }) as {
      xAxis: { min: number; max: number };
      yAxis: { min: number; max: number };
      series: { type: string; name: string; data: unknown[]; markLine?: { data: unknown[] }; lineStyle?: unknown }[];
    };
  const both = draw([0, 1], 2);
  expect(both.series.map(({ type, name }) => [type, name])).toEqual([
    ['custom', 'a ± 1'],
    ['custom', 'b ± 1'],
    ['line', 'a'],
    ['line', 'b'],
    ['line', 'cursor'],
  ]);
  expect(both.series[3].data).toEqual([
    [0, 9],
    [1, 9],
    [2, null],
    [3, null],
  ]);
  expect(both.series[4].markLine!.data).toEqual([{ xAxis: 2 }]);
  expect([both.xAxis.min, both.xAxis.max]).toEqual([-0.5, 3.5]);
  expect(both.yAxis.min).toBeLessThan(0);
  expect(both.yAxis.max).toBeGreaterThan(12);
  const first = draw([0]);
  expect(first.yAxis.max).toBeLessThan(6);
  expect(first.series[2].markLine!.data).toEqual([]);
  // A class keeps its colour when others are hidden.
  expect(draw([1]).series[1].lineStyle).toEqual(both.series[3].lineStyle);
});
