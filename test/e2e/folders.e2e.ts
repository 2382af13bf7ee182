/** A folder of files: opened by dialog, by drop and again, with its series, labels, settings and what is left out. */

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dropFiles, fact, openName } from '../helpers/data-view';
import { answerDialogs, withWorkbench } from '../helpers/launch';
import { repositoryFile } from '../helpers/shared';
import { goTo, messages, run } from '../helpers/window';

const FILES = {
  'walk/anna.csv': 'x,y\n1,2\n3,4\n5,6\n7,8\n',
  'walk/ben.csv': 'x,y\n2,1\n4,3\n6,5\n',
  'run/anna.csv': 'x,y\n9,2\n8,4\n7,6\n',
  'run/ben.csv': 'x,y\n6,1\n5,3\n4,5\n2,1\n',
  'notes.txt': 'measured on a Monday',
};

let place: string;
let steps: string;

beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), 'lstm-workbench-folders-'));
  steps = join(place, 'steps');
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(steps, path)), { recursive: true });
    writeFileSync(join(steps, path), text);
  }
  writeFileSync(join(place, 'secret.csv'), 'x,y\n666,666\n');
  symlinkSync(join(place, 'secret.csv'), join(steps, 'linked.csv'));
});

afterAll(() => rmSync(place, { recursive: true, force: true }));

const setting = (page: Page, name: string) => page.getByRole('combobox', { name });

test('opens by the dialog, with its series and the labels of its subfolders, and says what was left out', async () => {
  await withWorkbench(async ({ app, page }) => {
    await answerDialogs(app, { open: steps });
    await page.getByRole('button', { name: 'Open folder…' }).click();
    await expect.poll(() => openName(page).textContent()).toBe('steps');
    await expect.poll(() => fact(page, 'Series')).toEqual(['4']);
    for (const id of ['run/anna', 'run/ben', 'walk/anna', 'walk/ben']) {
      await page.getByText(id, { exact: true }).first().waitFor();
    }
    await page.getByText('assumed: the files lie in 2 folders').waitFor();
    await page.getByText('Left out: 2 files').click();
    await page.getByText('linked.csv: a link').waitFor();
    await page.getByText('notes.txt: another extension').waitFor();

    await setting(page, 'Label from').click();
    await page.getByRole('option', { name: 'A part of the file’s name' }).click();
    await expect.poll(() => page.locator('.classes .label').allTextContents()).toEqual(['anna', 'ben']);
    await page.getByRole('button', { name: 'Undo: label from' }).click();
    await expect.poll(() => page.locator('.classes .label').allTextContents()).toEqual(['run', 'walk']);
    await run(page);
  });
});

test('is inspected by the command', () => {
  const { status, stdout } = spawnSync(
    process.execPath,
    [repositoryFile('out/main/lstm-workbench.js'), 'inspect', steps],
    {
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C' },
    },
  );
  expect(status).toBe(0);
  expect(stdout).toContain('classes: run (2), walk (2)');
  expect(stdout).toContain('labelFrom: folder (assumed: the files lie in 2 folders)');
  expect(stdout).toContain('  linked.csv: a link');
});

test('opens when it is dropped, and again from the recent files, and names a file that does not fit', async () => {
  const userData = join(place, 'profile');
  await withWorkbench(
    async ({ page }) => {
      await dropFiles(page, [steps]);
      await expect.poll(() => openName(page).textContent()).toBe('steps');
      await expect.poll(() => fact(page, 'Series')).toEqual(['4']);
    },
    { userData },
  );
  writeFileSync(join(steps, 'walk/carl.csv'), 'x,z\n1,2\n');
  await withWorkbench(
    async ({ page }) => {
      await goTo(page, 'Start');
      await page.getByRole('button', { name: 'steps in the folder' }).click();
      await expect.poll(() => openName(page).textContent()).toBe('steps');
      await page.getByText('walk/carl.csv: its columns are not those of run/anna.csv.').waitFor();
      await page.getByRole('gridcell', { name: 'walk/carl.csv' }).first().waitFor();
      expect(await messages(page).count()).toBe(0);
    },
    { userData },
  );
});
