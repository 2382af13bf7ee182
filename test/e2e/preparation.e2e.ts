/** What is done before the model, in the window: a division, series left out, clipping, numbers to predict; all of it undone. */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { dataPanel, fact, fittedScaling } from '../helpers/data-view';
import { answerDialogs, withWorkbench } from '../helpers/launch';
import { barButton, choose, goTo, openFile, run, setNumber } from '../helpers/window';

const tab = (page: Page, name: string): Locator => page.getByRole('tab', { name });
const finding = (page: Page, name: string): Locator => page.getByRole('article', { name, exact: true });

/** A recording of 100 steps of 0 and 1, the last 40 of which are a thousand times as large. */
const recording = ['x', ...Array.from({ length: 100 }, (_, step) => (step % 2) * (step < 60 ? 1 : 1000))].join('\n');

/** Eight series of three steps in two classes; one has a missing value, two are one and the same. */
const series = [
  't0,t1,t2,label',
  ...['1,2,3,a', '2,,4,a', '3,4,5,a', '4,5,6,a', '9,8,7,b', '8,7,6,b', '9,8,7,b', '6,5,4,b'],
].join('\n');

/** Twelve series whose label is a number. */
const targets = ['t0,t1,t2,target', ...Array.from({ length: 12 }, (_, at) => `${at},${at + 1},${at % 5},${at}.25`)];

test('one recording is divided in time, with the scaling of its first stretch', async () => {
  await withWorkbench(async (workbench) => {
    const { page, folder } = workbench;
    writeFileSync(join(folder, 'walk.csv'), recording);
    await openFile(workbench, join(folder, 'walk.csv'), 'walk.csv');
    await dataPanel(page).getByText('Cut into windows').click();
    await setNumber(page, 'Window length', 10);
    await setNumber(page, 'Stride', 5);
    await expect.poll(() => fact(page, 'Series')).toEqual(['19']);

    await choose(page, 'Divide', 'By series');
    await page.getByText('there is nothing to divide by series').waitFor();
    await choose(page, 'Divide', 'By time');
    await setNumber(page, 'Test share', 40);
    await expect.poll(() => fact(page, 'Series')).toEqual(['11', '7']);
    expect(await fittedScaling(page)).toEqual([{ channel: 'x', offset: 0.5, scale: 0.5 }]);
    await setNumber(page, 'Gap', 10);
    await expect.poll(() => fact(page, 'Series')).toEqual(['9', '7']);
    await run(page);

    await goTo(page, 'Data');
    for (const rest of [['11', '7'], ['13', '5'], [], ['19']]) {
      await barButton(page, 'Undo: division into parts').click();
      if (rest.length > 0) await expect.poll(() => fact(page, 'Series')).toEqual(rest);
      else await page.getByText('there is nothing to divide by series').waitFor();
    }
  });
});

test('series with missing values and copies are left out by a click each, and come back by undo', async () => {
  await withWorkbench(async (workbench) => {
    const { page, folder } = workbench;
    writeFileSync(join(folder, 'set.csv'), series);
    await openFile(workbench, join(folder, 'set.csv'), 'set.csv');
    await tab(page, 'Quality 2 findings').click();
    await finding(page, 'Missing values').getByRole('button', { name: 'Leave these series out' }).click();
    await page.getByText('1 of 8 series of the training part was left out').waitFor();
    await finding(page, 'Duplicate series').getByRole('button', { name: 'Leave the copies out' }).click();
    await page.getByText('1 of 7 series of the training part was left out').waitFor();
    await expect.poll(() => fact(page, 'Series')).toEqual(['6']);
    await page.getByText('Nothing found').waitFor();
    expect(await page.getByRole('checkbox', { name: 'Copies of other series' }).isChecked()).toBe(true);
    await choose(page, 'Divide', 'By series');
    // Six and two of the eight, as without leaving out, of which each part then misses one.
    await expect.poll(() => fact(page, 'Series')).toEqual(['5', '1']);
    await barButton(page, 'Undo: division into parts').click();
    await barButton(page, 'Undo: what is left out').click();
    await barButton(page, 'Undo: what is left out').click();
    await expect.poll(() => fact(page, 'Series')).toEqual(['8']);
  });
});

test('labels with many fractions are numbers to predict until told otherwise, and exported as such', async () => {
  await withWorkbench(async (workbench) => {
    const { app, page, folder } = workbench;
    writeFileSync(join(folder, 'targets.csv'), targets.join('\n'));
    await openFile(workbench, join(folder, 'targets.csv'), 'targets.csv');
    await dataPanel(page).getByText('Number to predict: target').waitFor();
    expect([await fact(page, 'Smallest'), await fact(page, 'Largest')]).toEqual([['0.25'], ['11.3']]);
    await run(page);
    await goTo(page, 'Features');
    await page.getByText('0.25 to 2.25').waitFor();
    await answerDialogs(app, { save: join(folder, 'out.arff') });
    await page.getByRole('main').getByRole('button', { name: 'Export features…' }).click();
    await expect.poll(() => readFileSync(join(folder, 'out.arff'), 'utf8')).toContain('@attribute label numeric');

    await goTo(page, 'Data');
    await choose(page, 'The label is', 'A class');
    await dataPanel(page).getByText('Classes', { exact: true }).waitFor();
    await barButton(page, 'Undo: kind of label').click();
    await dataPanel(page).getByText('Number to predict: target').waitFor();
  });
});
