/** The quality of the data before any run: what a dirty file has, where, and one click that mends it. */

import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { QualityView } from '../../core/contract/views-quality';
import { withWorkbench } from '../helpers/launch';
import { repositoryFile } from '../helpers/shared';
import { barButton, goTo, openFile, openSample, run } from '../helpers/window';

/** Two walks of 30 steps in three channels: one value missing, one far out, one channel that never moves. */
function walks(): string {
  const rows = ['a', 'b'].flatMap((id, series) =>
    Array.from({ length: 30 }, (_, step) => {
      const x = series === 0 && step === 17 ? '' : String(step % 7);
      const y = series === 1 && step === 4 ? '9000' : String((step * 3 + series) % 11);
      return [id, x, y, '5'].join(',');
    }),
  );
  return ['id,x,y,z', ...rows, ''].join('\n');
}

const tab = (page: Page, name: string): Locator => page.getByRole('tab', { name });
const finding = (page: Page, name: string): Locator => page.getByRole('article', { name, exact: true });

test('a dirty file shows its findings, goes to their places, and runs after one click', async () => {
  await withWorkbench(async (workbench) => {
    const { page, folder } = workbench;
    writeFileSync(join(folder, 'dirty.csv'), walks());
    await openFile(workbench, join(folder, 'dirty.csv'), 'dirty.csv');
    await tab(page, 'Quality 3 findings').click();
    await finding(page, 'Missing values').getByText('1 of 180 values of the training part is missing.').waitFor();
    await finding(page, 'Outliers').getByText('1 of 180 values of the training part lies beyond').waitFor();
    await finding(page, 'Constant channels').getByText('1 of 3 channels has one and the same value').waitFor();

    // Line 1 is the header, so that step 17 of the first walk is line 19 and step 4 of the second line 36.
    await finding(page, 'Outliers').getByRole('button', { name: 'series b, step 4, channel y, line 36' }).click();
    await page.getByRole('img', { name: /^Chart of b, .* over 0 to/ }).waitFor();
    await tab(page, 'Quality').click();
    await finding(page, 'Missing values').getByRole('button', { name: 'Show line 19 in the table' }).click();
    const row = page.getByRole('grid', { name: 'Rows of dirty.csv' }).locator('[aria-rowindex="19"]');
    await expect.poll(() => row.getByRole('gridcell').allTextContents()).toEqual(['19', 'a', '', '7', '5']);

    await tab(page, 'Quality').click();
    await finding(page, 'Missing values').getByRole('button', { name: 'Interpolate in time' }).click();
    await finding(page, 'Missing values').getByText('They are filled before the model runs').waitFor();
    await finding(page, 'Constant channels').getByRole('button', { name: 'Leave out z' }).click();
    await finding(page, 'Constant channels').waitFor({ state: 'detached' });
    await tab(page, 'Quality 2 findings').waitFor();
    await run(page);

    await goTo(page, 'Data');
    await barButton(page, 'Undo: channels').click();
    await tab(page, 'Quality 3 findings').click();
    await barButton(page, 'Undo: missing values').click();
    await finding(page, 'Missing values').getByRole('button', { name: 'Interpolate in time' }).waitFor();
  });
});

test('a well-kept set says that nothing was found', async () => {
  await withWorkbench(async ({ page }) => {
    await openSample(page, "The article's example");
    await tab(page, 'Quality').click();
    await page.getByRole('heading', { name: 'Nothing found' }).waitFor();
    expect(await page.getByRole('article').count()).toBe(0);
  });
});

test('the command prints the same findings', async () => {
  await withWorkbench(async ({ folder }) => {
    writeFileSync(join(folder, 'dirty.csv'), walks());
    const inspect = (...options: string[]): string => {
      const program = repositoryFile('out/main/lstm-workbench.js');
      const env = { ...process.env, LANG: 'en_GB.UTF-8', LC_ALL: '', LC_MESSAGES: '' };
      const args = [program, 'inspect', 'dirty.csv', ...options];
      return spawnSync(process.execPath, args, { cwd: folder, env, encoding: 'utf8' }).stdout;
    };
    const said = inspect();
    expect(said).toContain('Problem: Missing values. 1 of 180 values of the training part is missing.');
    expect(said).toContain('  series a, step 17, channel x, line 19');
    expect(inspect('--lang', 'zh')).toContain('问题：缺失值。训练集的 180 个值中有 1 个缺失。');
    const { quality } = JSON.parse(inspect('--json')) as { quality: QualityView };
    expect(quality.findings.map(({ code, count }) => [code, count])).toEqual([
      ['missing', 1],
      ['constant', 1],
      ['outliers', 1],
    ]);
  });
});
