/** Experiments: runs are kept, compared, named and found again in a project file, also after the program was killed. */

import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { answerDialogs, openWorkbench, withWorkbench, type Workbench } from '../helpers/launch';
import { barButton, goTo, messages, openSample } from '../helpers/window';

const rows = (page: Page) => page.getByRole('row').filter({ has: page.getByRole('checkbox') });

async function run(page: Page): Promise<void> {
  await barButton(page, 'Run').or(barButton(page, 'Run again')).click();
  await barButton(page, 'Export features').waitFor();
}

/** Two runs of the sample, the second one of another seed. */
async function runTwice(page: Page): Promise<void> {
  await openSample(page, 'GunPoint');
  await run(page);
  await goTo(page, 'Model');
  const seed = page.getByRole('spinbutton', { name: 'Seed' });
  await seed.fill('7');
  await seed.press('Enter');
  await run(page);
}

async function saveAs({ app, page }: Workbench, path: string): Promise<void> {
  await answerDialogs(app, { save: path });
  await page.getByRole('button', { name: 'Save project as…' }).click();
  await page.getByRole('heading', { name: 'kept.lstmw' }).waitFor();
}

describe('experiments', () => {
  test('are kept, named, compared, deleted and put back', () =>
    withWorkbench(async ({ page }) => {
      await goTo(page, 'Project');
      await page.getByRole('heading', { name: 'No experiments yet' }).waitFor();
      await runTwice(page);
      await goTo(page, 'Project');
      await expect.poll(() => rows(page).count()).toBe(2);
      expect(await rows(page).first().innerText()).toMatch(/seed 7/);

      for (const box of await rows(page).getByRole('checkbox').all()) await box.click();
      await page.getByRole('button', { name: 'Compare', exact: true }).click();
      const comparison = page
        .getByRole('region', { name: 'Experiment 1 and Experiment 2' })
        .or(page.getByRole('region', { name: 'Experiment 2 and Experiment 1' }));
      const setting = comparison.getByRole('row').filter({ has: page.getByRole('rowheader') });
      await expect.poll(() => setting.allInnerTexts()).toEqual([expect.stringMatching(/^model\.seed\s+[17]\s+[17]$/)]);

      await page.getByRole('button', { name: 'Experiment 1', exact: true }).click();
      await page.getByRole('textbox', { name: 'Name' }).fill('The first');
      await page.getByRole('textbox', { name: 'Note' }).fill('the usual seed');
      await page.getByRole('searchbox').fill('USUAL first');
      await expect.poll(() => rows(page).count()).toBe(1);
      await page.getByRole('button', { name: 'Star The first' }).click();
      await page.getByRole('searchbox').fill('');
      await page.getByRole('checkbox', { name: 'Starred only' }).click();
      await expect.poll(() => rows(page).count()).toBe(1);

      await page.getByRole('checkbox', { name: 'Choose Experiment 2' }).waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'Delete', exact: true }).click();
      await page.getByRole('button', { name: 'Put back 2 deleted' }).click();
      await expect.poll(() => rows(page).count()).toBe(1);
      await page.getByRole('checkbox', { name: 'Starred only' }).click();
      await expect.poll(() => rows(page).count()).toBe(2);
    }));

  test('outlive the program in their project, which brings back where one was', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lstm-workbench-kept-'));
    const path = join(folder, 'kept.lstmw');
    try {
      const first = await openWorkbench();
      await runTwice(first.page);
      await goTo(first.page, 'Project');
      await saveAs(first, path);
      await goTo(first.page, 'Model');
      const seed = first.page.getByRole('spinbutton', { name: 'Seed' });
      await seed.fill('9');
      await seed.press('Enter');
      await run(first.page);
      await goTo(first.page, 'Project');
      await expect.poll(() => rows(first.page).count()).toBe(3);
      const ended = once(first.app.process(), 'exit');
      first.app.process().kill('SIGKILL');
      await ended;
      expect(existsSync(path)).toBe(true);

      await withWorkbench(async ({ app, page }) => {
        await goTo(page, 'Project');
        await answerDialogs(app, { open: path });
        await page.getByRole('button', { name: 'Open project…' }).click();
        await page.getByRole('banner').getByRole('heading', { name: 'GunPoint' }).waitFor();
        // The view that was kept last may still come over this one.
        const listed = async (): Promise<number> => {
          await goTo(page, 'Project');
          return rows(page).count();
        };
        await expect.poll(listed).toBe(3);
        await page.getByRole('button', { name: 'Experiment 1', exact: true }).click();
        await page.getByRole('button', { name: 'Repeat' }).click();
        await barButton(page, 'Export features').waitFor();
        await goTo(page, 'Model');
        await expect.poll(() => page.getByRole('spinbutton', { name: 'Seed' }).inputValue()).toBe('1');
        await goTo(page, 'Project');
        await expect.poll(() => rows(page).count()).toBe(4);
      });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('of a file that is no project are refused, and what is there stays', () =>
    withWorkbench(async ({ app, page }) => {
      await runTwice(page);
      await goTo(page, 'Project');
      await answerDialogs(app, { open: process.execPath });
      await page.getByRole('button', { name: 'Open project…' }).click();
      await messages(page).getByText('The project needs attention').waitFor();
      await expect.poll(() => rows(page).count()).toBe(2);
    }));
});
