/** The start command: builds the workbench and opens its window, or does its main job where there is no screen. */

import { appFolder, rootArguments } from './drive.mjs';
import { provideEnvironment } from './environment.mjs';
import { doMainJob } from './main-job.mjs';
import { run, runScript } from './run.mjs';
import { lacksDisplay } from './system.mjs';

if ((await runScript('build', ['--logLevel', 'warn'])) !== 0) process.exit(1);
try {
  process.exitCode = await start();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function start() {
  const { executable, variables, stop } = await provideEnvironment();
  if (!lacksDisplay()) return run(executable, [appFolder, ...rootArguments(), ...process.argv.slice(2)]);

  console.log('There is no display here: opening the sample GunPoint under a virtual one ...');
  const written = await doMainJob({ executable, display: variables.DISPLAY });
  stop();
  console.log(
    `Done. The features and a picture of the window are in:\n${written.map((path) => `  ${path}`).join('\n')}`,
  );
  return 0;
}
