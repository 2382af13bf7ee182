/** Opening: by dialog, by drop, from the recent files and the samples, and what happens when it fails. */

import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dropFiles, fact, fittedScaling, offerFile, openName } from '../helpers/data-view';
import { withWorkbench } from '../helpers/launch';
import { sharedFile } from '../helpers/shared';
import { goTo, messages, openSample, run, setNumber } from '../helpers/window';

const recentFile = (page: Page, file: string) => page.getByRole('button', { name: `${file} in the folder` });
const walk = 'id,t,left,right\na,0,1,2\na,1,2,4\na,2,4,8\nb,0,3,6\nb,1,6,9\nb,2,9,12\n';

describe('a file', () => {
  test('opens by the dialog', async () => {
    await withWorkbench(async (workbench) => {
      const { page } = workbench;
      await offerFile(workbench, sharedFile('datasets/ItalyPowerDemand/ItalyPowerDemand_TRAIN.ts'));
      await expect.poll(() => openName(page).textContent()).toBe('ItalyPowerDemand_TRAIN.ts');
      await expect.poll(() => fact(page, 'Series')).toEqual(['67', '1,029']);
      await expect.poll(() => fact(page, 'Steps')).toEqual(['24', '24']);
    });
  });

  test('opens when it is dropped, whatever view is shown', async () => {
    await withWorkbench(async ({ page, folder }) => {
      const file = join(folder, 'walk.csv');
      writeFileSync(file, walk);
      const invitation = page.getByText('Drop the file to open it');
      await dropFiles(page, [file], () => invitation.waitFor());
      await invitation.waitFor({ state: 'detached' });
      await expect.poll(() => openName(page).textContent()).toBe('walk.csv');
      await expect.poll(() => fact(page, 'Series')).toEqual(['2']);

      await goTo(page, 'Lesson');
      await dropFiles(page, [sharedFile('datasets/ArrowHead/ArrowHead_TRAIN.tsv'), file]);
      await expect.poll(() => openName(page).textContent()).toBe('ArrowHead_TRAIN.tsv');
      await expect.poll(() => fact(page, 'Series')).toEqual(['36']);
      await messages(page).getByText('2 files were dropped; the first one, ArrowHead_TRAIN.tsv, is opened').waitFor();
    });
  });

  test('that cannot be read leaves what is open as it was, and usable', async () => {
    await withWorkbench(async ({ page, folder }) => {
      await openSample(page, 'GunPoint');
      await goTo(page, 'Model');
      await setNumber(page, 'Hidden units', 8);

      const empty = join(folder, 'empty.csv');
      writeFileSync(empty, '');
      await dropFiles(page, [empty]);
      await messages(page).getByText('empty.csv: the file is empty.').waitFor();
      expect(await openName(page).textContent()).toBe('GunPoint');
      expect(await page.getByRole('spinbutton', { name: 'Hidden units' }).inputValue()).toBe('8');

      await run(page);
      await messages(page).waitFor({ state: 'hidden' });
    });
  });
});

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
          await offerFile(workbench, join(data, name));
          await expect.poll(() => openName(page).textContent()).toBe(name);
        }
        await offerFile(workbench, join(data, 'broken.csv'));
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
        await expect.poll(() => fact(page, 'Series')).toEqual(['50', '150']);
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
        expect(await recentFile(page, 'GunPoint_TRAIN.ts').count()).toBe(1);
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
        await openSample(page, name);
        await expect.poll(() => fact(page, 'Series')).toEqual(series);
        await expect.poll(() => fact(page, 'Steps')).toEqual(steps);
        await expect.poll(() => fact(page, 'Channels')).toEqual(channels);
      }
      await expect.poll(() => fact(page, 'Rows')).toEqual(['7,040']);
    });
  });

  test('made from a seed: the same seed gives the same values, another one others', async () => {
    await withWorkbench(async ({ page }) => {
      const make = async (seed: number): Promise<unknown> => {
        await goTo(page, 'Start');
        await setNumber(page, 'Series in each part', 12);
        await setNumber(page, 'Steps', 40);
        await setNumber(page, 'Seed', seed);
        await page.getByRole('button', { name: 'Make and open' }).click();
        await expect.poll(() => openName(page).textContent()).toBe('Sines and squares');
        await expect.poll(() => fact(page, 'Series')).toEqual(['12', '12']);
        await expect.poll(() => fact(page, 'Steps')).toEqual(['40', '40']);
        return await fittedScaling(page);
      };
      const first = await make(7);
      // Waves of amplitude 1 around zero: neither mean nor deviation can be far from those of a sine and a square.
      expect(first).toEqual([
        { channel: expect.any(String), offset: expect.closeTo(0, 0), scale: expect.closeTo(0.9, 0) },
      ]);
      expect(await make(8)).not.toEqual(first);
      expect(await make(7)).toEqual(first);
    });
  });
});
