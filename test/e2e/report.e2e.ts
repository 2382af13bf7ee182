/** A report from the window: its figures are those on the screen, and what was not computed is said. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { answerDialogs, withWorkbench } from '../helpers/launch';
import { goTo, openSample, setNumber, waitForSaved } from '../helpers/window';

test('the report of the Evaluate view tells what it shows, without scripts', () =>
  withWorkbench(async ({ app, page, folder }) => {
    await openSample(page, 'GunPoint');
    await goTo(page, 'Evaluate');
    await setNumber(page, 'Seeds of the model', 2);
    await page.getByRole('button', { name: 'Evaluate', exact: true }).last().click();
    const accuracy = page
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader', { name: 'Accuracy', exact: true }) });
    await accuracy.waitFor();
    const [mean, deviation] = await accuracy.getByRole('cell').allInnerTexts();
    await answerDialogs(app, { save: join(folder, 'report.html') });
    await page.getByRole('button', { name: 'Report…', exact: true }).click();
    await waitForSaved(page, 'report.html');
    const text = readFileSync(join(folder, 'report.html'), 'utf8');
    const row = /<th scope="row">Accuracy<\/th>(.*?)<\/tr>/s.exec(text)![1].replaceAll(/<[^>]*>|\s+/g, ' ');
    expect(row.trim().split(/ +/).slice(0, 2)).toEqual([mean, deviation]);
    expect(text).toContain('Nothing simpler was scored beside the model');
    expect(text).not.toMatch(/<script|https?:/);
  }));
