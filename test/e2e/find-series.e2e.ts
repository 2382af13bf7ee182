/** Finding series in the list of the Data view, and what is told of classes and channels beside it, by mouse and keys. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { answerDialogs, withWorkbench } from '../helpers/launch';
import { choose, openFile, openSample, run, select, waitForSaved } from '../helpers/window';

/** Walks of unequal lengths: id, label, values of x; y is ten times x. */
const WALKS: [id: string, label: string, x: number[]][] = [
  ['w1', 'slow', [1, 2, 3]],
  ['w2', 'fast', [9, 8]],
  ['w3', 'slow', [3, 4, 5, 6]],
  ['run 4', 'fast', [-1, -2, -3]],
];

function walks(): string {
  const rows = WALKS.flatMap(([id, label, x]) => x.map((value) => `${id},${label},${value},${10 * value}`));
  return ['id,label,x,y', ...rows, ''].join('\n');
}

const list = (page: Page): Locator => page.getByRole('grid', { name: 'Series' });
const field = (page: Page): Locator => page.getByRole('textbox', { name: 'Find series' });
const tab = (page: Page, name: string): Locator => page.getByRole('tab', { name });

/** The cells of a table's rows, as they are shown. */
const rows = (table: Locator): Promise<string[][]> =>
  table
    .getByRole('row')
    .filter({ has: table.page().getByRole('gridcell') })
    .evaluateAll((elements) =>
      elements.map((row) => [...row.querySelectorAll('[role=gridcell]')].map((cell) => cell.textContent?.trim() ?? '')),
    );
const ids = async (page: Page): Promise<string[]> => (await rows(list(page))).map(([id]) => id);

/** Opens the walks with both channels. */
async function openWalks(workbench: Parameters<typeof openFile>[0]): Promise<void> {
  writeFileSync(join(workbench.folder, 'walks.csv'), walks());
  await openFile(workbench, join(workbench.folder, 'walks.csv'), 'walks.csv');
  await expect.poll(() => ids(workbench.page)).toEqual(['w1', 'w2', 'w3', 'run 4']);
}

describe('the list of series', () => {
  test('finds by words and conditions, and says what is wrong with one', async () => {
    await withWorkbench(async (workbench) => {
      const { page } = workbench;
      await openWalks(workbench);
      await field(page).fill('fast');
      await expect.poll(() => ids(page)).toEqual(['w2', 'run 4']);
      await page.getByRole('status').filter({ hasText: '2 of 4' }).waitFor();

      await choose(page, 'Find by', 'Condition');
      await field(page).fill("label = 'slow' and length > 3 and mean(x) > 0");
      await expect.poll(() => ids(page)).toEqual(['w3']);
      await field(page).fill("label = 'slow' and meen(x) > 0");
      await page.getByRole('alert').filter({ hasText: 'Character 20: there is no function “meen”.' }).waitFor();
      expect(await ids(page)).toEqual(['w3']);
      expect(await field(page).getAttribute('aria-invalid')).toBe('true');

      // A series of what was found is the series itself: its own line is drawn.
      await field(page).fill('max(y) = 90');
      await expect.poll(() => ids(page)).toEqual(['w2']);
      await list(page).getByText('w2').click();
      await page.getByRole('img', { name: 'Chart of w2, w2 over 0 to 1' }).waitFor();
      await page.getByRole('button', { name: 'Show all series' }).click();
      await expect.poll(() => ids(page)).toEqual(['w1', 'w2', 'w3', 'run 4']);
      await expect
        .poll(() => list(page).getByRole('row', { selected: true }).getByRole('gridcell').first().textContent())
        .toBe('w2');
    });
  });

  test('sorts by its columns and by a statistic of a channel', async () => {
    await withWorkbench(async (workbench) => {
      const { page } = workbench;
      await openWalks(workbench);
      const sorter = (name: string): Locator => list(page).getByRole('button', { name, exact: true });
      await sorter('Steps').click();
      await expect.poll(() => ids(page)).toEqual(['w2', 'w1', 'run 4', 'w3']);
      await sorter('Steps').click();
      await expect.poll(() => ids(page)).toEqual(['w3', 'w1', 'run 4', 'w2']);
      await sorter('Steps').click();
      await expect.poll(() => ids(page)).toEqual(['w1', 'w2', 'w3', 'run 4']);

      await page.getByRole('combobox', { name: 'Statistic beside each series' }).click();
      await page.getByRole('option', { name: 'Mean' }).click();
      await select(page, 'Channel of the statistic', 'y');
      await sorter('Mean').click();
      await expect
        .poll(() => rows(list(page)))
        .toEqual([
          ['run 4', 'fast', '3', '−20'],
          ['w1', 'slow', '3', '20'],
          ['w3', 'slow', '4', '45'],
          ['w2', 'fast', '2', '85'],
        ]);
    });
  });
});

test('class means follow each series to its end, by keys as well, and are saved', async () => {
  await withWorkbench(async (workbench) => {
    const { app, page, folder } = workbench;
    await openWalks(workbench);
    await tab(page, 'Classes').click();
    await page.getByRole('img', { name: 'Class balance: slow 2, fast 2' }).waitFor();
    await page.getByRole('img', { name: 'Mean and spread of x for slow, fast over 4 steps' }).waitFor();
    const area = page.getByRole('group', { name: 'Class means; arrow keys move the step' });
    await area.focus();
    const said = page.getByRole('status').filter({ hasText: /^step/ });
    await page.keyboard.press('Home');
    await expect.poll(() => said.textContent()).toMatch(/step 0.*slow: 2 ± 1 \(2 series\); fast: 4 ± 5 \(2 series\)/);
    await page.keyboard.press('End');
    await expect.poll(() => said.textContent()).toMatch(/step 3.*slow: 6 ± 0 \(1 series\); fast: no series/);

    await page.getByRole('combobox', { name: 'Channel', exact: true }).click();
    await page.getByRole('option', { name: 'y', exact: true }).click();
    await page.getByRole('list', { name: 'Classes shown' }).getByRole('button', { name: 'slow' }).click();
    await page.getByRole('img', { name: 'Mean and spread of y for fast over 4 steps' }).waitFor();
    await answerDialogs(app, { save: join(folder, 'means.svg') });
    await page.getByRole('region', { name: 'Class means' }).getByRole('button', { name: 'Save chart as SVG' }).click();
    await waitForSaved(page, 'means.svg');
  });
});

test('statistics of every channel and class are counted and sorted', async () => {
  await withWorkbench(async (workbench) => {
    const { page } = workbench;
    await openWalks(workbench);
    await tab(page, 'Statistics').click();
    const table = page.getByRole('grid', { name: 'Statistics of the training part' });
    // x slow: 1 2 3 3 4 5 6, fast: 9 8 -1 -2 -3.
    await expect
      .poll(async () => (await rows(table)).map((row) => row.slice(0, 6)))
      .toEqual([
        ['x', 'all', '4', '12', '0', '2.9167'],
        ['x', 'slow', '2', '7', '0', '3.4286'],
        ['x', 'fast', '2', '5', '0', '2.2000'],
        ['y', 'all', '4', '12', '0', '29.1667'],
        ['y', 'slow', '2', '7', '0', '34.2857'],
        ['y', 'fast', '2', '5', '0', '22.0000'],
      ]);
    await table.getByRole('button', { name: 'Mean', exact: true }).click();
    await expect
      .poll(async () => (await rows(table)).map(([channel, group]) => `${channel} ${group}`))
      .toEqual(['x fast', 'x all', 'x slow', 'y fast', 'y all', 'y slow']);
    await choose(page, 'Rows', 'Channels');
    await expect.poll(async () => (await rows(table)).map(([channel]) => channel)).toEqual(['x', 'y']);

    await openSample(page, 'GunPoint');
    await tab(page, 'Statistics').click();
    await choose(page, 'Part', 'Test');
    const test = page.getByRole('grid', { name: 'Statistics of the test part' });
    await expect.poll(async () => (await rows(test)).map((row) => row[2])).toEqual(['150', '76', '74']);
  });
});

test('the run finds its series by the same words', async () => {
  await withWorkbench(async (workbench) => {
    const { page } = workbench;
    await openWalks(workbench);
    await run(page);
    await page.getByRole('button', { name: /^Series: w1/ }).click();
    const found = page.getByRole('listbox', { name: 'Series' }).getByRole('option');
    await expect.poll(() => found.count()).toBe(4);
    await page.getByRole('combobox', { name: 'Search by id or label' }).fill('FAST run');
    await expect.poll(() => found.allTextContents()).toEqual([expect.stringMatching(/run 4.*fast.*3/)]);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /^Series: run 4/ }).waitFor();
  });
});

test('the table goes to a line, and from one row that does not fit to the next', async () => {
  await withWorkbench(async (workbench) => {
    const { page, folder } = workbench;
    const rows = Array.from({ length: 3000 }, (_, row) => (row === 1000 || row === 2500 ? `${row},1,2,3` : `${row},1`));
    writeFileSync(join(folder, 'ragged.csv'), ['a,b', ...rows, ''].join('\n'));
    await openFile(workbench, join(folder, 'ragged.csv'), 'ragged.csv');
    await tab(page, 'Table').click();
    const table = page.getByRole('grid', { name: 'Rows of ragged.csv' });
    const inSight = (text: string): Promise<void> => expect.poll(() => rowOf(table, text)).toBe(true);

    await page.getByRole('textbox', { name: 'Go to line' }).fill('1,502');
    await page.keyboard.press('Enter');
    await inSight('1502');
    await page.getByText('2 rows do not fit').waitFor();
    await page.getByRole('button', { name: 'Next row that does not fit' }).click();
    await inSight('1002');
    await page.getByRole('button', { name: 'Next row that does not fit' }).click();
    await inSight('2502');
    await page.getByText('2 of 2 that do not fit').waitFor();
  });
});

/** Whether the row of a line is in sight, below the head and above the end of the table. */
async function rowOf(table: Locator, line: string): Promise<boolean> {
  return await table.evaluate((grid, line) => {
    const { top, bottom } = grid.getBoundingClientRect();
    return [...grid.querySelectorAll('[role=row]')].some((row) => {
      const box = row.getBoundingClientRect();
      const first = row.querySelector('[role=gridcell]')?.textContent?.trim();
      return first === line && box.top >= top && box.bottom <= bottom + 1;
    });
  }, line);
}
