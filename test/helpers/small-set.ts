/** A dataset small enough to count by hand, as files in a temporary folder, with a small model. */

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DEFAULT_MODEL, type DatasetSpec, type RandomModel } from '../../core/contract/specs';
import { testEngine, type TestEngine } from './engine';

export const SMALL_MODEL: RandomModel = { ...DEFAULT_MODEL, hidden: 6 };

/** A `.ts` file of univariate series. */
export function tsFile(series: [values: number[], label: string][]): string {
  const head = '@problemName Small\n@timeStamps false\n@univariate true\n@classLabel true up down\n@data\n';
  return head + series.map(([values, label]) => `${values.join(',')}:${label}`).join('\n') + '\n';
}

export const TRAIN: [number[], string][] = [
  [[1, 2, 3, 4, 5], 'up'],
  [[5, 4, 3, 2], 'down'],
  [[2, 3, 5], 'up'],
];
export const TEST: [number[], string][] = [
  [[9, 8, 7], 'down'],
  [[1, 9], 'up'],
];

/** An engine in a folder with a small training part and its twin. */
export async function smallSet(test: [number[], string][] = TEST): Promise<TestEngine & { spec: DatasetSpec }> {
  const engine = await testEngine();
  await writeFile(join(engine.folder, 'Small_TRAIN.ts'), tsFile(TRAIN));
  await writeFile(join(engine.folder, 'Small_TEST.ts'), tsFile(test));
  const spec: DatasetSpec = {
    source: { kind: 'file', file: 'Small_TRAIN.ts', test: 'twin' },
    reading: {},
    missing: 'refuse',
    scaling: 'zscore',
  };
  return { ...engine, spec };
}
