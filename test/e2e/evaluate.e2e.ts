/** The Evaluate view: scores with their spread, an error opened in its gates, and the model beside simpler ways. */

import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { withWorkbench } from '../helpers/launch';
import { goTo, openSample, setNumber } from '../helpers/window';

const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true });

/** Evaluates the default model on GunPoint over two seeds. */
async function evaluate(page: Page): Promise<void> {
  await openSample(page, 'GunPoint');
  await goTo(page, 'Evaluate');
  await setNumber(page, 'Seeds of the model', 2);
  await page.getByRole('button', { name: 'Evaluate', exact: true }).last().click();
  await page.getByRole('rowheader', { name: 'Accuracy', exact: true }).waitFor();
}

describe('the Evaluate view', () => {
  test('scores the features on the test part, and opens the gates of a series that was missed', () =>
    withWorkbench(async ({ page }) => {
      await evaluate(page);
      await page.getByText(/over 2 seeds; fitted on 50 series, scored on 150/).waitFor();
      const accuracy = page
        .getByRole('row')
        .filter({ has: page.getByRole('rowheader', { name: 'Accuracy', exact: true }) });
      expect(Number(await accuracy.getByRole('cell').first().innerText())).toBeGreaterThan(0.9);

      // 150 series, once for each seed.
      const cells = page.getByRole('button', { name: /was predicted as/ });
      const counts = await cells.allInnerTexts();
      expect(counts.map(Number).reduce((sum, count) => sum + count, 0)).toBe(300);

      const missed = page.getByRole('button', { name: /^Open the gates of/ });
      const series = await missed.first().innerText();
      await missed.first().click();
      await page.getByRole('application').waitFor();
      await expect
        .poll(() => page.getByRole('combobox', { name: 'Series' }).or(page.getByText(series)).first().isVisible())
        .toBe(true);
      await goTo(page, 'Project');
      await page
        .getByText(/accuracy 0\.9\d+ ± /)
        .first()
        .waitFor();
    }));

  test('stands beside simpler ways, with a verdict in words', () =>
    withWorkbench(async ({ page }) => {
      await evaluate(page);
      await tab(page, 'Compare').click();
      for (const name of ['1-NN, DTW within 10%', 'catch22', 'Untrained LSTM, last state'])
        await page.getByRole('checkbox', { name: `Compare with ${name}` }).click();
      await page.getByRole('button', { name: 'Compare', exact: true }).click();
      await page.getByText(/^Your features are /).waitFor();
      const row = (name: string) => page.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) });
      // The published accuracy of the nearest neighbour by Euclid on GunPoint.
      await expect.poll(() => row('1-NN, Euclid').getByRole('cell').nth(1).innerText()).toBe('0.913');
      await expect.poll(() => row('Largest class').getByRole('cell').nth(1).innerText()).toMatch(/^0\.(493|507)$/);
    }));

  test('searches over settings, is paused and gone on with, and looks at the test part once', () =>
    withWorkbench(async ({ page }) => {
      await openSample(page, 'GunPoint');
      await goTo(page, 'Evaluate');
      await tab(page, 'Search').click();
      await setNumber(page, 'Trials', 4);
      await setNumber(page, 'Folds', 3);
      await page.getByRole('textbox', { name: 'Hidden units' }).fill('4, 8, many');
      await page.getByRole('textbox', { name: 'Hidden units' }).blur();
      await page.getByText(/^many cannot be tried here/).waitFor();
      await page.getByRole('textbox', { name: 'Hidden units' }).fill('4, 8');
      await page.getByRole('button', { name: 'Start the search' }).click();
      await page.getByRole('button', { name: 'Open trial 1', exact: true }).first().waitFor();
      await page.getByRole('button', { name: 'Pause' }).click();
      await page.getByRole('button', { name: 'Go on' }).click();
      await page.getByText('4 of 4 trials').first().waitFor();
      await page.getByRole('button', { name: 'Look at the test part' }).click();
      await page.getByText(/^On the test part the best combination came to 0\.\d+/).waitFor();
      expect(await page.getByRole('button', { name: 'Look at the test part' }).count()).toBe(0);
      await page.getByRole('button', { name: 'Open the best' }).click();
      await goTo(page, 'Model');
      await expect.poll(() => page.getByRole('spinbutton', { name: 'Hidden units' }).inputValue()).toMatch(/^[48]$/);
    }));
});
