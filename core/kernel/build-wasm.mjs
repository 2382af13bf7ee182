/**
 * Builds the WebAssembly modules, which are kept in the tree, and the manifest that says what they were built from:
 * `npm run kernel:wasm`. Needs clang-16 and lld-16; the same source gives the same bytes wherever it lies.
 */

import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join, normalize } from 'node:path';

/**
 * @typedef {object} Manifest
 * @property {string} compiler its version
 * @property {string[]} compile the compiler's options, those of a module added to them
 * @property {string[]} link the linker's options
 * @property {Record<string, string>} sources the SHA-256 of each source file
 * @property {Record<string, { options: string[], sha256: string }>} modules
 */

const CLANG = 'clang-16';
const LINKER = 'wasm-ld-16';
const folder = import.meta.dirname;

export const COMPILE = [
  '--target=wasm32',
  '-O3',
  '-std=c++17',
  '-fno-math-errno',
  '-fno-trapping-math',
  '-ffp-contract=off',
  '-fno-exceptions',
  '-fno-rtti',
  // Every host that has SIMD has it; memcpy and memset are single instructions then, and no C library is needed.
  '-mbulk-memory',
  '-Iwasm/include',
  '-Wall',
  '-Wextra',
  '-Werror',
];

// The stack lies first, so that running over its end traps.
export const LINK = ['--no-entry', '--export-memory', '--stack-first', '-z', 'stack-size=65536', '--strip-all'];

/** @type {Record<string, string[]>} */
export const MODULES = {
  'lstm-relaxed.wasm': ['-msimd128', '-mrelaxed-simd'],
  'lstm-simd.wasm': ['-msimd128'],
  'lstm-plain.wasm': [],
};

/** The version of the compiler, as in `16.0.6`; null where it or its linker is missing. */
export function compilerVersion() {
  const [compiler, linker] = [CLANG, LINKER].map((program) => spawnSync(program, ['--version'], { encoding: 'utf8' }));
  if (compiler.status !== 0 || linker.status !== 0) return null;
  return /\d+\.\d+\.\d+/.exec(compiler.stdout)?.[0] ?? null;
}

/** Builds every module into a folder; returns what the manifest has to say of them. */
export function buildModules(/** @type {string} */ into) {
  const compiler = compilerVersion();
  if (compiler === null) throw new Error(`${CLANG} or ${LINKER} is missing; Debian has them as clang-16 and lld-16`);
  const work = mkdtempSync(join(tmpdir(), 'lstm-wasm-'));
  const object = join(work, 'wasm.o');
  const dependencies = join(work, 'wasm.d');
  /** @type {Manifest} */
  const manifest = { compiler, compile: COMPILE, link: LINK, sources: {}, modules: {} };
  try {
    for (const [name, options] of Object.entries(MODULES)) {
      run(CLANG, [...COMPILE, ...options, '-MMD', '-MF', dependencies, '-c', 'wasm.cc', '-o', object]);
      run(LINKER, [...LINK, object, '-o', join(work, name)]);
      // Not copied, as the linker makes programs: files that may be executed.
      writeFileSync(join(into, name), readFileSync(join(work, name)));
      manifest.modules[name] = { options, sha256: sha256(join(into, name)) };
      for (const source of ownFiles(readFileSync(dependencies, 'utf8')).map(normalize)) {
        manifest.sources[source] = sha256(join(folder, source));
      }
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  manifest.sources = Object.fromEntries(Object.entries(manifest.sources).sort(([a], [b]) => (a < b ? -1 : 1)));
  return manifest;
}

function run(/** @type {string} */ program, /** @type {string[]} */ args) {
  execFileSync(program, args, { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] });
}

/** The source's own files among those that a make rule names; the compiler's headers lie elsewhere. */
function ownFiles(/** @type {string} */ rule) {
  const paths = rule.replaceAll('\\\n', ' ').replace(/^[^:]*:\s/, '');
  return paths.split(/\s+/).filter((path) => path !== '' && !isAbsolute(path));
}

export function sha256(/** @type {string} */ file) {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

if (process.argv[1] === import.meta.filename) {
  const into = join(folder, 'wasm');
  mkdirSync(into, { recursive: true });
  const manifest = buildModules(into);
  writeFileSync(join(into, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  for (const [name, { sha256 }] of Object.entries(manifest.modules)) console.log(`${name} ${sha256}`);
}
