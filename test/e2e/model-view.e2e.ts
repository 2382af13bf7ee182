/** The Model view: settings with their help and limits, counts as PyTorch gives them, undo, and weights from a file. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { dropFiles } from '../helpers/data-view';
import { goldenCase } from '../helpers/golden';
import { answerDialogs, withWorkbench } from '../helpers/launch';
import { pickFromMenu } from '../helpers/menu';
import { rawSafetensors } from '../helpers/safetensors';
import { sharedFile } from '../helpers/shared';
import {
  barButton,
  choose,
  chooseModel,
  goTo,
  messages,
  openSample,
  openWeights,
  select,
  setNumber,
} from '../helpers/window';

/** What the panel "What it costs" says of one thing. */
async function cost(page: Page, name: string): Promise<string | null> {
  const entry = page
    .getByRole('main')
    .locator('dl > div')
    .filter({ has: page.getByText(name) });
  return await entry.getByRole('definition').first().textContent();
}

const costs = (page: Page, name: string, value: string): Promise<void> =>
  expect.poll(() => cost(page, name)).toBe(value);
const hidden = (page: Page) => page.getByRole('spinbutton', { name: 'Hidden units' });
const layers = (page: Page, count: number) =>
  page.getByRole('radiogroup', { name: 'Layers' }).getByRole('radio', { name: String(count) });

describe('random weights', () => {
  test('are counted as PyTorch counts them, whatever the settings', async () => {
    await withWorkbench(async ({ page }) => {
      await openSample(page, 'GunPoint');
      await goTo(page, 'Model');
      // One channel; a layer and direction has 4H rows of I + H weights and two biases.
      await costs(page, 'Parameters', (2 * 4 * 128 * (1 + 128 + 2)).toLocaleString('en'));
      await setNumber(page, 'Hidden units', 16);
      await costs(page, 'Parameters', (2 * 4 * 16 * (1 + 16 + 2)).toLocaleString('en'));
      await choose(page, 'Layers', '2');
      await costs(page, 'Parameters', '8,832'); // 2 * 64 * (1 + 16 + 2) + 2 * 64 * (32 + 16 + 2)
      await page.getByRole('switch', { name: 'Bias' }).click();
      await costs(page, 'Parameters', '8,320'); // two times 2 * 64 fewer for each layer
      await page.getByRole('switch', { name: 'Bias' }).click();
      await choose(page, 'Direction', 'Forward');
      await costs(page, 'Parameters', '3,392'); // 64 * (1 + 16 + 2) + 64 * (16 + 16 + 2)
      expect(await cost(page, 'Features per series')).toBe('160'); // 2 layers * 16 units * 5 poolings
    });
  });

  test('are drawn, and say what the run will cost', async () => {
    await withWorkbench(async ({ page }) => {
      await openSample(page, 'Daphnet recording');
      await goTo(page, 'Model');
      await page.getByRole('group', { name: 'The cell' }).waitFor();
      const network = page.getByRole('img', { name: 'The network' });
      await expect
        .poll(() => network.textContent())
        .toContain('series of 9 channels pass through 1 layer with 2 directions');

      const megabytes = async (): Promise<number> => {
        const [, size, unit] = /^([\d.]+) (KB|MB|GB)$/.exec((await cost(page, 'Memory of the run')) ?? '') ?? [];
        return Number(size) * { KB: 1e-3, MB: 1, GB: 1e3 }[unit as 'MB'];
      };
      const [memory, time] = [await megabytes(), await cost(page, 'Time of the run')];
      await setNumber(page, 'Hidden units', 512);
      await choose(page, 'Layers', '3');
      await expect.poll(() => network.textContent()).toContain('pass through 3 layers with 2 directions of 512 units');
      await expect.poll(megabytes).toBeGreaterThan(memory);
      await expect.poll(() => cost(page, 'Time of the run')).not.toBe(time);
      expect(await cost(page, 'Time of the run')).toMatch(/^\d+(\.\d)? (s|min|h)$/);
    });
  });

  test('explain every setting beside it, by keyboard too', async () => {
    await withWorkbench(async ({ page }) => {
      await goTo(page, 'Model');
      const settings = ['Hidden units', 'Layers', 'Direction', 'Initialisation', 'Bias', 'Forget bias', 'Seed'];
      for (const setting of settings) {
        const button = page.getByRole('button', { name: `Help: ${setting}`, exact: true });
        await button.focus();
        await page.keyboard.press('Enter');
        const help = page.getByRole('dialog');
        await help.getByText(setting, { exact: true }).waitFor();
        expect((await help.textContent())!.length).toBeGreaterThan(100);
        await page.keyboard.press('Escape');
        await help.waitFor({ state: 'detached' });
        await expect.poll(() => button.evaluate((element) => element === document.activeElement)).toBe(true);
      }
    });
  });

  test('keep to their limits and say them, losing nothing', async () => {
    await withWorkbench(async ({ page }) => {
      await openSample(page, 'GunPoint');
      await goTo(page, 'Model');
      await setNumber(page, 'Seed', 42);
      await costs(page, 'Parameters', '134,144');
      for (const wrong of ['0', '1000000', '1.5', 'many']) {
        await hidden(page).fill(wrong);
        await hidden(page).press('Enter');
        const fault = page.getByRole('main').getByRole('alert');
        await fault.filter({ hasText: /1 to 1024/ }).waitFor();
        expect(await hidden(page).getAttribute('aria-invalid')).toBe('true');
        // What was typed is there to be mended; the model is as it was.
        expect(await hidden(page).inputValue()).toBe(wrong);
        expect(await cost(page, 'Parameters')).toBe('134,144');
        await hidden(page).press('Escape');
        await fault.waitFor({ state: 'detached' });
        expect(await hidden(page).inputValue()).toBe('128');
      }
      expect(await page.getByRole('spinbutton', { name: 'Seed' }).inputValue()).toBe('42');
      expect(await barButton(page, 'Run').isEnabled()).toBe(true);
    });
  });

  test('take initialisation, forget bias and seed', async () => {
    await withWorkbench(async ({ page }) => {
      await goTo(page, 'Model');
      await select(page, 'Initialisation', "Keras's");
      await page.getByText('W Glorot uniform, R orthogonal, biases 0 but 1 for the forget gate.').waitFor();
      // A forget gate that rests at the sigmoid of 5 keeps 1/e of what it holds for -1 / ln(sigmoid(5)) = 149 steps.
      await choose(page, 'Forget bias', 'Number');
      await setNumber(page, 'Forget bias value', 5);
      await page.getByText('Remembers about 149 steps').waitFor();
      const seed = page.getByRole('spinbutton', { name: 'Seed' });
      expect(await seed.inputValue()).toBe('1');
      await page.getByRole('button', { name: 'New seed' }).click();
      await expect.poll(() => seed.inputValue()).not.toBe('1');
      await page.getByRole('button', { name: 'Reset to defaults' }).click();
      await expect.poll(() => seed.inputValue()).toBe('1');
      expect(await page.getByRole('combobox', { name: 'Initialisation' }).textContent()).toContain('Octaves');
    });
  });

  test('are made of any cell, drawn with its equations, or told why not', async () => {
    await withWorkbench(async ({ page }) => {
      await openSample(page, 'GunPoint');
      await goTo(page, 'Model');
      await select(page, 'Cell', 'GRU');
      await costs(page, 'Parameters', (2 * 3 * 128 * (1 + 128 + 2)).toLocaleString('en'));
      const cell = page.getByRole('group', { name: 'The cell' });
      await expect.poll(() => cell.textContent()).toContain('h_t = ( 1 − z_t ) ⊙ n_t + z_t ⊙ h_t−1');

      await page.getByText('Gates, activations, clip, projection').click();
      await page.getByRole('switch', { name: 'Projection' }).click();
      const refused = page.getByRole('main').getByRole('alert');
      await refused.getByText(/only an LSTM can be projected/).waitFor();
      expect(await barButton(page, 'Run').isDisabled()).toBe(true);

      await select(page, 'Cell', 'LSTM, layer-normalised');
      await refused.waitFor({ state: 'detached' });
      await page.getByText('Layer 0 runs on the reference').waitFor();
      await barButton(page, 'Undo: Cell').click();
      await refused.waitFor();
    });
  });

  test('are changed back and forth by undo and redo', async () => {
    await withWorkbench(async ({ app, page }) => {
      await goTo(page, 'Model');
      await setNumber(page, 'Hidden units', 64);
      await choose(page, 'Layers', '3');

      await pickFromMenu(app, 'Edit > Undo');
      await expect.poll(() => layers(page, 1).isChecked()).toBe(true);
      expect(await hidden(page).inputValue()).toBe('64');
      await barButton(page, 'Undo: Hidden units').click();
      await expect.poll(() => hidden(page).inputValue()).toBe('128');
      await pickFromMenu(app, 'Edit > Redo');
      await expect.poll(() => hidden(page).inputValue()).toBe('64');
      await barButton(page, 'Redo: Layers').click();
      await expect.poll(() => layers(page, 3).isChecked()).toBe(true);
      expect(await barButton(page, 'Redo').isDisabled()).toBe(true);
    });
  });
});

describe('weights from a file', () => {
  test('are understood, checked against the data, and left again', async () => {
    await withWorkbench(async (workbench) => {
      const { page } = workbench;
      await openSample(page, 'GunPoint');
      await goTo(page, 'Model');
      await setNumber(page, 'Hidden units', 48);
      await openWeights(workbench, sharedFile('golden/stacked-bidirectional/model.safetensors'));
      await page.getByRole('main').getByRole('definition').filter({ hasText: 'model.safetensors' }).waitFor();
      await page.getByText('3 → 16 units, 2 layers, Bidirectional').waitFor();
      await page.getByRole('tab', { name: 'Weights' }).click();
      await page.getByText('16 tensors, 9,088 numbers').waitFor();
      await page.getByRole('gridcell', { name: 'weight_ih_l0_reverse' }).waitFor();
      await page.getByRole('tab', { name: 'Overview' }).click();
      await costs(page, 'Parameters', '9,088'); // 2 * 64 * (3 + 16 + 2) + 2 * 64 * (32 + 16 + 2)

      const misfit = page.getByRole('main').getByRole('alert');
      await misfit
        .getByText('The number of input channels is 3 in these weights and 1 in the data.', { exact: true })
        .waitFor();
      expect(await barButton(page, 'Run').isDisabled()).toBe(true);

      await chooseModel(page, 'Model 1');
      await misfit.waitFor({ state: 'detached' });
      expect(await hidden(page).inputValue()).toBe('48');
      await expect.poll(() => barButton(page, 'Run').isEnabled()).toBe(true);
    });
  });

  test('that are malformed are refused with the cure, and the model stays', async () => {
    await withWorkbench(async ({ app, page, folder }) => {
      await goTo(page, 'Model');
      await setNumber(page, 'Hidden units', 48);
      const bad = join(folder, 'bad.safetensors');
      writeFileSync(bad, rawSafetensors('{"weight_ih_l0": ', new Uint8Array(8)));
      await answerDialogs(app, { open: bad });
      await page.getByRole('button', { name: 'Open weights…' }).click();
      const message = messages(page).getByRole('alert');
      await message.getByText('bad.safetensors: the safetensors header cannot be read (it is not JSON).').waitFor();
      await message.getByText('Check that the file is complete and saved with safetensors').waitFor();
      expect(await hidden(page).inputValue()).toBe('48');
    });
  });

  test('can be dropped on the window', async () => {
    await withWorkbench(async ({ page }) => {
      await dropFiles(page, [sharedFile('golden/one-layer/model.safetensors')]);
      await page.getByRole('button', { name: 'Open another file…' }).waitFor();
      await page.getByRole('tab', { name: 'Weights' }).click();
      await page
        .getByRole('gridcell', { name: /^(weight|bias)_/ })
        .nth(3)
        .waitFor();
      expect(await page.getByRole('gridcell', { name: /^(weight|bias)_/ }).count()).toBe(4);
    });
  });

  test('tell their parts, and what was assumed can be chosen and undone', async () => {
    await withWorkbench(async ({ page }) => {
      await dropFiles(page, [sharedFile('golden/with-head/model.safetensors')]);
      const parts = page.getByRole('grid', { name: 'What the file holds' });
      await parts.getByRole('gridcell', { name: 'recurrent', exact: true }).waitFor();
      await parts.getByRole('gridcell', { name: 'head', exact: true }).waitFor();
      const takes = page.getByRole('combobox', { name: 'The head reads' });
      expect(await takes.textContent()).toContain('the output at the last step');
      await select(page, 'The head reads', 'the mean over time');
      await page.getByText('Chosen by you.').waitFor();
      await barButton(page, 'Undo: What was assumed').click();
      await expect.poll(() => takes.textContent()).toContain('the output at the last step');
    });
  });

  test('are drawn, and every number can be read by keyboard', async () => {
    await withWorkbench(async ({ page }) => {
      await dropFiles(page, [sharedFile('golden/one-layer/model.safetensors')]);
      await page.getByRole('tab', { name: 'Weights' }).click();
      await page.getByRole('application', { name: /^R: / }).focus();
      await page.getByText(/^R, gate i, unit 0, h 0 = −?[\d.]+/).waitFor();
      await page.keyboard.press('PageDown');
      await page.keyboard.press('ArrowRight');
      const read = page.getByText(/^R, gate f, unit 0, h 1 = −?[\d.]+/);
      await read.waitFor();
      // Row 10 and column 1 of weight_hh_l0, as PyTorch has it.
      const [, value] = /= (−?[\d.]+)/.exec((await read.textContent())!)!;
      const { directions } = goldenCase('one-layer').weights;
      expect(Number(value.replace('−', '-'))).toBeCloseTo(directions[0].wHh[10 * 10 + 1], 3);
    });
  });
});
