/** Clipping: bounds from the training part alone, and values that are clipped as they are taken. */

import { describe, expect, it } from 'vitest';
import { clipBounds, clipPart } from '../../../core/dataset/clip';
import type { SeriesPart } from '../../../core/dataset/part';
import { finish, readText, seriesOf, seriesValues } from '../../helpers/datasets';

function recording(rows: readonly (readonly (number | string)[])[]): SeriesPart {
  const text = ['x,y', ...rows.map((row) => row.join(','))].join('\n');
  return seriesOf(readText(text, { layout: 'recording', label: null, time: null, series: null, channels: ['x', 'y'] }));
}

const train = recording([
  [0, 5],
  [1, 5],
  [2, 5],
  [3, 5],
  [4, 5],
  [100, 6],
]);

describe('clipping to the range', () => {
  it('takes the smallest and largest value of each channel and sets what is outside to them', () => {
    const bounds = finish(clipBounds('range', train));
    expect(bounds).toEqual({
      kind: 'range',
      channels: [
        { name: 'x', low: 0, high: 100 },
        { name: 'y', low: 5, high: 6 },
      ],
    });
    const test = recording([
      [-1, 5.5],
      [50, 7],
      [101, 'inf'],
    ]);
    const { series, count, channels } = finish(clipPart(test, bounds));
    expect([count, channels]).toEqual([4, ['x', 'y']]);
    expect(seriesValues(series, 0)).toEqual([0, 5.5, 50, 6, 100, 6]);
    expect(seriesValues(test, 0)).toEqual([-1, 5.5, 50, 7, 101, Infinity]);
  });

  it('changes nothing of the training part', () => {
    expect(finish(clipPart(train, finish(clipBounds('range', train)))).series).toBe(train);
  });
});

describe('clipping to fences', () => {
  it('draws them three quartile distances beyond the quartiles, as NumPy reckons these', () => {
    // numpy.percentile([0, 1, 2, 3, 4, 100], [25, 75]) is [1.25, 3.75].
    const bounds = finish(clipBounds('fences', train));
    expect(bounds.channels[0]).toEqual({ name: 'x', low: 1.25 - 7.5, high: 3.75 + 7.5 });
    const { series, count } = finish(clipPart(train, bounds));
    expect(count).toBe(1);
    expect(seriesValues(series, 0).filter((_, at) => at % 2 === 0)).toEqual([0, 1, 2, 3, 4, 11.25]);
  });

  it('draws none where half the values are the same', () => {
    expect(finish(clipBounds('fences', train)).channels[1]).toEqual({ name: 'y', low: -Infinity, high: Infinity });
  });
});

it('clips a slice from any place, and leaves missing values missing', () => {
  const part = recording([
    [-9, 9],
    ['', 5],
    [200, 0],
  ]);
  const { series, count } = finish(clipPart(part, finish(clipBounds('range', train))));
  expect(count).toBe(4);
  expect([...series.values.slice(1, 2)]).toEqual([6]);
  expect([...series.values.slice(1, 6)]).toEqual([6, NaN, 5, 100, 5]);
  expect([...series.values.slice(4, 6)]).toEqual([100, 5]);
});
