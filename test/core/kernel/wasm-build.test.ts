/** The WebAssembly modules of the tree are what this source gives. */

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildModules, COMPILE, compilerVersion, LINK, MODULES, sha256 } from '../../../core/kernel/build-wasm.mjs';
import { repositoryFile } from '../../helpers/shared';

const folder = repositoryFile('core/kernel');
const modules = join(folder, 'wasm');
const manifest: ReturnType<typeof buildModules> = JSON.parse(readFileSync(join(modules, 'manifest.json'), 'utf8'));
const names = ['lstm-plain.wasm', 'lstm-relaxed.wasm', 'lstm-simd.wasm'];

/** The kernel's own files that a source file includes, itself among them. */
function includedBy(source: string, found = new Set<string>()): Set<string> {
  if (found.has(source)) return found;
  found.add(source);
  const text = readFileSync(join(folder, source), 'utf8');
  for (const [, name] of text.matchAll(/^\s*#\s*include\s+"([^"]+)"/gm)) includedBy(name, found);
  return found;
}

describe('the manifest', () => {
  test('knows the source as it is, and all of it', () => {
    const sources = Object.keys(manifest.sources);
    expect(sources).toEqual(expect.arrayContaining([...includedBy('wasm.cc')]));
    expect(Object.fromEntries(sources.map((name) => [name, sha256(join(folder, name))]))).toEqual(manifest.sources);
  });

  test('names the options that a build takes now', () => {
    expect({ compile: manifest.compile, link: manifest.link }).toEqual({ compile: COMPILE, link: LINK });
  });
});

test('the modules are what the source gives: built again where its compiler is at hand, else by the manifest', () => {
  const into = mkdtempSync(join(tmpdir(), 'lstm-wasm-test-'));
  try {
    const expected = compilerVersion() === manifest.compiler ? buildModules(into) : manifest;
    expect(readdirSync(modules).filter((name) => name.endsWith('.wasm'))).toEqual(names);
    const kept = names.map((name) => [name, { options: MODULES[name], sha256: sha256(join(modules, name)) }]);
    expect({ ...manifest, modules: Object.fromEntries(kept) }).toEqual(expected);
  } finally {
    rmSync(into, { recursive: true, force: true });
  }
});

test.each(['lstm-plain.wasm', 'lstm-simd.wasm'])('%s asks nothing of its host', (name) => {
  const module = new WebAssembly.Module(readFileSync(join(modules, name)));
  expect(WebAssembly.Module.imports(module)).toEqual([]);
  expect(WebAssembly.Module.exports(module).map((entry) => entry.name)).toContain('memory');
});
