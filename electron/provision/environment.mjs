/** Makes ready what a driven workbench needs (libraries, a display, an Electron) and tells it to child processes. */

import { startDisplay } from './display.mjs';
import { provideElectron } from './electron.mjs';
import { lacksDisplay, provideSystem } from './system.mjs';

/** Names the Electron to run, so that it is looked for once and not by each test file. */
export const ELECTRON_VARIABLE = 'LSTM_WORKBENCH_ELECTRON';

/**
 * Windows go to the screen where there is one, else to a virtual display.
 *
 * @param {{ chineseText?: boolean }} [wish]
 * @returns {Promise<{ executable: string, variables: Record<string, string>, stop: () => void }>}
 */
export async function provideEnvironment({ chineseText = false } = {}) {
  const virtualDisplay = lacksDisplay();
  provideSystem({ virtualDisplay, chineseText });
  const given = process.env[ELECTRON_VARIABLE];
  const executable = given ?? (await provideElectron()).executable;
  const display = virtualDisplay ? await startDisplay() : null;
  return {
    executable,
    variables: { [ELECTRON_VARIABLE]: executable, ...(display === null ? {} : { DISPLAY: display.name }) },
    stop: () => display?.stop(),
  };
}
