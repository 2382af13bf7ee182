/** Several models: kept in a bar, named, copied, compared with each other, and all of it undone. */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { withWorkbench } from '../helpers/launch';
import { sharedFile } from '../helpers/shared';
import { dropFiles } from '../helpers/data-view';
import { barButton, chooseModel, copiedText, goTo, modelBar, openSample, setNumber } from '../helpers/window';

/** What is done with a model, from its menu in the bar. */
async function pick(page: Page, name: string, item: string): Promise<void> {
  await modelBar(page)
    .getByRole('button', { name: `More for ${name}`, exact: true })
    .click();
  await page.getByRole('menuitem', { name: item, exact: true }).click();
}

const names = (page: Page): Promise<string[]> =>
  modelBar(page)
    .getByRole('button')
    .evaluateAll((buttons) => buttons.filter((one) => one.matches('.name')).map((one) => one.textContent!.trim()));
const current = (page: Page) => modelBar(page).locator('[aria-current=true]').textContent();

test('models are copied, named, chosen, deleted, and all of it undone', async () => {
  await withWorkbench(async ({ app, page }) => {
    await openSample(page, 'GunPoint');
    await goTo(page, 'Model');
    const hidden = page.getByRole('spinbutton', { name: 'Hidden units' });
    await setNumber(page, 'Hidden units', 16);
    await pick(page, 'Model 1', 'Duplicate');
    await expect.poll(() => names(page)).toEqual(['Model 1', 'Model 2']);
    expect(await hidden.inputValue()).toBe('16');
    await setNumber(page, 'Hidden units', 24);

    // A name that another has is told, and can be mended or given up.
    await pick(page, 'Model 2', 'Rename');
    const field = modelBar(page).getByRole('textbox', { name: 'Name of the model' });
    await field.fill('Model 1');
    await field.press('Enter');
    await modelBar(page).getByRole('alert').getByText('Another model has this name.').waitFor();
    await field.fill('Wider');
    await field.press('Enter');
    await expect.poll(() => names(page)).toEqual(['Model 1', 'Wider']);
    await modelBar(page).getByRole('button', { name: 'Wider', exact: true }).press('F2');
    await field.fill('Nothing');
    await field.press('Escape');
    await expect.poll(() => names(page)).toEqual(['Model 1', 'Wider']);

    // The current one runs and is what is copied as a job.
    await chooseModel(page, 'Model 1');
    await expect.poll(() => hidden.inputValue()).toBe('16');
    await barButton(page, 'Copy as job').click();
    await expect.poll(() => copiedText(app)).toContain('"hidden": 16');
    await pick(page, 'Model 1', 'Delete');
    await expect.poll(() => names(page)).toEqual(['Wider']);

    await barButton(page, 'Undo: Delete model').click();
    await barButton(page, 'Undo: Choice of the model').click();
    await expect.poll(() => current(page)).toBe('Wider');
    await barButton(page, 'Undo: Rename model').click();
    await expect.poll(() => names(page)).toEqual(['Model 1', 'Model 2']);
    await barButton(page, 'Undo: Hidden units').click();
    await barButton(page, 'Undo: Duplicate model').click();
    await expect.poll(() => names(page)).toEqual(['Model 1']);
    await barButton(page, 'Redo: Duplicate model').click();
    await expect.poll(() => names(page)).toEqual(['Model 1', 'Model 2']);
  });
});

test('two models are compared, and the section stays when the view is left', async () => {
  await withWorkbench(async ({ page, folder }) => {
    await openSample(page, 'GunPoint');
    await goTo(page, 'Model');
    await page.getByRole('tab', { name: 'Compare' }).click();
    await page.getByText('There is only one model').waitFor();
    await page.getByRole('main').getByRole('button', { name: 'Duplicate', exact: true }).click();
    await page.getByText('The same weights, number for number').waitFor();
    await setNumber(page, 'Seed', 2);
    await page.getByText(/^Weights differ by up to \d/).waitFor();
    const row = (name: string) => page.getByRole('row', { name, exact: true });
    await row('Seed 2 1').waitFor();
    await setNumber(page, 'Hidden units', 16);
    await row('Layer 0, forward LSTM 1 → 16, 1,216 parameters LSTM 1 → 128, 67,072 parameters').waitFor();
    await page.getByText(/^\d tensors? of \d cannot|^\d of \d tensors cannot be compared/).waitFor();

    await goTo(page, 'Data');
    await goTo(page, 'Model');
    await row('Hidden units 16 128').waitFor();

    // One number of a file changed by hand: the second of R, which the header says lies last.
    const bytes = readFileSync(sharedFile('golden/one-layer/model.safetensors'));
    const begin = 8 + Number(bytes.readBigUInt64LE(0));
    const header = JSON.parse(bytes.subarray(8, begin).toString()) as Record<
      string,
      { data_offsets: [number, number] }
    >;
    const [name] = Object.keys(header).filter((key) => key.endsWith('weight_hh_l0'));
    const at = begin + header[name].data_offsets[0] + 4;
    bytes.writeFloatLE(bytes.readFloatLE(at) + 0.5, at);
    writeFileSync(join(folder, 'changed.safetensors'), bytes);
    await dropFiles(page, [sharedFile('golden/one-layer/model.safetensors')]);
    await expect.poll(() => current(page)).toBe('model.safetensors');
    await dropFiles(page, [join(folder, 'changed.safetensors')]);
    await expect.poll(() => current(page)).toBe('changed.safetensors');
    await modelBar(page).getByRole('button', { name: 'More for model.safetensors', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Compare with changed.safetensors' }).click();
    await page.getByText('Weights differ by up to 5.00e-1').waitFor();
    await page.getByText(/^In weight_hh_l0 at \[0, 1\]: /).waitFor();
  });
});
