/** Files that are not what they seem: opened in another encoding or format, or refused without a loss. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dataPanel, offerFile, openName } from '../helpers/data-view';
import { withWorkbench } from '../helpers/launch';
import { barButton, messages, openFile, select } from '../helpers/window';

/** `é,à` in Windows-1252, by which no other letter stands: nothing tells what it is. */
const WESTERN_CSV = Buffer.from('\xe9,\xe0\n1,2\n3,4\n5,6\n', 'latin1');

test('a file in another encoding is opened from the message that refused it', async () => {
  await withWorkbench(async (workbench) => {
    const { page, folder } = workbench;
    writeFileSync(join(folder, 'speed.csv'), WESTERN_CSV);
    await offerFile(workbench, join(folder, 'speed.csv'));
    const refusal = messages(page).getByRole('alert');
    await refusal.getByText('speed.csv, line 1, column 1: the text is not valid utf-8.').waitFor();
    await refusal.getByRole('button', { name: 'Western (Windows-1252)' }).click();
    await openName(page).getByText('speed.csv').waitFor();
    const encoding = page.getByRole('combobox', { name: 'Encoding' });
    await expect.poll(() => encoding.textContent()).toBe('Western (Windows-1252)');
    await page.getByRole('tab', { name: 'Table' }).click();
    const table = page.getByRole('grid', { name: 'Rows of speed.csv' });
    await table.getByRole('columnheader', { name: 'é' }).waitFor();
    expect(await refusal.count()).toBe(0);
  });
});

test('a table with the ending of another format is opened as what it is', async () => {
  await withWorkbench(async (workbench) => {
    const { page, folder } = workbench;
    writeFileSync(join(folder, 'walk.arff'), 'a,b\n1,2\n3,4\n');
    await offerFile(workbench, join(folder, 'walk.arff'));
    await messages(page).getByRole('alert').getByRole('button', { name: 'CSV or TSV' }).click();
    await openName(page).getByText('walk.arff').waitFor();
    const format = page.getByRole('combobox', { name: 'Format' });
    await expect.poll(() => format.textContent()).toBe('CSV or TSV');
  });
});

test('the format can be said otherwise and back; one that does not fit is taken back', async () => {
  await withWorkbench(async (workbench) => {
    const { page, folder } = workbench;
    // Class numbers first, no header: like the UCR archive, but for the ending.
    writeFileSync(join(folder, 'waves.csv'), '1,0.1,0.2,0.3\n2,0.3,0.2,0.1\n1,0.2,0.2,0.2\n');
    await openFile(workbench, join(folder, 'waves.csv'), 'waves.csv');
    const format = page.getByRole('combobox', { name: 'Format' });
    const classes = (): Promise<string[]> => dataPanel(page).getByRole('listitem').allTextContents();
    await dataPanel(page).getByText('CSV or TSV · UTF-8 · Comma · 3.14 · No header').click();
    await dataPanel(page).getByText('assumed from the file name').waitFor();

    await select(page, 'Format', 'UCR .tsv');
    await expect.poll(classes).toEqual(['12', '21']);
    await barButton(page, 'Undo: format').waitFor();
    await page.getByRole('button', { name: 'Reset Format to what was recognised' }).click();
    await expect.poll(() => format.textContent()).toBe('CSV or TSV');
    await dataPanel(page).getByText('assumed from the file name').waitFor();

    await select(page, 'Format', 'NPY array');
    await messages(page).getByRole('alert').getByText('waves.csv').waitFor();
    await expect.poll(() => format.textContent()).toBe('CSV or TSV');
    await dataPanel(page).getByText('assumed from the file name').waitFor();
  });
});
