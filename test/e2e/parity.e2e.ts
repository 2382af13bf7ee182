/** A user who trained elsewhere: the model's numbers beside those of its framework, and the model for other programs. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { answerDialogs, withWorkbench } from '../helpers/launch';
import { pickFromMenu } from '../helpers/menu';
import { sharedFile } from '../helpers/shared';
import { copiedText, openWeights, waitForSaved } from '../helpers/window';

const golden = (file: string): string => sharedFile(`golden/stacked-bidirectional/${file}`);

describe('an opened model', () => {
  test('is held to its framework’s numbers, and written for other programs', { timeout: 120_000 }, () =>
    withWorkbench(async (workbench) => {
      const { app, page, folder } = workbench;
      await openWeights(workbench, golden('model.onnx'));
      const main = page.getByRole('main');
      await main.getByRole('tab', { name: 'Parity' }).click();
      const pick = async (button: string, path: string): Promise<void> => {
        await answerDialogs(app, { open: path });
        await main.getByRole('button', { name: button }).click();
      };
      await pick('Choose the input…', golden('x.npy'));
      await pick('Choose the expected values…', golden('h_n.npy'));
      await main.getByText('The same numbers to 1e-6').waitFor();
      const rows = main.getByRole('table').getByRole('row');
      expect(await rows.allInnerTexts().then((texts) => texts.filter((text) => /reference/.test(text)).length)).toBe(4);

      // The sizes fit c_n as well: what is assumed can be changed, and then the numbers differ.
      await main.getByRole('combobox', { name: 'The expected values are' }).click();
      await page.getByRole('option', { name: /c_n/ }).click();
      await main.getByText('The numbers differ by up to').waitFor();

      const file = join(folder, 'network.onnx');
      await answerDialogs(app, { save: file });
      await pickFromMenu(app, 'File > Export model…');
      await waitForSaved(page, 'network.onnx');
      expect(existsSync(join(folder, 'network.provenance.json'))).toBe(true);
      await main.getByRole('tab', { name: 'Export' }).click();
      await main.getByRole('button', { name: 'Copy' }).click();
      await expect.poll(() => copiedText(app)).toContain('onnxruntime.InferenceSession("network.onnx")');
    }),
  );

  test('is held to series of unequal lengths, which are typed', { timeout: 120_000 }, () =>
    withWorkbench(async (workbench) => {
      const { app, page } = workbench;
      const unequal = (file: string): string => sharedFile(`golden/unequal-lengths/${file}`);
      await openWeights(workbench, unequal('model.pt'));
      const main = page.getByRole('main');
      await main.getByRole('tab', { name: 'Parity' }).click();
      for (const [button, file] of [
        ['Choose the input…', 'x.npy'],
        ['Choose the expected values…', 'h_n.npy'],
      ] as const) {
        await answerDialogs(app, { open: unequal(file) });
        await main.getByRole('button', { name: button }).click();
      }
      // Last states do not tell where a series ends.
      await main.getByText('The numbers differ by up to').waitFor();
      const lengths = main.getByRole('textbox', { name: 'Steps of each series' });
      await lengths.fill('14, three');
      await lengths.press('Enter');
      await main.getByRole('alert').filter({ hasText: 'Give one whole number from 1 up' }).waitFor();
      await lengths.fill('14, 3, 9, 1, 12');
      await lengths.press('Enter');
      await main.getByText('The same numbers to 1e-6').waitFor();
      await expect
        .poll(() => main.getByRole('combobox', { name: 'Steps that count' }).textContent())
        .toContain('14,3,9,1,12');
    }),
  );
});
