/** The engine dies and comes back: the window says so, its files and settings are as they were, and work goes on. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { answerDialogs, type Workbench, withWorkbench } from '../helpers/launch';

const ENGINE = 'LSTM engine';
/** Longer than the longest pause before a new engine is started. */
const PATIENCE = { timeout: 20_000 };

async function enginePid({ app }: Workbench): Promise<number | undefined> {
  return await app.evaluate(
    ({ app }, name) => app.getAppMetrics().find((process) => process.name === name)?.pid,
    ENGINE,
  );
}

/** Kills the engine as the system would and waits until another one runs. */
async function killEngine(workbench: Workbench): Promise<void> {
  const pid = await enginePid(workbench);
  if (pid === undefined) throw new Error('there is no engine to kill');
  process.kill(pid, 'SIGKILL');
  await expect.poll(() => enginePid(workbench).then((now) => now !== undefined && now !== pid), PATIENCE).toBe(true);
}

const table = Array.from({ length: 40 }, (_, step) => `${Math.sin(step / 3)},${Math.cos(step / 5)}`).join('\n');

test('a killed engine is replaced and opens the dataset again from the granted file', async () => {
  await withWorkbench(async (workbench) => {
    const { app, page, folder } = workbench;
    const file = join(folder, 'two-waves.csv');
    writeFileSync(file, `left,right\n${table}\n`);
    await answerDialogs(app, { open: file });
    const bar = page.getByRole('banner');
    await bar.getByRole('button', { name: 'Open file…' }).click();
    await page.getByRole('heading', { name: 'two-waves' }).waitFor();

    await killEngine(workbench);
    await page.getByText('The engine stopped and was started anew').waitFor();
    await page.getByText('Engine ready').waitFor();
    expect(await page.getByRole('heading', { name: 'two-waves' }).isVisible()).toBe(true);

    await bar.getByRole('button', { name: 'Run', exact: true }).click();
    await bar.getByRole('button', { name: 'Export features' }).waitFor();
  });
});

test('an engine that dies again and again is replaced each time, and a page that is loaded anew gets a fresh one', async () => {
  await withWorkbench(async (workbench) => {
    const { app, page } = workbench;
    await page.getByText('Engine ready').waitFor();
    for (let deaths = 0; deaths < 3; deaths += 1) await killEngine(workbench);
    await page.getByText('Engine ready').waitFor();

    const before = await enginePid(workbench);
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0].reload());
    await expect
      .poll(() => enginePid(workbench).then((now) => now !== undefined && now !== before), PATIENCE)
      .toBe(true);
    await page.getByText('Engine ready').waitFor();
  });
});
