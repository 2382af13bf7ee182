/** Takes the pictures for the documentation: every view light and dark in English, and the run in Chinese. */

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { appFolder, launchWorkbench } from './drive.mjs';
import { provideEnvironment } from './environment.mjs';

/** A picture waits for what it shows; what takes longer than this never comes. */
const PATIENCE_MS = 60_000;

const { values } = parseArgs({
  options: {
    folder: { type: 'string', default: join(appFolder, 'docs/screenshots') },
    size: { type: 'string', default: '1280x800' },
  },
});
const [width, height] = values.size.split('x').map(Number);

/**
 * What is on screen before the picture of each view is taken.
 *
 * @type {[view: string, name: string, ready: (page: import('playwright-core').Page) => Promise<unknown>][]}
 */
const views = [
  ['Start', 'welcome', (page) => page.getByRole('button', { name: 'GunPoint' }).waitFor()],
  ['Data', 'data', (page) => drawn(page, /^Chart of/)],
  ['Model', 'model', (page) => page.getByRole('img', { name: 'The network' }).waitFor()],
  ['Run', 'run', walked],
  ['Features', 'features', (page) => page.getByText('h__l0__fwd__u0__last').first().waitFor()],
  ['Lesson', 'lesson', (page) => page.getByRole('main', { name: 'Lesson' }).getByRole('heading').first().waitFor()],
];

/** Waits for a chart of this name. */
function drawn(/** @type {import('playwright-core').Page} */ page, /** @type {RegExp} */ name) {
  return page.getByRole('img', { name }).waitFor();
}

/** Puts the cursor of the gates into the middle of the series, where they have something to say. */
async function walked(/** @type {import('playwright-core').Page} */ page) {
  await page.getByRole('application').click();
}

const environment = await provideEnvironment({ chineseText: true });
const { app, page } = await launchWorkbench({
  executable: environment.executable,
  display: environment.variables.DISPLAY,
});
try {
  page.setDefaultTimeout(PATIENCE_MS);
  mkdirSync(values.folder, { recursive: true });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await app.evaluate(
    ({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0].setContentSize(size.width, size.height),
    { width, height },
  );
  await page.waitForFunction((size) => innerWidth === size.width && innerHeight === size.height, { width, height });
  const bar = page.getByRole('banner');
  await page.getByRole('button', { name: 'GunPoint' }).click();
  await bar.getByRole('button', { name: 'Run', exact: true }).click();
  await bar.getByRole('button', { name: 'Export features' }).waitFor();

  for (const theme of /** @type {const} */ (['light', 'dark'])) {
    await prefer({ theme });
    for (const [view, name, ready] of views) {
      await page.getByRole('navigation').getByRole('button', { name: view, exact: true }).click();
      await ready(page);
      await take(`${name}-${theme}`);
    }
  }
  await prefer({ theme: 'light', language: 'zh-CN' });
  await page.getByRole('navigation').getByRole('button', { name: '运行', exact: true }).click();
  await walked(page);
  await take('run-light-chinese');
} finally {
  await app.close();
  environment.stop();
}

/** Changes settings as the menu does, and waits until the page has taken them up. */
async function prefer(/** @type {{ theme: 'light' | 'dark', language?: 'en' | 'zh-CN' }} */ settings) {
  const labels = { light: '&Light', dark: '&Dark', 'zh-CN': '简体中文' };
  for (const label of [labels[settings.theme], ...(settings.language === 'zh-CN' ? [labels['zh-CN']] : [])]) {
    await app.evaluate(({ Menu }, label) => {
      const view = Menu.getApplicationMenu()?.items[2].submenu?.items ?? [];
      view
        .flatMap((item) => item.submenu?.items ?? [])
        .find((item) => item.label === label)
        ?.click();
    }, label);
  }
  await page.waitForFunction(
    ({ dark, language }) =>
      matchMedia('(prefers-color-scheme: dark)').matches === dark && document.documentElement.lang === language,
    { dark: settings.theme === 'dark', language: settings.language ?? 'en' },
  );
}

/** Takes a picture once nothing on the page changes any more; the pointer and the focus leave no trace in it. */
async function take(/** @type {string} */ name) {
  await page.mouse.move(width - 1, 0);
  await page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  });
  await settled();
  await page.screenshot({ path: join(values.folder, `${name}.png`), animations: 'disabled', caret: 'hide' });
  console.log(`${name}.png`);
}

/** Resolves when two pictures in a row are the same. */
async function settled() {
  let before = await page.screenshot();
  for (;;) {
    const now = await page.screenshot();
    if (now.equals(before)) return;
    before = now;
  }
}
