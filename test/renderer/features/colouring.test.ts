/** By what points are coloured, and where a projection puts them. */

import { expect, test } from 'vitest';
import type { Prediction } from '../../../core/contract/evaluation';
import type { ScatterPoint } from '../../../core/contract/views';
import {
  boundsOf,
  byError,
  byLabel,
  byNumber,
  byPart,
  byPrediction,
  numbersOf,
  placed,
} from '../../../renderer/components/features/colouring';

const point = (label: string | null, part: 'train' | 'test', index: number): ScatterPoint => ({
  series: { part, index },
  id: `${part}${index}`,
  label,
  x: index,
  y: 0,
});
const points = [point('a', 'train', 0), point('b', 'train', 1), point('b', 'test', 0), point('a', 'test', 1)];
const told = (index: number, actual: string, predicted: string, missed: number): Prediction => ({
  series: { part: 'test', index },
  id: `test${index}`,
  actual,
  predicted,
  missed,
});
const predictions = [told(0, 'b', 'a', 1), told(1, 'a', 'a', 0)];
const labels = (of: ScatterPoint[]): (string | null)[] => of.map(({ label }) => label);

test('a predicted class has the colour of the label, and series without a prediction have none', () => {
  const coloured = byPrediction(points, predictions);
  expect(labels(coloured.points)).toEqual([null, null, 'a', 'a']);
  expect(coloured.labels).toEqual([...byLabel(points, null).labels, null]);
});

test('a class that is only ever predicted comes after the known ones', () => {
  expect(byPrediction(points, [told(0, 'b', 'c', 1)]).labels).toEqual(['a', 'b', 'c', null]);
});

test('errors, parts and ranges of numbers are labels', () => {
  const names = { right: 'right', missed: 'missed' };
  expect(labels(byError(points, predictions, names).points)).toEqual([null, null, 'missed', 'right']);
  expect(byPart(points, { train: 'T', test: 'E' }).labels).toEqual(['T', 'E']);
  const numbers = [point('1', 'train', 0), point('1', 'train', 1)];
  expect(byLabel(numbers, (low, high) => `${low}-${high}`).labels).toEqual(['1']);
});

test('numbers of predictions stand at their points', () => {
  expect([...numbersOf(points, predictions, ({ missed }) => missed)]).toEqual([Number.NaN, Number.NaN, 1, 0]);
});

test('a projection of some rows moves their points and keeps their numbers', () => {
  const coloured = byNumber(points, { name: 'x', values: Float32Array.of(5, 6, 7, 8) });
  const moved = placed(coloured, { rows: Int32Array.of(1, 3), layout: Float32Array.of(0.5, -0.5, 2, 3) });
  expect(moved.points.map(({ id, x, y }) => [id, x, y])).toEqual([
    ['train1', 0.5, -0.5],
    ['test1', 2, 3],
  ]);
  expect([...Array.from(moved.tint!.values)]).toEqual([6, 8]);
});

test('bounds leave out what is no number', () => {
  expect(boundsOf([Number.NaN, 3, -1])).toEqual({ low: -1, high: 3 });
  expect(boundsOf([Number.NaN])).toBeNull();
});
