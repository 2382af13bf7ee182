/** The engine computes with the kernel that was chosen last, and a run keeps the one that made it. */

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WorkbenchError } from '../../../core/contract/errors';
import { ARTICLE_MODEL, type DatasetSpec, DEFAULT_FEATURES, type KernelSpec } from '../../../core/contract/specs';
import { createEngine, type Engine } from '../../../core/engine/engine';
import { referenceKernel } from '../../../core/lstm/reference';
import { nodeHost } from '../../../core/node/host';
import { repositoryFile } from '../../helpers/shared';

const ARTICLE: DatasetSpec = {
  source: { kind: 'sample', id: 'article' },
  reading: {},
  missing: 'refuse',
  scaling: 'none',
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lstm-kernels-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** An engine on a machine with a native kernel and no WebAssembly; every kernel computes as the reference does. */
function engineWithNative(): { engine: Engine; calls: Map<string, number> } {
  const calls = new Map<string, number>();
  const host = nodeHost({
    resolve: (file) => join(folder, file),
    sampleFolder: repositoryFile('core/samples'),
    kernelFolder: folder,
    version: 'test',
  });
  const openKernel = ({ kind, threads }: KernelSpec) => {
    if (kind === 'wasm') throw new WorkbenchError('kernel/unavailable', { kind, reason: 'not-there' });
    const name = kind === 'reference' ? 'reference' : 'native avx2';
    return {
      name,
      threads: threads ?? 3,
      supports: () => true,
      forward: (call: Parameters<typeof referenceKernel.forward>[0]) => {
        calls.set(name, (calls.get(name) ?? 0) + 1);
        referenceKernel.forward(call);
      },
    };
  };
  return { engine: createEngine({ ...host, openKernel }, { progress: () => {} }), calls };
}

const told = async (name: string): Promise<unknown> =>
  JSON.parse(await readFile(join(folder, `${name}.provenance.json`), 'utf8')).kernel;

describe('the kernel', () => {
  it('is the automatic one until another is chosen', async () => {
    const { engine } = engineWithNative();
    expect((await engine.engineInfo()).kernel).toEqual({ kind: 'native', level: 'avx2', threads: 3 });
    expect(await engine.useKernel({ kind: 'auto', threads: 1 })).toEqual({ kind: 'native', level: 'avx2', threads: 1 });
    expect(await engine.useKernel({ kind: 'reference', threads: null })).toMatchObject({
      kind: 'reference',
      level: null,
    });
    expect((await engine.engineInfo()).kernel.kind).toBe('reference');
  });

  it('stays when one is asked for that there is not', async () => {
    const { engine } = engineWithNative();
    await engine.useKernel({ kind: 'native', threads: 2 });
    for (const [spec, code] of [
      [{ kind: 'wasm', threads: null }, 'kernel/unavailable'],
      [{ kind: 'gpu', threads: null }, 'kernel/unavailable'],
      [{ kind: 'native', threads: 0 }, 'kernel/threads'],
      [{ kind: 'native', threads: '2' }, 'kernel/threads'],
    ] as const)
      await expect(engine.useKernel(spec as KernelSpec)).rejects.toMatchObject({ code });
    expect((await engine.engineInfo()).kernel).toEqual({ kind: 'native', level: 'avx2', threads: 2 });
  });

  it('of a run is told beside its exports and computes its gates, whatever is chosen later', async () => {
    const { engine, calls } = engineWithNative();
    const { handle } = await engine.openDataset('1', ARTICLE);
    await engine.useKernel({ kind: 'native', threads: 2 });
    const first = await engine.run('2', handle, ARTICLE_MODEL);
    expect(first.kernel).toEqual({ kind: 'native', level: 'avx2', threads: 2 });

    await engine.useKernel({ kind: 'reference', threads: 1 });
    expect(calls.get('reference')).toBeUndefined();
    await engine.exportFeatures('3', first.handle, DEFAULT_FEATURES, 'first.csv');
    await engine.exportGates('4', first.handle, null, 'gates.csv');
    expect([await told('first'), await told('gates')]).toEqual(['native avx2, 2 threads', 'native avx2, 2 threads']);
    expect(calls.get('reference')).toBeUndefined();

    const second = await engine.run('5', handle, ARTICLE_MODEL);
    expect(second.handle).not.toBe(first.handle);
    expect(second.kernel.kind).toBe('reference');
    expect(calls.get('reference')).toBeGreaterThan(0);
    await engine.exportFeatures('6', second.handle, DEFAULT_FEATURES, 'second.csv');
    expect(await told('second')).toBe('reference');
    expect((await engine.run('7', handle, ARTICLE_MODEL)).handle).toBe(second.handle);
  });
});
