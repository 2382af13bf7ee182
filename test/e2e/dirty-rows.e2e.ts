/** A file as it is in the world: comments, a foreign encoding, rows that do not fit, all read with a click or without. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dataPanel, fact } from '../helpers/data-view';
import { withWorkbench } from '../helpers/launch';
import { barButton, openFile, select } from '../helpers/window';

const ROWS = Array.from({ length: 40 }, (_, row) => `${row};${row},5;-999`);
const LINES = ['# Messung', '# im Freien', 'zeit;größe;höhe', ...ROWS];
LINES[6] = '3;3,5';
LINES[10] = '7;gestört;1';

test('rows that do not fit are left out with one click, told with their lines, and marked', async () => {
  await withWorkbench(async (workbench) => {
    const { page, folder } = workbench;
    writeFileSync(join(folder, 'messung.csv'), Buffer.from(`${LINES.join('\n')}\n`, 'latin1'));
    await openFile(workbench, join(folder, 'messung.csv'), 'messung.csv');
    const refusal = page.getByRole('alert').filter({ hasText: 'not every row has 3 fields' });
    await refusal.getByRole('button', { name: 'Leave out 2 rows' }).click();

    const notice = page.getByRole('alert').filter({ hasText: '2 of 40' });
    await expect
      .poll(() => notice.getByRole('listitem').allTextContents())
      .toEqual(['line 7: 2 fields, not 3', 'line 11: “gestört” in the column “größe” is not a number']);
    expect(await fact(page, 'Rows')).toEqual(['40']);
    await expect
      .poll(() => page.getByRole('combobox', { name: 'Rows that do not fit' }).textContent())
      .toBe('Leave them out');
    await dataPanel(page).getByText('assumed: 2 lines begin with # and are no rows').waitFor();
    await expect
      .poll(() => page.getByRole('combobox', { name: 'Encoding' }).textContent())
      .toBe('Western (Windows-1252)');

    await page.getByRole('tab', { name: 'Table' }).click();
    const table = page.getByRole('grid', { name: 'Rows of messung.csv' });
    await expect.poll(() => table.locator('.faded').count()).toBe(2);
    expect(await table.locator('.faded').first().textContent()).toContain('3,5');

    const marks = page.getByRole('textbox', { name: 'Also missing' });
    await marks.fill('-999');
    await marks.press('Enter');
    await page.getByRole('alert').filter({ hasText: 'missing or infinite values: 38' }).waitFor();
    await barButton(page, 'Undo: missing marks').click();
    await expect.poll(() => marks.inputValue()).toBe('');

    await select(page, 'Rows that do not fit', 'Stop and say where');
    await refusal.waitFor();
    expect(await notice.count()).toBe(0);
  });
});
