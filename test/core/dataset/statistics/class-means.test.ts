/** The course of class means: unequal ends, missing values and windows, by hand. */

import { expect, test } from 'vitest';
import type { SeriesPart } from '../../../../core/dataset/part';
import { classCourses, type Courses } from '../../../../core/dataset/statistics/class-means';
import { inMemory } from '../../../../core/dataset/values';
import { finish, readText, seriesOf } from '../../../helpers/datasets';

const courses = (part: SeriesPart, channel = 0): Courses => finish(classCourses(part, channel));
const read = (text: string): SeriesPart =>
  seriesOf(readText(text, { layout: 'long', series: 'id', label: 'label', time: null }));

test('go as far as each series does, and count those that are there', () => {
  const part = read('id,label,x,y\na,u,1,0\na,u,2,0\na,u,3,0\nb,u,3,9\nb,u,,9\nc,d,5,1\nc,d,6,1\nc,d,7,1\nc,d,8,1\n');
  const { length, stepsPerCell, classCount, every, classes } = courses(part);
  expect({ length, stepsPerCell, classCount, every }).toEqual({ length: 4, stepsPerCell: 1, classCount: 2, every: 1 });
  const [up, down] = classes;
  expect(up).toMatchObject({ label: 'u', series: 2 });
  expect([...up.present]).toEqual([2, 1, 1, 0]);
  expect([...up.mean]).toEqual([2, 2, 3, 0]);
  expect([...up.squares]).toEqual([2, 0, 0, 0]);
  expect([...down.mean]).toEqual([5, 6, 7, 8]);
  expect([...courses(part, 1).classes[0].mean]).toEqual([4.5, 4.5, 0, 0]);
});

test('are of all series where there are no labels', () => {
  const part = seriesOf(readText('1,2,3\n3,4,5\n', { layout: 'wide', header: false, label: null }));
  const [mean, squares] = [Float64Array.of(2, 3, 4), Float64Array.of(2, 2, 2)];
  expect(courses(part).classes).toMatchObject([{ label: null, series: 2, mean, squares }]);
});

test('put several steps into a cell where a recording is long', () => {
  const steps = (1 << 21) + 3;
  const recording = seriesOf(readText('x\n1\n2\n', { layout: 'recording', label: null, time: null }));
  const values = inMemory(Float64Array.from({ length: steps }, (_, step) => Math.floor(step / 3)));
  const { stepsPerCell, classes, length } = courses({ ...recording, values, lengths: Int32Array.of(steps) });
  expect([length, stepsPerCell]).toEqual([steps, 3]);
  const [{ mean, squares, count, present }] = classes;
  expect(mean.length).toBe(Math.ceil(steps / 3));
  expect(mean.findIndex((value, cell) => value !== cell)).toBe(-1);
  expect(Math.max(...squares.slice(0, 1000))).toBe(0);
  expect(count.reduce((sum, one) => sum + one, 0)).toBe(steps);
  expect(present.every((one) => one === 1)).toBe(true);
});
