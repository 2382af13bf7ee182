/** Time stamps in the window: their form and step are shown, what is wrong with them is found, and a click mends it. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { dataPanel, fact } from '../helpers/data-view';
import { withWorkbench } from '../helpers/launch';
import { barButton, openFile } from '../helpers/window';

/** Forty minutes of a day, of which 10 to 12 are missing, and 20 and 21 stand in each other's place. */
function minutes(): string {
  const there = Array.from({ length: 40 }, (_, minute) => minute).filter((minute) => minute < 10 || minute > 12);
  const order = there.map((minute) => (minute === 20 ? 21 : minute === 21 ? 20 : minute));
  const rows = order.map((minute) => `01/10/2024 10:${String(minute).padStart(2, '0')},${minute}`);
  return ['when,x', ...rows, ''].join('\n');
}

const tab = (page: Page, name: string): Locator => page.getByRole('tab', { name });
const finding = (page: Page, name: string): Locator => page.getByRole('article', { name, exact: true });

test('stamps out of order and gaps are found, sorted and resampled, and taken back', async () => {
  await withWorkbench(async (workbench) => {
    const { page, folder } = workbench;
    writeFileSync(join(folder, 'minutes.csv'), minutes());
    await openFile(workbench, join(folder, 'minutes.csv'), 'minutes.csv');
    await expect.poll(() => fact(page, 'Sampling step')).toEqual(['1 min']);
    await expect.poll(() => fact(page, 'Steps')).toEqual(['37']);
    const form = dataPanel(page).getByRole('combobox', { name: 'Form of the time stamps' });
    await expect.poll(() => form.textContent()).toContain('Day first: 31/12/2024');
    await dataPanel(page)
      .getByText(/no number over 12 tells day and month apart/)
      .waitFor();

    await tab(page, 'Quality 2 findings').click();
    // Line 1 is the header; minute 13 stands on line 12, minute 20 on line 20.
    await finding(page, 'Gaps in time').getByText('3 steps are missing in all').waitFor();
    await finding(page, 'Gaps in time').getByRole('button', { name: 'series 0, step 10, line 12' }).waitFor();
    await finding(page, 'Steps out of order').getByRole('button', { name: 'series 0, step 18, line 20' }).waitFor();
    await finding(page, 'Steps out of order').getByRole('button', { name: 'Sort by time' }).click();
    await finding(page, 'Steps out of order')
      .getByText('This is seen to before the model runs: Sort by time.')
      .waitFor();
    await finding(page, 'Gaps in time').getByRole('button', { name: 'Resample every 1 min' }).click();
    await finding(page, 'Gaps in time').getByText('This is seen to before the model runs: Resample.').waitFor();
    expect(await fact(page, 'Steps')).toEqual(['40']);
    const step = dataPanel(page).getByRole('spinbutton', { name: 'Resampled step' });
    expect(await step.inputValue()).toBe('60');
    await step.fill('120');
    await step.press('Enter');
    await expect.poll(() => fact(page, 'Steps')).toEqual(['20']);

    await barButton(page, 'Undo: resampled step').click();
    await expect.poll(() => fact(page, 'Steps')).toEqual(['40']);
    await barButton(page, 'Undo: unequal distances in time').click();
    await expect.poll(() => fact(page, 'Steps')).toEqual(['37']);
  });
});

test('another form of the stamps is a choice away', async () => {
  await withWorkbench(async (workbench) => {
    const { page, folder } = workbench;
    const days = ['01/10/2024,1', '02/10/2024,2', '03/10/2024,3', '04/10/2024,4'];
    writeFileSync(join(folder, 'days.csv'), ['when,x', ...days, ''].join('\n'));
    await openFile(workbench, join(folder, 'days.csv'), 'days.csv');
    expect(await fact(page, 'Sampling step')).toEqual(['1 day']);
    await dataPanel(page).getByRole('combobox', { name: 'Form of the time stamps' }).click();
    await page.getByRole('option', { name: 'Month first: 12/31/2024' }).click();
    // 10 January, 10 February, 10 March and 10 April
    await expect.poll(() => fact(page, 'Sampling step')).toEqual(['31 days']);
  });
});
