/** The shared datasets: every form of one set gives the same tensors, and the oddities have the published counts. */

import { describe, expect, test } from 'vitest';
import { allValues, readShared, seriesOf, seriesValues } from '../../helpers/datasets';

describe('forms of one set', () => {
  test.each([
    ['GunPoint/GunPoint_TRAIN', ['.ts', '.arff', '.tsv'], { series: 50, steps: 150, channels: 1, classes: ['2', '1'] }],
    ['ArrowHead/ArrowHead_TRAIN', ['.ts', '.tsv'], { series: 36, steps: 251, channels: 1, classes: ['0', '1', '2'] }],
    ['ArrowHead/ArrowHead_TEST', ['.ts', '.arff'], { series: 175, steps: 251, channels: 1, classes: ['0', '1', '2'] }],
    [
      'ItalyPowerDemand/ItalyPowerDemand_TRAIN',
      ['.ts', '.arff'],
      { series: 67, steps: 24, channels: 1, classes: ['1', '2'] },
    ],
    [
      'BasicMotions/BasicMotions_TRAIN',
      ['.ts', '.arff'],
      { series: 40, steps: 100, channels: 6, classes: ['Standing', 'Running', 'Walking', 'Badminton'] },
    ],
  ])('%s%s are identical', (stem, forms, size) => {
    const parts = forms.map((form) => seriesOf(readShared(stem + form)));
    for (const part of parts) {
      expect(part.lengths).toEqual(new Int32Array(size.series).fill(size.steps));
      expect(part.channels).toHaveLength(size.channels);
      expect([...new Set(part.labels)].toSorted()).toEqual(size.classes.toSorted());
      expect([part.missing, part.infinite, part.firstNonFinite]).toEqual([0, 0, null]);
      expect(part.labels).toEqual(parts[0].labels);
      expect(part.ids).toEqual(parts[0].ids);
      expect(part.offsets).toEqual(parts[0].offsets);
      expect(allValues(part)).toEqual(allValues(parts[0]));
    }
  });

  test('the first and last values are those of the file', () => {
    const gunPoint = seriesOf(readShared('GunPoint/GunPoint_TRAIN.ts'));
    expect(seriesValues(gunPoint, 0).slice(0, 2)).toEqual([-0.6478854, -0.64199155]);
    expect(seriesValues(gunPoint, 49).at(-1)).toBe(-1.4308845);
    const motions = seriesOf(readShared('BasicMotions/BasicMotions_TRAIN.ts'));
    expect(seriesValues(motions, 0)[0]).toBe(0.079106);
    expect(seriesValues(motions, 39).at(-1)).toBe(0.428803);
  });
});

describe('oddities', () => {
  test.each([
    ['TRAIN', 7294, 29, 361],
    ['TEST', 7277, 37, 324],
  ])('PickupGestureWiimoteZ_%s keeps unequal lengths', (part, values, shortest, longest) => {
    const series = seriesOf(readShared(`oddities/PickupGestureWiimoteZ_${part}.ts`));
    expect(series.ids).toHaveLength(50);
    expect(series.values).toHaveLength(values);
    expect([Math.min(...series.lengths), Math.max(...series.lengths)]).toEqual([shortest, longest]);
    expect(new Set(series.labels).size).toBe(10);
  });

  test.each([
    ['TRAIN', 20, 10],
    ['TEST', 22, 12],
  ])('UnitTest_%s is read in spite of its comments and repeated tag', (part, count, first) => {
    const series = seriesOf(readShared(`oddities/UnitTest_${part}.ts`));
    expect(series.lengths).toEqual(new Int32Array(count).fill(24));
    expect(series.labels.filter((label) => label === '1')).toHaveLength(first);
  });

  test('time stamps are left out of the values', () => {
    const series = seriesOf(readShared('oddities/UnitTestTimeStamps_TRAIN.ts'));
    expect(seriesValues(series, 0)).toEqual([241.97, 241.75, 241.64, 241.71]);
    expect(series.labels).toEqual(['1', '1', '2', '2']);
  });

  test('the forecasting format keeps unequal lengths and the names of its series', () => {
    const result = readShared('oddities/UnitTest_Tsf_Loader.tsf');
    const series = seriesOf(result);
    expect([series.ids, [...series.lengths]]).toEqual([
      ['T1', 'T2', 'T3'],
      [7, 3, 5],
    ]);
    expect(seriesValues(series, 1)).toEqual([887896.51, 887068.98, 971549.04]);
    expect(result.table.page(2, 1).cells[0].slice(0, 2)).toEqual(['T3', '1973-01-01 00-00-00']);
    expect(result.assumptions).toContainEqual({
      setting: 'time',
      reason: 'series-starts',
      params: {
        column: 'start_timestamp',
        frequency: 'yearly',
        first: '1973-01-01 00-00-00',
        last: '1979-01-01 00-00-00',
      },
    });
  });
});

describe('recordings', () => {
  test('Airline is one series of 144 months', () => {
    const result = readShared('Airline/Airline.csv');
    expect(result.understood).toMatchObject({
      layout: 'recording',
      time: 'Date',
      channels: ['Passengers'],
      window: null,
    });
    expect(seriesValues(seriesOf(result), 0).slice(0, 3)).toEqual([112, 118, 132]);
  });

  test('Daphnet is cut into 54 windows of 256 steps that share their values', () => {
    const result = readShared('Daphnet/S06R02E0.csv');
    expect(result.understood).toMatchObject({
      label: 'is_anomaly',
      time: 'timestamp',
      window: { length: 256, stride: 128 },
    });
    const series = seriesOf(result);
    // floor((7040 - 256) / 128) + 1
    expect(series.ids).toHaveLength(54);
    expect(series.channels).toHaveLength(9);
    expect(series.values).toHaveLength(7040 * 9);
    expect(seriesValues(series, 0).slice(128 * 9)).toEqual(seriesValues(series, 1).slice(0, 128 * 9));
    expect(result.table.page(7039, 1).lines).toEqual([7041]);
  });
});
