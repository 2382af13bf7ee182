/** Times engines in turn, in one process: each round runs every engine once, beginning with another one each time. */

import { performance } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';

/** One piece of work that is timed; asynchronous where its engine is. */
export interface Work {
  name: string;
  run(): void | Promise<void>;
}

/** Milliseconds of one run. */
export interface Times {
  median: number;
  min: number;
  p90: number;
  count: number;
}

export interface Effort {
  /** Rounds end when this time is used up, but not before `fewest` or after `most` of them. */
  budgetMs: number;
  fewest: number;
  most: number;
}

/** A run shorter than this is repeated within one timing, in which waking the threads then counts for little. */
const SHORTEST_MS = 10;
/** Lets the threads of the engine before go to sleep: ONNX Runtime's spin for tens of milliseconds in case more work comes. */
const PAUSE_MS = 50;

/** Times every work as often as the effort allows, warmed up and interleaved; in the order of `works`. */
export async function timeInTurn(works: readonly Work[], effort: Effort): Promise<Times[]> {
  const repeats: number[] = [];
  for (const work of works) repeats.push(await warmUp(work));
  const samples: number[][] = works.map(() => []);
  const endMs = performance.now() + effort.budgetMs;
  for (let round = 0; round < effort.most; round++) {
    if (round >= effort.fewest && performance.now() >= endMs) break;
    for (let turn = 0; turn < works.length; turn++) {
      const which = (round + turn) % works.length;
      await setTimeout(PAUSE_MS);
      await wake(works[which], repeats[which]);
      samples[which].push(await timeOnce(works[which], repeats[which]));
    }
  }
  return samples.map(summary);
}

/** Runs a work until it is warm and returns how many runs make a timing long enough. */
async function warmUp(work: Work): Promise<number> {
  let repeat = 1;
  for (;;) {
    const timeMs = await timeOnce(work, repeat);
    if (timeMs * repeat >= SHORTEST_MS) break;
    repeat *= 2;
  }
  const again = await timeOnce(work, repeat);
  return Math.max(1, Math.ceil(SHORTEST_MS / again));
}

/** A processor that was asleep takes a while to come to its speed, and a pool's threads to come awake. */
async function wake(work: Work, repeat: number): Promise<void> {
  if (repeat > 1) await timeOnce(work, repeat);
}

async function timeOnce(work: Work, repeat: number): Promise<number> {
  const startMs = performance.now();
  for (let time = 0; time < repeat; time++) {
    const pending = work.run();
    if (pending !== undefined) await pending;
  }
  return (performance.now() - startMs) / repeat;
}

function summary(samples: readonly number[]): Times {
  const sorted = samples.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  return { median: medianOf(sorted), min: sorted[0], p90: at(0.9), count: sorted.length };
}

export function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

export function geometricMean(values: readonly number[]): number {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}
