/** Measures the window while it loads a large file, whose path is the first argument: its long tasks, and a cancel. */

import { answerDialogs, launchWorkbench } from '../../electron/provision/drive.mjs';
import { provideEnvironment } from '../../electron/provision/environment.mjs';
import { installMeters, takeLongTasks, time } from './meters.mjs';

const file = process.argv[2];
const { executable, variables, stop } = await provideEnvironment();
const { app, page } = await launchWorkbench({ executable, display: variables.DISPLAY });
try {
  await answerDialogs(app, { open: file });
  await page.getByText('Engine ready').waitFor();
  await installMeters(page);
  await takeLongTasks(page);
  const open = () => page.getByRole('button', { name: 'Open file…' }).first().click();
  const cancel = page.getByRole('contentinfo').getByRole('button', { name: 'Cancel' });
  await open();
  await cancel.waitFor();
  const [cancelMs] = await time(page, ['not(//footer//button[contains(., "Cancel")])'], () => cancel.click());
  const fromMs = Date.now();
  await open();
  await cancel.waitFor();
  await cancel.waitFor({ state: 'detached', timeout: 600_000 });
  await page.locator('main [role="img"] canvas').first().waitFor();
  const loadMs = Date.now() - fromMs;
  const longTasksMs = await takeLongTasks(page);
  process.send?.(JSON.stringify({ longTasksMs, cancelMs, loadMs }), () => process.disconnect());
} finally {
  await app.close();
  stop();
}
