/** What is done about time stamps before windows are cut, against steps worked out by hand. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { WorkbenchError } from '../../../../core/contract/errors';
import { secondsOfMonth } from '../../../../core/dataset/time/calendar';
import { tidyTimes } from '../../../../core/dataset/time/tidy';
import type { TimeReading } from '../../../../core/dataset/time/timing';
import { finish } from '../../../helpers/datasets';
import { stepsOf, type Timed, timedSeries } from '../../../helpers/timed-series';
import type { TimeForm } from '../../../../core/contract/specs';

const tidy = (series: Timed[], reading: TimeReading, form: TimeForm = 'iso') =>
  finish(tidyTimes(timedSeries(series, form), reading));
const steps = (series: Timed[], reading: TimeReading, form?: TimeForm) => stepsOf(tidy(series, reading, form).whole);

describe('nothing asked for', () => {
  test('leaves every step where it is and keeps times that differ', () => {
    const { whole, assumptions, understood } = tidy([{ times: [3, 1, 1] }], {});
    expect(stepsOf(whole)).toEqual([{ values: [[0], [1], [2]], lines: [2, 3, 4] }]);
    expect(whole.survey).toMatchObject({ moved: false, unordered: { count: 2 }, duplicates: { count: 1 } });
    expect([...whole.times!.seconds]).toEqual([3, 1, 1]);
    expect(assumptions).toEqual([]);
    expect(understood).toEqual({ timeForm: 'iso' });
  });

  test('lets go of times that tell no more than the steps do', () => {
    expect(tidy([{ times: [1, 2, 3] }], {}).whole.times).toBeUndefined();
  });

  test('needs no times', () => {
    const { times, ...whole } = timedSeries([{ times: [1] }]);
    expect(times).toBeDefined();
    expect(finish(tidyTimes(whole, {})).whole).toBe(whole);
    expect(() => finish(tidyTimes(whole, { timeOrder: 'sort' }))).toThrow(
      new WorkbenchError('data/no-time-column', { file: 'timed.csv' }),
    );
  });
});

describe('sorting', () => {
  test('is stable, series by series, and keeps labels and lines', () => {
    const series: Timed[] = [
      { times: [30, 10, 20, 10], labels: ['a', 'b', 'c', 'd'] },
      { times: [2, 1], labels: ['e', 'f'] },
    ];
    expect(steps(series, { timeOrder: 'sort' })).toEqual([
      { values: [[1], [3], [2], [0]], lines: [3, 5, 4, 2], labels: ['b', 'd', 'c', 'a'] },
      { values: [[1], [0]], lines: [7, 6], labels: ['f', 'e'] },
    ]);
  });

  test('leaves a step without a stamp behind the one it follows', () => {
    expect(steps([{ times: [NaN, 5, NaN, NaN, 1] }], { timeOrder: 'sort' })[0].values).toEqual([
      [0],
      [4],
      [1],
      [2],
      [3],
    ]);
  });

  test('agrees with the sort of ECMAScript', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 200 }), (times) => {
        const expected = times.map((time, at) => ({ time, at })).toSorted((a, b) => a.time - b.time);
        expect(steps([{ times }], { timeOrder: 'sort' })[0].values).toEqual(expected.map(({ at }) => [at]));
      }),
    );
  });
});

describe('steps at one time', () => {
  const series: Timed[] = [
    {
      times: [1, 2, 2, NaN, NaN, 1, 3],
      values: [
        [1, 10],
        [2, NaN],
        [4, 30],
        [8, 40],
        [16, 50],
        [32, NaN],
        [64, NaN],
      ],
      labels: ['a', 'b', 'c', 'd', 'e', 'f', 'g'],
    },
  ];

  test('the first stays, wherever the others are; steps without a stamp are not the same', () => {
    expect(steps(series, { timeDuplicates: 'first' })).toEqual([
      {
        values: [
          [1, 10],
          [2, NaN],
          [8, 40],
          [16, 50],
          [64, NaN],
        ],
        lines: [2, 3, 5, 6, 8],
        labels: ['a', 'b', 'd', 'e', 'g'],
      },
    ]);
  });

  test('their mean stays, of what is not missing', () => {
    expect(steps(series, { timeDuplicates: 'average' })[0].values).toEqual([
      [16.5, 10],
      [3, 30],
      [8, 40],
      [16, 50],
      [64, NaN],
    ]);
  });

  test('both at once', () => {
    const [{ values, lines }] = steps([{ times: [3, 1, 3, 2, 1, 1] }], {
      timeOrder: 'sort',
      timeDuplicates: 'average',
    });
    expect(values).toEqual([[10 / 3], [3], [1]]);
    expect(lines).toEqual([3, 5, 2]);
  });
});

describe('resampling', () => {
  test('draws straight lines in time, channel by channel, and keeps what is missing', () => {
    const series: Timed[] = [
      {
        times: [0, 10, 40, 50],
        values: [
          [0, 5],
          [1, NaN],
          [4, 7],
          [2, 8],
        ],
        labels: ['a', 'b', 'c', 'd'],
      },
    ];
    const { whole, understood, assumptions } = tidy(series, { timeGaps: 'resample' });
    expect(stepsOf(whole)).toEqual([
      {
        values: [
          [0, 5],
          [1, NaN],
          [2, NaN],
          [3, NaN],
          [4, 7],
          [2, 8],
        ],
        lines: [2, 3, 3, 4, 4, 5],
        labels: ['a', 'b', 'b', 'c', 'c', 'd'],
      },
    ]);
    expect(understood).toEqual({ timeForm: 'iso', timeGaps: 'resample', timeStep: 10 });
    expect(assumptions).toEqual([{ setting: 'timeStep', reason: 'measured-step', params: {} }]);
    expect(whole.times).toBeUndefined();
    expect(whole.survey).toMatchObject({ moved: true, gaps: { count: 1, missing: 2 } });
  });

  test('at a given step, up to the last stamp that it reaches; the earlier label on a tie', () => {
    const series: Timed[] = [{ times: [0, 2, 5], values: [[0], [4], [-2]], labels: ['a', 'b', 'c'] }];
    expect(steps(series, { timeGaps: 'resample', timeStep: 1 })).toEqual([
      { values: [[0], [2], [4], [2], [0], [-2]], lines: [2, 2, 3, 3, 4, 4], labels: ['a', 'a', 'b', 'b', 'c', 'c'] },
    ]);
    expect(steps(series, { timeGaps: 'resample', timeStep: 2 })[0].values).toEqual([[0], [4], [0]]);
  });

  test('sorts, averages and leaves out steps without a stamp, and says so', () => {
    const series: Timed[] = [{ times: [2, 0, NaN, 2, 1], values: [[10], [0], [99], [20], [5]] }];
    const { whole, assumptions } = tidy(series, { timeGaps: 'resample' });
    expect(stepsOf(whole)[0].values).toEqual([[0], [5], [15]]);
    expect(assumptions.map(({ reason }) => reason)).toEqual([
      'resampling-sorts',
      'resampling-averages',
      'measured-step',
    ]);
    expect(steps(series, { timeGaps: 'resample', timeDuplicates: 'first' })[0].values).toEqual([[0], [5], [10]]);
  });

  test('takes one step for all series, that of the middle one', () => {
    const series: Timed[] = [{ times: [0, 1, 2] }, { times: [0, 2, 4] }, { times: [0, 4] }, { times: [7] }];
    expect(steps(series, { timeGaps: 'resample' }).map(({ values }) => values)).toEqual([
      [[0], [2]],
      [[0], [1], [2]],
      [[0], [0.5], [1]],
      [[0]],
    ]);
  });

  test('goes by months where stamps are months', () => {
    const times = [0, 1, 3, 4].map(secondsOfMonth);
    expect(steps([{ times }], { timeGaps: 'resample' }, 'month')[0].values).toEqual([[0], [1], [1.5], [2], [3]]);
  });

  test('changes nothing where steps are equally far apart', () => {
    const times = Array.from({ length: 500 }, (_, step) => 1_735_639_200 + step / 64);
    expect(steps([{ times }], { timeGaps: 'resample' })[0].values).toEqual(times.map((_, step) => [step]));
  });

  test('refuses what would not fit, before it takes memory', () => {
    const thrown = () => steps([{ times: [0, 1] }, { times: [0, 1, 1e12] }], { timeGaps: 'resample' });
    expect(thrown).toThrow(
      new WorkbenchError('data/too-many-steps', { file: 'timed.csv', series: 'B', steps: 1e12 + 1, limit: 2 ** 26 }),
    );
    const tiny = () => steps([{ times: [0, 1] }], { timeGaps: 'resample', timeStep: 1e-9 });
    expect(tiny).toThrow(
      new WorkbenchError('data/too-many-steps', { file: 'timed.csv', series: 'A', steps: 1e9 + 1, limit: 2 ** 26 }),
    );
  });

  test('refuses series without a stamp that can be read, and a step that cannot be measured', () => {
    expect(() => steps([{ times: [1, 2] }, { times: [NaN, NaN] }], { timeGaps: 'resample' })).toThrow(
      new WorkbenchError('data/no-times', { file: 'timed.csv', series: 'B', line: 4 }),
    );
    expect(() => steps([{ times: [1, 1] }], { timeGaps: 'resample' })).toThrow(
      new WorkbenchError('data/no-time-step', { file: 'timed.csv' }),
    );
  });
});

describe('the time gap as a channel', () => {
  test('is the time since the last stamp that can be read, 0 at the first', () => {
    const { whole } = tidy([{ times: [NaN, 5, 7, NaN, 10.5] }, { times: [3, 4] }], { timeGaps: 'channel' });
    expect(whole.channels).toEqual(['c0', 'time gap']);
    expect(stepsOf(whole).map(({ values }) => values)).toEqual([
      [
        [0, NaN],
        [1, 0],
        [2, 2],
        [3, NaN],
        [4, 3.5],
      ],
      [
        [0, 0],
        [1, 1],
      ],
    ]);
  });

  test('comes after sorting, and beside a channel of that name', () => {
    const whole = timedSeries([{ times: [4, 1] }]);
    const tidied = finish(
      tidyTimes({ ...whole, channels: ['time gap'] }, { timeOrder: 'sort', timeGaps: 'channel' }),
    ).whole;
    expect(tidied.channels).toEqual(['time gap', 'time gap 2']);
    expect(stepsOf(tidied)).toEqual([
      {
        values: [
          [1, 0],
          [0, 3],
        ],
        lines: [3, 2],
      },
    ]);
  });
});
