/** Parquet files that another program wrote, read through the engine: plain columns as a table, lists as one series a row. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterAll, describe, expect, it } from 'vitest';
import type { DatasetSpec, ReadingSpec } from '../../../core/contract/specs';
import type { DatasetView } from '../../../core/contract/views';
import { removeScratch } from '../../../core/node/scratch';
import { type TestEngine, testEngine } from '../../helpers/engine';

const { engine, folder }: TestEngine = await testEngine();
afterAll(removeScratch);

type Schema = Parameters<typeof parquetWriteBuffer>[0]['schema'];
type Columns = Parameters<typeof parquetWriteBuffer>[0]['columnData'];

function spec(file: string, reading: ReadingSpec = {}): DatasetSpec {
  return { source: { kind: 'file', file, test: 'none' }, reading, missing: 'linear', scaling: 'none' };
}

async function open(
  name: string,
  columnData: Columns,
  reading: ReadingSpec = {},
  schema?: Schema,
): Promise<DatasetView> {
  writeFileSync(join(folder, name), new Uint8Array(parquetWriteBuffer({ columnData, schema })));
  return await engine.openDataset('call', spec(name, reading));
}

/** The first values of each series, channel by channel, as the charts have them. */
async function lines(view: DatasetView): Promise<(number | null)[][]> {
  const series = Array.from({ length: view.train?.seriesCount ?? 0 }, (_, index) => ({
    part: 'train' as const,
    index,
  }));
  const channels = view.channels.map((_, channel) => channel);
  const query = { series, channels, from: 0, to: 100, width: 1000, scaled: false };
  const chart = await engine.seriesChart(view.handle, query);
  return chart.lines.map(({ envelope }) => [...envelope.min].map((value) => (Number.isNaN(value) ? null : value)));
}

describe('a Parquet file', () => {
  it('of plain columns is a table, its rows told by their number', async () => {
    const view = await open('long.parquet', [
      { name: 'unit', data: [7n, 7n, 8n, 8n, 8n], type: 'INT64' },
      { name: 'speed', data: [1.5, null, 3, 4, 5], type: 'DOUBLE', nullable: true },
      { name: 'load', data: [1, 2, 3, 4, 5], type: 'INT32' },
      { name: 'label', data: ['ok', 'ok', 'bad', 'bad', 'bad'], type: 'STRING' },
    ]);
    expect(view.problem).toBe(null);
    expect(view.understood).toMatchObject({
      format: 'parquet',
      layout: 'long',
      channels: ['speed', 'load'],
      label: 'label',
      series: 'unit',
      encoding: null,
      delimiter: null,
    });
    expect(view.assumptions[0]).toEqual({ setting: 'format', reason: 'content', params: { extension: 'parquet' } });
    expect(view.train).toMatchObject({ rows: 5, seriesCount: 2, minLength: 2, maxLength: 3, missing: 1 });
    expect(view.train?.classes).toEqual([
      { label: 'ok', count: 1 },
      { label: 'bad', count: 1 },
    ]);
    expect(view.warnings).toMatchObject([{ code: 'data/filled', params: { channel: 'speed', series: '7', line: 2 } }]);
    expect(await lines(view)).toEqual([
      [1.5, 1.5],
      [1, 2],
      [3, 4, 5],
      [3, 4, 5],
    ]);
    const page = await engine.tablePage(view.handle, 'train', 1, 2);
    expect(page).toMatchObject({ first: 1, total: 5, lines: [2, 3], columns: ['unit', 'speed', 'load', 'label'] });
    expect(page.cells).toEqual([
      ['7', '', '2', 'ok'],
      ['8', '3.0', '3', 'bad'],
    ]);
    await engine.closeDataset(view.handle);
  });

  it('with lists of numbers holds one series a row, of unequal lengths', async () => {
    const lists = [[1, 2, 3], [4], [5, 6]];
    const view = await open(
      'lists.parquet',
      [
        { name: 'name', data: ['a', 'b', 'c'] },
        { name: 'values', data: lists },
        { name: 'class', data: ['x', 'y', 'x'] },
      ],
      {},
      [
        { name: 'root', num_children: 3 },
        { name: 'name', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'REQUIRED' },
        { name: 'values', repetition_type: 'OPTIONAL', num_children: 1, converted_type: 'LIST' },
        { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
        { name: 'element', repetition_type: 'OPTIONAL', type: 'DOUBLE' },
        { name: 'class', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'REQUIRED' },
      ],
    );
    expect(view.problem).toBe(null);
    expect(view.understood).toMatchObject({ layout: 'wide', channels: ['values'], label: 'class' });
    expect(view.train).toMatchObject({ seriesCount: 3, minLength: 1, maxLength: 3, missing: 0 });
    expect(await lines(view)).toEqual(lists);
    await engine.closeDataset(view.handle);
  });

  it('with lists as text is read as delimited text with such cells is', async () => {
    const columns: Columns = [
      { name: 'label', data: ['a', 'b', 'a', 'b'], type: 'STRING' },
      { name: 'x', data: ['[1, 2, 3]', '[4, oops]', '[5.5]', '[6, None, 7]'], type: 'STRING' },
      { name: 'y', data: ['1 2 3', '4 5 6', '7', '8 9 10'], type: 'STRING' },
    ];
    const refused = await open('texts.parquet', columns);
    const params = { file: 'texts.parquet', line: 2, column: 2, name: 'x', text: 'oops' };
    expect(refused.problem).toEqual({ code: 'table/not-a-number', params });
    const view = await open('texts.parquet', columns, { badRows: 'leave-out' });
    expect(view.problem).toBe(null);
    expect(view.understood).toMatchObject({ layout: 'wide', label: 'label', channels: ['x', 'y'] });
    expect(view.rows.train).toMatchObject({ kept: 3, rejected: 1, places: [{ line: 2, text: 'oops' }] });
    expect(view.train?.classes).toEqual([
      { label: 'a', count: 2 },
      { label: 'b', count: 1 },
    ]);
    const text = 'label;x;y\na;[1, 2, 3];1 2 3\na;[5.5];7\nb;[6, None, 7];8 9 10\n';
    writeFileSync(join(folder, 'texts.csv'), text);
    expect(await lines(view)).toEqual(await lines(await engine.openDataset('call', spec('texts.csv'))));
    const page = await engine.tablePage(view.handle, 'train', 0, 10);
    expect(page.rejected).toEqual([1]);
  });

  it('takes numbers for missing where it is told so, in columns and in lists', async () => {
    const column = [{ name: 'v', data: [1, -999, 3, 4], type: 'DOUBLE' as const }];
    const view = await open('marked.parquet', column, { missingText: ['-999'] });
    expect(view.train).toMatchObject({ rows: 4, missing: 1 });
    expect(view.understood).toMatchObject({ decimal: null, missingText: ['-999'] });
    const schema: Schema = [
      { name: 'root', num_children: 1 },
      { name: 'values', repetition_type: 'OPTIONAL', num_children: 1, converted_type: 'LIST' },
      { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
      { name: 'element', repetition_type: 'OPTIONAL', type: 'DOUBLE' },
    ];
    const data = [
      [1, -999, 2],
      [5, -999],
    ];
    const lists = await open('marked-lists.parquet', [{ name: 'values', data }], { missingText: ['-999'] }, schema);
    expect(lists.train).toMatchObject({ seriesCount: 2, missing: 2 });
    for (const { handle } of [view, lists]) await engine.closeDataset(handle);
  });

  it('is refused with a reason where it is damaged or none', async () => {
    const good = new Uint8Array(parquetWriteBuffer({ columnData: [{ name: 'a', data: [1, 2], type: 'DOUBLE' }] }));
    writeFileSync(join(folder, 'cut.parquet'), good.subarray(0, good.length - 9));
    writeFileSync(join(folder, 'none.parquet'), 'a,b\n1,2\n');
    for (const name of ['cut.parquet', 'none.parquet']) {
      await expect(engine.openDataset('call', spec(name))).rejects.toMatchObject({
        code: 'parquet/broken',
        params: { file: name, reason: expect.not.stringContaining(folder) },
      });
    }
  });
});
