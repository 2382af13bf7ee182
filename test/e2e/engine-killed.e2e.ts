/** The engine is killed in mid-run and while idle: a new one takes its place, the data is open again, nothing runs by itself. */

import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication, Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { answerDialogs, withWorkbench } from '../helpers/launch';
import { sharedFile } from '../helpers/shared';
import {
  barButton,
  choose,
  engineProcess,
  exportFeatures,
  goTo,
  messages,
  noteTexts,
  openFile,
  openSample,
  openSynthetic,
  run,
  setNumber,
  statusBar,
} from '../helpers/window';

/** Kills the engine as `kill -9` does and returns when another process has taken its place. */
async function killEngine(app: ElectronApplication): Promise<void> {
  const pid = await engineProcess(app);
  expect(pid).not.toBeNull();
  process.kill(pid!, 'SIGKILL');
  await expect.poll(async () => ![pid, null].includes(await engineProcess(app)), { timeout: 20_000 }).toBe(true);
}

/** The window says what happened, and that the engine is there again. */
async function waitForReturn(page: Page): Promise<void> {
  await messages(page).getByText('The engine stopped and was started anew').first().waitFor();
  await statusBar(page).getByText('Engine ready').waitFor();
}

/** Holds the engine still, lets `button` open a file, and kills the engine while it does; returns when another is there. */
async function killWhileOpening(app: ElectronApplication, page: Page, button: Locator): Promise<void> {
  await statusBar(page).getByText('Engine ready').waitFor();
  const pid = await engineProcess(app);
  process.kill(pid!, 'SIGSTOP');
  await button.click();
  await statusBar(page).getByText('Opening the data').waitFor();
  await killEngine(app);
  await statusBar(page).getByText('Engine ready').waitFor();
}

/** The chart of a series that the engine has to be asked for. */
async function lookAtSeries(page: Page, id: string): Promise<void> {
  await goTo(page, 'Data');
  await page.getByRole('grid', { name: 'Series' }).getByRole('gridcell', { name: id, exact: true }).click();
  await page.getByRole('img', { name: new RegExp(`^Chart of ${id} over`) }).waitFor();
}

test('killed in mid-run: the data is open, the settings stay, the run waits to be asked for', async () => {
  await withWorkbench(async ({ app, page, folder, ...rest }) => {
    await openSynthetic(page, { series: 2000, steps: 1000 });
    await goTo(page, 'Model');
    await setNumber(page, 'Hidden units', 96);
    await choose(page, 'Layers', '2');
    await barButton(page, 'Run').click();
    await statusBar(page)
      .getByText(/^[1-9]\d* of 4000 series$/)
      .waitFor();

    await killEngine(app);
    await waitForReturn(page);
    const texts = await noteTexts(statusBar(page));
    await messages(page).getByText('The run was lost. Run again when you are ready.').waitFor();
    expect(await page.getByRole('banner').getByRole('heading', { name: 'Sines and squares' }).isVisible()).toBe(true);
    expect(await page.getByRole('spinbutton', { name: 'Hidden units' }).inputValue()).toBe('96');
    expect(await page.getByRole('radiogroup', { name: 'Layers' }).getByRole('radio', { name: '2' }).isChecked()).toBe(
      true,
    );
    await expect.poll(() => barButton(page, 'Run').isEnabled()).toBe(true);
    await lookAtSeries(page, '4');
    expect(await texts()).not.toContainEqual(expect.stringMatching(/of 4000 series$/));

    await goTo(page, 'Model');
    await setNumber(page, 'Hidden units', 1);
    await messages(page).getByRole('button', { name: 'Run again' }).click();
    await barButton(page, 'Export features').waitFor();
    await exportFeatures({ app, page, folder, ...rest }, 'features.csv');
  });
});

test('killed while idle, and again before the data is open: the sample and what was set come back', async () => {
  await withWorkbench(async ({ app, page }) => {
    await openSample(page, 'GunPoint');
    await choose(page, 'Scaling', 'Min-max');
    await run(page);
    await killEngine(app);
    await killEngine(app);
    await waitForReturn(page);
    await lookAtSeries(page, '3');
    expect(
      await page.getByRole('radiogroup', { name: 'Scaling' }).getByRole('radio', { name: 'Min-max' }).isChecked(),
    ).toBe(true);
    // The result went with the engine; only the user brings it back.
    await goTo(page, 'Features');
    await page.getByText('No features yet').waitFor();
    await run(page);
  });
});

test('killed with a file open: the new engine may read it; when it is gone, that is said and the program goes on', async () => {
  await withWorkbench(async (workbench) => {
    const { app, page, folder } = workbench;
    const file = join(folder, 'ItalyPowerDemand_TRAIN.ts');
    cpSync(sharedFile('datasets/ItalyPowerDemand/ItalyPowerDemand_TRAIN.ts'), file);
    await openFile(workbench, file, 'ItalyPowerDemand_TRAIN.ts');
    await goTo(page, 'Model');
    await setNumber(page, 'Hidden units', 7);
    await killEngine(app);
    await waitForReturn(page);
    await lookAtSeries(page, '5');
    await run(page);
    await exportFeatures(workbench, 'features.csv');

    rmSync(file);
    await killEngine(app);
    const fault = messages(page).getByRole('alert').filter({ hasText: 'there is no such file' });
    await fault.waitFor();
    expect(await fault.textContent()).toContain('ItalyPowerDemand_TRAIN.ts');
    await page.getByText('No dataset is open').waitFor();

    await openSample(page, 'GunPoint');
    await goTo(page, 'Model');
    expect(await page.getByRole('spinbutton', { name: 'Hidden units' }).inputValue()).toBe('7');
    await run(page);
  });
});

test('killed again and again it is replaced each time, and a page that is loaded anew gets a fresh engine', async () => {
  await withWorkbench(async ({ app, page }) => {
    await statusBar(page).getByText('Engine ready').waitFor();
    for (let deaths = 0; deaths < 3; deaths += 1) await killEngine(app);
    await statusBar(page).getByText('Engine ready').waitFor();

    const before = await engineProcess(app);
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0].reload());
    await expect.poll(async () => ![before, null].includes(await engineProcess(app)), { timeout: 20_000 }).toBe(true);
    await statusBar(page).getByText('Engine ready').waitFor();
  });
});

test('killed while it opens a file: that file is not opened again by itself, not even by the next start', async () => {
  const userData = mkdtempSync(join(tmpdir(), 'lstm-workbench-unfinished-'));
  const data = join(userData, 'measured');
  mkdirSync(data);
  const file = sharedFile('datasets/ItalyPowerDemand/ItalyPowerDemand_TRAIN.ts');
  for (const name of ['good.ts', 'heavy.ts']) cpSync(file, join(data, name));
  try {
    await withWorkbench(
      async (workbench) => {
        const { app, page } = workbench;
        await openFile(workbench, join(data, 'good.ts'), 'good.ts');
        await answerDialogs(app, { open: join(data, 'heavy.ts') });
        await killWhileOpening(app, page, page.getByRole('button', { name: 'Open file…' }).first());
        // What was open comes back, and the file is named.
        await messages(page).getByText('The engine stopped while it was opening heavy.ts').waitFor();
        await page.getByRole('banner').getByRole('heading', { name: 'good.ts' }).waitFor();

        const again = messages(page).getByRole('button', { name: 'Open again' });
        await killWhileOpening(app, page, again);
        await again.waitFor();
        await lookAtSeries(page, '5');
        expect(await page.getByRole('banner').getByRole('heading', { name: 'heavy.ts' }).count()).toBe(0);
      },
      { userData },
    );
    await withWorkbench(
      async ({ page }) => {
        const entry = page.getByRole('button', { name: 'heavy.ts in the folder measured, did not finish opening' });
        await entry.waitFor();
        await page.getByRole('button', { name: 'good.ts in the folder measured', exact: true }).waitFor();
        await statusBar(page).getByText('Engine ready').waitFor();
        await page.getByText('No dataset is open').waitFor();
        await entry.click();
        await page.getByRole('banner').getByRole('heading', { name: 'heavy.ts' }).waitFor();
        await goTo(page, 'Start');
        await page.getByRole('button', { name: 'heavy.ts in the folder measured', exact: true }).waitFor();
      },
      { userData },
    );
  } finally {
    rmSync(userData, { recursive: true, force: true });
  }
});
