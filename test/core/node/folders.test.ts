/** Folders through the host: listed within bounds, and never left by way of a link. */

import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { isInside, listFolder, pathInside } from '../../../core/node/folders';
import { writeFiles } from '../../helpers/folders';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lstm-folders-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const byPath = (a: { path: string }, b: { path: string }) => (a.path < b.path ? -1 : 1);

it('lists files at any depth with their sizes, and only names what it does not look into', async () => {
  await writeFiles(folder, { 'a.csv': '12345', 'b/c/d.csv': '1', '.hidden/e.csv': '1', '__MACOSX/._a.csv': '1' });
  await symlink(folder, join(folder, 'b/round'));
  const entries = await listFolder(folder, 100, () => {});
  expect(entries.toSorted(byPath)).toEqual([
    { path: '.hidden', bytes: 0, kind: 'hidden' },
    { path: '__MACOSX', bytes: 0, kind: 'hidden' },
    { path: 'a.csv', bytes: 5, kind: 'file' },
    { path: 'b/c/d.csv', bytes: 1, kind: 'file' },
    { path: 'b/round', bytes: 0, kind: 'link' },
  ]);
});

it('refuses a folder that holds more than it may list, and stops where it is told to', async () => {
  await writeFiles(folder, { 'a/1.csv': '', 'a/2.csv': '', 'a/3.csv': '' });
  await expect(listFolder(folder, 3, () => {})).rejects.toMatchObject({
    code: 'folder/too-many',
    params: { limit: 3 },
  });
  const stop = () => Promise.reject(new Error('stopped'));
  await expect(listFolder(folder, 100, stop)).rejects.toThrow('stopped');
});

it('refuses a file in whose place a link was put that leads out', async () => {
  await writeFiles(folder, { 'in/a.csv': '1', 'out/b.csv': '2' });
  const inner = join(folder, 'in');
  await expect(pathInside(inner, 'a.csv')).resolves.toMatch(/a\.csv$/);
  await symlink(join(folder, 'out/b.csv'), join(inner, 'b.csv'));
  await symlink(join(folder, 'out'), join(inner, 'deep'));
  for (const path of ['b.csv', 'deep/b.csv', '../out/b.csv']) {
    await expect(pathInside(inner, path)).rejects.toMatchObject({ code: 'folder/outside', params: { file: path } });
  }
  await expect(pathInside(inner, 'none.csv')).rejects.toMatchObject({ code: 'file/not-found' });
});

it('tells what lies in a folder by whole names', async () => {
  await mkdir(join(folder, 'data'));
  await writeFile(join(folder, 'data.csv'), '');
  expect(isInside(join(folder, 'data'), join(folder, 'data', 'x', 'a.csv'))).toBe(true);
  expect(isInside(join(folder, 'data'), join(folder, 'data', '..a.csv'))).toBe(true);
  expect(isInside(join(folder, 'data'), join(folder, 'data'))).toBe(false);
  expect(isInside(join(folder, 'data'), join(folder, 'data.csv'))).toBe(false);
  expect(isInside(join(folder, 'data'), join(folder, 'a.csv'))).toBe(false);
});
