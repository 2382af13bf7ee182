/**
 * Makes the packaged app, an unpacked folder in `dist/`, from whichever Electron is at hand; nothing is fetched for it.
 * With `--built` it takes the build that is there.
 */

import { build } from 'electron-builder';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { appFolder } from './drive.mjs';
import { provideElectron } from './electron.mjs';
import { runScript } from './run.mjs';

const built = process.argv.includes('--built') || (await runScript('build', ['--logLevel', 'warn'])) === 0;
if (!built) process.exit(1);
const electron = await provideElectron();

/** @type {import('electron-builder').Configuration} */
const config = {
  appId: 'org.lstm-workbench.app',
  productName: 'LSTM Workbench',
  executableName: 'lstm-workbench',
  directories: { output: 'dist', buildResources: 'electron' },
  // Everything that runs is bundled in out/.
  files: ['out/**', 'package.json', '!**/node_modules/**', '!out/main/lstm-workbench.js'],
  // What is loaded as a library has to be a file of its own.
  asarUnpack: ['out/kernel/*.node', 'out/duckdb/**'],
  icon: 'electron/icon.png',
  electronDist: electron.folder,
  electronVersion: electron.version,
  electronLanguages: ['en-US', 'zh-CN'],
  npmRebuild: false,
  publish: null,
  // Gives Electron's own defaults up: no Node from outside, no debugger, no code but the archive's.
  electronFuses: {
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    onlyLoadAppFromAsar: true,
    // Electron checks the archive's hash on macOS and Windows only.
    enableEmbeddedAsarIntegrityValidation: process.platform !== 'linux',
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  },
  // The registry's Electron brings the loader of unpackaged apps along.
  afterPack: async ({ appOutDir }) => rmSync(join(appOutDir, 'resources', 'app'), { recursive: true, force: true }),
};

await build({ projectDir: appFolder, config, dir: true });
