/** Runs a Node script that drives the workbench: `with-electron.mjs [--chinese-text] script.mjs [arguments]`. */

import { provideEnvironment } from './environment.mjs';
import { run } from './run.mjs';

const args = process.argv.slice(2);
const chineseText = args[0] === '--chinese-text';
const { variables, stop } = await provideEnvironment({ chineseText });
process.exitCode = await run(process.execPath, chineseText ? args.slice(1) : args, variables);
stop();
