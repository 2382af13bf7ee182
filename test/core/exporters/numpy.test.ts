/** NPY and NPZ files are byte for byte what NumPy wrote of the same arrays (`numpy/make.py`). */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkFeatureTable, checkSeriesTable } from '../../../core/exporters/limits';
import { npyRows, textArray } from '../../../core/exporters/npy';
import type { FeatureTable, FileChunk, SeriesTable } from '../../../core/exporters/tables';
import { featureBytes, seriesBytes } from '../../../core/exporters/write';
import { bytesOf } from '../../helpers/exports';

const byNumpy = (name: string): Uint8Array => new Uint8Array(readFileSync(join(import.meta.dirname, 'numpy', name)));

const IDS = ['0', 'é😀', 'a,"b"\n'];
const VALUES = [
  0.1,
  -2,
  1e-7,
  NaN,
  Infinity,
  -Infinity,
  -0,
  1e-45,
  3.4028235e38,
  16777216,
  1 / 3,
  65504,
  -7.5,
  0,
  1e10,
];
const features: FeatureTable = {
  ids: IDS,
  labels: ['up', null, '下'],
  columns: [0, 1, 2, 3, 4].map((unit) => `h__l0__fwd__u${unit}__last`),
  values: Float32Array.from(VALUES),
};
const equal: SeriesTable = {
  name: 'equal',
  ids: ['a', 'b', 'c', 'd'],
  labels: null,
  channels: ['x', 'gyro y'],
  lengths: new Int32Array(4).fill(3),
  offsets: Float64Array.of(0, 3, 6, 9),
  values: Float64Array.from({ length: 24 }, (_, at) => at / 7),
};
/** Not in the order of their steps, as windows may be. */
const unequal: SeriesTable = {
  name: 'unequal',
  ids: IDS,
  labels: ['1', '2', '1'],
  channels: ['x'],
  lengths: Int32Array.of(2, 3, 1),
  offsets: Float64Array.of(4, 1, 0),
  values: Float64Array.of(6, 3, 4, 5, 1.5, NaN),
};

describe('as NumPy writes it', () => {
  test.each<[string, () => Generator<FileChunk, void>]>([
    ['features.npy', () => featureBytes('npy', features)],
    ['features.npz', () => featureBytes('npz', features)],
    ['unlabelled.npz', () => featureBytes('npz', { ...features, labels: null })],
    ['equal.npy', () => seriesBytes('npy', equal)],
    ['equal.npz', () => seriesBytes('npz', equal)],
    ['unequal.npz', () => seriesBytes('npz', unequal)],
    ['long-texts.npy', () => npyRows(textArray(['', 'x'.repeat(300), 'ü']))],
  ])('%s', (name, write) => {
    expect(Buffer.compare(bytesOf(write()), byNumpy(name))).toBe(0);
  });

  test('values come in pieces, and the work counts up to all series', () => {
    const series = 3000;
    const ids = Array.from({ length: series }, (_, at) => String(at));
    const columns = Array.from({ length: 40 }, (_, at) => `f${at}`);
    const values = Float32Array.from({ length: series * 40 }, (_, at) => Math.sin(at));
    for (const format of ['npy', 'npz'] as const) {
      const chunks = [...featureBytes(format, { ids, labels: null, columns, values })];
      expect(Math.max(...chunks.map(({ bytes }) => bytes.length))).toBeLessThan(256 * 1024);
      const done = chunks.map((chunk) => chunk.done);
      expect(done).toEqual(done.toSorted((a, b) => a - b));
      expect(done.at(-1)).toBe(series);
    }
  });
});

describe('what NumPy arrays cannot hold', () => {
  const cannotHold = (value: string, reason: string) => ({
    code: 'export/cannot-hold',
    params: { file: 'f.npz', format: 'npz', value, reason },
  });

  test('a text that ends in NUL, which NumPy takes for padding', () => {
    const thrown = (): void => checkFeatureTable('f.npz', 'npz', { ...features, ids: ['a', 'b\0', 'c'] });
    expect(thrown).toThrow(expect.objectContaining(cannotHold('b\0', 'nul-end')));
    expect(() => checkFeatureTable('f.npz', 'npz', features)).not.toThrow();
  });

  test('one long text among many, each of which would take as much', () => {
    const long = 'é'.repeat(300_000);
    const ids = Array.from({ length: 1000 }, (_, at) => (at === 7 ? long : String(at)));
    const thrown = (): void => checkFeatureTable('f.npz', 'npz', { ...features, ids });
    expect(thrown).toThrow(expect.objectContaining(cannotHold(long, 'text-padding')));
  });

  test('series of unequal lengths in one NPY array', () => {
    expect(() => [...checkSeriesTable('f.npy', 'npy', unequal)]).toThrow(
      expect.objectContaining({ code: 'export/unequal-lengths', params: { file: 'f.npy', min: 1, max: 3 } }),
    );
  });
});
