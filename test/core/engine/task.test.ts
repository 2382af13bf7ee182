/** How soon a cancel is seen and how progress goes, on a clock that only the work itself moves on. */

import { describe, expect, it } from 'vitest';
import type { Progress } from '../../../core/contract/api';
import { inMemory } from '../../../core/dataset/values';
import type { Dataset, LoadedPart } from '../../../core/engine/datasets';
import type { EngineHost } from '../../../core/engine/host';
import type { Model } from '../../../core/engine/models';
import { computeGates, type Prepared, runModel } from '../../../core/engine/runs';
import { Task, Tasks } from '../../../core/engine/task';
import { directionsOf } from '../../../core/lstm/stack';
import type { DirectionCall, Kernel } from '../../../core/lstm/kernel';
import { type PlainConfig, stackOf } from '../../helpers/stacks';

/** Milliseconds that one step of so many sequences takes. */
type Cost = (call: DirectionCall, sequences: number) => number;

const macs = ({ weights: { input, hidden } }: DirectionCall): number => 4 * hidden * (input + hidden);
/** Computes each sequence on its own, 0.7 multiply-adds a nanosecond. */
const SLOW: Cost = (call, sequences) => (sequences * macs(call)) / 0.7e6;
/** 70 multiply-adds a nanosecond where many sequences share the weights, which have to be read at every step. */
const FAST: Cost = (call, sequences) => macs(call) / 4e6 + (sequences * macs(call)) / 70e6;

/** A kernel that computes nothing and moves the clock on by what it would take, and the longest stretch without a pause. */
function machine(cost: Cost) {
  let nowMs = 0;
  let pausedMs = 0;
  const seen = { longestMs: 0, calls: 0, nowMs: () => nowMs, onCall: () => {} };
  const kernel: Kernel = {
    name: 'clockwork',
    threads: 1,
    supports: () => true,
    forward(call) {
      seen.calls++;
      seen.onCall();
      const sorted = call.lengths.toSorted();
      let ended = 0;
      nowMs += 0.002;
      for (let k = call.from; k < call.to;) {
        while (ended < call.batch && sorted[ended] <= k) ended++;
        if (ended === call.batch) break;
        const until = Math.min(call.to, sorted[ended]);
        nowMs += (until - k) * cost(call, call.batch - ended);
        k = until;
      }
      seen.longestMs = Math.max(seen.longestMs, nowMs - pausedMs);
    },
  };
  const host = {
    now: () => nowMs,
    pause: async () => void (pausedMs = nowMs),
    wait: async () => {},
  } as Partial<EngineHost> as EngineHost;
  return { kernel, host, seen };
}

function prepared(lengths: number[], config: PlainConfig): Prepared {
  const offsets = new Float64Array(lengths.length);
  for (let at = 1; at < lengths.length; at++) offsets[at] = offsets[at - 1] + lengths[at - 1];
  const steps = lengths.reduce((sum, length) => sum + length, 0);
  const series = {
    ids: lengths.map((_, at) => String(at)),
    channels: Array.from({ length: config.input }, () => 'x'),
    lengths: Int32Array.from(lengths),
    offsets,
  };
  const scaler = { kind: 'none', channels: series.channels.map((name) => ({ name, offset: 0, scale: 1 })) };
  const values = inMemory(new Float64Array(steps * config.input));
  const part = { series: { ...series, values }, scaler } as unknown as LoadedPart;
  const stack = stackOf(config);
  const { hidden } = config;
  const directions = directionsOf(stack).map(({ input }) => ({ input, hidden, output: hidden, initial: null }));
  return {
    dataset: { parts: { train: part, test: null }, view: { train: null } } as unknown as Dataset,
    model: { weights: { config: stack, directions, before: [], head: null } } as unknown as Model,
    settings: {} as Prepared['settings'],
  };
}

const many = (count: number, length: number): number[] => Array.from({ length: count }, () => length);
const config = (hidden: number, layers = 1, bidirectional = false): PlainConfig => ({
  input: 1,
  hidden,
  layers,
  bidirectional,
  bias: true,
});
const SHAPES: [name: string, lengths: number[], config: PlainConfig][] = [
  ['one series of a million steps, 8 units', [1_000_000], config(8)],
  ['4096 series of 10 steps, 64 units', many(4096, 10), config(64)],
  ['300 series of 50 steps, 2048 units', many(300, 50), config(2048)],
  ['two layers both ways, 1024 units', many(200, 30), config(1024, 2, true)],
  ['many short series and a long one, 512 units', [...many(2000, 10), 20_000, ...many(50, 10)], config(512)],
  ['series of unequal length, 256 units', Array.from({ length: 1500 }, (_, at) => 1 + ((at * 37) % 700)), config(256)],
];

describe.each([
  ['a slow kernel', SLOW],
  ['a fast kernel', FAST],
])('a run with %s', (_, cost) => {
  it.each(SHAPES)('lets messages in often enough, and not at every step: %s', async (_, lengths, config) => {
    const { kernel, host, seen } = machine(cost);
    const task = new Task('1', host, { progress: () => {} });
    const run = await runModel({ handle: 'run-1', specHash: '' }, prepared(lengths, config), kernel, host, task);
    expect(run.view.seriesCount.train).toBe(lengths.length);
    expect(seen.longestMs).toBeLessThan(150);
    // A few slices to find the pace in every batch, and then at least 10 ms each.
    expect(seen.calls).toBeLessThan(100 + seen.nowMs() / 10);
  });

  it.each(SHAPES)('stops soon after it is cancelled: %s', async (_, lengths, config) => {
    const { kernel, host, seen } = machine(cost);
    const tasks = new Tasks(host, { progress: () => {} });
    let cancelledMs = NaN;
    seen.onCall = () => {
      if (seen.calls !== 9) return;
      cancelledMs = seen.nowMs();
      tasks.cancel('1');
    };
    const stopped = tasks.run('1', (task) =>
      runModel({ handle: 'run-1', specHash: '' }, prepared(lengths, config), kernel, host, task),
    );
    const outcome = await stopped.then(
      () => 'finished',
      (thrown: unknown) => (thrown as { code: string }).code,
    );
    // What is done within a slice is done before the cancel is seen.
    if (outcome === 'finished') expect(seen.nowMs()).toBeLessThan(150);
    else expect(outcome).toBe('engine/cancelled');
    if (!Number.isNaN(cancelledMs)) expect(seen.nowMs() - cancelledMs).toBeLessThan(150);
  });

  it('computes the gates of one long series in slices', async () => {
    const { kernel, host, seen } = machine(cost);
    const shown: Progress[] = [];
    const task = new Task('1', host, { progress: (_, progress) => shown.push(progress) });
    await computeGates(prepared([200_000], config(32, 2, true)), { part: 'train', index: 0 }, kernel, task);
    expect(seen.longestMs).toBeLessThan(150);
    expect(shown.length).toBeGreaterThan(1);
    expectForward(shown);
  });
});

describe('a call that is cancelled', () => {
  function stopping() {
    const waits: { ms: number; end: () => void }[] = [];
    const host = {
      now: () => 0,
      pause: async () => {},
      wait: (ms: number) => new Promise<void>((end) => void waits.push({ ms, end })),
    } as Partial<EngineHost> as EngineHost;
    let nowMs = 0;
    const tasks = new Tasks({ ...host, now: () => (nowMs += 100) }, { progress: () => {} });
    let letGo = () => {};
    const held = new Promise<void>((resolve) => (letGo = resolve));
    const cancelled = tasks.run('1', async (task) => {
      try {
        for (;;) await task.reach(0);
      } finally {
        await held;
      }
    });
    tasks.cancel('1');
    const outcome = cancelled.then(
      () => 'finished',
      (thrown: unknown) => (thrown as { code: string }).code,
    );
    const until = async (count: number) => {
      while (waits.length < count) await new Promise(setImmediate);
    };
    return { tasks, outcome, waits, until, letGo: () => letGo() };
  }

  it('is answered soon though letting go takes long, and the next begins when that has ended', async () => {
    const { tasks, outcome, waits, until, letGo } = stopping();
    await until(1);
    expect(waits[0].ms).toBeLessThan(100);
    waits[0].end();
    expect(await outcome).toBe('engine/cancelled');
    let begun = false;
    const next = tasks.run('2', async () => (begun = true));
    await until(2);
    expect(begun).toBe(false);
    letGo();
    expect(await next).toBe(true);
  });

  it('is answered at once where nothing is held', async () => {
    const { outcome, letGo } = stopping();
    letGo();
    expect(await outcome).toBe('engine/cancelled');
  });

  it('does not hold up the next for ever', async () => {
    const { tasks, waits, until } = stopping();
    await until(1);
    const next = tasks.run('2', async () => 'done');
    await until(2);
    waits[1].end();
    expect(await next).toBe('done');
    expect(await tasks.run('3', async () => 'done too')).toBe('done too');
  });
});

describe('progress', () => {
  function watched() {
    let nowMs = 0;
    const shown: Progress[] = [];
    const host = { now: () => (nowMs += 100), pause: async () => {} } as Partial<EngineHost> as EngineHost;
    return { task: new Task('1', host, { progress: (_, progress) => shown.push(progress) }), shown };
  }

  it('gives each phase of a plan its part of the whole', async () => {
    const { task, shown } = watched();
    task.plan({ reading: 2, weights: 1, running: 6, writing: 1 });
    task.begin('reading', 100, 'bytes', [0, 0.5]);
    await task.reach(50);
    task.begin('reading', 20, 'bytes', [0.5, 1]);
    await task.reach(20);
    task.begin('running', 10, 'series');
    await task.reach(5, 0.25);
    task.begin('writing', 10, 'series');
    await task.reach(10);
    expect(shown.map(({ phase, share, done, total }) => [phase, share, done, total])).toEqual([
      ['reading', 0, 0, 100],
      ['reading', expect.closeTo(0.05), 50, 100],
      ['reading', expect.closeTo(0.1), 100, 120],
      ['reading', expect.closeTo(0.2), 120, 120],
      ['running', expect.closeTo(0.3), 0, 10],
      ['running', expect.closeTo(0.45), 5, 10],
      ['writing', expect.closeTo(0.9), 0, 10],
      ['writing', 1, 10, 10],
    ]);
  });

  it('counts the pieces of a call that does the same several times, and tells what all of them still take', async () => {
    const { task, shown } = watched();
    task.plan({ running: 3, evaluating: 1 });
    for (const at of [0, 1]) {
      task.piece(at, 2);
      task.begin('running', 10, 'series');
      await task.reach(10);
      task.begin('evaluating', 1, 'fits');
      await task.reach(1);
    }
    expect(shown.map(({ share, done }) => [share, done])).toEqual([
      [0, 0],
      [expect.closeTo(0.375), 0],
      [expect.closeTo(0.375), 0],
      [0.5, 0],
      [0.5, 1],
      [expect.closeTo(0.875), 1],
      [expect.closeTo(0.875), 1],
      [1, 1],
    ]);
    expect(new Set(shown.map(({ phase, total, unit }) => `${phase} ${total} ${unit}`))).toEqual(
      new Set(['evaluating 2 fits']),
    );
    const left = shown.map(({ remainingMs }) => remainingMs).filter((ms) => ms !== null);
    expect(left.at(-1)).toBe(0);
    expect(left.every((ms) => ms >= 0)).toBe(true);
  });

  it('gives the only phase of a call the whole, and never goes back', async () => {
    const { task, shown } = watched();
    task.begin('writing', 4, 'series');
    await task.reach(3);
    await task.reach(1);
    await task.reach(9);
    expect(shown.map(({ share, done }) => [share, done])).toEqual([
      [0, 0],
      [0.75, 3],
      [0.75, 3],
      [1, 4],
    ]);
  });
});

function expectForward(shown: Progress[]): void {
  for (let at = 1; at < shown.length; at++) expect(shown[at].share).toBeGreaterThanOrEqual(shown[at - 1].share);
}
