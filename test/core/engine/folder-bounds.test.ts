/** Folders of any size: values in a store, rows read again, Parquet files, and another folder as the test part. */

import { readdirSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterAll, describe, expect, it } from 'vitest';
import { DEFAULT_FEATURES, type FolderSource, type ReadingSpec } from '../../../core/contract/specs';
import { type FolderBounds, openFolder } from '../../../core/engine/folders';
import { Opened } from '../../../core/engine/sources';
import { Task } from '../../../core/engine/task';
import { nodeHost } from '../../../core/node/host';
import { removeScratch, scratchPath } from '../../../core/node/scratch';
import { testEngine } from '../../helpers/engine';
import { CLASSES, openSet, specOf, writeFiles } from '../../helpers/folders';
import { comparable } from '../../helpers/large';
import { SMALL_MODEL } from '../../helpers/small-set';

afterAll(removeScratch);

/** Twelve recordings of two classes, of unequal lengths, with a label for every step. */
const WALKS = Object.fromEntries(
  Array.from({ length: 12 }, (_, at) => {
    const rows = Array.from(
      { length: 20 + at },
      (__, step) => `${step},${at * 100 + step / 8},${-step},${step % 7 < 3 ? 'a' : 'b'}`,
    );
    return [`${at % 2 === 0 ? 'walk' : 'run'}/${at}.csv`, `t,x,y,label\n${rows.join('\n')}\n`];
  }),
);

/** Two channels of four series, each a file. */
const CHANNELS = Object.fromEntries(
  Array.from({ length: 4 }, (_, at) =>
    ['acc', 'gyro'].map((channel, of) => [
      `s${at}/${channel}.csv`,
      `v,w\n${Array.from({ length: 9 + at }, (__, step) => `${at + step},${of * 1000 + step}`).join('\n')}\n`,
    ]),
  ).flat(),
);

async function opening(files: Record<string, string>) {
  const { folder } = await testEngine();
  await writeFiles(join(folder, 'data'), files);
  const host = nodeHost({
    resolve: (file) => resolve(folder, file),
    sampleFolder: '',
    kernelFolder: '',
    version: 'test',
  });
  return {
    folder,
    async open(bounds?: FolderBounds, reading: ReadingSpec = {}, given: Partial<FolderSource> = {}) {
      const opened = new Opened();
      const task = new Task('1', host, { progress: () => {} } as never);
      const source: FolderSource = { kind: 'folder', folder: 'data', ...given };
      return { ...(await openFolder(source, reading, host, task, opened, bounds)), opened };
    },
  };
}

describe('values beyond the bound', () => {
  it.each([
    ['of whole series', WALKS, {}],
    ['of windows', WALKS, { window: { length: 8, stride: 4 } }],
    ['of channels in files of their own', CHANNELS, {}],
    ['of some of these channels', CHANNELS, { channels: ['gyro.w', 'acc.v'] }],
  ])('%s are kept in a store, and all is as in memory', async (_name, files, reading) => {
    const made = await opening(files);
    const stores = () => readdirSync(dirname(scratchPath('probe'))).length;
    const before = stores();
    const small = await made.open(undefined, reading);
    const large = await made.open({ values: 16, bytes: 0 }, reading);
    expect(stores()).toBeGreaterThan(before);
    expect(small.train.result.problem).toBeNull();
    expect(await comparable(large.train.result)).toEqual(await comparable(small.train.result));
    expect(large.train.sha256).toBe(small.train.sha256);
    await large.opened.close();
    await small.opened.close();
    expect(stores()).toBe(before);
  });

  it('are told where a file has changed since', async () => {
    const made = await opening(WALKS);
    const { train, opened } = await made.open({ values: 16, bytes: 0 });
    await writeFile(join(made.folder, 'data/run/1.csv'), 't,x,y,label\n1,2,3,a\n');
    await expect(Promise.resolve(train.result.table.page(0, 3))).rejects.toMatchObject({
      code: 'file/changed',
      params: { file: 'run/1.csv' },
    });
    await opened.close();
  });
});

describe('Parquet files in a folder', () => {
  it('are read as the same tables in CSV are', async () => {
    const csv = await testEngine();
    await writeFiles(join(csv.folder, 'data'), CLASSES);
    const parquet = await testEngine();
    await writeFiles(join(parquet.folder, 'data'), { 'walk/about.txt': 'walks', 'run/about.txt': 'runs' });
    for (const [path, text] of Object.entries(CLASSES)) {
      const [names, ...rows] = text
        .trimEnd()
        .split('\n')
        .map((line) => line.split(','));
      const columnData = names.map((name, at) => ({
        name,
        type: 'DOUBLE' as const,
        data: rows.map((row) => Number(row[at])),
      }));
      const file = join(parquet.folder, 'data', path.replace('.csv', '.parquet'));
      writeFileSync(file, new Uint8Array(parquetWriteBuffer({ columnData })));
    }
    const spec = specOf({ kind: 'folder', folder: 'data' });
    const [expected, found] = [await openSet(csv, spec), await openSet(parquet, spec)];
    expect(found.view.problem).toBeNull();
    expect(found.series).toEqual(expected.series);
    expect(found.view.folder).toMatchObject({ extension: 'parquet', files: 4 });
    const page = await parquet.engine.tablePage(found.view.handle, 'train', 2, 3);
    expect(page).toMatchObject({ total: 10, columns: ['file', 'x', 'y'], lines: [3, 1, 2] });
    expect(page.cells[0]).toEqual(['run/1.parquet', '-3.0', '2.5']);
  });

  it('that are broken are named by their path', async () => {
    const made = await testEngine();
    await writeFiles(join(made.folder, 'data'), { 'a/1.parquet': 'PAR1 and no more', 'b/1.parquet': 'PAR1' });
    const { view } = await openSet(made, specOf({ kind: 'folder', folder: 'data' }));
    expect(view.problem).toMatchObject({ code: 'parquet/broken', params: { file: 'a/1.parquet' } });
  });
});

describe('another folder as the test part', () => {
  const FILES = {
    'learn/up/1.csv': 'x\n1\n2\n',
    'learn/down/1.csv': 'x\n3\n',
    'learn/up/2.csv': 'x\n5\n',
    'check/up/1.csv': 'x\n6\n7\n',
    'check/down/2.csv': 'x\n8\n',
    'check/notes.txt': 'more',
  };

  it('is read as the first one is', async () => {
    const made = await testEngine();
    await writeFiles(made.folder, FILES);
    const spec = specOf({ kind: 'folder', folder: 'learn', test: 'check' });
    const { view, series } = await openSet(made, spec, 'test');
    expect(view.problem).toBeNull();
    expect(series).toEqual([
      { id: 'down/2', label: 'down', values: [[8]] },
      { id: 'up/1', label: 'up', values: [[6, 7]] },
    ]);
    expect(view.train?.seriesCount).toBe(3);
    expect(view.test?.fileName).toBe('check');
    expect(view.folder).toMatchObject({ files: 5, parts: 'none', test: 'check' });
    expect(view.folder?.leftOut.files).toEqual([{ path: 'check/notes.txt', reason: 'extension' }]);
  });

  it('is named in the provenance, and nothing is written into it', async () => {
    const made = await testEngine();
    await writeFiles(made.folder, FILES);
    const job = {
      version: 1 as const,
      task: 'features' as const,
      dataset: specOf({ kind: 'folder', folder: 'learn', test: 'check' }),
      model: SMALL_MODEL,
      features: DEFAULT_FEATURES,
      gates: { sequence: null },
      output: { file: 'out.csv', test: 'out-test.csv' },
    };
    await made.engine.runJob('1', job);
    const provenance = JSON.parse(await made.read('out.provenance.json'));
    expect(provenance.dataset.source).toEqual({ kind: 'folder', folder: 'learn', test: 'check' });
    expect((await made.read('out-test.csv')).split('\n')[1]).toMatch(/^down\/2,down,/);
    const inside = made.engine.runJob('2', { ...job, output: { file: 'check/out.csv', test: null } });
    await expect(inside).rejects.toMatchObject({ code: 'export/inside-source', params: { folder: 'check' } });
  });

  it('tells which of both folders a file lies in that is not like the others', async () => {
    const made = await testEngine();
    await writeFiles(made.folder, { ...FILES, 'check/up/1.csv': 'y\n6\n7\n' });
    const { view } = await openSet(made, specOf({ kind: 'folder', folder: 'learn', test: 'check' }));
    expect(view.problem).toMatchObject({ code: 'folder/columns-differ', params: { file: 'check/up/1.csv' } });
  });
});
