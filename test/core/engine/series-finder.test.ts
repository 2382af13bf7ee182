/** Series found by words and conditions and sorted, on the real table engine; conditions that fail, and those that mean harm. */

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../../core/contract/errors';
import type { DatasetHandle, Part } from '../../../core/contract/views';
import type { FoundPage, SeriesChoice, StatisticColumn } from '../../../core/contract/views-statistics';
import { createEngine, type Engine } from '../../../core/engine/engine';
import { nodeHost } from '../../../core/node/host';
import { testEngine } from '../../helpers/engine';
import { smallSet } from '../../helpers/small-set';

/** Walks: their ids, labels and values of x; y is ten times x, and missing at the first step of every other one. */
const WALKS: [id: string, label: string, x: number[]][] = [
  ['w2', 'slow', [1, 2, 3]],
  ['w10', 'fast', [9, 8]],
  ['W3', 'slow', [5, 5, 5, 5]],
  ["o'hara", 'fast', [-1, -2, -3]],
  ['步行', '2', [4]],
];

async function walks(): Promise<{ engine: Engine; handle: DatasetHandle }> {
  const { engine, folder } = await testEngine();
  const rows = WALKS.flatMap(([id, label, x], at) =>
    x.map((value, step) => `"${id}",${label},${value},${step === 0 && at % 2 === 1 ? '' : 10 * value}`),
  );
  await writeFile(join(folder, 'walks.csv'), ['id,label,x,y', ...rows, ''].join('\n'));
  const { handle } = await engine.openDataset('open', {
    source: { kind: 'file', file: 'walks.csv', test: 'none' },
    reading: { layout: 'long', series: 'id', label: 'label', time: null, channels: ['x', 'y'] },
    missing: 'refuse',
    scaling: 'none',
  });
  return { engine, handle };
}

const { engine, handle } = await walks();
let calls = 0;

function find(
  filter: SeriesChoice['filter'],
  sort: SeriesChoice['sort'] = null,
  shown: StatisticColumn | null = null,
  [first, count] = [0, 100],
): Promise<FoundPage> {
  return engine.findSeries(`find-${(calls += 1)}`, handle, { part: 'train', filter, sort }, shown, first, count);
}
const words = async (text: string): Promise<string[]> => ids(await find({ by: 'words', text }));
const condition = async (text: string): Promise<string[]> => ids(await find({ by: 'condition', text }));
const ids = ({ rows }: FoundPage): string[] => rows.map(({ id }) => id);

describe('series are found', () => {
  it('by words of their ids and labels, whatever the case', async () => {
    expect(await words('')).toEqual(['w2', 'w10', 'W3', "o'hara", '步行']);
    expect(await words('w')).toEqual(['w2', 'w10', 'W3']);
    expect(await words('SLOW  3')).toEqual(['W3']);
    expect(await words("O'H")).toEqual(["o'hara"]);
    expect(await words('步')).toEqual(['步行']);
    expect(await words("%' or 1=1 --")).toEqual([]);
  });

  it('by conditions on what is known of them', async () => {
    expect(await condition("label = 'slow'")).toEqual(['w2', 'W3']);
    expect(await condition("label = '2'")).toEqual(['步行']);
    expect(await condition("label = 'slow' and length > 3 and mean(x) > 0")).toEqual(['W3']);
    expect(await condition('index between 1 and 2')).toEqual(['w10', 'W3']);
    expect(await condition("part = 'train'")).toHaveLength(5);
    expect(await condition('MEAN("x") < 0 or first(x) = 9')).toEqual(['w10', "o'hara"]);
    expect(await condition('missing(y) > 0 and count(y) = 1')).toEqual(['w10']);
    expect(await condition('sd(x) = 0')).toEqual(['W3', '步行']);
    expect(await condition('last(y) >= 80 or max(y) is null')).toEqual(['w10']);
    expect(await condition('length > (select avg(length) from series)')).toEqual(['w2', 'W3', "o'hara"]);
    expect(await condition('mean(x) = (select max(mean(x)) from series)')).toEqual(['w10']);
    expect(await condition("id like '%行' or id = 'o''hara'")).toEqual(["o'hara", '步行']);
  });

  it('in the order of any column, what is unknown last, ties as they come', async () => {
    const sorted = async (by: NonNullable<SeriesChoice['sort']>['by'], descending = false): Promise<string[]> =>
      ids(await find(null, { by, descending }));
    expect(await sorted('length')).toEqual(['步行', 'w10', 'w2', "o'hara", 'W3']);
    expect(await sorted('length', true)).toEqual(['W3', 'w2', "o'hara", 'w10', '步行']);
    expect(await sorted('index', true)).toEqual(['步行', "o'hara", 'W3', 'w10', 'w2']);
    expect(await sorted('label')).toEqual(['步行', 'w10', "o'hara", 'w2', 'W3']);
    expect(await sorted({ statistic: 'mean', channel: 0 })).toEqual(["o'hara", 'w2', '步行', 'W3', 'w10']);
    expect(await sorted({ statistic: 'first', channel: 1 }, true)).toEqual(['W3', '步行', 'w2', 'w10', "o'hara"]);
  });

  it('page by page, with their number and a statistic of each', async () => {
    const shown = { statistic: 'mean', channel: 0 } as const;
    const page = await find({ by: 'condition', text: 'length >= 2' }, { by: shown, descending: false }, shown, [1, 2]);
    expect(page).toMatchObject({ part: 'train', first: 1, total: 4, of: 5, values: Float64Array.of(2, 5) });
    expect(page.rows).toEqual([
      { index: 0, id: 'w2', label: 'slow', length: 3 },
      { index: 2, id: 'W3', label: 'slow', length: 4 },
    ]);
  });

  it('by labels that are numbers to predict as by numbers', async () => {
    const { engine: own, folder } = await testEngine();
    const rows = WALKS.flatMap(([, , x], at) => x.map((value) => `s${at},${at * 1.5},${value}`));
    await writeFile(join(folder, 'targets.csv'), ['id,y,x', ...rows, ''].join('\n'));
    const { handle: of } = await own.openDataset('1', {
      source: { kind: 'file', file: 'targets.csv', test: 'none' },
      reading: { layout: 'long', series: 'id', label: 'y', labelAs: 'number', time: null, channels: ['x'] },
      missing: 'refuse',
      scaling: 'none',
    });
    const ask = async (filter: SeriesChoice['filter'], sort: SeriesChoice['sort'] = null): Promise<string[]> =>
      ids(await own.findSeries('2', of, { part: 'train', filter, sort }, null, 0, 9));
    expect(await ask({ by: 'condition', text: 'label between 1 and 4' })).toEqual(['s1', 's2']);
    expect(await ask({ by: 'words', text: '4.5' })).toEqual(['s3']);
    expect(await ask(null, { by: 'label', descending: true })).toEqual(['s4', 's3', 's2', 's1', 's0']);
  });

  it('of the part that is asked for', async () => {
    const set = await smallSet();
    const { handle: of } = await set.engine.openDataset('1', set.spec);
    const ask = (part: Part): Promise<FoundPage> =>
      set.engine.findSeries(
        part,
        of,
        { part, filter: { by: 'condition', text: 'max(x) > 4' }, sort: null },
        null,
        0,
        9,
      );
    expect([await ask('train'), await ask('test')].map((page) => [page.total, page.of])).toEqual([
      [3, 3],
      [2, 2],
    ]);
    await set.engine.closeDataset(of);
    await expect(ask('train')).rejects.toMatchObject({ code: 'engine/unknown-handle' });
  });
});

describe('a condition that cannot be used', () => {
  it.each<[text: string, code: ErrorCode, params: object]>([
    ['  ', 'filter/empty', {}],
    ['length >', 'filter/ends-early', { position: 9 }],
    ['length > 1 and and', 'filter/syntax', { near: 'and', position: 16 }],
    ["id = '步行' and foo > 1", 'filter/unknown-name', { name: 'foo', position: 15 }],
    ['mean(x) > 0 and foo > 1', 'filter/unknown-name', { name: 'foo', position: 17 }],
    ['label = "slow"', 'filter/unknown-name', { name: 'slow', position: 9 }],
    ['mean(z) > 0', 'filter/unknown-channel', { name: 'z', position: 6, channels: ['x', 'y'] }],
    ['label = 2 or max( length ) > 1', 'filter/unknown-channel', { name: 'length', position: 19 }],
    ['average(length) > 0', 'filter/unknown-function', { name: 'average', position: 1 }],
    ['label > 2', 'filter/types', { position: 7 }],
    ["mean(x) > 0 or length > 'a'", 'filter/conversion', { text: 'a', position: 25 }],
    ["id = 'a", 'filter/unclosed', { mark: "'", position: 6 }],
    ['(length > 1', 'filter/unclosed', { mark: '(', position: 1 }],
    ['length > 1) or (length < 2', 'filter/syntax', { near: ')', position: 11 }],
    ['length > 1; drop table "of index"', 'filter/syntax', { near: ';', position: 11 }],
    ['length > 1 -- or less', 'filter/syntax', { near: '--', position: 12 }],
    ['length /* > 1', 'filter/syntax', { near: '/*', position: 8 }],
    ["id = e'\\'' or true", 'filter/syntax', { near: 'e', position: 6 }],
    ['id = $$a$$', 'filter/syntax', { near: '$', position: 6 }],
    ['length > ?', 'filter/syntax', { near: '?', position: 10 }],
    ['sum(length) > 1', 'filter/refused', { position: 1 }],
    ["id in (select content from read_text('walks.csv'))", 'filter/refused', { position: 28 }],
    ['sqrt(-length) > 1', 'filter/refused', { position: 1 }],
  ])('%s', async (text, code, params) => {
    await expect(condition(text)).rejects.toMatchObject({ code, params });
    expect(await words('w2')).toEqual(['w2']);
  });
});

const ENDLESS = {
  part: 'train',
  filter: { by: 'condition', text: 'length in (select r.range + 0.5 from range(100000000000) r)' },
  sort: null,
} as const;

it('a question that nobody waits for any more is stopped at once', async () => {
  const asked = engine.findSeries('endless', handle, ENDLESS, null, 0, 9);
  const next = words('w10');
  await engine.cancel('endless');
  await expect(asked).rejects.toMatchObject({ code: 'engine/cancelled' });
  expect(await next).toEqual(['w10']);
});

it('a question goes on from where the one before was stopped', async () => {
  const { folder } = await testEngine();
  const count = 100_000;
  const lines = Array.from({ length: count }, (_, index) => `n${index},${index % 9}`);
  await writeFile(join(folder, 'many.csv'), ['id,x', ...lines, ''].join('\n'));
  const host = nodeHost({ resolve: (file) => join(folder, file), sampleFolder: '', kernelFolder: '', version: 'test' });
  // So that messages are let in at every chance.
  let nowMs = 0;
  const open = createEngine({ ...host, now: () => (nowMs += 30) }, { progress: () => {} });
  const { handle: of } = await open.openDataset('1', {
    source: { kind: 'file', file: 'many.csv', test: 'none' },
    reading: { layout: 'long', series: 'id', label: null, time: null },
    missing: 'refuse',
    scaling: 'none',
  });
  const ask = (call: string, text: string): Promise<FoundPage> =>
    open.findSeries(call, of, { part: 'train', filter: { by: 'words', text }, sort: null }, null, 0, 9);
  for (const [at, text] of ['n9', 'n99', 'n999'].entries()) {
    const asked = ask(`cancelled-${at}`, text);
    await open.cancel(`cancelled-${at}`);
    await expect(asked).rejects.toMatchObject({ code: 'engine/cancelled' });
  }
  // n9999 and n99990 to n99999.
  expect((await ask('last', 'n9999')).total).toBe(11);
  expect((await ask('all', '')).total).toBe(count);
  await open.closeDataset(of);
});

it('a question ends with its dataset', async () => {
  const { engine: own, handle: of } = await walks();
  const asked = own.findSeries('2', of, ENDLESS, null, 0, 9).catch((thrown: unknown) => thrown);
  await own.closeDataset(of);
  expect(await asked).toMatchObject({ code: 'engine/cancelled' });
});

it('a question that takes too long is given up', async () => {
  const { folder } = await testEngine();
  await writeFile(join(folder, 'one.csv'), 'x\n1\n2\n');
  const host = nodeHost({ resolve: (file) => join(folder, file), sampleFolder: '', kernelFolder: '', version: 'test' });
  let hours = 0;
  const hasty = createEngine({ ...host, now: () => (hours += 1) * 3_600_000 }, { progress: () => {} });
  const dataset = await hasty.openDataset('1', {
    source: { kind: 'file', file: 'one.csv', test: 'none' },
    reading: {},
    missing: 'refuse',
    scaling: 'none',
  });
  await expect(hasty.findSeries('2', dataset.handle, ENDLESS, null, 0, 9)).rejects.toMatchObject({
    code: 'filter/too-long',
    params: { seconds: 10 },
  });
  await hasty.closeDataset(dataset.handle);
});
