/**
 * Measures the kernel against ONNX Runtime: `npm run bench [-- options]`.
 *
 *     --json              prints JSON instead of tables
 *     --quick             fewer rounds, only avx512 and avx2, no Electron
 *     --shapes B,T,I,H;…  these shapes instead of the usual ones, no Electron
 *     --levels a,b        of avx512, avx2, baseline, wasm, reference
 *     --threads 1,2
 *     --utility           only what runs in an Electron; --no-electron leaves that out
 *
 * Node runs no TypeScript of this age, so the bench is bundled first, and then runs in a process of its own. Only what
 * was measured goes to the standard output, everything else to the standard error stream.
 */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { appFolder } from '../../electron/provision/drive.mjs';

/** Within reach of the packages, and ignored. */
const bundles = join(appFolder, 'node_modules/.cache/kernel-bench');
const kernels = join(bundles, 'kernel');

const args = process.argv.slice(2);
const has = (/** @type {string} */ option) => args.some((arg) => arg === option || arg.startsWith(`${option}=`));
const withElectron = has('--utility') || !(has('--no-electron') || has('--quick') || has('--shapes'));

rmSync(bundles, { recursive: true, force: true });
await build({
  ...common(),
  build: { ...common().build, ssr: join(import.meta.dirname, 'kernel-bench.ts'), target: 'node20' },
});
gatherKernels();
if (withElectron) {
  await build({
    ...common(),
    build: {
      ...common().build,
      copyPublicDir: false,
      rolldownOptions: {
        input: join(import.meta.dirname, 'page-engine.ts'),
        output: { format: 'iife', entryFileNames: '[name].js' },
      },
    },
  });
  const code = await run('npm', ['run', '--silent', 'build', '--', '--logLevel', 'warn']);
  if (code !== 0) process.exit(code);
}
const places = ['--app', appFolder, '--bundles', bundles, '--kernels', kernels];
const rest = withElectron || has('--no-electron') ? [] : ['--no-electron'];
process.exitCode = await run(process.execPath, [join(bundles, 'kernel-bench.mjs'), ...args, ...rest, ...places]);

/** @returns {import('vite').InlineConfig & { build: import('vite').BuildOptions }} */
function common() {
  return {
    configFile: false,
    root: appFolder,
    logLevel: 'error',
    build: {
      outDir: bundles,
      emptyOutDir: false,
      minify: false,
      rolldownOptions: { output: { entryFileNames: '[name].mjs' } },
    },
  };
}

/** The builds as the tree has them now. */
function gatherKernels() {
  mkdirSync(kernels, { recursive: true });
  const addon = join(appFolder, 'core/kernel/build/Release/lstm.node');
  if (existsSync(addon)) cpSync(addon, join(kernels, 'lstm.node'));
  const wasm = join(appFolder, 'core/kernel/wasm');
  const files = existsSync(wasm) ? readdirSync(wasm).filter((file) => /\.(wasm|json)$/.test(file)) : [];
  for (const file of files) cpSync(join(wasm, file), join(kernels, file));
}

/** Runs a program with its output on the standard error stream, prints what it hands over, and returns its exit code. */
async function run(/** @type {string} */ program, /** @type {string[]} */ programArgs) {
  const child = spawn(program, programArgs, { cwd: appFolder, stdio: ['inherit', 2, 2, 'ipc'] });
  child.on('message', (message) => void process.stdout.write(`${message}\n`));
  const [code] = await once(child, 'exit');
  return code ?? 1;
}
