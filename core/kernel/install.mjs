/**
 * npm's install script: builds the native addon where a C++ compiler is found, says in one line what it did, and never
 * fails, as the WebAssembly modules serve where there is no addon. With `--once` an attempt that failed is not repeated
 * until the sources or the compiler have changed.
 */

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';

/** What the last attempt came to, and what it was made of. */
/** @typedef {{ sources: string, compiler: string, built: boolean, line: string }} Stamp */

const require = createRequire(import.meta.url);
const folder = import.meta.dirname;
const buildFolder = join(folder, 'build');
const addon = join(buildFolder, 'Release', 'lstm.node');
const stampFile = join(buildFolder, 'stamp.json');
const logFile = join(buildFolder, 'install.log');
const LOG_SHOWN = 'core/kernel/build/install.log';

/** The levels that binding.gyp builds for this architecture. */
const levels = process.arch === 'x64' ? ['avx512', 'avx2', 'baseline'] : ['baseline'];

/** A download of Node's headers, the only step that needs the network, is given up after so long. */
const HEADERS_MS = 45_000;
const BUILD_MS = 600_000;

/** Ends an attempt; its message is the first half of the line. */
class Unbuildable extends Error {}

try {
  const line = install(process.argv.includes('--once'));
  console.log(`kernel: ${line}`);
} catch (error) {
  console.log(`kernel: ${error instanceof Error ? error.message : error}; the WebAssembly kernel serves`);
}

/** @returns {string} what was done */
function install(/** @type {boolean} */ once) {
  const compiler = findCompiler();
  const inputs = { sources: hashOfSources(), compiler: compiler?.version ?? 'unknown' };
  const last = readStamp();
  if (last?.sources === inputs.sources) {
    const sameCompiler = last.compiler === inputs.compiler;
    // What has been built keeps its worth when the compiler goes away.
    if (last.built && existsSync(addon) && (sameCompiler || compiler === null))
      return `the native addon is up to date (${levels.join(', ')})`;
    if (!last.built && sameCompiler && once) return last.line;
  }
  rmSync(buildFolder, { recursive: true, force: true });
  mkdirSync(buildFolder, { recursive: true });
  try {
    build(compiler);
    const line = `built the native addon (${levels.join(', ')}) with ${compiler?.name ?? 'Visual Studio'}`;
    writeStamp({ ...inputs, built: true, line });
    return line;
  } catch (error) {
    // An addon that is not of these sources must not be loaded.
    rmSync(addon, { force: true });
    if (!(error instanceof Unbuildable)) throw error;
    const line = `${error.message}; the WebAssembly kernel serves`;
    writeStamp({ ...inputs, built: false, line });
    return line;
  }
}

function build(/** @type {Compiler | null} */ compiler) {
  if (compiler === null && process.platform !== 'win32') {
    const asked = process.env.CXX;
    throw new Unbuildable(asked ? `the C++ compiler ${asked} (CXX) does not run` : 'no C++ compiler found');
  }
  const headers = findHeaders();
  /** @type {Record<string, string>} */
  const variables = { npm_config_nodedir: headers ?? '', ...(compiler === null ? {} : { CXX: compiler.command }) };
  if (headers === null)
    runNodeGyp(['install', '--ensure'], HEADERS_MS, variables, "Node's headers could not be fetched");
  runNodeGyp(['configure'], BUILD_MS, variables, 'the native addon could not be configured');
  runNodeGyp(['build', '--jobs=max'], BUILD_MS, variables, 'the native addon did not compile');
  const { status } = spawnSync(process.execPath, ['-e', 'require(process.argv[1])', addon], { stdio: 'ignore' });
  if (status !== 0) throw new Unbuildable('the native addon was built, but does not load');
}

/** @typedef {{ command: string, name: string, version: string }} Compiler */

/**
 * The compiler that CXX names, else the first of the usual ones; null where none runs. On Windows node-gyp looks for it.
 *
 * @returns {Compiler | null}
 */
function findCompiler() {
  if (process.platform === 'win32') return null;
  for (const command of process.env.CXX ? [process.env.CXX] : ['g++', 'c++', 'clang++']) {
    const { status, stdout } = spawnSync(`${command} --version`, { shell: true, encoding: 'utf8' });
    const version = stdout.split('\n')[0];
    if (status !== 0) continue;
    const number = /\d+\.\d+/.exec(version.replaceAll(/\([^)]*\)/g, ''))?.[0] ?? '';
    const program = version.includes('clang') ? 'clang' : basename(command.split(' ').at(-1) ?? command);
    return { command, name: `${program} ${number}`.trim(), version };
  }
  return null;
}

/** Where Node's headers lie: where npm's setting `nodedir` says, or beside this Node; null where they are to be fetched. */
function findHeaders() {
  const program = dirname(process.execPath);
  const own = process.platform === 'win32' ? program : dirname(program);
  const places = [process.env.npm_config_nodedir, own].filter((place) => place !== undefined);
  const has = (/** @type {string} */ place) =>
    ['include/node', 'src'].some((part) => existsSync(join(place, part, 'node_api.h')));
  return places.find(has) ?? null;
}

/** Runs node-gyp with its output in the log; a failure is called `trouble`, with the reason where it is a missing tool. */
function runNodeGyp(
  /** @type {string[]} */ args,
  /** @type {number} */ timeout,
  /** @type {Record<string, string>} */ variables,
  /** @type {string} */ trouble,
) {
  const log = openSync(logFile, 'a');
  const { status } = spawnSync(process.execPath, [findNodeGyp(), ...args], {
    cwd: folder,
    env: { ...process.env, ...variables },
    stdio: ['ignore', log, log],
    timeout,
  });
  closeSync(log);
  if (status === 0) return;
  const [, reason] =
    /^gyp ERR! stack Error: (Could not find any .*|not found: .*)$/m.exec(readFileSync(logFile, 'utf8')) ?? [];
  throw new Unbuildable(`${trouble}${reason === undefined ? '' : `: ${reason}`} (see ${LOG_SHOWN})`);
}

function findNodeGyp() {
  try {
    return require.resolve('node-gyp/bin/node-gyp.js');
  } catch {
    throw new Unbuildable('node-gyp is not installed (development dependencies were left out)');
  }
}

/** A hash of the sources, for this kind of machine. */
function hashOfSources() {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}`);
  for (const name of readdirSync(folder).sort()) {
    if (!/\.(h|cc|gyp)$/.test(name) || name === 'wasm.cc') continue;
    const bytes = readFileSync(join(folder, name));
    hash.update(`\n${name} ${bytes.length}\n`).update(bytes);
  }
  return hash.digest('hex');
}

/** @returns {Stamp | null} */
function readStamp() {
  try {
    return JSON.parse(readFileSync(stampFile, 'utf8'));
  } catch {
    return null;
  }
}

function writeStamp(/** @type {Stamp} */ stamp) {
  writeFileSync(stampFile, `${JSON.stringify(stamp, null, 2)}\n`);
}
