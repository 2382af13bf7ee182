/** Tables with time stamps, from their text to the steps that windows are cut from. */

import { describe, expect, test } from 'vitest';
import type { ReadingSpec } from '../../../../core/contract/specs';
import { readShared, readText, seriesOf, seriesValues } from '../../../helpers/datasets';

const table = (stamps: readonly string[], name = 'when') =>
  [`${name};x`, ...stamps.map((stamp, row) => `${stamp};${row}.5`)].join('\n');
const read = (stamps: readonly string[], reading: ReadingSpec = {}, name?: string) =>
  readText(table(stamps, name), { delimiter: ';', layout: 'recording', ...reading });
const reasons = ({ assumptions }: ReturnType<typeof readText>) =>
  Object.fromEntries(
    assumptions
      .filter(({ setting }) => setting.startsWith('time') && setting !== 'time')
      .map(({ setting, reason, params }) => [setting, [reason, params]]),
  );

describe('the form of a column of stamps', () => {
  test.each<[string, string[], string, object]>([
    [
      'with zones',
      ['2024-12-31T10:00:00Z', '2024-12-31T10:00:01Z'],
      'iso',
      { timeForm: ['stamps-look-so', { text: '2024-12-31T10:00:00Z' }] },
    ],
    [
      'without some zones',
      ['2024-12-31T10:00:00Z', '2024-12-31T10:00:01'],
      'iso',
      {
        timeForm: ['stamps-look-so', { text: '2024-12-31T10:00:00Z' }],
        timeZone: ['no-zone-is-utc', { count: 1 }],
      },
    ],
    ['months', ['1949-01', '1949-02', '1949-03'], 'month', { timeForm: ['stamps-are-months', { text: '1949-01' }] }],
    [
      'ends of months',
      ['2024-01-31', '2024-02-29', '2024-03-31'],
      'month',
      { timeForm: ['stamps-are-months', { text: '2024-01-31' }] },
    ],
    [
      'days that begin with the first of a month',
      ['2024-01-01', '2024-01-02', '2024-01-03'],
      'iso',
      { timeForm: ['stamps-look-so', { text: '2024-01-01' }], timeZone: ['no-zone-is-utc', { count: 3 }] },
    ],
    [
      'a day over 12 in front',
      ['01/02/2024 10:00', '13/02/2024 10:00'],
      'day-month-year',
      { timeForm: ['day-is-over-12', { text: '13/02/2024 10:00' }], timeZone: ['no-zone-is-utc', { count: 2 }] },
    ],
    [
      'a day over 12 behind',
      ['02/01/2024', '02/13/2024'],
      'month-day-year',
      { timeForm: ['day-is-over-12', { text: '02/13/2024' }], timeZone: ['no-zone-is-utc', { count: 2 }] },
    ],
    [
      'no number over 12',
      ['02.01.2024', '03.01.2024'],
      'day-month-year',
      {
        timeForm: ['day-or-month-undecided', { text: '02.01.2024' }],
        timeZone: ['no-zone-is-utc', { count: 2 }],
      },
    ],
    [
      'no number over 12 and halves of the day',
      ['2/1/2024 11:59 PM', '2/2/2024 12:00 AM'],
      'month-day-year',
      {
        timeForm: ['undecided-with-halves', { text: '2/1/2024 11:59 PM' }],
        timeZone: ['no-zone-is-utc', { count: 2 }],
      },
    ],
    [
      'the month by its name',
      ['1 Mar 2024 10:00', '2 Mar 2024 10:00'],
      'month-name',
      { timeForm: ['stamps-look-so', { text: '1 Mar 2024 10:00' }], timeZone: ['no-zone-is-utc', { count: 2 }] },
    ],
    [
      'a month before its year',
      ['01/1949', '02/1949', '03/1949'],
      'month',
      { timeForm: ['stamps-are-months', { text: '01/1949' }] },
    ],
    [
      'the year and slashes',
      ['2024/12/30', '2024/12/31'],
      'year-month-day',
      { timeForm: ['stamps-look-so', { text: '2024/12/30' }], timeZone: ['no-zone-is-utc', { count: 2 }] },
    ],
  ])('%s', (_, stamps, form, expected) => {
    const result = read(stamps);
    expect(result.problem).toBeNull();
    expect(result.understood).toMatchObject({ time: 'when', timeForm: form });
    expect(reasons(result)).toEqual(expected);
    expect(result.understood.timeZone).toBe('timeZone' in expected ? 'UTC' : undefined);
  });

  test.each<[string, string[], string, string, string]>([
    ['seconds', ['1735639200', '1735639201.5'], 'time', 'epoch-s', 'numbers-since-1970'],
    ['milliseconds', ['1735639200000', '1735639200500'], 'time', 'epoch-ms', 'numbers-since-1970'],
    ['microseconds', ['1735639200000000', '1735639200000001'], 'time', 'epoch-us', 'numbers-since-1970'],
    ['nanoseconds', ['1735639200000000000', '1735639200000001000'], 'time', 'epoch-ns', 'numbers-since-1970'],
    ['days of Excel', ['45657.4166666667', '45657.5'], 'Date', 'excel', 'numbers-of-days'],
    ['numbers of that size under another name', ['45657', '45658'], 'time', 'number', 'plain-numbers'],
    ['digits of a date', ['20241230', '20241231'], 'date', 'iso', 'stamps-look-so'],
    ['running numbers', ['0', '1'], 'time', 'number', 'plain-numbers'],
    ['seconds from the start', ['0.0', '0.5'], 'time', 'number', 'plain-numbers'],
  ])('%s', (_, stamps, name, form, reason) => {
    const result = read(stamps, {}, name);
    expect(result.understood).toMatchObject({ time: name, timeForm: form });
    expect(reasons(result).timeForm[0]).toBe(reason);
  });

  test('chosen, is followed: what it cannot read is reported, not guessed', () => {
    const result = read(['01/02/2024', '02/02/2024', '13/02/2024'], { timeForm: 'month-day-year' });
    expect(result.understood.timeForm).toBe('month-day-year');
    expect(reasons(result)).toEqual({ timeZone: ['no-zone-is-utc', { count: 3 }] });
    const { survey } = result.series!.cutFrom!.whole;
    expect(survey).toMatchObject({ unreadable: { count: 1, spots: [{ step: 2, series: '0', line: 4 }] } });
    // 2 January to 2 February 2024
    expect(survey!.sampling!.step).toBe(31 * 86_400);
  });

  test('of a column without any value is that of plain numbers', () => {
    const result = readText('time,x\n,1\n?,2\n', { time: 'time', layout: 'recording' });
    expect(result.understood.timeForm).toBe('number');
    expect(seriesOf(result).cutFrom!.whole.survey).toMatchObject({ sampling: null, unreadable: { count: 2 } });
  });

  test('has no meaning for one series a row, nor without a column of stamps', () => {
    const wide = readText('a,1,2,3\nb,4,5,6\n', { layout: 'wide' });
    expect(wide.understood).not.toHaveProperty('timeForm');
    expect(read(['2024-12-31'], { time: null }).understood).not.toHaveProperty('timeForm');
  });
});

describe('dates and times of day in two columns', () => {
  // Times that are not equally far apart are kept where a value is missing.
  const both = (rows: readonly string[], names = 'Date;Time', reading: ReadingSpec = {}) =>
    readText([`${names};x`, ...rows.map((row, at) => `${row};${at || ''}`)].join('\n'), {
      layout: 'recording',
      ...reading,
    });
  const firstTimes = (result: ReturnType<typeof readText>) => {
    const { clock, times } = seriesOf(result).cutFrom!.whole;
    return clock === undefined ? [...times!.seconds] : [clock.first[0], clock.step[0]];
  };

  test.each<[string, string[], string, string, string]>([
    ['day first', ['31/12/2024;18:00:00', '31/12/2024;19:00:00'], 'Date;Time', 'day-month-year', 'times-beside-dates'],
    ['year first', ['2024-12-31;18:00', '2024-12-31;19:00'], 'Date;Time', 'iso', 'times-beside-dates'],
    ['the time before the date', ['6:00 PM;2024-12-31', '7:00 PM;2024-12-31'], 'Time;Day', 'iso', 'times-beside-dates'],
    ['points', ['31/12/2024;18.00.00', '31/12/2024;19.00.00'], 'Date;Time', 'day-month-year', 'times-beside-dates'],
    ['hours', ['20241231;18', '20241231;19'], 'date;hr', 'iso', 'hours-beside-dates'],
    ['midnights', ['2024-12-31 00:00:00;18:00', '2024-12-31 00:00:00;19:00'], 'a;b', 'iso', 'times-beside-dates'],
    ['days of Excel', ['45657;18:00:00', '45657;19:00:00'], 'date;time', 'excel', 'times-beside-dates'],
    // All dates are the first of a month: with times of day they are days still.
    ['first days', ['2025-01-01;17:00Z', '2025-01-01;18:00Z', '2025-02-01;18:00Z'], 'd;t', 'iso', 'times-beside-dates'],
  ])('are one: %s', (_, rows, names, form, reason) => {
    const result = both(rows, names);
    expect(result.problem).toBeNull();
    const [date, time] = names.startsWith('Time') ? ['Day', 'Time'] : names.split(';');
    expect(result.understood).toMatchObject({ time: date, timeOfDay: time, timeForm: form, channels: ['x'] });
    expect(result.assumptions).toContainEqual({ setting: 'timeOfDay', reason, params: { column: time } });
    // 2024-12-31T18:00Z
    if (rows.length === 2) expect(firstTimes(result)).toEqual([1_735_668_000, 3600]);
    else expect(firstTimes(result)).toEqual([1_735_750_800, 1_735_754_400, 1_738_432_800]);
  });

  test('are two where it is said, and where stamps have times of day of their own', () => {
    const told = both(['2024-12-31;18:00', '2025-01-01;18:00'], undefined, { timeOfDay: null });
    expect(told.understood).not.toHaveProperty('timeOfDay');
    expect(firstTimes(told)).toEqual([1_735_603_200, 86_400]);
    const own = both(['2024-12-31 10:00;18', '2024-12-31 11:00;19'], 'when;hour');
    expect(own.understood).toMatchObject({ time: 'when', channels: ['hour', 'x'] });
    expect(own.understood).not.toHaveProperty('timeOfDay');
  });

  test('need dates: the error names the column', () => {
    const alone = { code: 'table/time-of-day-alone', params: { file: 'table.csv', name: 'Time' } };
    expect(both(['1;18:00', '2;19:00'], 'n;Time', { time: 'n', timeOfDay: 'Time' }).problem).toEqual(alone);
    expect(both(['1;18:00', '2;19:00'], 'n;Time', { time: null, timeOfDay: 'Time' }).problem).toEqual(alone);
  });

  test('what is no time of day is told, not guessed', () => {
    const result = both(
      ['2024-12-31;0930', '2024-12-31;945', '2024-12-31;2460', '2024-12-31;24', '2024-12-31;240001'],
      undefined,
      {
        timeOfDay: 'Time',
      },
    );
    const { survey, times } = seriesOf(result).cutFrom!.whole;
    expect(survey!.unreadable).toMatchObject({ count: 3, spots: [{ line: 3 }, { line: 4 }, { line: 6 }] });
    expect([...times!.seconds].map((time) => time - 1_735_603_200)).toEqual([34_200, NaN, NaN, 86_400, NaN]);
  });

  test('times of day alone count the days where they pass midnight, and no other disorder', () => {
    const result = read(['22:00', '23:00', '00:00', '01:00']);
    expect(result.understood).toMatchObject({ time: 'when', timeForm: 'time-of-day' });
    expect(reasons(result)).toEqual({ timeForm: ['days-are-counted', { text: '22:00' }] });
    expect(firstTimes(result)).toEqual([79_200, 3600]);
    const disorder = readText('t;x\n10:00;1\n09:00;\n23:00;3\n02:00;4\n');
    const { survey, times } = seriesOf(disorder).cutFrom!.whole;
    expect([...times!.seconds]).toEqual([36_000, 32_400, 82_800, 93_600]);
    expect(survey!.unordered.count).toBe(1);
  });
});

describe('steps of a table', () => {
  test('of mixed series are sorted within each, and keep the lines of the file', () => {
    const text = [
      'id,time,x,class',
      'a,2024-01-01 00:00:02,3,u',
      'b,2024-01-01 00:00:01,10,u',
      'a,2024-01-01 00:00:00,1,v',
      'b,2024-01-01 00:00:00,20,v',
      'a,2024-01-01 00:00:01,2,v',
      'b,2024-01-01 00:00:03,30,v',
    ].join('\n');
    const result = readText(text, {
      timeOrder: 'sort',
      layout: 'long',
      series: 'id',
      window: { length: 3, stride: 3 },
    });
    expect(result.problem).toBeNull();
    const { ids, labels, values, lineOf, cutFrom } = result.series!;
    expect(ids).toEqual(['a:0', 'b:0']);
    expect(labels).toEqual(['v', 'v']);
    expect([...values.slice(0, 6)]).toEqual([1, 2, 3, 20, 10, 30]);
    expect([0, 1, 2, 3, 4, 5].map((step) => lineOf!(step))).toEqual([4, 6, 2, 5, 3, 7]);
    expect(cutFrom!.whole.survey).toMatchObject({
      sampling: { step: 1 },
      unordered: { count: 3, spots: [{ line: 4 }, { line: 6 }, { line: 5 }] },
      gaps: { count: 1, missing: 1, spots: [{ line: 7 }] },
    });
    expect(result.understood).toMatchObject({ timeForm: 'iso', timeOrder: 'sort' });
  });

  test('resampled are cut into windows by their new number', () => {
    const result = read(['0', '1', '2', '10'], { timeGaps: 'resample', window: { length: 11, stride: 1 } }, 'time');
    expect(result.problem).toBeNull();
    expect([...result.series!.lengths]).toEqual([11]);
    expect(result.series!.rows).toBe(4);
    expect(result.understood).toMatchObject({ timeForm: 'number', timeGaps: 'resample', timeStep: 1 });
  });

  test('what cannot be done is a problem of the dataset that names the cure', () => {
    expect(read(['a', 'b'], { time: null, timeOrder: 'sort' }).problem).toEqual({
      code: 'data/no-time-column',
      params: { file: 'table.csv' },
    });
  });
});

describe('stamps inside a .ts file', () => {
  test('of the archive are read and found equally far apart', () => {
    const result = readShared('oddities/UnitTestTimeStamps_TRAIN.ts');
    expect(result.understood).toMatchObject({ time: 'timestamp', timeForm: 'iso' });
    const { survey } = seriesOf(result).cutFrom!.whole;
    expect(survey).toMatchObject({ sampling: { step: 60, shortest: 60, longest: 60 }, duplicates: { count: 0 } });
    expect(survey!.irregular.count + survey!.gaps.count + survey!.unordered.count + survey!.unreadable.count).toBe(0);
  });

  const header = '@timeStamps true\n@dimensions 2\n@classLabel true a b\n@data\n';

  test('are sorted and resampled, both channels together', () => {
    const text = `${header}(0,1),(4,5),(2,3):(0,10),(4,50),(2,30):a\n(0,1),(1,2):(0,0),(1,1):b\n`;
    const result = readText(text, { timeGaps: 'resample', timeStep: 1 }, 'stamped.ts');
    expect(result.problem).toBeNull();
    expect(seriesValues(seriesOf(result), 0)).toEqual([1, 10, 2, 20, 3, 30, 4, 40, 5, 50]);
    expect(seriesOf(result).labels).toEqual(['a', 'b']);
    expect(result.understood).toMatchObject({ timeForm: 'number', timeGaps: 'resample', timeStep: 1 });
  });

  test('that differ between the channels of a step are none', () => {
    const result = readText(`${header}(0,1),(1,5):(0,10),(2,50):a\n`, {}, 'stamped.ts');
    expect(seriesOf(result).cutFrom!.whole.survey!.unreadable).toEqual({
      count: 1,
      spots: [{ step: 1, series: '0', line: 5 }],
    });
  });
});

describe('recordings of others', () => {
  test('Airline: months, known by their names', () => {
    const result = readShared('Airline/Airline.csv');
    expect(result.understood).toMatchObject({ time: 'Date', timeForm: 'month' });
    expect(seriesOf(result).cutFrom!.whole.survey!.sampling).toMatchObject({ unit: 'months', step: 1 });
  });

  test('Daphnet: resampled at 64 Hz it keeps the values at its stamps', () => {
    const raw = readShared('Daphnet/S06R02E0.csv', { window: null });
    expect(raw.understood).toMatchObject({ time: 'timestamp', timeForm: 'iso', timeZone: 'UTC' });
    const result = readShared('Daphnet/S06R02E0.csv', { window: null, timeGaps: 'resample', timeStep: 0.001 });
    const [before, after] = [seriesOf(raw), seriesOf(result)];
    // 280.000 to 389.984 seconds
    expect([...after.lengths]).toEqual([109_985]);
    const width = after.channels.length;
    const at = (step: number) => [...after.values.slice(step * width, (step + 1) * width)];
    // The first steps of the file stand at 0, 15 and 31 ms.
    for (const [step, millisecond] of [0, 15, 31].entries())
      expect(at(millisecond)).toEqual([...before.values.slice(step * width, (step + 1) * width)]);
    const [left, right] = [at(0), at(15)];
    expect(at(5)).toEqual(left.map((value, channel) => expect.closeTo(value + (right[channel] - value) / 3, 9)));
    expect([0, 7, 8, 15].map((step) => after.lineOf!(step))).toEqual([2, 2, 3, 3]);
  });
});
