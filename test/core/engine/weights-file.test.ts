/** Weights from a file, over the file's life: read once, read again when it is written anew, kept when it vanishes. */

import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { DEFAULT_FEATURES, type DatasetSpec, type ModelSpec } from '../../../core/contract/specs';
import { testEngine } from '../../helpers/engine';
import { counting, safetensors } from '../../helpers/safetensors';

/** One unit over one channel; every weight from `first` on. */
const weights = (first: number): Uint8Array =>
  safetensors({ weight_ih_l0: counting([4, 1], first), weight_hh_l0: counting([4, 1], first) });

const SPEC: DatasetSpec = {
  source: { kind: 'sample', id: 'article' },
  reading: {},
  missing: 'refuse',
  scaling: 'none',
};
const MODEL: ModelSpec = { kind: 'file', file: 'w.safetensors' };

it('runs what the file holds now, and goes on with what it held when it has vanished', async () => {
  const { engine, folder, read } = await testEngine();
  const { handle } = await engine.openDataset('1', SPEC);
  const features = async (name: string): Promise<string> => {
    const run = await engine.run('2', handle, MODEL);
    await engine.exportFeatures('3', run.handle, DEFAULT_FEATURES, name);
    return read(name);
  };
  await writeFile(join(folder, 'w.safetensors'), weights(-3));
  const before = await features('before.csv');
  await rm(join(folder, 'w.safetensors'));
  expect(await features('kept.csv')).toBe(before);
  await writeFile(join(folder, 'w.safetensors'), weights(-1));
  expect(await features('after.csv')).not.toBe(before);
});
