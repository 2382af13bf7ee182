/** Measures one case: ONNX Runtime and every kernel in turn, their results compared first. */

import { performance } from 'node:perf_hooks';
import type { Case } from './cases';
import {
  difference,
  type Engine,
  type KernelEngine,
  kernelEngine,
  type Kept,
  ortEngine,
  type SharedBuffers,
} from './engines';
import { isNative, type Level, measurePeak, openLevel } from './kernels';
import { timeTorch } from './torch';
import { type Effort, type Times, timeInTurn } from './timing';

/** One kernel against ONNX Runtime on one shape. Times are medians in milliseconds. */
export interface Measured {
  shape: number[];
  name: string;
  shortest: number | null;
  layers: number;
  bidirectional: boolean;
  cell: Case['cell'];
  threads: number;
  level: Level;
  /** The kernel's own name. */
  kernel: string;
  oursMs: number;
  oursMinMs: number;
  oursP90Ms: number;
  ortMs: number;
  ortMinMs: number;
  ortP90Ms: number;
  /** ONNX Runtime's time over ours. */
  ratio: number;
  gflops: number;
  /** GFLOP/s of one core in this level's fused multiply-adds. */
  peakGflops: number | null;
  /** Share of the threads' peak. */
  peakShare: number | null;
  /** ONNX Runtime's share of the same peak: one over it is the largest ratio that there can be. */
  ortPeakShare: number | null;
  /** Our time with all gates kept over that without. */
  gatesRatio: number | null;
  /** Our time with all poolings over that without. */
  poolsRatio: number | null;
  /** PyTorch's time; null where it is not installed. */
  torchMs: number | null;
  /** Largest distance of our last state from ONNX Runtime's, PyTorch's included. */
  difference: number;
  rounds: number;
}

export interface LeftOut {
  name: string;
  threads: number;
  level: Level | 'torch';
  why: string;
}

/** A state that is further from ONNX Runtime's is wrong. */
export const TOLERANCE = 1e-5;
/** The reference is left out where one run would take longer. */
const LONGEST_REFERENCE_MS = 3000;

interface Candidate {
  level: Level;
  kept: Kept;
  engine: Engine;
  difference: number;
}

export async function measureCase(
  of: Case,
  threads: number,
  levels: readonly Level[],
  folder: string,
  effort: Effort,
  withTorch: boolean,
): Promise<{ measured: Measured[]; leftOut: LeftOut[] }> {
  const measured: Measured[] = [];
  const leftOut: LeftOut[] = [];
  const ort = await ortEngine(of, threads);
  const shared: SharedBuffers = {};
  const candidates: Candidate[] = [];
  await ort.run();
  const leave = (level: LeftOut['level'], thrown: unknown): void => {
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    leftOut.push({ name: of.name, threads, level, why });
  };
  let torch: ReturnType<typeof timeTorch> | null = null;
  try {
    if (withTorch) torch = timeTorch(of, threads, effort.budgetMs / 8);
  } catch (thrown) {
    leave('torch', thrown);
  }
  const torchDifference = torch === null ? 0 : difference(torch.last, ort.last());
  for (const level of levels) {
    try {
      const kernel = openLevel(folder, level, threads);
      if (kernel.threads !== threads) throw new Error(`it runs on ${kernel.threads} thread only`);
      if (level === 'reference') checkReference(kernelEngine(of, kernel, 'features', shared), of);
      for (const kept of isNative(level) ? (['features', 'gates', 'pools'] as const) : (['features'] as const)) {
        const engine = kernelEngine(of, kernel, kept, shared);
        await engine.run();
        candidates.push({ level, kept, engine, difference: difference(engine.last(), ort.last()) });
      }
    } catch (thrown) {
      leave(level, thrown);
    }
  }
  // The reference is a thousand times slower: it takes turns with ONNX Runtime on its own, so that the others get theirs.
  const fast = candidates.filter(({ level }) => level !== 'reference');
  const slow = candidates.filter(({ level }) => level === 'reference');
  const groups = [
    { group: fast, effort },
    { group: slow, effort: { ...effort, fewest: 1 } },
  ];
  for (const { group, effort } of groups) {
    if (group.length === 0) continue;
    const peaks = new Map(group.map(({ level }) => [level, measurePeak(folder, level)]));
    const [ortTimes, ...times] = await timeInTurn([ort, ...group.map(({ engine }) => engine)], effort);
    const timeOf = (level: Level, kept: Kept): Times | undefined =>
      times[group.findIndex((one) => one.level === level && one.kept === kept)];
    for (const [at, { level, kept, engine, difference }] of group.entries()) {
      if (kept !== 'features') continue;
      const ours = times[at];
      const gflops = of.operations / ours.median / 1e6;
      const peak = largest(peaks.get(level) ?? null, measurePeak(folder, level));
      const others = group.filter((one) => one.level === level).map((one) => one.difference);
      const overFeatures = (other: Times | undefined): number | null =>
        other === undefined ? null : other.median / ours.median;
      measured.push({
        shape: [...of.shape],
        name: of.name,
        shortest: of.shortest,
        layers: of.layers,
        bidirectional: of.bidirectional,
        cell: of.cell,
        threads,
        level,
        kernel: engine.name,
        oursMs: ours.median,
        oursMinMs: ours.min,
        oursP90Ms: ours.p90,
        ortMs: ortTimes.median,
        ortMinMs: ortTimes.min,
        ortP90Ms: ortTimes.p90,
        ratio: ortTimes.median / ours.median,
        gflops,
        peakGflops: peak,
        peakShare: peak === null ? null : gflops / peak / threads,
        ortPeakShare: peak === null ? null : of.operations / ortTimes.median / 1e6 / peak / threads,
        gatesRatio: overFeatures(timeOf(level, 'gates')),
        poolsRatio: overFeatures(timeOf(level, 'pools')),
        torchMs: torch?.ms ?? null,
        difference: Math.max(difference, torchDifference, ...others),
        rounds: ours.count,
      });
    }
  }
  await ort.close();
  return { measured, leftOut };
}

/** The first steps tell how long all take. @throws where that is too long */
function checkReference(engine: KernelEngine, of: Case): void {
  const steps = Math.max(1, Math.ceil(of.batch.steps / 50));
  const startMs = performance.now();
  engine.begin(steps);
  const wholeMs = ((performance.now() - startMs) * of.batch.steps) / steps;
  if (wholeMs > LONGEST_REFERENCE_MS)
    throw new Error(`one run takes about ${(wholeMs / 1000).toFixed(0)} s, more than ${LONGEST_REFERENCE_MS / 1000} s`);
}

function largest(a: number | null, b: number | null): number | null {
  return a === null || b === null ? a : Math.max(a, b);
}
