/** What a survey of time stamps measures and finds, counted by hand and against data that others recorded. */

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stampReader } from '../../../../core/dataset/time/forms';
import { surveyTimes } from '../../../../core/dataset/time/survey';
import { sharedFile } from '../../../helpers/shared';
import { finish } from '../../../helpers/datasets';
import { type Timed, timedSeries } from '../../../helpers/timed-series';
import type { TimeForm } from '../../../../core/contract/specs';

const survey = (series: Timed[], form: TimeForm = 'iso') => finish(surveyTimes(timedSeries(series, form)))!;
const column = (path: string): string[] =>
  readFileSync(sharedFile(path), 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(',')[0]);

describe('a survey', () => {
  test('of equal distances finds nothing but the step', () => {
    expect(survey([{ times: [0, 60, 120, 180] }, { times: [1000, 1060] }])).toMatchObject({
      unit: 'seconds',
      steps: 6,
      distances: 4,
      sampling: { step: 60, shortest: 60, longest: 60 },
      unordered: { count: 0 },
      duplicates: { count: 0 },
      irregular: { count: 0 },
      gaps: { count: 0, missing: 0 },
      unreadable: { count: 0 },
    });
  });

  test('counts every kind once, with the places in the file', () => {
    // In order: 0 1 2 2 3 6 7 7.4 8.4, and one that cannot be read.
    const found = survey([{ times: [0, 1] }, { times: [0, 2, 1, 2, 3, NaN, 6, 7, 7.4, 8.4] }]);
    expect(found.sampling).toMatchObject({ step: 1 });
    expect(found.unordered).toEqual({ count: 1, spots: [{ step: 4, series: 'B', line: 6 }] });
    expect(found.duplicates).toEqual({ count: 1, spots: [{ step: 5, series: 'B', line: 7 }] });
    expect(found.gaps).toEqual({ count: 1, missing: 2, spots: [{ step: 8, series: 'B', line: 10 }] });
    expect(found.irregular).toEqual({ count: 1, spots: [{ step: 10, series: 'B', line: 12 }] });
    expect(found.unreadable).toEqual({ count: 1, spots: [{ step: 7, series: 'B', line: 9 }] });
  });

  test('takes 1 % off the step as regular, and no more', () => {
    expect(survey([{ times: [0, 100.3, 200.3, 300.3, 401.2] }]).irregular.count).toBe(0);
    expect(survey([{ times: [0, 100.3, 200.3, 300.3, 402.3] }]).irregular.count).toBe(1);
  });

  test('takes stamps that are rounded for what they are', () => {
    const rounded = Array.from({ length: 1000 }, (_, step) => Math.floor(step * 15.625) / 1000);
    const found = survey([{ times: rounded }]);
    expect(found.irregular.count + found.gaps.count).toBe(0);
    expect(found.sampling!.step).toBeCloseTo(0.015625, 5);
    // A step of two or three seconds in whole seconds is not resolved so far.
    expect(survey([{ times: [0, 2, 5, 7, 9, 12] }]).irregular.count).toBe(2);
  });

  test('gives a step without the blur of float64', () => {
    const times = Array.from({ length: 100 }, (_, step) => 1_735_639_200 + step / 10);
    expect(survey([{ times }]).sampling!.step).toBe(0.1);
  });

  test('counts months as equal, whatever their days', () => {
    const times = ['1949-01', '1949-02', '1949-03', '1949-05'].map(stampReader('month', Number));
    expect(survey([{ times }], 'month')).toMatchObject({
      unit: 'months',
      sampling: { step: 1 },
      irregular: { count: 0 },
      gaps: { count: 1, missing: 1 },
    });
  });

  test('has no step where no two times differ', () => {
    expect(survey([{ times: [5, 5] }, { times: [NaN] }, { times: [] }])).toMatchObject({
      sampling: null,
      duplicates: { count: 1 },
      unreadable: { count: 1 },
    });
  });

  test('tells series that are sampled otherwise', () => {
    const found = survey([{ times: [0, 1, 2] }, { times: [0, 5, 10] }, { times: [0, 2, 4] }]);
    expect(found.sampling).toMatchObject({ step: 2, shortest: 1, longest: 5 });
    expect(found.irregular.count + found.gaps.count).toBe(0);
  });

  test('finds the same in any order of the steps', () => {
    const times = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(times, (drawn) => {
        const given = survey([{ times: drawn }]);
        const sorted = survey([{ times: drawn.toSorted((a, b) => a - b) }]);
        expect(sorted.unordered.count).toBe(0);
        expect(given.duplicates.count).toBe(drawn.length - new Set(drawn).size);
        for (const kind of ['duplicates', 'irregular', 'gaps'] as const)
          expect(given[kind].count).toBe(sorted[kind].count);
        expect(given.sampling).toEqual(sorted.sampling);
      }),
    );
  });
});

describe('recordings of others', () => {
  test('Daphnet: 7040 steps at 64 Hz, their stamps cut off to milliseconds', () => {
    const times = column('datasets/Daphnet/S06R02E0.csv').map(stampReader('iso', Number));
    const found = survey([{ times }]);
    expect(found.steps).toBe(7040);
    // (389.984 - 280) / 7039
    expect(found.sampling!.step).toBeCloseTo(0.01562494673, 10);
    for (const kind of ['unordered', 'duplicates', 'irregular', 'gaps', 'unreadable'] as const)
      expect(found[kind].count, kind).toBe(0);
  });

  test('Airline: 144 months', () => {
    const times = column('datasets/Airline/Airline.csv').map(stampReader('month', Number));
    const found = survey([{ times }], 'month');
    expect(found).toMatchObject({ steps: 144, unit: 'months', sampling: { step: 1, shortest: 1, longest: 1 } });
    expect(found.irregular.count + found.gaps.count).toBe(0);
  });
});
