/** The Model view's section Analysis: what an initialisation does to the weights, of a model with data and one without. */

import { expect, test } from 'vitest';
import { withWorkbench } from '../helpers/launch';
import { goTo, openSample, select, setNumber } from '../helpers/window';

test('shows how long units remember, what R does and how weights are spread, as the initialisation has it', async () => {
  await withWorkbench(async ({ page }) => {
    await goTo(page, 'Model');
    await setNumber(page, 'Hidden units', 16);
    await page.getByRole('tab', { name: 'Analysis' }).click();
    const view = page.getByRole('main');
    await view.getByText('No dataset is open: weights are drawn for 1 channel and series of 100 steps.').waitFor();
    await openSample(page, 'GunPoint');
    await goTo(page, 'Model');
    await page.getByRole('tab', { name: 'Analysis' }).click();
    await view.getByText('the longest series has 150').waitFor();

    await select(page, 'Initialisation', 'Spectral radius');
    // Forget gates at one half: -1 / ln 0.5 steps.
    await view.getByText('Half of the units forget within 1.4 steps; the longest series has 150').waitFor();
    await view.getByRole('img', { name: 'spectral radii i 0.90, f 0.90, g 0.90, o 0.90' }).waitFor();
    await view.getByText('R alone carries a state on for about 9.5 steps').waitFor();
    await setNumber(page, 'Spectral radius', 1.5);
    await view.getByText('The largest radius is 1.50, above 1').waitFor();

    await select(page, 'Initialisation', 'Orthogonal');
    await view.getByText('The largest radius is 1: R alone neither fades nor grows a state.').waitFor();
    expect(await page.getByRole('spinbutton', { name: 'Spectral radius' }).count()).toBe(0);
    await view.getByRole('img', { name: 'Histograms of W, R, b' }).waitFor();
  });
});
