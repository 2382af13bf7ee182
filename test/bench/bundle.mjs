/** What the benches have in common: Node runs no TypeScript of this age, so a bench is bundled and runs in a process of its own. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { appFolder } from '../../electron/provision/drive.mjs';

/**
 * What every bundle is built with. The folder is within reach of the packages, and ignored.
 *
 * @returns {import('vite').InlineConfig & { build: import('vite').BuildOptions }}
 */
export function bundling(/** @type {string} */ folder) {
  return {
    configFile: false,
    root: appFolder,
    logLevel: 'error',
    build: {
      outDir: folder,
      emptyOutDir: false,
      minify: false,
      rolldownOptions: { output: { entryFileNames: '[name].mjs' } },
    },
  };
}

/** Puts the kernel's builds into a folder as the tree has them now. */
export function gatherKernels(/** @type {string} */ folder) {
  mkdirSync(folder, { recursive: true });
  const addon = join(appFolder, 'core/kernel/build/Release/lstm.node');
  if (existsSync(addon)) cpSync(addon, join(folder, 'lstm.node'));
  const wasm = join(appFolder, 'core/kernel/wasm');
  const files = existsSync(wasm) ? readdirSync(wasm).filter((file) => /\.(wasm|json)$/.test(file)) : [];
  for (const file of files) cpSync(join(wasm, file), join(folder, file));
}

/** Runs a program with its output on the standard error stream, prints what it hands over, and returns its exit code. */
export async function run(/** @type {string} */ program, /** @type {string[]} */ programArgs) {
  const child = spawn(program, programArgs, { cwd: appFolder, stdio: ['inherit', 2, 2, 'ipc'] });
  child.on('message', (message) => void process.stdout.write(`${message}\n`));
  const [code] = await once(child, 'exit');
  return code ?? 1;
}
