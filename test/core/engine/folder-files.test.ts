/** Which files of a folder make a dataset: those of one extension, of its parts, and none that a link leads to. */

import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { testEngine } from '../../helpers/engine';
import { CLASSES, openFiles, openSet, specOf, writeFiles } from '../../helpers/folders';

describe('files that belong', () => {
  it('are those of the most frequent extension; the others are named with the reason', async () => {
    const { view, series, folder, engine, read } = await openFiles({
      ...CLASSES,
      'README.txt': 'hello',
      '.DS_Store': 'x',
      '.git/config.csv': 'x\n1\n',
      'notes/more.json': '{}',
    });
    expect(series).toHaveLength(4);
    expect(view.folder?.leftOut).toEqual({
      count: 4,
      files: [
        { path: '.DS_Store', reason: 'hidden' },
        { path: '.git', reason: 'hidden' },
        { path: 'README.txt', reason: 'extension' },
        { path: 'notes/more.json', reason: 'extension' },
      ],
    });
    expect(view.warnings).toContainEqual({
      code: 'folder/left-out',
      params: { file: 'data', count: 2, names: ['README.txt', 'notes/more.json'] },
    });
    expect(view.folder?.extensions).toEqual([
      { extension: 'json', files: 1 },
      { extension: 'txt', files: 1 },
    ]);
    const chosen = specOf({ kind: 'folder', folder: 'data', extension: 'TXT' });
    const other = await openSet({ engine, folder, read }, chosen);
    expect(other.view.folder?.files).toBe(1);
  });

  it('may be packed, beside files that are not', async () => {
    const { gzipSync } = await import('node:zlib');
    const { series } = await openFiles({ 'a.csv': 'x\n1\n2\n', 'b.csv.gz': gzipSync('x\n3\n4\n') });
    expect(series.map(({ id, values }) => [id, values])).toEqual([
      ['a', [[1, 2]]],
      ['b', [[3, 4]]],
    ]);
  });

  it('make the training and the test part where subfolders or names say so', async () => {
    const files = {
      'TRAIN/up/1.csv': 'x\n1\n2\n',
      'TRAIN/down/1.csv': 'x\n3\n',
      'TRAIN/up/2.csv': 'x\n5\n',
      'TEST/up/1.csv': 'x\n6\n',
      'TEST/down/1.csv': 'x\n7\n',
      'stray.csv': 'x\n8\n',
    };
    const { view, series } = await openFiles(files, { part: 'test' });
    expect(series).toEqual([
      { id: 'TEST/down/1', label: 'down', values: [[7]] },
      { id: 'TEST/up/1', label: 'up', values: [[6]] },
    ]);
    expect(view.train?.seriesCount).toBe(3);
    expect(view.folder?.leftOut.files).toEqual([{ path: 'stray.csv', reason: 'no-part' }]);
    const all = await openFiles(files, { settings: { parts: 'none' } });
    expect(all.view.test).toBeNull();
    expect(all.series).toHaveLength(6);
  });

  it('of the archive are read as the archive means them', async () => {
    const { view, series } = await openFiles({
      'Toy_TRAIN.tsv': '1\t0.5\t0.25\t2.5\t1.5\n2\t3.5\t1.25\t1.5\t0.5\n1\t0.1\t0.2\t0.3\t0.4\n2\t0.9\t0.8\t0.7\t0.6\n',
      'Toy_TEST.tsv': '2\t1.5\t0.25\t2.5\t1.5\n',
      'README.md': 'about',
    });
    expect(view.understood.format).toBe('ucr');
    expect(view.test?.seriesCount).toBe(1);
    expect(series[1]).toEqual({ id: 'Toy_TRAIN:1', label: '2', values: [[3.5, 1.25, 1.5, 0.5]] });
  });

  it('that would make one series of two are refused', async () => {
    await expect(openFiles({ 'a.csv': 'x\n1\n', 'a.CSV': 'x\n1\n' })).rejects.toMatchObject({
      code: 'folder/same-name',
      params: { file: 'a.csv', other: 'a.CSV' },
    });
  });

  it('must be there', async () => {
    await expect(openFiles({ 'a.pdf': 'x', '.b.csv': 'x\n1\n' })).rejects.toMatchObject({
      code: 'folder/no-files',
      params: { file: 'data', count: 2, names: ['.b.csv', 'a.pdf'] },
    });
  });
});

describe('links', () => {
  it('are left out, and what leads out of the folder is refused', async () => {
    const made = await testEngine();
    await writeFiles(made.folder, { 'data/a.csv': 'x\n1\n', 'secret/b.csv': 'x\n666\n' });
    await symlink(join(made.folder, 'secret'), join(made.folder, 'data/inner'));
    await symlink(join(made.folder, 'secret/b.csv'), join(made.folder, 'data/c.csv'));
    const { view, series } = await openSet(made, specOf({ kind: 'folder', folder: 'data' }));
    expect(series.map(({ id }) => id)).toEqual(['a']);
    expect(view.folder?.leftOut.files).toEqual([
      { path: 'c.csv', reason: 'link' },
      { path: 'inner', reason: 'link' },
    ]);
  });
});
