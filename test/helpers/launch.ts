/** Starts the built workbench for a test, in a real Electron with its own user-data folder, and watches it for faults. */

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { expect } from 'vitest';
import { launchWorkbench } from '../../electron/provision/drive.mjs';
import { provideEnvironment } from '../../electron/provision/environment.mjs';
import { networkAttempts } from './network-log';
import { repositoryFile } from './shared';

export { answerDialogs } from '../../electron/provision/drive.mjs';

export interface Workbench {
  app: ElectronApplication;
  page: Page;
  /** An empty folder for the test's files, removed at the end. */
  folder: string;
  /** What main wrote to its standard error stream so far; denied requests are there. */
  stderr(): string;
  /** Errors on the page's console, uncaught ones among them, and what main denied. */
  faults(): Promise<string[]>;
  /** Ends the app and returns every attempt to use the network. */
  close(): Promise<string[]>;
}

export interface LaunchOptions {
  /** The system's language. */
  language?: 'en_US' | 'zh_CN';
  /** A user-data folder to start with; it is kept. */
  userData?: string;
}

let environment: ReturnType<typeof provideEnvironment> | null = null;

/** Starts the workbench and returns when its window has loaded. The caller closes it. */
export async function openWorkbench({ language, userData }: LaunchOptions = {}): Promise<Workbench> {
  environment ??= provideEnvironment();
  const { executable, variables } = await environment;
  const folder = mkdtempSync(join(tmpdir(), 'lstm-workbench-test-'));
  const networkLog = join(folder, 'network.json');
  const { app, page } = await launchWorkbench({
    executable,
    display: variables.DISPLAY,
    userData,
    language,
    switches: [`--log-net-log=${networkLog}`],
  });
  let stderr = '';
  app.process().stderr?.on('data', (bytes: Buffer) => (stderr += bytes.toString()));
  await page.waitForLoadState('load');

  return {
    app,
    page,
    folder,
    stderr: () => stderr,
    async faults() {
      const messages = await page.consoleMessages({ filter: 'all' });
      const logged = messages
        .filter((message) => message.type() === 'error' || message.text().includes('Electron Security Warning'))
        .map((message) => `console ${message.type()}: ${message.text()}`);
      const uncaught = (await page.pageErrors({ filter: 'all' })).map((error) => `uncaught: ${error.stack}`);
      return [...logged, ...uncaught, ...stderr.split('\n').filter((line) => line.startsWith('denied '))];
    },
    async close() {
      await app.close();
      const attempts = networkAttempts(networkLog);
      rmSync(folder, { recursive: true, force: true });
      return attempts;
    },
  };
}

/**
 * Gives a running workbench to `use` and closes it afterwards. Fails, whatever else was checked, when the page logged an
 * error, main denied something, or anything asked the network. A failure leaves a picture in `test-results/`.
 */
export async function withWorkbench(
  use: (workbench: Workbench) => Promise<void>,
  options: LaunchOptions = {},
): Promise<void> {
  const workbench = await openWorkbench(options);
  let faults: string[] = [];
  let attempts: string[] = [];
  try {
    await use(workbench);
    faults = await workbench.faults();
  } catch (thrown) {
    await takePicture(workbench, expect.getState().currentTestName ?? 'failure');
    throw thrown;
  } finally {
    attempts = await workbench.close();
  }
  expect(faults).toEqual([]);
  expect(attempts).toEqual([]);
}

async function takePicture({ page }: Workbench, name: string): Promise<void> {
  const folder = repositoryFile('test-results');
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name.replaceAll(/[^a-zA-Z0-9]+/g, '-')}.png`) });
}
