/** An engine on plain Node for tests: real files in a temporary folder, nothing else around it. */

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll } from 'vitest';
import type { EngineEvents } from '../../core/contract/api';
import type { KernelSpec } from '../../core/contract/specs';
import { createEngine, type Engine } from '../../core/engine/engine';
import { nodeHost } from '../../core/node/host';
import { repositoryFile } from './shared';

export interface TestEngine {
  engine: Engine;
  folder: string;
  read(name: string): Promise<string>;
}

const folders: string[] = [];
// Said when the file is loaded: what a test says for the end of all tests is not heard.
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

const REFERENCE: KernelSpec = { kind: 'reference', threads: 1 };

/** File references are paths relative to a new temporary folder, which goes when the test file ends. */
export async function testEngine(events: Partial<EngineEvents> = {}, kernel = REFERENCE): Promise<TestEngine> {
  const folder = await mkdtemp(join(tmpdir(), 'lstm-engine-'));
  folders.push(folder);
  const host = nodeHost({
    resolve: (file) => resolve(folder, file),
    sampleFolder: repositoryFile('core/samples'),
    kernelFolder: repositoryFile('out/kernel'),
    version: 'test',
  });
  const engine = createEngine(host, { progress: () => {}, ...events });
  await engine.useKernel(kernel);
  return {
    engine,
    folder,
    read: (name) => readFile(join(folder, name), 'utf8'),
  };
}

/** A CSV without quoted fields as rows by column name. */
export function parseCsv(text: string): Record<string, string>[] {
  const [head, ...lines] = text.trimEnd().split('\n');
  const names = head.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(names.map((name, at) => [name, cells[at]]));
  });
}
