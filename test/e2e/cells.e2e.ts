/** How cells lie in a file, in the real window: unusual characters between them, and whole series in them. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fact } from '../helpers/data-view';
import { withWorkbench } from '../helpers/launch';
import { openFile, select } from '../helpers/window';

test('any character may stand between cells, recognised or typed', async () => {
  await withWorkbench(async (workbench) => {
    const { page, folder } = workbench;
    const delimiter = page.getByRole('combobox', { name: 'Delimiter', exact: true });
    const typed = page.getByRole('textbox', { name: 'Delimiter character' });

    writeFileSync(join(folder, 'carets.txt'), 'speed^load^rest\n1,5^2^3\n4^5,5^6\n7^8^9,5\n');
    await openFile(workbench, join(folder, 'carets.txt'), 'carets.txt');
    await expect.poll(() => delimiter.textContent()).toBe('^');
    await expect.poll(() => fact(page, 'Channels')).toEqual(['3']);

    writeFileSync(join(folder, 'signs.txt'), 'speed§load\n1.5§2\n4§5.5\n7§8\n');
    await openFile(workbench, join(folder, 'signs.txt'), 'signs.txt');
    await expect.poll(() => delimiter.textContent()).toBe('Comma');
    await select(page, 'Delimiter', 'Other…');
    await typed.fill('x');
    await page.getByRole('alert').getByText('no letter', { exact: false }).waitFor();
    await typed.fill('§');
    await typed.press('Enter');
    await expect.poll(() => fact(page, 'Channels')).toEqual(['2']);
    await expect.poll(() => delimiter.textContent()).toBe('§');

    // What is typed and given up changes nothing.
    await select(page, 'Delimiter', 'Other…');
    await typed.fill('~');
    await typed.press('Escape');
    await expect.poll(() => delimiter.textContent()).toBe('§');
  });
});

test('cells may hold whole series', async () => {
  await withWorkbench(async (workbench) => {
    const { page, folder } = workbench;
    const rows = ['a,"[1.0, 2.5, 3]","[1, None]",walk', 'b,"[4, 5]","[6, 7]",run', 'c,"[8]","[9, 1]",walk'];
    writeFileSync(join(folder, 'lists.csv'), `name,x,y,label\n${rows.join('\n')}\n`);
    await openFile(workbench, join(folder, 'lists.csv'), 'lists.csv');
    await expect.poll(() => fact(page, 'Series')).toEqual(['3']);
    await expect.poll(() => fact(page, 'Channels')).toEqual(['2']);
    await page.getByText('assumed: the cells of 2 columns are lists of numbers').first().waitFor();

    writeFileSync(join(folder, 'broken.csv'), `name,x,y,label\n${rows.join('\n').replace('2.5', 'oops')}\n`);
    await openFile(workbench, join(folder, 'broken.csv'), 'broken.csv');
    await page.getByText('oops', { exact: false }).first().waitFor();
  });
});
