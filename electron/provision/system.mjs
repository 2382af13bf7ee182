/** Sees to what Electron and its tests need of a Linux system: shared libraries, a virtual display, on demand a Chinese font. */

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * @typedef {object} Need
 * @property {string} name
 * @property {string[]} packages Debian's names for it, the newest system's first
 * @property {() => boolean} isMet
 */

/** @type {Need[]} */
const libraries = [
  library('libgtk-3.so.0', 'libgtk-3-0t64', 'libgtk-3-0'),
  library('libnss3.so', 'libnss3'),
  library('libasound.so.2', 'libasound2t64', 'libasound2'),
  library('libgbm.so.1', 'libgbm1'),
  library('libXss.so.1', 'libxss1'),
  library('libXtst.so.6', 'libxtst6'),
];

/** @type {Need} */
const display = { name: 'Xvfb', packages: ['xvfb'], isMet: () => onPath('Xvfb') };

/** @type {Need} */
const chineseFont = {
  name: 'a Chinese font',
  packages: ['fonts-wqy-microhei'],
  isMet: () => spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' }).stdout?.trim() !== '',
};

/** Whether windows must go to a virtual display. */
export function lacksDisplay() {
  return process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY;
}

/**
 * Installs what is missing where it may (root on a Debian), else throws an error that holds the one line to type.
 *
 * @param {{ virtualDisplay?: boolean, chineseText?: boolean }} wish
 */
export function provideSystem({ virtualDisplay = false, chineseText = false } = {}) {
  if (process.platform !== 'linux') return;
  const needs = [...libraries, ...(virtualDisplay ? [display] : []), ...(chineseText ? [chineseFont] : [])];
  const missing = needs.filter((need) => !need.isMet());
  if (missing.length === 0) return;
  const names = missing.map((need) => need.name).join(', ');
  if (!onPath('apt-get'))
    throw new Error(`Missing on this system: ${names}. Please install them with its package manager.`);
  if (process.getuid?.() !== 0) {
    const line = `sudo apt-get install -y --no-install-recommends ${missing.map(debianName).join(' ')}`;
    throw new Error(`Missing on this system: ${names}. Please type:\n\n    ${line}\n`);
  }
  console.log(`Installing what is missing on this system: ${names} ...`);
  apt('update');
  apt('install', '-y', '--no-install-recommends', ...missing.map(debianName));
  const still = missing.filter((need) => !need.isMet()).map((need) => need.name);
  if (still.length > 0) throw new Error(`Still missing after the installation: ${still.join(', ')}`);
}

/** @returns {Need} */
function library(/** @type {string} */ name, /** @type {string[]} */ ...packages) {
  return { name, packages, isMet: () => knownLibraries().includes(name) };
}

function knownLibraries() {
  const { stdout } = spawnSync('ldconfig', ['-p'], {
    encoding: 'utf8',
    env: { PATH: '/sbin:/usr/sbin:/bin:/usr/bin' },
  });
  return (stdout ?? '').split('\n').map((line) => line.trim().split(' ')[0]);
}

function onPath(/** @type {string} */ program) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));
}

/** The name that this system's lists know; the oldest one where they are not there yet. */
function debianName(/** @type {Need} */ need) {
  const known = need.packages.find((name) => spawnSync('apt-cache', ['show', name], { stdio: 'ignore' }).status === 0);
  return known ?? need.packages[need.packages.length - 1];
}

function apt(/** @type {string[]} */ ...args) {
  const { status } = spawnSync('apt-get', ['-qq', ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (status !== 0) throw new Error(`apt-get ${args.join(' ')} failed with code ${status}`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    provideSystem({ virtualDisplay: true });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
