/** Out and in again is the identity: values bit for bit in float32, lengths, and ids, labels and channels where the format has them. */

import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import type { ReadingSpec } from '../../../core/contract/specs';
import { SERIES_TARGETS, type SeriesTarget } from '../../../core/contract/targets';
import { channelNames } from '../../../core/dataset/part';
import { inMemory } from '../../../core/dataset/values';
import { checkSeriesTable, leftOutOfSeries } from '../../../core/exporters/limits';
import { roleName, type SeriesTable, valuesOf } from '../../../core/exporters/tables';
import { seriesBytes } from '../../../core/exporters/write';
import { finish, readShared, readWhole, seriesOf } from '../../helpers/datasets';
import { bytesOf, tableOf } from '../../helpers/exports';

/** Parquet, which the table engine writes, has a test of its own. */
type ByteTarget = Exclude<SeriesTarget, 'parquet'>;
const BYTE_TARGETS = SERIES_TARGETS.filter((format): format is ByteTarget => format !== 'parquet');

/** A dataset as nested lists; values are [T][D] for each series. */
interface Plain {
  ids: string[];
  labels: (string | null)[];
  channels: string[];
  values: number[][][];
}

function plain(table: SeriesTable): Plain {
  const valueOf = valuesOf(table);
  const values = table.ids.map((_, series) =>
    Array.from({ length: table.lengths[series] }, (_step, step) =>
      table.channels.map((_channel, channel) => valueOf(series, step, channel)),
    ),
  );
  return { ids: table.ids, labels: table.labels ?? table.ids.map(() => null), channels: table.channels, values };
}

/** The same with what the format has no place for as readers give it. */
function kept(format: ByteTarget, table: SeriesTable): Plain {
  const out = leftOutOfSeries(format, table);
  const whole = plain(table);
  return {
    ids: out.includes('ids') ? whole.ids.map((_, at) => String(at)) : whole.ids,
    labels: out.includes('labels') ? whole.labels.map(() => null) : whole.labels,
    channels: out.includes('channels') ? channelNames(whole.channels.length) : whole.channels,
    values: whole.values,
  };
}

/** Every choice of columns is made: what can be recognised is the business of other tests. */
function readingOf(format: ByteTarget, { ids, labels, channels }: SeriesTable): ReadingSpec {
  const named = format === 'csv' || format === 'jsonl';
  if (format === 'npz') return { label: labels === null ? null : 'y', window: null };
  const label = labels === null || format === 'npy' ? null : roleName('label', named ? channels : []);
  if (named) {
    const long = { layout: 'long', series: roleName('series', channels), label, channels, window: null } as const;
    if (format === 'jsonl') return { format: 'ndjson', ...long };
    const time = roleName('step', channels);
    return { format, encoding: 'utf-8', delimiter: ',', header: true, decimal: '.', time, ...long };
  }
  const withIds = format === 'arff' && channels.length === 1 && ids.some((id, at) => id !== String(at));
  const reading: ReadingSpec = { encoding: 'utf-8', label, window: null };
  return withIds ? { ...reading, series: 'series' } : reading;
}

function back(format: ByteTarget, table: SeriesTable): Plain {
  finish(checkSeriesTable('data', format, table));
  const bytes = bytesOf(seriesBytes(format, table));
  if (format === 'jsonl') expect(fromLines(bytes, table)).toEqual(plain(table));
  if (format === 'npz') expect(fromArchive(bytes)).toEqual(plain(table));
  return plain(tableOf(seriesOf(readWhole({ name: `data.${format}`, bytes }, readingOf(format, table)))));
}

/** By `JSON.parse` alone. */
function fromLines(bytes: Uint8Array, { channels, labels }: SeriesTable): Plain {
  const rows = new TextDecoder()
    .decode(bytes)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, never>);
  const columns = rows.map((row) => channels.map((name) => row[name] as (number | null)[]));
  return {
    ids: rows.map((row) => row[roleName('series', channels)]),
    labels: rows.map((row) => (labels === null ? null : row[roleName('label', channels)])),
    channels: channels.filter((name) => Array.isArray(rows[0][name])),
    values: columns.map((lists) => lists[0].map((_, step) => lists.map((list) => Math.fround(list[step] ?? NaN)))),
  };
}

/** By another program's ZIP, and by the format's description of arrays. */
function fromArchive(bytes: Uint8Array): Plain {
  const files = unzipSync(bytes);
  const numbers = (name: string): number[] => {
    const { view, type } = arrayOf(files[`${name}.npy`]);
    return type === '<f4'
      ? Array.from({ length: view.byteLength / 4 }, (_, at) => view.getFloat32(4 * at, true))
      : Array.from({ length: view.byteLength / 8 }, (_, at) => Number(view.getBigInt64(8 * at, true)));
  };
  const texts = (name: string): string[] => {
    const { view, type } = arrayOf(files[`${name}.npy`]);
    const width = Number(type.slice(2));
    return Array.from({ length: view.byteLength / 4 / width }, (_, row) => {
      const codes = Array.from({ length: width }, (_code, at) => view.getUint32(4 * (row * width + at), true));
      return String.fromCodePoint(...codes).replace(/\0+$/, '');
    });
  };
  const ids = texts('sequence');
  const channels = texts('columns');
  const labels = 'y.npy' in files ? texts('y').map((label) => (label === '' ? null : label)) : ids.map(() => null);
  const flat = numbers('X.npy' in files ? 'X' : 'values');
  const common = flat.length / channels.length / ids.length;
  const lengths = 'X.npy' in files ? ids.map(() => common) : numbers('lengths');
  const offsets = 'X.npy' in files ? ids.map((_, at) => at * common) : numbers('offsets');
  const values = lengths.map((length, series) =>
    Array.from({ length }, (_, step) =>
      channels.map((_name, at) => flat[(offsets[series] + step) * channels.length + at]),
    ),
  );
  return { ids, labels, channels, values };
}

function arrayOf(bytes: Uint8Array): { type: string; view: DataView } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = 10 + view.getUint16(8, true);
  const type = /'descr': '([^']*)'/.exec(new TextDecoder().decode(bytes.subarray(10, start)))![1];
  return { type, view: new DataView(bytes.buffer, bytes.byteOffset + start, bytes.byteLength - start) };
}

const unequal = ({ lengths }: SeriesTable): boolean => lengths.some((length) => length !== lengths[0]);

describe('shared sets', () => {
  test.each([
    'GunPoint/GunPoint_TRAIN.ts',
    'GunPoint/GunPoint_TRAIN.tsv',
    'ItalyPowerDemand/ItalyPowerDemand_TRAIN.arff',
    'BasicMotions/BasicMotions_TRAIN.ts',
    'oddities/PickupGestureWiimoteZ_TEST.ts',
    'oddities/UnitTest_TRAIN.ts',
    'oddities/UnitTestTimeStamps_TRAIN.ts',
    'Airline/Airline.csv',
    'Daphnet/S06R02E0.csv',
  ])('%s', (path) => {
    const table = tableOf(seriesOf(readShared(path, { window: null })));
    for (const format of BYTE_TARGETS) {
      if (format === 'npy' && unequal(table)) continue;
      expect(back(format, table), format).toEqual(kept(format, table));
    }
  });

  test('windows are written as series of their own', () => {
    const table = tableOf(seriesOf(readShared('Daphnet/S06R02E0.csv', { window: { length: 256, stride: 128 } })));
    expect(table.ids).toHaveLength(54);
    for (const format of BYTE_TARGETS) expect(back(format, table), format).toEqual(kept(format, table));
  });
});

/** What readers make of any file: no white space around, no line end but `\n`, nothing that means missing. */
const text = fc
  .oneof(
    fc.constantFrom(
      'a,b',
      'say "hi"',
      "it's",
      'two\nlines',
      '{x}',
      '%',
      '#1',
      '@data',
      'a\\b',
      '中文 😀',
      '=1+1',
      '1.0',
    ),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }),
  )
  .filter((drawn) => drawn.trim() === drawn && drawn !== '' && !/[\0\r\u2028\u2029]/.test(drawn))
  .filter((drawn) => !/^(?:\?|-|na|n\/a|nan|null)$/i.test(drawn));
const tsLabel = fc.constantFrom('up', 'down', '1', '2', '-1', 'a#b', '中文');
const value = fc.oneof(
  { weight: 6, arbitrary: fc.float({ noNaN: true, noDefaultInfinity: true }) },
  { weight: 1, arbitrary: fc.constantFrom(-0, 1e-45, 3.4028234663852886e38, 0.1, 16777216) },
  { weight: 1, arbitrary: fc.constant(NaN) },
);

function generated(label: fc.Arbitrary<string>, infinite: boolean): fc.Arbitrary<SeriesTable> {
  const cell = infinite ? fc.oneof({ weight: 9, arbitrary: value }, fc.constantFrom(Infinity, -Infinity)) : value;
  return fc
    .record({ series: fc.integer({ min: 1, max: 5 }), width: fc.integer({ min: 1, max: 3 }), same: fc.boolean() })
    .chain(({ series, width, same }) =>
      fc.record({
        ids: fc.uniqueArray(text, { minLength: series, maxLength: series }),
        labels: fc.oneof(
          fc.constant(null),
          fc.array(fc.option(label, { freq: 5 }), { minLength: series, maxLength: series }),
        ),
        channels: fc.uniqueArray(fc.oneof(text, fc.constantFrom('series', 'label', 'step', 'x')), {
          minLength: width,
          maxLength: width,
        }),
        lengths: fc
          .array(fc.integer({ min: 1, max: 6 }), { minLength: series, maxLength: series })
          .map((lengths) => (same ? lengths.map(() => lengths[0]) : lengths)),
        cells: fc.array(cell, { minLength: 6 * series * width, maxLength: 6 * series * width }),
      }),
    )
    .map(({ ids, labels, channels, lengths, cells }) => {
      const width = channels.length;
      // Readers take missing steps at a series' end for its end.
      for (const [series, length] of lengths.entries()) {
        const last = (6 * series + length - 1) * width;
        if (Number.isNaN(cells[last])) cells[last] = 1;
      }
      return {
        name: 'generated set',
        ids,
        labels: labels?.every((one) => one === null) ? null : labels,
        channels,
        lengths: Int32Array.from(lengths),
        offsets: Float64Array.from(lengths, (_, series) => 6 * series),
        values: inMemory(Float64Array.from(cells)),
      };
    });
}

describe('generated sets', () => {
  test.each(BYTE_TARGETS)('%s', (format) => {
    const label = format === 'ts' ? tsLabel : text;
    fc.assert(
      fc.property(generated(label, format !== 'jsonl'), (table) => {
        fc.pre(format !== 'npy' || !unequal(table));
        expect(back(format, table)).toEqual(kept(format, table));
      }),
      { numRuns: 150 },
    );
  });
});
