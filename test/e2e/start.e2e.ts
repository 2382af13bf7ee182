/** The workbench starts: its window shows, its engine answers, and nothing goes wrong on the way. */

import { expect, test } from 'vitest';
import { withWorkbench } from '../helpers/launch';

test('the window shows the start view and the engine is ready', async () => {
  await withWorkbench(async ({ app, page }) => {
    expect(await page.title()).toBe('LSTM Workbench');
    await page.getByRole('navigation').getByRole('button', { name: 'Start' }).waitFor();
    await page.getByText('Engine ready').waitFor();

    const window = await app.browserWindow(page);
    expect(await window.evaluate((shown) => ({ visible: shown.isVisible(), size: shown.getMinimumSize() }))).toEqual({
      visible: true,
      size: [900, 560],
    });
  });
});
