/** The order, search and bars of the ranking. */

import { expect, test } from 'vitest';
import type { RankedFeature } from '../../../core/contract/ranking';
import {
  barOf,
  beginsDescending,
  largestOf,
  measureText,
  rankingRows,
} from '../../../renderer/components/features/ranking-rows';

const feature = (
  f: number | null,
  p: number | null,
  importance: RankedFeature['importance'] = null,
): RankedFeature => ({
  f,
  p,
  q: p,
  information: null,
  importance,
});
const names = ['h__l0__u0__last', 'h__l0__u1__mean', 'c__l0__u0__last', 'h__l0__u2__std'];
const features = [
  feature(2, 0.1, { mean: -0.01, deviation: 0.002 }),
  feature(null, null),
  feature(Infinity, 0, { mean: 0.2, deviation: null }),
  feature(8, 0.01, { mean: 0.1, deviation: 0.05 }),
];
const order = (key: string, descending: boolean, find = ''): number[] =>
  rankingRows(names, { features }, find, { key, descending }).map(({ column }) => column);

test('a feature without the measure comes last in either direction', () => {
  expect(order('f', true)).toEqual([2, 3, 0, 1]);
  expect(order('f', false)).toEqual([0, 3, 2, 1]);
  expect(order('importance', true)).toEqual([2, 3, 0, 1]);
});

test('names keep the order of the columns', () => {
  expect(order('name', false)).toEqual([0, 1, 2, 3]);
  expect(order('name', true)).toEqual([3, 2, 1, 0]);
});

test('every word has to be in the name, whatever its case', () => {
  expect(order('f', true, ' LAST u0 ')).toEqual([2, 0]);
  expect(order('f', true, 'nothing')).toEqual([]);
});

test('the telling end of a measure comes first', () => {
  expect(['f', 'importance', 'p', 'q', 'name'].filter(beginsDescending)).toEqual(['f', 'importance']);
});

test('bars reach as far as the number does beside the largest', () => {
  const largest = largestOf({ features });
  expect(features.map((row) => barOf(row, 'f', largest))).toEqual([0.25, null, 1, 1]);
  expect(features.map((row) => barOf(row, 'importance', largest))).toEqual([null, null, 1, 0.5]);
  expect(barOf(features[0], 'p', largest)).toBeNull();
});

test('numbers say their deviation, and what there is none of', () => {
  expect(measureText(features[2], 'f')).toBe('∞');
  expect(measureText(features[1], 'f')).toBe('–');
  expect(measureText(features[3], 'importance')).toBe('0.1000 ± 0.0500');
});
