/**
 * Measures the kernel against ONNX Runtime: `npm run bench [-- --json | --quick | --shapes B,T,I,H;... | --levels
 * avx512,avx2,baseline,wasm,reference | --threads 1,2]`. Bundles the bench, since Node runs no TypeScript of this age,
 * and runs it in a process of its own; only what it measured goes to the standard output.
 */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { appFolder } from '../../electron/provision/drive.mjs';

/** Within reach of the packages, and ignored. */
const folder = join(appFolder, 'node_modules/.cache/kernel-bench');
const kernels = join(folder, 'kernel');

rmSync(folder, { recursive: true, force: true });
await bundle('kernel-bench');
gatherKernels();
process.exitCode = await runBundle();

async function bundle(/** @type {string} */ name) {
  await build({
    configFile: false,
    root: appFolder,
    logLevel: 'warn',
    build: {
      ssr: join(import.meta.dirname, `${name}.ts`),
      outDir: folder,
      emptyOutDir: false,
      target: 'node20',
      minify: false,
      rolldownOptions: { output: { entryFileNames: '[name].mjs' } },
    },
  });
}

/** The builds as the tree has them now, not as the app was built last. */
function gatherKernels() {
  mkdirSync(kernels, { recursive: true });
  const addon = join(appFolder, 'core/kernel/build/Release/lstm.node');
  if (existsSync(addon)) cpSync(addon, join(kernels, 'lstm.node'));
  const wasm = join(appFolder, 'core/kernel/wasm');
  if (existsSync(wasm)) for (const file of readdirSync(wasm)) cpSync(join(wasm, file), join(kernels, file));
}

async function runBundle() {
  const args = [join(folder, 'kernel-bench.mjs'), '--kernels', kernels, ...process.argv.slice(2)];
  const child = spawn(process.execPath, args, { cwd: appFolder, stdio: 'inherit' });
  const [code] = await once(child, 'exit');
  return code ?? 1;
}
