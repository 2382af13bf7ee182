/** The WebAssembly kernel on several threads: the same bytes, errors that are told, and a process that ends. */

import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { promisify } from 'node:util';
import { BroadcastChannel } from 'node:worker_threads';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { build } from 'vite';
import { describe, expect, test } from 'vitest';
import { type Batch, packBatch } from '../../../core/lstm/batch';
import { forwardNow, type ForwardOptions } from '../../../core/lstm/forward';
import { initialiseNow } from '../../../core/lstm/initialise';
import type { Kernel } from '../../../core/lstm/kernel';
import type { StackWeights } from '../../../core/lstm/stack';
import { wasmKernel, wasmLevels } from '../../../core/node/wasm-kernel';
import { evenBounds, WasmThreads } from '../../../core/node/wasm-threads';
import { default as text } from '../../../core/node/wasm-thread.mjs?raw';
import { WASM_FOLDER } from '../../helpers/kernels';
import { repositoryFile } from '../../helpers/shared';
import { joined, stackOf } from '../../helpers/stacks';

const [level] = wasmLevels(WASM_FOLDER);
const ALL: ForwardOptions = { gates: 'all', pool: true };

/** What a worker runs that does `before` at each piece that it takes. */
function workerThat(before: string): string {
  return `${text}
    const { computePart } = Instance.prototype;
    Instance.prototype.computePart = function (...call) {
      ${before}
      return computePart.apply(this, call);
    };
    serveJobs();`;
}

/** Two layers, both directions; 60 sequences of 1 to 158 steps. */
const weights = initialiseNow(stackOf({ input: 3, hidden: 40, layers: 2, bidirectional: true, bias: true }), {
  init: 'pytorch',
  seed: 7,
  forgetBias: 1,
  longest: 50,
});
const batch = packBatch(
  Array.from({ length: 60 }, (_, b) =>
    Float32Array.from({ length: 3 * (1 + ((b * 37) % 158)) }, (_, t) => Math.sin(t * 0.37 + b)),
  ),
  3,
);

function bytesOf(kernel: Kernel, weights: StackWeights, batch: Batch, options: ForwardOptions): Buffer {
  const { h, c, outputs, gates, pools } = forwardNow(kernel, weights, batch, options);
  const kept = [joined(h), joined(c), ...outputs, ...gates.flatMap((all) => Object.values(all ?? {}))];
  const arrays = [...kept, ...pools.flatMap((all) => Object.values(all ?? {}))].filter((array) => array !== null);
  return Buffer.concat(arrays.map((array) => Buffer.from(array.buffer, array.byteOffset, array.byteLength)));
}

const one = bytesOf(wasmKernel(WASM_FOLDER, level, 1), weights, batch, ALL);

/** Runs a pass again and again until the workers have had a piece of one. */
async function untilWorkersHelp(threads: WasmThreads, pass: () => void): Promise<void> {
  const before = threads.piecesElsewhere;
  while (threads.piecesElsewhere === before) {
    pass();
    await setImmediate();
  }
}

describe('the same bytes', () => {
  test.each([2, 3, 8])('on %d threads as on one', async (count) => {
    const threads = new WasmThreads();
    const kernel = wasmKernel(WASM_FOLDER, level, count, threads);
    expect(kernel.threads).toBe(count);
    await untilWorkersHelp(threads, () => expect(one.equals(bytesOf(kernel, weights, batch, ALL))).toBe(true));
  });

  test.each<[string, ForwardOptions]>([
    ['with neither gates nor pools nor outputs', { keep: 'none' }],
    ['with pools alone', { keep: 'none', pool: true }],
    ['in slices', { ...ALL, sliceWork: 3e7 }],
  ])('%s', (_, options) => {
    const [alone, together] = [1, 3].map((threads) => wasmKernel(WASM_FOLDER, level, threads));
    expect(bytesOf(together, weights, batch, options).equals(bytesOf(alone, weights, batch, options))).toBe(true);
  });
});

describe('errors', () => {
  /** Runs passes until one throws, and gives what it threw. */
  async function firstError(kernel: Kernel): Promise<unknown> {
    for (;;) {
      try {
        bytesOf(kernel, weights, batch, ALL);
      } catch (thrown) {
        return thrown;
      }
      await setImmediate();
    }
  }

  test('of a worker are thrown by the call, and the next one works', async () => {
    const before = "if (!globalThis.failed) { globalThis.failed = true; throw new RangeError('no room'); }";
    const threads = new WasmThreads(workerThat(before));
    const kernel = wasmKernel(WASM_FOLDER, level, 2, threads);
    expect(await firstError(kernel)).toEqual(new Error('the WebAssembly kernel failed: RangeError: no room'));
    await untilWorkersHelp(threads, () => expect(one.equals(bytesOf(kernel, weights, batch, ALL))).toBe(true));
  });

  test('of a malformed call are thrown, and the next one works', () => {
    const kernel = wasmKernel(WASM_FOLDER, level, 3);
    const broken = { ...batch, lengths: batch.lengths.map(() => batch.steps + 1) };
    expect(() => bytesOf(kernel, weights, broken, ALL)).toThrow(RangeError);
    expect(one.equals(bytesOf(kernel, weights, batch, ALL))).toBe(true);
  });

  test('a worker that is lost amid a call fails it, and another takes its place', async () => {
    const threads = new WasmThreads(workerThat('process.exit();'), 100);
    const kernel = wasmKernel(WASM_FOLDER, level, 2, threads);
    for (let lost = 0; lost < 2; lost++) {
      expect(await firstError(kernel)).toEqual(new Error('a thread of the WebAssembly kernel is lost'));
    }
  });

  test('a worker that cannot start is told by a later call', async () => {
    const kernel = wasmKernel(WASM_FOLDER, level, 2, new WasmThreads('import "file:///nowhere.mjs";'));
    expect(await firstError(kernel)).toMatchObject({ message: expect.stringContaining('nowhere.mjs') });
    expect(one.equals(bytesOf(kernel, weights, batch, ALL))).toBe(true);
  });
});

test('a process whose kernel has workers ends by itself, from a bundle too', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lstm-wasm-threads-'));
  try {
    const entry = join(folder, 'entry.ts');
    const path = (name: string) => JSON.stringify(repositoryFile(name));
    writeFileSync(
      entry,
      `import { wasmKernel } from ${path('core/node/wasm-kernel.ts')};
       import { wasmThreads } from ${path('core/node/wasm-threads.ts')};
       import { forwardNow } from ${path('core/lstm/forward.ts')};
       import { packBatch } from ${path('core/lstm/batch.ts')};
       import { initialiseNow } from ${path('core/lstm/initialise.ts')};
       import { layerOf } from ${path('core/lstm/stack.ts')};
       const config = { input: 1, layers: [layerOf(64)] };
       const weights = initialiseNow(config, { init: 'pytorch', seed: 7, forgetBias: 1, longest: 50 });
       const batch = packBatch(Array.from({ length: 64 }, () => new Float32Array(50).fill(1)), 1);
       const kernel = wasmKernel(${path('core/kernel/wasm')}, 'plain', 2);
       while (wasmThreads.piecesElsewhere === 0) forwardNow(kernel, weights, batch);
       console.log('workers have helped');`,
    );
    const output = { entryFileNames: '[name].mjs' };
    const options = { ssr: entry, outDir: folder, emptyOutDir: false, rolldownOptions: { output } };
    await build({ configFile: false, root: repositoryFile(), logLevel: 'error', build: options });
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [join(folder, 'entry.mjs')]);
    expect([stdout, stderr]).toEqual(['workers have helped\n', '']);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('the workers forget a model when its weights are collected', async () => {
  const channel = new BroadcastChannel('wasm threads');
  const told = new Promise((resolve) => (channel.onmessage = ({ data }: { data: unknown }) => resolve(data)));
  const script = `${workerThat('')}
    import { BroadcastChannel } from 'node:worker_threads';
    const channel = new BroadcastChannel('wasm threads');
    parentPort.on('message', ({ release }) => release && channel.postMessage(release));`;
  const threads = new WasmThreads(script);
  const kernel = wasmKernel(WASM_FOLDER, level, 2, threads);
  const { config } = weights;
  const run = () =>
    forwardNow(kernel, initialiseNow(config, { init: 'pytorch', seed: 1, forgetBias: 1, longest: 50 }), batch);
  await untilWorkersHelp(threads, run);
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  expect(await told).toBeGreaterThan(0);
  channel.close();
});

describe('the pieces of a call', () => {
  test.each([
    [[4, 4, 4, 4], 0, 4, 2, [0, 2, 4]],
    [[4, 4, 4, 4], 0, 4, 4, [0, 1, 2, 3, 4]],
    [[100, 1, 1, 1], 0, 100, 2, [0, 1, 4]],
    [[100, 1, 1, 1], 0, 1, 2, [0, 2, 4]],
    [[9, 6, 6, 6], 5, 9, 8, [0, 1, 2, 3, 4]],
    [[3], 0, 3, 8, [0, 1]],
  ])('of lengths %o, steps %d to %d, in %d', (lengths, from, to, pieces, bounds) => {
    expect(evenBounds(Int32Array.from(lengths), from, to, pieces)).toEqual(bounds);
  });
});
