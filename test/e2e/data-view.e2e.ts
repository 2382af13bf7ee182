/** The Data view: what was understood and assumed, how to say otherwise, the table, the series, and the scaling. */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { dataPanel, fact, fittedScaling, offerFile, openName } from '../helpers/data-view';
import { answerDialogs, withWorkbench } from '../helpers/launch';
import { repositoryFile, sharedFile } from '../helpers/shared';
import { choose, openFile, openSample, select, setNumber } from '../helpers/window';

/** Three walks of four steps: semicolons, decimal commas, an id column that no habit gives away, German names. */
const walks = { a: [1.5, 2.5, 3.5, 4.5], b: [2, 4, 6, 8], c: [0.5, 0.5, 1.5, 1.5] };
const classOf = { a: 'ja', b: 'nein', c: 'ja' };

function walksAsCsv(factor = 1): string {
  const cell = (value: number): string => String(value * factor).replace('.', ',');
  const rows = (['a', 'b', 'c'] as const).flatMap((id) =>
    walks[id].map((value, step) => [id, step, cell(value), cell(10 * value), classOf[id]].join(';')),
  );
  return ['Proband;Zeit;links;rechts;Klasse', ...rows, ''].join('\n');
}

/** By hand: the sum of `links` is 36 and that of its squares 166, over 12 steps. */
const mean = 36 / 12;
const deviation = Math.sqrt(166 / 12 - mean ** 2);

const setting = (page: Page, name: string) => page.getByRole('combobox', { name, exact: true });
const reset = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name: `Reset ${name} to what was recognised` }).click();
const shows = (page: Page, name: string, values: string[]): Promise<void> =>
  expect.poll(() => fact(page, name)).toEqual(values);

/** Opens the walks and says what their columns mean. */
async function openWalks(page: Page): Promise<void> {
  await select(page, 'Layout', 'One step a row, with ids');
  await select(page, 'Series id column', 'Proband');
  await shows(page, 'Series', ['3']);
}

describe('how a file is read', () => {
  test('is shown with the reason for every assumption', async () => {
    await withWorkbench(async (workbench) => {
      const { page, folder } = workbench;
      writeFileSync(join(folder, 'gang.csv'), walksAsCsv());
      await openFile(workbench, join(folder, 'gang.csv'), 'gang.csv');
      await shows(page, 'Rows', ['12']);
      await shows(page, 'Series', ['1']);
      await shows(page, 'Steps', ['12']);
      await shows(page, 'Missing', ['0']);
      await shows(page, 'Channels', ['2']);

      const assumed = {
        Encoding: ['UTF-8', 'assumed: all bytes are valid UTF-8'],
        Delimiter: ['Semicolon', 'assumed: it gives 5 columns in most rows'],
        'Decimal mark': ['3,14', 'assumed: 8 cells have a comma between digits'],
        'Header row': ['First row has names', 'assumed: the first row is text'],
        Layout: ['One step a row, one recording', 'assumed: 12 rows without ids are one recording'],
        'Label column': ['None', 'no column looks like a label'],
        'Series id column': ['None', 'no column looks like an id'],
        'Time column': ['Zeit', 'assumed: the column Zeit holds time stamps'],
      };
      for (const [name, [value, reason]] of Object.entries(assumed)) {
        expect.soft(await setting(page, name).textContent(), name).toBe(value);
        const note = await setting(page, name).getAttribute('aria-describedby');
        expect.soft(await page.locator(`[id="${note}"]`).textContent(), name).toBe(reason);
      }
      await dataPanel(page).getByText('assumed: every numeric column that has no other role').waitFor();
    });
  });

  test('can be said otherwise, and said back', async () => {
    await withWorkbench(async (workbench) => {
      const { page, folder } = workbench;
      writeFileSync(join(folder, 'gang.csv'), walksAsCsv());
      await openFile(workbench, join(folder, 'gang.csv'), 'gang.csv');
      await openWalks(page);
      await shows(page, 'Steps', ['4']);

      // Two values over three ids: now it looks like a label.
      await dataPanel(page).getByText('assumed: the column Klasse has only 2 distinct values').waitFor();
      const classes = (): Promise<string[]> => dataPanel(page).getByRole('listitem').allTextContents();
      await expect.poll(classes).toEqual(['ja2', 'nein1']);
      await select(page, 'Label column', 'None');
      await expect.poll(classes).toEqual([]);
      await reset(page, 'Label column');
      await expect.poll(classes).toEqual(['ja2', 'nein1']);

      await page.getByRole('button', { name: 'Channels', exact: true }).click();
      await page
        .getByRole('group', { name: 'Channels', exact: true })
        .getByRole('checkbox', { name: 'rechts' })
        .click();
      await page.keyboard.press('Escape');
      await shows(page, 'Channels', ['1']);
      await reset(page, 'Channels');
      await shows(page, 'Channels', ['2']);

      await page.getByRole('switch', { name: 'Cut into windows' }).click();
      await setNumber(page, 'Window length', 2);
      await setNumber(page, 'Stride', 1);
      await shows(page, 'Series', ['9']);
      await shows(page, 'Steps', ['2']);
      await setNumber(page, 'Stride', 2);
      await shows(page, 'Series', ['6']);
      await setNumber(page, 'Window length', 3);
      await shows(page, 'Series', ['3']);
      await reset(page, 'Windows');
      await shows(page, 'Steps', ['4']);

      await reset(page, 'Series id column');
      await reset(page, 'Layout');
      await shows(page, 'Steps', ['12']);
    });
  });

  test('that gives no series says so and keeps the table', async () => {
    await withWorkbench(async (workbench) => {
      const { page, folder } = workbench;
      writeFileSync(join(folder, 'gang.csv'), walksAsCsv());
      await openFile(workbench, join(folder, 'gang.csv'), 'gang.csv');

      await select(page, 'Header row', 'No header');
      const fault = page.getByRole('main').getByRole('alert');
      await fault.getByText('gang.csv, line 1, column 2: “Zeit” in the column “c1” is not a number.').waitFor();
      const table = page.getByRole('grid', { name: 'Rows of gang.csv' });
      await expect.poll(() => table.getAttribute('aria-rowcount')).toBe('14');
      await reset(page, 'Header row');
      await fault.waitFor({ state: 'detached' });
      await shows(page, 'Rows', ['12']);

      await select(page, 'Delimiter', 'Comma');
      await fault.getByText('gang.csv: not every row has 1 fields.').waitFor();
      await reset(page, 'Delimiter');
      await fault.waitFor({ state: 'detached' });
      await shows(page, 'Rows', ['12']);
      expect(await setting(page, 'Delimiter').textContent()).toBe('Semicolon');
    });
  });
});

test('the table shows every row with its line, to the end of a long recording', async () => {
  const lines = readFileSync(repositoryFile('core/samples/S06R02E0.csv'), 'utf8').trimEnd().split('\n');
  await withWorkbench(async ({ page }) => {
    await openSample(page, 'Daphnet recording');
    await page.getByRole('tab', { name: 'Table' }).click();
    const table = page.getByRole('grid', { name: 'Rows of' });
    await expect.poll(() => table.getAttribute('aria-rowcount')).toBe('7041');
    const columnsInSight = await table.getByRole('columnheader').count();
    const cells = async (row: number): Promise<string[]> =>
      await table.locator(`[aria-rowindex="${row}"]`).getByRole('gridcell').allTextContents();

    await expect.poll(() => cells(2)).toEqual(['2', ...lines[1].split(',')].slice(0, columnsInSight));
    await table.focus();
    await page.keyboard.press('End');
    await expect.poll(() => cells(7041)).toEqual(['7041', ...lines[7040].split(',')].slice(0, columnsInSight));
    expect(await table.getByRole('row').count()).toBeLessThan(100);
  });
});

describe('the series', () => {
  test('are listed by part, and several can be chosen', async () => {
    await withWorkbench(async ({ page }) => {
      await openSample(page, 'GunPoint');
      const list = page.getByRole('grid', { name: 'Series' });
      await expect.poll(() => list.getAttribute('aria-rowcount')).toBe('51');
      const row = (number: number) => list.locator(`[aria-rowindex="${number + 2}"]`);
      const chosen = (): Promise<string[]> => list.getByRole('row', { selected: true }).allTextContents();

      await row(3).click();
      await expect.poll(chosen).toHaveLength(1);
      await row(5).click({ modifiers: ['ControlOrMeta'] });
      await page.getByText('2 series chosen').waitFor();
      await row(8).click({ modifiers: ['Shift'] });
      await page.getByText('4 series chosen').waitFor();
      await page.getByRole('img', { name: /^Chart of (.+, ){3}.+ over 0 to 149$/ }).waitFor();
      await row(0).click();
      await expect.poll(chosen).toHaveLength(1);

      await choose(page, 'Part', 'Test');
      await expect.poll(() => list.getAttribute('aria-rowcount')).toBe('151');
    });
  });

  test('are drawn on an axis that keys, wheel and mouse move', async () => {
    await withWorkbench(async ({ page }) => {
      await openSample(page, 'GunPoint');
      const chart = page.getByRole('group', { name: 'Chart, zoom and pan with the keyboard' });
      const drawn = (from: number, to: number): Promise<void> =>
        chart.getByRole('img', { name: `over ${from} to ${to}` }).waitFor();
      await drawn(0, 149);

      // 150 steps to 60 % of them around the middle, then by a tenth of the 90 that are left.
      await chart.focus();
      const keys = [
        ['+', 30, 119],
        ['ArrowRight', 39, 128],
        ['End', 60, 149],
        ['ArrowLeft', 51, 140],
        ['Home', 0, 89],
        ['0', 0, 149],
      ] as const;
      for (const [key, from, to] of keys) {
        await page.keyboard.press(key);
        await drawn(from, to);
      }

      const shown = async (): Promise<number[]> => {
        const name = await chart.getByRole('img').getAttribute('aria-label');
        return [...name!.matchAll(/over (\d+) to (\d+)/g)].flatMap(([, from, to]) => [Number(from), Number(to)]);
      };
      const box = (await chart.boundingBox())!;
      const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      await page.mouse.move(middle.x, middle.y);
      await page.mouse.wheel(0, -100);
      await expect.poll(async () => (await shown())[0]).toBeGreaterThan(0);
      const [from, to] = await shown();
      expect(to).toBeLessThan(149);

      await page.mouse.down();
      await page.mouse.move(middle.x + 100, middle.y, { steps: 5 });
      await page.mouse.up();
      await expect.poll(async () => (await shown())[0]).toBeLessThan(from);
      const [movedFrom, movedTo] = await shown();
      expect(movedTo - movedFrom).toBe(to - from);

      await page.getByRole('button', { name: 'Show all' }).click();
      await drawn(0, 149);
    });
  });
});

test('scaling shows what was fitted, on the training part alone, and draws it', async () => {
  await withWorkbench(async (workbench) => {
    const { page, folder } = workbench;
    writeFileSync(join(folder, 'gang_TRAIN.csv'), walksAsCsv());
    writeFileSync(join(folder, 'gang_TEST.csv'), walksAsCsv(1000));
    await openFile(workbench, join(folder, 'gang_TRAIN.csv'), 'gang_TRAIN.csv');
    await dataPanel(page).getByText('found gang_TEST.csv beside the file').waitFor();
    await select(page, 'Layout', 'One step a row, with ids');
    await select(page, 'Series id column', 'Proband');
    await shows(page, 'Series', ['3', '3']);

    const fitted = (offset: number, scale: number) => [
      { channel: 'links', offset: expect.closeTo(offset, 12), scale: expect.closeTo(scale, 12) },
      { channel: 'rechts', offset: expect.closeTo(10 * offset, 11), scale: expect.closeTo(10 * scale, 11) },
    ];
    await choose(page, 'Scaling', 'z-score');
    await expect.poll(() => fittedScaling(page)).toEqual(fitted(mean, deviation));
    await choose(page, 'Scaling', 'Min-max');
    await expect.poll(() => fittedScaling(page)).toEqual(fitted(0.5, 8 - 0.5));
    await choose(page, 'Scaling', 'None');
    await expect.poll(() => fittedScaling(page)).toEqual([]);
    await choose(page, 'Scaling', 'z-score');

    // The last step of the first walk under the pointer, as it is and as the model will see it.
    const chart = page.getByRole('group', { name: 'Chart, zoom and pan with the keyboard' });
    const readout = page.getByRole('tabpanel', { name: 'Chart' });
    const box = (await chart.boundingBox())!;
    await page.mouse.move(box.x + box.width - 40, box.y + box.height / 2);
    await readout.getByText('step 3').waitFor();
    await readout.getByText('links 4.5').waitFor();
    await readout.getByText('rechts 45').waitFor();
    await choose(page, 'Values shown', 'Scaled');
    await page.mouse.move(box.x + box.width - 40, box.y + box.height / 2);
    await readout.getByText(`links ${((4.5 - mean) / deviation).toPrecision(3)}`).waitFor();
  });
});

test('a _TRAIN file finds its twin, which can be left out or replaced', async () => {
  await withWorkbench(async (workbench) => {
    const { app, page } = workbench;
    await offerFile(workbench, sharedFile('datasets/BasicMotions/BasicMotions_TRAIN.ts'));
    await expect.poll(() => openName(page).textContent()).toBe('BasicMotions_TRAIN.ts');
    await shows(page, 'Series', ['40', '40']);
    await shows(page, 'Channels', ['6']);
    await dataPanel(page).getByText('found BasicMotions_TEST.ts beside the file').waitFor();

    await select(page, 'Test part', 'No test part');
    await shows(page, 'Series', ['40']);
    await answerDialogs(app, { open: sharedFile('datasets/BasicMotions/BasicMotions_TRAIN.ts') });
    await select(page, 'Test part', 'Another file…');
    await shows(page, 'Series', ['40', '40']);
    await expect.poll(() => setting(page, 'Test part').textContent()).toBe('BasicMotions_TRAIN.ts');
  });
});
