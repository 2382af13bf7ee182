/** Folders of files as datasets: where labels come from, and how a folder is read and run like a file. */

import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { EngineEvents, Progress } from '../../../core/contract/api';
import { WorkbenchError } from '../../../core/contract/errors';
import { DEFAULT_FEATURES } from '../../../core/contract/specs';
import { createEngine } from '../../../core/engine/engine';
import { nodeHost } from '../../../core/node/host';
import { testEngine } from '../../helpers/engine';
import { CLASSES, openFiles, specOf, writeFiles } from '../../helpers/folders';
import { repositoryFile } from '../../helpers/shared';
import { SMALL_MODEL } from '../../helpers/small-set';

describe('one folder per class', () => {
  it('gives each file a series, named by its path and labelled by its folder, in the order of code units', async () => {
    const { view, series } = await openFiles(CLASSES);
    expect(view.problem).toBeNull();
    expect(view.name).toBe('data');
    expect(series).toEqual([
      {
        id: 'run/1',
        label: 'run',
        values: [
          [-1, -2, -3],
          [0.5, 1.5, 2.5],
        ],
      },
      {
        id: 'run/b',
        label: 'run',
        values: [
          [10, 11],
          [20, 21],
        ],
      },
      {
        id: 'walk/10',
        label: 'walk',
        values: [
          [1, 3],
          [2, 4],
        ],
      },
      {
        id: 'walk/2',
        label: 'walk',
        values: [
          [5, 7, 9],
          [6, 8, 10],
        ],
      },
    ]);
    expect(view.folder).toMatchObject({ contents: 'series', labelFrom: 'folder', extension: 'csv', files: 4 });
    expect(view.assumptions).toContainEqual({ setting: 'labelFrom', reason: 'folder-names', params: { count: 2 } });
    expect(view.train?.classes).toEqual([
      { label: 'run', count: 2 },
      { label: 'walk', count: 2 },
    ]);
  });

  it('hashes names and hashes as sha256sum prints them', async () => {
    const { view } = await openFiles(CLASSES);
    const hash = (text: string) => createHash('sha256').update(text).digest('hex');
    const lines = Object.entries(CLASSES).map(([path, text]) => [path, hash(text)]);
    const sorted = lines.toSorted(([a], [b]) => (a < b ? -1 : 1));
    expect(view.train?.sha256).toBe(hash(sorted.map(([path, sha]) => `${sha}  ${path}\n`).join('')));
  });

  it('shows the rows of all files, each with its file and line', async () => {
    const { engine, view } = await openFiles(CLASSES);
    const page = await engine.tablePage(view.handle, 'train', 2, 3);
    expect(page).toMatchObject({
      total: 10,
      columns: ['file', 'x', 'y'],
      lines: [4, 2, 3],
      cells: [
        ['run/1.csv', '-3', '2.5'],
        ['run/b.csv', '10', '20'],
        ['run/b.csv', '11', '21'],
      ],
    });
  });
});

describe('labels', () => {
  it('come from a part of the names where no folders tell them', async () => {
    const files = { 'S1_walk.csv': 'x\n1\n', 'S2_walk.csv': 'x\n2\n', 'S1_run.csv': 'x\n3\n', 'S2_run.csv': 'x\n4\n' };
    const { view, series } = await openFiles(files);
    expect(series.map(({ id, label }) => [id, label])).toEqual([
      ['S1_run', 'run'],
      ['S1_walk', 'walk'],
      ['S2_run', 'run'],
      ['S2_walk', 'walk'],
    ]);
    expect(view.folder).toMatchObject({ labelFrom: 'name', namePart: 3, nameParts: ['S', '1', 'run'] });
    const other = await openFiles(files, { settings: { labelFrom: 'name', namePart: 2 } });
    expect(other.series.map(({ label }) => label)).toEqual(['1', '1', '2', '2']);
    const none = await openFiles(files, { settings: { labelFrom: 'none' } });
    expect(none.series.map(({ label }) => label)).toEqual([null, null, null, null]);
  });

  it('come from a column that is named like one, which is no channel whatever is chosen', async () => {
    const files = { 'a/1.csv': 'x,class\n1,up\n2,up\n', 'a/2.csv': 'x,class\n3,down\n', 'b/1.csv': 'x,class\n4,up\n' };
    const { view, series } = await openFiles(files);
    expect(view.folder?.labelFrom).toBe('column');
    expect(view.understood.label).toBe('class');
    expect(series.map(({ label }) => label)).toEqual(['up', 'down', 'up']);
    const byFolder = await openFiles(files, { settings: { labelFrom: 'folder' } });
    expect(byFolder.view.channels).toEqual(['x']);
    expect(byFolder.series.map(({ label }) => label)).toEqual(['a', 'a', 'b']);
  });

  it('that are missing are told of', async () => {
    const { view, series } = await openFiles(
      { ...CLASSES, 'lost.csv': 'x,y\n1,1\n' },
      { settings: { labelFrom: 'folder' } },
    );
    expect(series.find(({ id }) => id === 'lost')?.label).toBeNull();
    expect(view.warnings).toContainEqual({ code: 'folder/no-label', params: { file: 'lost.csv', count: 1 } });
  });
});

describe('a folder', () => {
  it('must be one', async () => {
    const made = await testEngine();
    await writeFile(join(made.folder, 'a.csv'), 'x\n1\n');
    const open = (folder: string) => made.engine.openDataset('1', specOf({ kind: 'folder', folder }));
    await expect(open('a.csv')).rejects.toMatchObject({ code: 'folder/not-a-folder', params: { file: 'a.csv' } });
    await expect(open('none')).rejects.toMatchObject({ code: 'file/not-found', params: { file: 'none' } });
    await mkdir(join(made.folder, 'empty'));
    await expect(open('empty')).rejects.toMatchObject({ code: 'folder/empty' });
  });

  it('names a file that the system does not let be read by its path below it', async () => {
    const made = await testEngine();
    await writeFiles(join(made.folder, 'data'), { 'a/1.csv': 'x\n1\n', 'b/1.csv': 'x\n1\n' });
    const options = { sampleFolder: '', kernelFolder: repositoryFile('out/kernel'), version: 'test' };
    const host = nodeHost({ resolve: (file) => resolve(made.folder, file), ...options });
    const read: typeof host.read = (path, onBytes) => {
      if (basename(dirname(path)) !== 'b') return host.read(path, onBytes);
      throw new WorkbenchError('file/unreadable', { file: '1.csv', reason: 'EACCES' });
    };
    const engine = createEngine({ ...host, read }, { progress: () => {} });
    const view = await engine.openDataset('1', specOf({ kind: 'folder', folder: 'data' }));
    expect(view.problem).toEqual({ code: 'file/unreadable', params: { file: 'b/1.csv', reason: 'EACCES' } });
  });

  it('tells its progress over all files and can be cancelled', async () => {
    const heard: Progress[] = [];
    let cancel = () => {};
    const events: Partial<EngineEvents> = {
      progress(_, progress) {
        heard.push(progress);
        if (progress.done > 0) cancel();
      },
    };
    const made = await testEngine(events);
    const text = `x\n${'0.123456789\n'.repeat(20_000)}`;
    await writeFiles(
      join(made.folder, 'data'),
      Object.fromEntries([...Array(60).keys()].map((n) => [`${n}.csv`, text])),
    );
    cancel = () => void made.engine.cancel('1');
    const opening = made.engine.openDataset('1', specOf({ kind: 'folder', folder: 'data' }));
    await expect(opening).rejects.toMatchObject({ code: 'engine/cancelled' });
    expect(heard.at(-1)).toMatchObject({ phase: 'reading', unit: 'bytes', total: 60 * text.length });
  });

  it('is run like a file, and the provenance names it and its files by one hash', async () => {
    const made = await testEngine();
    await writeFiles(join(made.folder, 'data'), CLASSES);
    const job = {
      version: 1 as const,
      task: 'features' as const,
      dataset: { ...specOf({ kind: 'folder', folder: 'data' }), scaling: 'zscore' as const },
      model: SMALL_MODEL,
      features: DEFAULT_FEATURES,
      gates: { sequence: null },
      output: { file: 'out.csv', test: null },
    };
    await made.engine.runJob('1', job);
    expect((await made.read('out.csv')).split('\n')[1]).toMatch(/^run\/1,run,/);
    const provenance = JSON.parse(await made.read('out.provenance.json'));
    expect(provenance.dataset.source).toEqual({ kind: 'folder', folder: 'data' });
    expect(provenance.files).toMatchObject([{ fileName: 'data', seriesCount: 4, rows: 10 }]);
    const inside = made.engine.runJob('2', { ...job, output: { file: 'data/out.csv', test: null } });
    await expect(inside).rejects.toMatchObject({ code: 'export/inside-source', params: { folder: 'data' } });
  });
});
