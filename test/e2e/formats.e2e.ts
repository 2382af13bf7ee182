/** Files of several arrays or sheets, and packed ones: what was taken is said, and another choice is one click away. */

import { expect, test } from 'vitest';
import { dataPanel } from '../helpers/data-view';
import { withWorkbench } from '../helpers/launch';
import { repositoryFile } from '../helpers/shared';
import { openFile, select } from '../helpers/window';

test('the sheet of a workbook is chosen and can be chosen otherwise', async () => {
  await withWorkbench(async (workbench) => {
    const { page } = workbench;
    await openFile(workbench, repositoryFile('test/fixtures/xlsx/first-sheet.xlsx'), 'first-sheet.xlsx');
    await dataPanel(page).getByText('assumed: the first of 2 sheets with columns of numbers').waitFor();
    const classes = (): Promise<string[]> => dataPanel(page).getByRole('listitem').allTextContents();
    await expect.poll(classes).toEqual(['walk1', 'run1']);
    await select(page, 'Sheet', 'Other');
    await expect.poll(classes).toEqual([]);
    await page.getByRole('button', { name: 'Reset Sheet to what was recognised' }).click();
    await expect.poll(classes).toEqual(['walk1', 'run1']);
  });
});

test('the arrays of an NPZ file are listed, and a packed file says that it was unpacked', async () => {
  await withWorkbench(async (workbench) => {
    const { page } = workbench;
    await openFile(workbench, repositoryFile('test/fixtures/npz/train-test.npz'), 'train-test.npz');
    const array = page.getByRole('combobox', { name: 'Array' });
    await expect.poll(() => array.textContent()).toBe('X_train');
    await select(page, 'Array', 'X_test');
    await expect.poll(() => page.getByRole('combobox', { name: 'Label column' }).textContent()).toBe('y_test');

    await openFile(workbench, repositoryFile('test/fixtures/gzip/table.csv.gz'), 'table.csv.gz');
    await dataPanel(page).getByText('unpacked from gzip').waitFor();
    expect(await page.getByRole('combobox', { name: 'Array' }).count()).toBe(0);
  });
});
