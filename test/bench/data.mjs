/**
 * Measures data against DuckDB alone: `npm run bench:data [-- options]`.
 *
 *     --json        prints JSON instead of a table
 *     --gigabytes N of the recording that features are made of (default 2)
 *     --folder DIR  where the files are made, and removed again (default: the system's folder for temporary files)
 *     --no-electron leaves out the window during a load
 *
 * Only what was measured goes to the standard output, everything else to the standard error stream.
 */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'vite';
import { appFolder } from '../../electron/provision/drive.mjs';
import { bundling, gatherKernels, run } from './bundle.mjs';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    gigabytes: { type: 'string', default: '2' },
    folder: { type: 'string', default: tmpdir() },
    'no-electron': { type: 'boolean', default: false },
  },
});

const bundles = join(appFolder, 'node_modules/.cache/data-bench');
rmSync(bundles, { recursive: true, force: true });
const common = bundling(bundles);
await build({
  ...common,
  build: { ...common.build, ssr: join(import.meta.dirname, 'data-bench.ts'), target: 'node20' },
});
gatherKernels(join(bundles, 'kernel'));
if (!options['no-electron']) {
  const code = await run('npm', ['run', '--silent', 'build', '--', '--logLevel', 'warn']);
  if (code !== 0) process.exit(code);
}
const folder = mkdtempSync(join(options.folder, 'lstm-data-bench-'));
try {
  process.exitCode = await run(process.execPath, [
    join(bundles, 'data-bench.mjs'),
    ...['--folder', folder, '--kernels', join(bundles, 'kernel'), '--gigabytes', options.gigabytes],
    ...['--window', options['no-electron'] ? '' : join(import.meta.dirname, 'data-window.mjs')],
    ...(options.json ? ['--json'] : []),
  ]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
