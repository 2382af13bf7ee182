/** The virtual tables: rows of a file and features of all series, as a user reads, walks and sorts them. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withWorkbench } from '../helpers/launch';
import { goTo, openFile, openSynthetic, run } from '../helpers/window';

/** A CSV of 300 rows; every value is its row and column. */
const wideCsv = (columns: number): string => {
  const line = (cell: (column: number) => string): string =>
    Array.from({ length: columns }, (_, k) => cell(k)).join(',');
  const rows = Array.from({ length: 300 }, (_, row) => line((column) => `${row}.${column + 10}`));
  return [line((column) => `x${column}`), ...rows].join('\n');
};

describe('tables', () => {
  it('follows from a wide file to a narrow one and back, wherever it was scrolled to', async () => {
    await withWorkbench(async (workbench) => {
      const { page, folder } = workbench;
      writeFileSync(join(folder, 'wide.csv'), wideCsv(40));
      writeFileSync(join(folder, 'narrow.csv'), 'a,b\n1,2\n3,4\n');
      const headers = (file: string): Promise<string[]> =>
        page
          .getByRole('grid', { name: `Rows of ${file}` })
          .getByRole('columnheader')
          .allTextContents();

      await openFile(workbench, join(folder, 'wide.csv'), 'wide.csv');
      await page.getByRole('tab', { name: 'Table' }).click();
      const wide = page.getByRole('grid', { name: 'Rows of wide.csv' });
      await wide.getByRole('gridcell', { name: '0.10', exact: true }).waitFor();
      await wide.evaluate((grid) => grid.scrollTo({ left: grid.scrollWidth, top: grid.scrollHeight }));
      await wide.getByRole('gridcell', { name: '299.49', exact: true }).waitFor();
      expect(await wide.getByRole('columnheader').count()).toBeLessThan(30);

      await openFile(workbench, join(folder, 'narrow.csv'), 'narrow.csv');
      await expect.poll(() => headers('narrow.csv')).toEqual(['Line', 'anumber', 'bnumber']);
      const narrow = page.getByRole('grid', { name: 'Rows of narrow.csv' });
      await expect.poll(() => narrow.getByRole('gridcell').allTextContents()).toEqual(['2', '1', '2', '3', '3', '4']);

      await openFile(workbench, join(folder, 'wide.csv'), 'wide.csv');
      await wide.getByRole('gridcell', { name: '0.10', exact: true }).waitFor();
      expect((await headers('wide.csv')).slice(0, 3)).toEqual(['Line', 'x0number', 'x1number']);
    });
  });

  it('sorts the features by a column, walks them by keyboard and opens a row', async () => {
    await withWorkbench(async ({ page }) => {
      await openSynthetic(page, { series: 60, steps: 12 });
      await run(page);
      await goTo(page, 'Features');
      const table = page.getByRole('grid', { name: 'Features of all series' });
      const header = table.getByRole('columnheader', { name: 'h__l0__fwd__u0__last' });
      await table.getByRole('row', { selected: true }).waitFor();
      expect(await table.getAttribute('aria-rowcount')).toBe('125');
      const names = await table.getByRole('rowheader').allTextContents();
      expect(names.map((name) => name.trim())).toEqual(['min', 'max', 'mean', 'std']);

      // The fourth cell of each row is the column's; the first four rows are its statistics.
      const column = async (): Promise<number[]> => {
        const cells = await table.locator('[role="gridcell"][aria-colindex="4"]').allTextContents();
        return cells.map((text) => Number(text.replace('−', '-')));
      };
      const [lowest, highest] = await column();
      await header.getByRole('button').click();
      await expect.poll(() => header.getAttribute('aria-sort')).toBe('ascending');
      await expect.poll(async () => (await column())[4]).toBe(lowest);
      const values = (await column()).slice(4);
      expect(values).toEqual(values.toSorted((a, b) => a - b));
      await header.getByRole('button').click();
      await expect.poll(() => header.getAttribute('aria-sort')).toBe('descending');
      await expect.poll(async () => (await column())[4]).toBe(highest);

      await table.focus();
      await page.keyboard.press('End');
      const last = table.locator('[aria-rowindex="125"]');
      await expect.poll(() => last.getAttribute('aria-selected')).toBe('true');
      await page.keyboard.press('Home');
      await expect.poll(() => table.locator('[aria-rowindex="6"]').getAttribute('aria-selected')).toBe('true');
      await page.keyboard.press('ArrowDown');
      const second = table.locator('[aria-rowindex="7"]');
      await expect.poll(() => second.getAttribute('aria-selected')).toBe('true');
      const id = await second.getByRole('gridcell').first().textContent();
      await page.keyboard.press('Enter');
      await page.getByRole('main', { name: 'Run' }).waitFor();
      await page.getByRole('button', { name: `Series: ${id}`, exact: true }).waitFor();
    });
  });
});
