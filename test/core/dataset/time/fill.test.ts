/** Missing values that are filled on a straight line in time. */

import { describe, expect, test } from 'vitest';
import { cureMissing } from '../../../../core/dataset/missing';
import { finish, readText, seriesOf, seriesValues } from '../../../helpers/datasets';
import type { ReadingSpec } from '../../../../core/contract/specs';

function filled(text: string, reading: ReadingSpec = {}): number[] {
  const result = readText(text, { layout: 'recording', window: null, channels: ['x'], ...reading });
  expect(result.problem).toBeNull();
  return seriesValues(finish(cureMissing(seriesOf(result), 'linear')).series, 0);
}

describe('a straight line', () => {
  test('goes by time where stamps are not equally far apart', () => {
    expect(filled('time,x\n0,0\n1,?\n4,8\n5,?\n6,?\n10,2\n')).toEqual(
      [0, 2, 8, 7, 6, 2].map((value) => expect.closeTo(value, 12)),
    );
  });

  test('goes by step where stamps are equally far apart, and where there are none', () => {
    expect(filled('time,x\n0,0\n1,?\n2,4\n')).toEqual([0, 2, 4]);
    expect(filled('time,x\n0,0\n1,?\n4,8\n', { time: null })).toEqual([0, 4, 8]);
  });

  test('goes by months where stamps are months', () => {
    expect(filled('time,x\n1949-01,0\n1949-02,?\n1949-03,2\n1949-05,6\n')).toEqual([0, 1, 2, 6]);
  });

  test('goes by step past stamps that are out of order or cannot be read', () => {
    expect(filled('time,x\n0,0\n9,?\n2,4\n3,4\n?,?\n9,8\n')).toEqual([0, 2, 4, 4, 6, 8]);
  });

  test('goes by time once steps are sorted', () => {
    expect(filled('time,x\n4,8\n0,0\n1,?\n', { timeOrder: 'sort' })).toEqual([0, 2, 8]);
  });

  test('reaches over a gap of thousands of steps', () => {
    // Every second step takes three seconds.
    const times = Array.from({ length: 3000 }, (_, step) => 2 * step + (step % 2));
    const text = ['time,x', ...times.map((time, step) => `${time},${step === 0 || step === 2999 ? time : '?'}`)].join(
      '\n',
    );
    expect(filled(text)).toEqual(times.map((time) => expect.closeTo(time, 6)));
  });
});
