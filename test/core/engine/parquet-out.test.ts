/** Parquet as another program reads it: every number bit for bit, names and order kept, the same bytes each time. */

import fc from 'fast-check';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects, parquetSchema } from 'hyparquet';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_FEATURES } from '../../../core/contract/specs';
import { inMemory } from '../../../core/dataset/values';
import { featureParquet, seriesParquet } from '../../../core/engine/parquet-out';
import { Task } from '../../../core/engine/task';
import { checkFeatureTable, checkSeriesTable } from '../../../core/exporters/limits';
import type { FeatureTable, SeriesTable } from '../../../core/exporters/tables';
import { nodeHost } from '../../../core/node/host';
import { finish } from '../../helpers/datasets';
import { parseCsv } from '../../helpers/engine';
import { SMALL_MODEL, smallSet } from '../../helpers/small-set';

const host = nodeHost({ resolve: (file) => file, sampleFolder: '', kernelFolder: '', version: 'test' });
const task = new Task('1', host, { progress: () => {} });
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lstm-parquet-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface File {
  bytes: Buffer;
  types: Record<string, string | undefined>;
  rows: Record<string, unknown>[];
  groups: number[];
}

/** The whole file, or some columns of it. */
async function readBack(path: string, chosen?: string[]): Promise<File> {
  const file = await asyncBufferFromFile(path);
  const metadata = await parquetMetadataAsync(file);
  const columns = parquetSchema(metadata).children.map(({ element }) => element);
  return {
    bytes: await readFile(path),
    types: Object.fromEntries(columns.map(({ name, type, converted_type }) => [name, converted_type ?? type])),
    rows: await parquetReadObjects({ file, metadata, columns: chosen, utf8: true }),
    groups: metadata.row_groups.map(({ num_rows }) => Number(num_rows)),
  };
}

async function seriesFile(table: SeriesTable): Promise<File> {
  finish(checkSeriesTable('a.parquet', 'parquet', table));
  const path = join(folder, 'a.parquet');
  const written = await seriesParquet(host, task, path, table, 0);
  const file = await readBack(path);
  expect(written).toEqual({ name: 'a.parquet', bytes: file.bytes.length, sha256: host.sha256(file.bytes) });
  return file;
}

async function featureFile(table: FeatureTable, chosen?: string[]): Promise<File> {
  await featureParquet(host, task, join(folder, 'f.parquet'), table, 0);
  return readBack(join(folder, 'f.parquet'), chosen);
}

/** Every step of a table as it is to be read. */
function stepsOf(table: SeriesTable, roles: { series: string; label: string; step: string }): object[] {
  const { ids, labels, channels, lengths, offsets, values } = table;
  const width = channels.length;
  return ids.flatMap((id, series) =>
    Array.from({ length: lengths[series] }, (_, step) => {
      const at = (offsets[series] + step) * width;
      const numbers = [...values.slice(at, at + width)].map((value) => (Number.isNaN(value) ? null : value));
      const named = labels === null ? {} : { [roles.label]: labels[series] };
      const cells = Object.fromEntries(channels.map((name, channel) => [name, numbers[channel]]));
      return { [roles.series]: id, ...named, [roles.step]: step, ...cells };
    }),
  );
}

const USUAL = { series: 'series', label: 'label', step: 'step' };

function seriesTable(change: Partial<SeriesTable> = {}): SeriesTable {
  return {
    name: 'a',
    ids: ['first', '中文 😀', 'it\'s "third"'],
    labels: ['up', null, 'down'],
    channels: ['speed', 'a "b", c'],
    lengths: Int32Array.of(2, 1, 3),
    // The last two overlap.
    offsets: Float64Array.of(0, 2, 2),
    values: inMemory(Float64Array.of(0.1, -0, NaN, 1e300, 5e-324, Infinity, 7, -Infinity, Math.PI, 2 ** 53)),
    ...change,
  };
}

describe('series', () => {
  it('have a row for each step, float64 values, and NULL where one is missing', async () => {
    const table = seriesTable();
    const { rows, types } = await seriesFile(table);
    expect(rows).toEqual(stepsOf(table, USUAL));
    expect(Object.is(rows[0]['a "b", c'], -0)).toBe(true);
    expect(types).toEqual({ series: 'UTF8', label: 'UTF8', step: 'INT_32', speed: 'DOUBLE', 'a "b", c': 'DOUBLE' });
  });

  it('have no label column where no series has one, and other names for ids where channels have those', async () => {
    const table = seriesTable({ labels: null, channels: ['Series', 'STEP'] });
    const { rows } = await seriesFile(table);
    expect(rows).toEqual(stepsOf(table, { series: 'sequence', label: '', step: 'index' }));
  });

  it('have labels as float64 where these are numbers to predict', async () => {
    const labels = ['0.1', null, '1.7976931348623157e+308'];
    const table = seriesTable({ labels, labelAs: 'number' });
    const { rows, types } = await seriesFile(table);
    expect(types.label).toBe('DOUBLE');
    expect(rows.map(({ label }) => label)).toEqual([0.1, 0.1, null, ...Array<number>(3).fill(Number.MAX_VALUE)]);
    const features = {
      ids: table.ids,
      labels,
      labelAs: 'number' as const,
      columns: ['f'],
      values: Float32Array.of(1, 2, 3),
    };
    const written = await featureFile(features);
    expect(written.types.label).toBe('DOUBLE');
    expect(written.rows.map(({ label }) => label)).toEqual([0.1, null, Number.MAX_VALUE]);
  });

  it('of any values come back bit for bit', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.double(), { minLength: 1, maxLength: 40 }), { minLength: 1, maxLength: 8 }),
        fc.array(fc.option(fc.string({ unit: 'grapheme', maxLength: 6 })), { minLength: 8, maxLength: 8 }),
        async (series, labels) => {
          const lengths = Int32Array.from(series, (values) => values.length);
          const table = seriesTable({
            ids: series.map((_, at) => `s${at}`),
            labels: labels.slice(0, series.length),
            channels: ['x'],
            lengths,
            offsets: Float64Array.from(lengths, (_, at) => lengths.subarray(0, at).reduce((sum, one) => sum + one, 0)),
            values: inMemory(Float64Array.from(series.flat())),
          });
          const { rows } = await seriesFile(table);
          expect(rows).toEqual(stepsOf(table, USUAL));
        },
      ),
      { numRuns: 25 },
    );
  });

  it('are written to the same bytes each time, in order over many row groups', async () => {
    const lengths = Int32Array.from({ length: 3000 }, (_, at) => 1 + (at % 180));
    const offsets = new Float64Array(3000);
    for (let at = 1; at < 3000; at++) offsets[at] = offsets[at - 1] + lengths[at - 1];
    const steps = offsets[2999] + lengths[2999];
    const table = seriesTable({
      ids: Array.from(lengths, (_, at) => `series ${at}`),
      labels: Array.from(lengths, (_, at) => (at % 5 === 0 ? null : `class ${at % 3}`)),
      channels: ['x', 'y'],
      lengths,
      offsets,
      values: inMemory(Float64Array.from({ length: steps * 2 }, (_, at) => Math.sqrt(at))),
    });
    const first = await seriesFile(table);
    const second = await seriesFile(table);
    expect(Buffer.compare(first.bytes, second.bytes)).toBe(0);
    expect(first.groups.length).toBeGreaterThan(2);
    expect(first.rows).toHaveLength(steps);
    const wanted = stepsOf(table, USUAL);
    const differing = first.rows.findIndex((row, at) => JSON.stringify(row) !== JSON.stringify(wanted[at]));
    expect(differing).toBe(-1);
  });

  it('are given up where that is asked for while the file is written, and leave nothing', async () => {
    const steps = 500_000;
    const cancelled = new Task('1', host, { progress: () => {} });
    const looking = {
      ...host,
      wait: async () => {
        cancelled.cancel();
        await host.pause();
      },
    };
    const table = seriesTable({
      ids: ['a'],
      labels: null,
      channels: ['x'],
      lengths: Int32Array.of(steps),
      offsets: Float64Array.of(0),
      values: inMemory(Float64Array.from({ length: steps }, (_, at) => Math.sin(at))),
    });
    const own = await mkdtemp(join(folder, 'given-up-'));
    await expect(seriesParquet(looking, cancelled, join(own, 'a.parquet'), table, 0)).rejects.toMatchObject({
      code: 'engine/cancelled',
    });
    expect(await readdir(own)).toEqual([]);
  });

  it.each([
    ['two channels alike but for case', { channels: ['Speed', 'speed'] }, 'speed', 'column-alike'],
    ['a channel without a name', { channels: ['x', ''] }, '', 'column-name'],
    ['one id for two series', { ids: ['a', 'b', 'a'] }, 'a', 'repeated-id'],
  ])('with %s are refused', (_, change, value, reason) => {
    expect(() => finish(checkSeriesTable('a.parquet', 'parquet', seriesTable(change)))).toThrow(
      expect.objectContaining({
        code: 'export/cannot-hold',
        params: { file: 'a.parquet', format: 'parquet', value, reason },
      }),
    );
  });
});

describe('features', () => {
  it('are float32 columns beside ids and labels, the same numbers as in CSV, the same bytes each time', async () => {
    const { engine, folder, spec, read } = await smallSet();
    const dataset = await engine.openDataset('1', spec);
    const run = await engine.run('2', dataset.handle, SMALL_MODEL);
    for (const name of ['f.csv', 'f.parquet', 'g.parquet']) {
      const report = await engine.exportFeatures('3', run.handle, DEFAULT_FEATURES, name);
      expect(report.warnings ?? []).toEqual([]);
    }
    for (const part of ['', '.test']) {
      const { rows, types, bytes } = await readBack(join(folder, `f${part}.parquet`));
      const wanted = parseCsv(await read(`f${part}.csv`)).map(({ sequence, label, ...features }) => ({
        sequence,
        label,
        ...Object.fromEntries(Object.entries(features).map(([name, value]) => [name, Math.fround(Number(value))])),
      }));
      expect(rows).toEqual(wanted);
      expect(types.sequence).toBe('UTF8');
      expect(new Set(Object.values(types).slice(2))).toEqual(new Set(['FLOAT']));
      expect(Buffer.compare(bytes, await readFile(join(folder, `g${part}.parquet`)))).toBe(0);
    }
    expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('come back by the thousand columns', async () => {
    const columns = Array.from({ length: 2000 }, (_, at) => `h__l0__fwd__u${at}__last`);
    const ids = Array.from({ length: 2500 }, (_, at) => String(at));
    const values = Float32Array.from({ length: ids.length * columns.length }, (_, at) => at / 3);
    const looked = columns.filter((_, at) => at % 97 === 0);
    const table = { ids, labels: null, columns, values };
    const { rows, types, groups } = await featureFile(table, ['sequence', ...looked]);
    expect(Object.keys(types)).toEqual(['sequence', ...columns]);
    expect(groups).toEqual([2048, 452]);
    const differing = rows.findIndex(
      (row, at) =>
        row.sequence !== ids[at] || looked.some((name, k) => row[name] !== values[at * columns.length + 97 * k]),
    );
    expect([rows.length, differing]).toEqual([2500, -1]);
  });

  it('of more columns than a file is written with are refused', () => {
    const columns = Array.from({ length: 16_385 }, (_, at) => `c${at}`);
    expect(() => checkFeatureTable('f.parquet', 'parquet', { ids: [], labels: null, columns })).toThrow(
      expect.objectContaining({
        code: 'export/cannot-hold',
        params: { file: 'f.parquet', format: 'parquet', value: 'c16384', reason: 'many-columns' },
      }),
    );
  });
});
