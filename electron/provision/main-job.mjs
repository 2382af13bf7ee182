/** Does the workbench's main job without a person: opens a sample, runs it, saves its features, takes a picture. */

import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { answerDialogs, appFolder, launchWorkbench } from './drive.mjs';

/** A run of the sample takes seconds; a machine that needs longer than this has another trouble. */
const PATIENCE_MS = 300_000;

/**
 * Returns the paths of what it wrote, relative to the app's folder.
 *
 * @param {{ executable: string, display?: string }} options
 */
export async function doMainJob({ executable, display }) {
  const folder = join(appFolder, 'output');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  const features = join(folder, 'features.csv');
  const picture = join(folder, 'run.png');

  const { app, page } = await launchWorkbench({ executable, display });
  try {
    page.setDefaultTimeout(PATIENCE_MS);
    await answerDialogs(app, { save: features });
    const bar = page.getByRole('banner');
    await page.getByRole('button', { name: 'GunPoint' }).click();
    await bar.getByRole('button', { name: 'Run', exact: true }).click();
    await bar.getByRole('button', { name: 'Export features' }).click();
    await page.getByText('The export is finished').waitFor({ state: 'attached' });
    await page.screenshot({ path: picture });
  } finally {
    await app.close();
  }
  return readdirSync(folder).map((name) => relative(appFolder, join(folder, name)));
}
