/** Damaged files of every binary and nested format: an answer or an error with a code, never a crash. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { WorkbenchError } from '../../../core/contract/errors';
import { repositoryFile } from '../../helpers/shared';
import { readWhole } from '../../helpers/datasets';

/** Draws from 0 to 1, the same at every run. */
function draws(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

/** Cuts the bytes off or changes a few of them. */
function damage(bytes: Uint8Array, draw: () => number): Uint8Array {
  const length = draw() < 0.25 ? Math.floor(draw() * bytes.length) : bytes.length;
  const damaged = bytes.slice(0, length);
  const changes = Math.min(1 + Math.floor(draw() * 4), length);
  for (let at = 0; at < changes; at++) damaged[Math.floor(draw() * length)] = Math.floor(draw() * 256);
  return damaged;
}

/** Damages one part and packs it again, so that checksums fit. */
function damagePart(bytes: Uint8Array, draw: () => number): Uint8Array {
  const parts = unzipSync(bytes);
  const names = Object.keys(parts);
  const name = names[Math.floor(draw() * names.length)];
  return zipSync({ ...parts, [name]: damage(parts[name], draw) }, { level: 0 });
}

/** What reading ran into that is no error with a code; null where all went as it should. */
function crashOf(name: string, bytes: Uint8Array): string | null {
  try {
    readWhole({ name, bytes }).table.page(0, 20);
  } catch (thrown) {
    if (!(thrown instanceof WorkbenchError)) return `${name}: ${String(thrown)}`;
  }
  return null;
}

test.each(['gzip', 'json', 'ndjson', 'npy', 'npz', 'tsf', 'xlsx'])('%s', (format) => {
  const folder = repositoryFile(`test/fixtures/${format}`);
  const names = readdirSync(folder).filter((name) => !name.endsWith('.expected.json'));
  expect(names.length).toBeGreaterThan(5);
  const draw = draws(20);
  for (const name of names) {
    const bytes = new Uint8Array(readFileSync(join(folder, name)));
    const crashes = Array.from({ length: 10 }, () => crashOf(name, damage(bytes, draw)));
    expect(crashes.filter((crash) => crash !== null)).toEqual([]);
  }
});

test.each(['npz/deflated.npz', 'xlsx/first-sheet.xlsx', 'xlsx/types.xlsx', 'xlsx/other-writer.xlsx'])(
  '%s with one damaged part',
  (path) => {
    const bytes = new Uint8Array(readFileSync(repositoryFile(`test/fixtures/${path}`)));
    const draw = draws(7);
    const crashes = Array.from({ length: 150 }, () => crashOf(path, damagePart(bytes, draw)));
    expect(crashes.filter((crash) => crash !== null)).toEqual([]);
  },
);
