/** Starts the built workbench under Playwright: for the tests, for a start without a screen, and for screenshots. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron } from 'playwright-core';

/** The folder that `electron .` means. */
export const appFolder = resolve(import.meta.dirname, '../..');

/** Chromium refuses its sandbox to root; the product itself never gives it up. */
export function rootArguments() {
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}

/**
 * Starts the workbench with a user-data folder of its own, which is removed when it is closed.
 *
 * @param {object} options
 * @param {string} options.executable the Electron to run
 * @param {string} [options.display] the X display, such as `:99`
 * @param {string} [options.userData] a folder to use and keep instead
 * @param {string} [options.language] the language of the system, such as `en_US`
 * @param {string[]} [options.switches] more of Chromium's switches
 */
export async function launchWorkbench({ executable, display, userData, language = 'en_US', switches = [] }) {
  const ownFolder = userData ? null : mkdtempSync(join(tmpdir(), 'lstm-workbench-'));
  const removeFolder = () => {
    if (ownFolder !== null) rmSync(ownFolder, { recursive: true, force: true });
  };
  try {
    const app = await _electron.launch({
      executablePath: executable,
      args: [
        join(import.meta.dirname, 'driven'),
        `--user-data-dir=${userData ?? ownFolder}`,
        ...rootArguments(),
        ...switches,
      ],
      env: environment({ LANGUAGE: language, ...(display === undefined ? {} : { DISPLAY: display }) }),
      // Without this Playwright would override the theme that the workbench sets.
      colorScheme: null,
    });
    app.once('close', removeFolder);
    const page = await app.firstWindow();
    return { app, page };
  } catch (error) {
    removeFolder();
    throw error;
  }
}

/** This process's environment with some variables changed. */
function environment(/** @type {Record<string, string>} */ changes) {
  const entries = Object.entries({ ...process.env, ...changes });
  return Object.fromEntries(entries.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

/**
 * Answers the next dialogs of the system in the user's place.
 *
 * @param {import('playwright-core').ElectronApplication} app
 * @param {{ open?: string, save?: string }} paths
 */
export async function answerDialogs(app, { open, save }) {
  await app.evaluate(
    ({ dialog }, answers) => {
      const { open, save } = answers;
      if (open !== undefined) dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [open] });
      if (save !== undefined) dialog.showSaveDialog = async () => ({ canceled: false, filePath: save });
    },
    { open, save },
  );
}
