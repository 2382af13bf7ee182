/** The kernel alone over a synthetic set: the pooled features of every series in a plain loop, as fast as it can be. */

import { performance } from 'node:perf_hooks';
import type { DatasetSpec, RandomModel } from '../../core/contract/specs';
import type { KernelView } from '../../core/contract/views';
import { scaledSteps } from '../../core/dataset/scaling';
import { openDataset } from '../../core/engine/datasets';
import { Task } from '../../core/engine/task';
import { packBatch } from '../../core/lstm/batch';
import { initialiseNow } from '../../core/lstm/initialise';
import { nodeHost } from '../../core/node/host';
import { openKernel } from '../../core/node/kernels';
import { kernelEngine } from './engines';
import { stackOf } from '../helpers/stacks';

/** Series that the kernel gets at once. */
const BATCH = 256;

/** Prepares everything but the kernel's calls; what it returns runs those and tells how long they took, in milliseconds. */
export async function pooledLoop(
  folder: string,
  dataset: DatasetSpec,
  model: RandomModel,
  { kind, threads }: KernelView,
): Promise<() => number> {
  const kernel = openKernel(folder, { kind, threads });
  const host = nodeHost({ resolve: (file) => file, sampleFolder: '', kernelFolder: folder, version: '' });
  const task = new Task('bench', host, { progress: () => {} });
  const { parts } = await openDataset(dataset, 'bench', host, task);
  const input = parts.train?.series.channels.length ?? 0;
  const longest = Math.max(...(parts.train?.series.lengths ?? []));
  const config = { ...model, input };
  const weights = initialiseNow(stackOf(config), { ...model, longest });
  const works = [parts.train, parts.test].flatMap((part) => {
    if (part === null) return [];
    const { scaler, series: all } = part;
    const { lengths, offsets } = all;
    const series = Array.from(lengths, (length, index) =>
      scaledSteps(scaler, all, offsets[index], offsets[index] + length),
    );
    return Array.from({ length: Math.ceil(series.length / BATCH) }, (_, at) => {
      const batch = packBatch(series.slice(at * BATCH, (at + 1) * BATCH), input);
      return kernelEngine({ config, weights, batch }, kernel, 'pools', {});
    });
  });
  return () => {
    const startMs = performance.now();
    for (const work of works) void work.run();
    return performance.now() - startMs;
  };
}
