/** Opening: by dialog, by drop, from the recent files and the samples, and what happens when it fails. */

import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withWorkbench } from '../helpers/launch';
import { sharedFile } from '../helpers/shared';
import {
  dataPanel,
  dropFiles,
  fact,
  goTo,
  messages,
  number,
  openFile,
  openName,
  topBar,
  typeNumber,
} from '../helpers/window';

const recentFile = (page: Page, file: string) => page.getByRole('button', { name: `${file} in the folder` });
const walk = 'id,t,left,right\na,0,1,2\na,1,2,4\na,2,4,8\nb,0,3,6\nb,1,6,9\nb,2,9,12\n';

describe('a file', () => {
  test('opens by the dialog', async () => {
    await withWorkbench(async (workbench) => {
      const { page } = workbench;
      await openFile(workbench, sharedFile('datasets/ItalyPowerDemand/ItalyPowerDemand_TRAIN.ts'));
      await expect.poll(() => openName(page).textContent()).toBe('ItalyPowerDemand_TRAIN.ts');
      expect(await fact(page, 'Series')).toEqual(['67', '1,029']);
      expect(await fact(page, 'Steps')).toEqual(['24', '24']);
    });
  });

  test('opens when it is dropped, whatever view is shown', async () => {
    await withWorkbench(async ({ page, folder }) => {
      const file = join(folder, 'walk.csv');
      writeFileSync(file, walk);
      await dropFiles(page, [file]);
      await expect.poll(() => openName(page).textContent()).toBe('walk.csv');
      expect(await fact(page, 'Series')).toEqual(['2']);

      await goTo(page, 'Lesson');
      await dropFiles(page, [sharedFile('datasets/ArrowHead/ArrowHead_TRAIN.tsv'), file]);
      await expect.poll(() => openName(page).textContent()).toBe('ArrowHead_TRAIN.tsv');
      expect(await fact(page, 'Series')).toEqual(['36']);
      await messages(page).getByText('2 files were dropped; the first one, ArrowHead_TRAIN.tsv, is opened').waitFor();
    });
  });

  test('says where to let go while it hovers over the window', async () => {
    await withWorkbench(async ({ page, folder }) => {
      const file = join(folder, 'walk.csv');
      writeFileSync(file, walk);
      const devtools = await page.context().newCDPSession(page);
      const data = { items: [], files: [file], dragOperationsMask: 1 };
      await devtools.send('Input.dispatchDragEvent', { type: 'dragEnter', x: 600, y: 400, data });
      await page.getByText('Drop the file to open it').waitFor();
      await devtools.send('Input.dispatchDragEvent', { type: 'dragCancel', x: 600, y: 400, data });
      await page.getByText('Drop the file to open it').waitFor({ state: 'detached' });
    });
  });

  test('that cannot be read leaves what is open as it was, and usable', async () => {
    await withWorkbench(async ({ page, folder }) => {
      await page.getByRole('button', { name: 'GunPoint' }).click();
      await expect.poll(() => openName(page).textContent()).toBe('GunPoint');
      await typeNumberOfUnits(page, '8');

      const empty = join(folder, 'empty.csv');
      writeFileSync(empty, '');
      await dropFiles(page, [empty]);
      await messages(page).getByText('empty.csv: the file is empty.').waitFor();
      expect(await openName(page).textContent()).toBe('GunPoint');
      expect(await number(page, 'Hidden units').inputValue()).toBe('8');

      await topBar(page).getByRole('button', { name: 'Run', exact: true }).click();
      await topBar(page).getByRole('button', { name: 'Export features' }).waitFor();
    });
  });
});

async function typeNumberOfUnits(page: Page, units: string): Promise<void> {
  await goTo(page, 'Model');
  await typeNumber(page, 'Hidden units', units);
}

describe('recent files', () => {
  let userData: string;
  let data: string;

  beforeAll(() => {
    userData = mkdtempSync(join(tmpdir(), 'lstm-workbench-recent-'));
    data = join(userData, 'measured');
    mkdirSync(data);
    for (const part of ['TRAIN', 'TEST']) {
      const name = `GunPoint_${part}.ts`;
      copyFileSync(sharedFile(`datasets/GunPoint/${name}`), join(data, name));
    }
    writeFileSync(join(data, 'walk.csv'), walk);
    writeFileSync(join(data, 'broken.csv'), '');
  });

  afterAll(() => rmSync(userData, { recursive: true, force: true }));

  test('are empty at first, then list what opened well', async () => {
    await withWorkbench(
      async (workbench) => {
        const { page } = workbench;
        await page.getByText('Files that you open are listed here.').waitFor();
        for (const name of ['GunPoint_TRAIN.ts', 'walk.csv']) {
          await openFile(workbench, join(data, name));
          await expect.poll(() => openName(page).textContent()).toBe(name);
        }
        await openFile(workbench, join(data, 'broken.csv'));
        await messages(page).getByText('broken.csv').waitFor();
      },
      { userData },
    );
  });

  test('are there after a restart, the latest first, and open', async () => {
    await withWorkbench(
      async ({ page }) => {
        await recentFile(page, 'walk.csv').waitFor();
        const listed = page.getByRole('button', { name: 'in the folder measured' });
        expect(await listed.allTextContents()).toEqual(['walk.csvmeasured', 'GunPoint_TRAIN.tsmeasured']);
        await recentFile(page, 'GunPoint_TRAIN.ts').click();
        await expect.poll(() => openName(page).textContent()).toBe('GunPoint_TRAIN.ts');
        expect(await fact(page, 'Series')).toEqual(['50', '150']);
      },
      { userData },
    );
  });

  test('that have vanished are said to be gone and leave the list', async () => {
    await withWorkbench(
      async ({ page }) => {
        await recentFile(page, 'walk.csv').waitFor();
        rmSync(join(data, 'walk.csv'));
        await recentFile(page, 'walk.csv').click();
        await messages(page).getByText('walk.csv is no longer where it was').waitFor();
        await recentFile(page, 'walk.csv').waitFor({ state: 'detached' });
        await recentFile(page, 'GunPoint_TRAIN.ts').waitFor();
      },
      { userData },
    );
  });
});

describe('samples', () => {
  test('open, each with what it holds', async () => {
    await withWorkbench(async ({ page }) => {
      const samples = [
        { name: "The article's example", series: ['1'], steps: ['10'], channels: ['1'] },
        { name: 'GunPoint', series: ['50', '150'], steps: ['150', '150'], channels: ['1'] },
        { name: 'Daphnet recording', series: ['54'], steps: ['256'], channels: ['9'] },
      ];
      for (const { name, series, steps, channels } of samples) {
        await goTo(page, 'Start');
        await page.getByRole('button', { name }).click();
        await expect.poll(() => openName(page).textContent()).toBe(name);
        expect(await fact(page, 'Series')).toEqual(series);
        expect(await fact(page, 'Steps')).toEqual(steps);
        expect(await fact(page, 'Channels')).toEqual(channels);
      }
      expect(await fact(page, 'Rows')).toEqual(['7,040']);
    });
  });

  test('made from a seed: the same seed gives the same values, another one others', async () => {
    await withWorkbench(async ({ page }) => {
      const make = async (seed: string): Promise<string> => {
        await goTo(page, 'Start');
        await typeNumber(page, 'Series in each part', '12');
        await typeNumber(page, 'Steps', '40');
        await typeNumber(page, 'Seed', seed);
        await page.getByRole('button', { name: 'Make and open' }).click();
        await expect.poll(() => openName(page).textContent()).toBe('Sines and squares');
        expect(await fact(page, 'Series')).toEqual(['12', '12']);
        expect(await fact(page, 'Steps')).toEqual(['40', '40']);
        const fitted = dataPanel(page).getByRole('table').filter({ hasText: 'Fitted on the training part' });
        const values = await fitted.getByRole('cell').all();
        return (await Promise.all(values.map((value) => value.getAttribute('title')))).join(' ');
      };
      const first = await make('7');
      const other = await make('8');
      expect(first).toMatch(/^-?[\d.e-]+ [\d.]+$/);
      expect(other).not.toBe(first);
      expect(await make('7')).toBe(first);
    });
  });
});
