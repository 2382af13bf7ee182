/** The window's parts and a user's usual moves, found by role and name in one place, for all end-to-end tests. */

import { join } from 'node:path';
import type { ElectronApplication, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { answerDialogs, type Workbench } from './launch';

export type ViewTitle = 'Start' | 'Data' | 'Model' | 'Run' | 'Insight' | 'Features' | 'Evaluate' | 'Project' | 'Lesson';

/** A button of the bar above every view. */
export const barButton = (page: Page, name: string): Locator =>
  page.getByRole('banner').getByRole('button', { name, exact: true });

/** The messages over the corner of the view. */
export const messages = (page: Page): Locator => page.getByRole('region', { name: 'Messages' });

/** The bar below every view. */
export const statusBar = (page: Page): Locator => page.getByRole('contentinfo');

/** The panel with the equations of the unit at the cursor. */
export const equationPanel = (page: Page): Locator =>
  page.getByRole('complementary', { name: 'The cell at this step' });

/** The chart of signal, heatmaps and traces. */
export const gateStage = (page: Page): Locator => page.getByRole('application');

export async function goTo(page: Page, view: ViewTitle): Promise<void> {
  await page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: view, exact: true }).click();
}

export async function openSample(page: Page, name: string): Promise<void> {
  await goTo(page, 'Start');
  await page.getByRole('button', { name: `Open the sample ${name}` }).click();
  await page.getByRole('banner').getByRole('heading', { name }).waitFor();
}

/** The card of the start view that makes synthetic sets. */
export const syntheticCard = (page: Page): Locator => page.getByRole('group', { name: 'A set made from a seed' });

/** Makes and opens sines and squares; the same number of series goes to the training and to the test part. */
export async function openSynthetic(page: Page, { series, steps }: { series: number; steps: number }): Promise<void> {
  await goTo(page, 'Start');
  const card = syntheticCard(page);
  await card.getByRole('spinbutton', { name: 'Series in each part' }).fill(String(series));
  await card.getByRole('spinbutton', { name: 'Steps' }).fill(String(steps));
  await card.getByRole('button', { name: 'Make and open' }).click();
  await page.getByRole('banner').getByRole('heading', { name: 'Sines and squares' }).waitFor();
}

/** Opens a file through the dialog. */
export async function openFile({ app, page }: Workbench, path: string, title: string): Promise<void> {
  await answerDialogs(app, { open: path });
  await page.getByRole('button', { name: 'Open file…' }).first().click();
  await page.getByRole('banner').getByRole('heading', { name: title }).waitFor();
}

/** Opens weights through the dialog of the Model view. */
export async function openWeights({ app, page }: Workbench, path: string): Promise<void> {
  await goTo(page, 'Model');
  await answerDialogs(app, { open: path });
  await page.getByRole('button', { name: /^Open (weights|another file)…$/ }).click();
  await page.getByRole('button', { name: 'Open another file…' }).waitFor();
}

/** The models that are kept, above the Model view. */
export const modelBar = (page: Page): Locator => page.getByRole('group', { name: 'Models', exact: true });

/** Makes one of them the model that runs. */
export async function chooseModel(page: Page, name: string): Promise<void> {
  await modelBar(page).getByRole('button', { name, exact: true }).click();
}

/** Types a number into a field of the view that is shown. */
export async function setNumber(page: Page, label: string, value: number): Promise<void> {
  const field = page.getByRole('main').getByRole('spinbutton', { name: label, exact: true });
  await field.fill(String(value));
  await field.press('Enter');
}

/** Chooses one of a few choices side by side. */
export async function choose(page: Page, group: string, option: string): Promise<void> {
  const radio = page
    .getByRole('radiogroup', { name: group, exact: true })
    .getByRole('radio', { name: option, exact: true });
  await radio.click();
  await expect.poll(() => radio.isChecked()).toBe(true);
}

/** Chooses one of a list that opens. */
export async function select(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

/** Runs the model over the open dataset and waits for its end. */
export async function run(page: Page, button: 'Run' | 'Run again' = 'Run'): Promise<void> {
  await barButton(page, button).click();
  await barButton(page, 'Export features').waitFor();
}

/** Waits until the window says that it saved `name`, and takes the message away. */
export async function waitForSaved(page: Page, name: string): Promise<void> {
  const message = messages(page)
    .getByRole('status')
    .filter({ hasText: `Saved ${name}` });
  await message.waitFor();
  await message.getByRole('button', { name: 'Dismiss' }).click();
}

/** Exports the features into the test's folder and returns the path of the training part's file. */
export async function exportFeatures({ app, page, folder }: Workbench, name: string): Promise<string> {
  const file = join(folder, name);
  await answerDialogs(app, { save: file });
  await barButton(page, 'Export features').click();
  await waitForSaved(page, name);
  return file;
}

/** Text from the clipboard; both generations of Electron. */
export const copiedText = (app: ElectronApplication): Promise<string> =>
  app.evaluate(async ({ clipboard }) => await clipboard.readText());

/** Process id of the engine; null while there is none. */
export const engineProcess = (app: ElectronApplication): Promise<number | null> =>
  app.evaluate(
    ({ app: main }) =>
      main.getAppMetrics().find(({ type, name }) => type === 'Utility' && name === 'LSTM engine')?.pid ?? null,
  );

/**
 * Notes every text that a part of the window shows from now on, so that what is seen only for a moment cannot be missed.
 * Call the result for the texts so far.
 */
export async function noteTexts(part: Locator): Promise<() => Promise<string[]>> {
  const noted = await part.evaluateHandle((element: HTMLElement) => {
    const texts = new Set<string>();
    const note = (): void => {
      for (const child of element.querySelectorAll('span')) if (child.textContent) texts.add(child.textContent.trim());
    };
    new MutationObserver(note).observe(element, { childList: true, characterData: true, subtree: true });
    return texts;
  });
  return () => noted.evaluate((texts) => [...texts]);
}
