/**
 * Measures the kernel against ONNX Runtime: `npm run bench [-- options]`.
 *
 *     --json              prints JSON instead of tables
 *     --quick             fewer rounds, only avx512 and avx2, no Electron
 *     --shapes B,T,I,H;…  these shapes instead of the usual ones (`gru B,T,I,H` of a GRU), no Electron
 *     --levels a,b        of avx512, avx2, baseline, wasm, reference
 *     --threads 1,2
 *     --utility           only what runs in an Electron; --no-electron leaves that out
 *
 * Only what was measured goes to the standard output, everything else to the standard error stream.
 */

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { appFolder } from '../../electron/provision/drive.mjs';
import { bundling, gatherKernels, run } from './bundle.mjs';

const bundles = join(appFolder, 'node_modules/.cache/kernel-bench');
const kernels = join(bundles, 'kernel');

const args = process.argv.slice(2);
const has = (/** @type {string} */ option) => args.some((arg) => arg === option || arg.startsWith(`${option}=`));
const withElectron = has('--utility') || !(has('--no-electron') || has('--quick') || has('--shapes'));

rmSync(bundles, { recursive: true, force: true });
const common = bundling(bundles);
await build({
  ...common,
  build: { ...common.build, ssr: join(import.meta.dirname, 'kernel-bench.ts'), target: 'node20' },
});
gatherKernels(kernels);
if (withElectron) {
  await build({
    ...common,
    build: {
      ...common.build,
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
