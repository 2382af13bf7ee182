/** ARFF, `.ts` and JSON lines, byte by byte, and what they refuse. */

import { describe, expect, test } from 'vitest';
import type { SeriesTarget } from '../../../core/contract/targets';
import { arffText } from '../../../core/exporters/arff';
import { checkSeriesTable, leftOutOfFeatures, leftOutOfSeries } from '../../../core/exporters/limits';
import type { FeatureTable, SeriesTable } from '../../../core/exporters/tables';
import { featureBytes, seriesBytes } from '../../../core/exporters/write';
import { textOf } from '../../helpers/exports';

const features: FeatureTable = {
  ids: ['0', 'a,b', '%'],
  labels: ['up', null, 'way down'],
  columns: ['h__l0__fwd__u0__last', 'h__l0__fwd__u1__last'],
  values: Float32Array.of(0.1, -2, 1e-7, 3, 16777216, -0),
};

/** Steps 1.5, ?, 0.1 of the first series and 7 of the second; for two channels the second is ten times as large. */
function series(channels: string[], change: Partial<SeriesTable> = {}): SeriesTable {
  const steps = [1.5, NaN, 0.1, 7];
  return {
    name: 'My set',
    ids: ['0', '1'],
    labels: ['up', 'down'],
    channels,
    lengths: Int32Array.of(3, 1),
    offsets: Float64Array.of(0, 3),
    values: Float64Array.from(steps.flatMap((value) => channels.map((_, at) => value * 10 ** at))),
    ...change,
  };
}

type TextTarget = Exclude<SeriesTarget, 'parquet'>;
const text = (format: TextTarget, table: SeriesTable): string => textOf(seriesBytes(format, table));

describe('features', () => {
  test('as ARFF', () => {
    expect(textOf(featureBytes('arff', features))).toBe(
      '@relation features\n\n@attribute sequence string\n@attribute h__l0__fwd__u0__last numeric\n' +
        "@attribute h__l0__fwd__u1__last numeric\n@attribute label {up,'way down'}\n\n@data\n" +
        "0,0.1,-2,up\n'a,b',1e-7,3,?\n'\\%',16777216,-0,'way down'\n",
    );
  });

  test('as JSON lines', () => {
    expect(textOf(featureBytes('jsonl', features))).toBe(
      '{"sequence":"0","label":"up","h__l0__fwd__u0__last":0.1,"h__l0__fwd__u1__last":-2}\n' +
        '{"sequence":"a,b","label":null,"h__l0__fwd__u0__last":1e-7,"h__l0__fwd__u1__last":3}\n' +
        '{"sequence":"%","label":"way down","h__l0__fwd__u0__last":16777216,"h__l0__fwd__u1__last":-0}\n',
    );
  });

  test('without labels have no place for them', () => {
    const table = { ...features, labels: null };
    expect(textOf(featureBytes('arff', table))).not.toContain('label');
    expect(textOf(featureBytes('jsonl', table))).not.toContain('label');
  });
});

describe('series of one channel', () => {
  test.each<[TextTarget, string]>([
    ['csv', 'series,label,step,x\n0,up,0,1.5\n0,up,1,NaN\n0,up,2,0.1\n1,down,0,7\n'],
    [
      'ts',
      '@problemName My_set\n@timeStamps false\n@missing true\n@univariate true\n@equalLength false\n' +
        '@classLabel true up down\n@data\n1.5,?,0.1:up\n7:down\n',
    ],
    [
      'arff',
      "@relation 'My set'\n\n@attribute t0 numeric\n@attribute t1 numeric\n@attribute t2 numeric\n" +
        '@attribute label {up,down}\n\n@data\n1.5,?,0.1,up\n7,?,?,down\n',
    ],
    ['jsonl', '{"series":"0","label":"up","x":[1.5,null,0.1]}\n{"series":"1","label":"down","x":[7]}\n'],
  ])('as %s', (format, expected) => expect(text(format, series(['x']))).toBe(expected));
});

describe('series of several channels', () => {
  test.each<[TextTarget, string]>([
    ['csv', 'series,label,index,step,b\n0,up,0,1.5,15\n0,up,1,NaN,NaN\n0,up,2,0.1,1\n1,down,0,7,70\n'],
    [
      'ts',
      '@problemName My_set\n@timeStamps false\n@missing true\n@univariate false\n@dimensions 2\n@equalLength false\n' +
        '@classLabel true up down\n@data\n1.5,?,0.1:15,?,1:up\n7:70:down\n',
    ],
    [
      'arff',
      "@relation 'My set'\n\n@attribute channels relational\n@attribute t0 numeric\n@attribute t1 numeric\n" +
        "@attribute t2 numeric\n@end channels\n@attribute label {up,down}\n\n@data\n'1.5,?,0.1\\n15,?,1',up\n'7,?,?\\n70,?,?',down\n",
    ],
    [
      'jsonl',
      '{"series":"0","label":"up","step":[1.5,null,0.1],"b":[15,null,1]}\n' +
        '{"series":"1","label":"down","step":[7],"b":[70]}\n',
    ],
  ])('as %s', (format, expected) => expect(text(format, series(['step', 'b']))).toBe(expected));

  test('of one length say so in .ts, and unlabelled ones that they are', () => {
    const table = series(['a', 'b'], { lengths: Int32Array.of(1, 1), labels: null });
    expect(text('ts', table)).toContain('@missing false\n');
    expect(text('ts', table)).toContain('@equalLength true\n@seriesLength 1\n@classLabel false\n');
  });
});

describe('a text in ARFF', () => {
  test.each([
    ['plain_1.0', 'plain_1.0'],
    ['标签', '标签'],
    ['?', "'?'"],
    ['', "''"],
    ["it's {a}", "'it\\'s {a}'"],
    ['a\\b\n"c"\t%', '\'a\\\\b\\n\\"c\\"\\t\\%\''],
  ])('%j is %j', (value, expected) => expect(arffText(value)).toBe(expected));
});

describe('what a format cannot hold', () => {
  test.each<[SeriesTarget, Partial<SeriesTable>, string, string]>([
    ['ts', { labels: ['up', 'a,b'] }, 'a,b', 'label-marks'],
    ['ts', { labels: ['up', 'way down'] }, 'way down', 'label-marks'],
    ['ts', { labels: ['up', '12:30'] }, '12:30', 'label-marks'],
    ['ts', { labels: ['up', ''] }, '', 'label-marks'],
    ['ts', { labels: ['up', 'NA'] }, 'NA', 'label-missing'],
    ['ts', { labels: ['up', 'Up'] }, 'Up', 'label-alike'],
    ['ts', { labels: ['1', '1.0'] }, '1.0', 'label-alike'],
    ['csv', { ids: ['a', 'a'] }, 'a', 'repeated-id'],
    ['arff', { ids: ['a', 'a'] }, 'a', 'repeated-id'],
    ['npz', { ids: ['a', 'b\0'] }, 'b\0', 'nul-end'],
    ['jsonl', { values: Float64Array.of(1, 2, -Infinity, 4) }, '-Infinity', 'json-infinite'],
    ['ts', { values: Float64Array.of(1, 2, 1e39, 4) }, '1e+39', 'beyond-float32'],
    ['npz', { values: Float64Array.of(1, 2, 3, -1e300) }, '-1e+300', 'beyond-float32'],
  ])('%s, %j', (format, change, value, reason) => {
    expect(() => [...checkSeriesTable('f', format, series(['x'], change))]).toThrow(
      expect.objectContaining({ code: 'export/cannot-hold', params: { file: 'f', format, value, reason } }),
    );
  });

  test('leaves out only what is there', () => {
    const named = series(['a', 'b'], { ids: ['s', 't'] });
    expect(leftOutOfSeries('npy', named)).toEqual(['ids', 'labels', 'channels']);
    expect(leftOutOfSeries('ts', named)).toEqual(['ids', 'channels']);
    expect(leftOutOfSeries('arff', named)).toEqual(['ids', 'channels']);
    expect(leftOutOfSeries('arff', series(['speed'], { ids: ['s', 't'] }))).toEqual(['channels']);
    for (const format of ['csv', 'npz', 'jsonl'] as const) expect(leftOutOfSeries(format, named)).toEqual([]);
    for (const format of ['ts', 'arff'] as const) {
      expect(leftOutOfSeries(format, series(['x']))).toEqual([]);
      expect(leftOutOfSeries(format, series(['c0', 'c1']))).toEqual([]);
    }
    expect(leftOutOfFeatures('npy', features)).toEqual(['ids', 'labels', 'features']);
    expect(leftOutOfFeatures('npz', features)).toEqual([]);
  });
});
