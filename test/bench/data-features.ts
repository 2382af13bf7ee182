/** Computes the features of a large recording in windows, in this process alone: how fast at each tenth, in how much memory. */

import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Job } from '../../core/contract/specs';
import { createEngine } from '../../core/engine/engine';
import { nodeHost } from '../../core/node/host';
import type { FeaturesMeasure } from './data-report';

const WINDOW = 256;
/** What the table engine may take. */
const TABLE_BYTES = 1 << 30;

/** @returns the memory as the system counted it at its peak, and windows per second at each tenth of the run */
export async function measureFeatures(file: string, folder: string, kernels: string): Promise<FeaturesMeasure> {
  const reached: { share: number; atMs: number }[] = [];
  const host = nodeHost({
    resolve: (path) => path,
    sampleFolder: '',
    kernelFolder: kernels,
    version: 'bench',
  });
  const engine = createEngine(host, {
    progress(_, { phase, done, total }) {
      if (phase === 'running' && total > 0) reached.push({ share: done / total, atMs: performance.now() });
    },
  });
  await engine.useTableMemory(TABLE_BYTES);
  const job: Job = {
    version: 1,
    task: 'features',
    dataset: {
      source: { kind: 'file', file, test: 'none' },
      reading: { layout: 'recording', window: { length: WINDOW, stride: WINDOW } },
      missing: 'refuse',
      scaling: 'zscore',
    },
    model: {
      ...{ kind: 'random', hidden: 16, layers: 1, bidirectional: false },
      ...{ bias: true, init: 'chrono', forgetBias: null, seed: 1 },
    },
    features: { poolings: ['last', 'mean'], layers: 'all' },
    gates: { sequence: null },
    output: { file: join(folder, 'features.npy'), test: null },
  };
  const startMs = performance.now();
  const [report] = await engine.runJob('bench', job);
  const totalMs = performance.now() - startMs;
  const peakBytes = process.resourceUsage().maxRSS * 1024;
  return { windows: report.rows, totalMs, peakBytes, tableBytes: TABLE_BYTES, tenths: tenthsOf(reached) };
}

/** Windows' share per second in each tenth of the run, beside the mean. */
function tenthsOf(reached: readonly { share: number; atMs: number }[]): number[] {
  const timeAt = (share: number): number => {
    const after = reached.findIndex((one) => one.share >= share);
    if (after <= 0) return reached[after === 0 ? 0 : reached.length - 1].atMs;
    const [a, b] = [reached[after - 1], reached[after]];
    return a.atMs + ((share - a.share) / (b.share - a.share)) * (b.atMs - a.atMs);
  };
  const times = Array.from({ length: 11 }, (_, tenth) => timeAt(tenth / 10));
  const mean = (times[10] - times[0]) / 10;
  return Array.from({ length: 10 }, (_, tenth) => mean / (times[tenth + 1] - times[tenth]));
}
