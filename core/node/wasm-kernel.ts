/** The fast kernel as a WebAssembly module of 128-bit vectors, for machines where the native addon cannot be had. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { blocksOf, quantitiesOf } from '../lstm/cell';
import type { DirectionCall, Kernel, PoolBuffers } from '../lstm/kernel';
import type { DirectionWeights } from '../lstm/stack';
import { fastWeights, isFast } from './fast-cells';
import { Instance, type Shape, type Window } from './wasm-thread.mjs';
import { type Model, type WasmThreads, wasmThreads } from './wasm-threads';

export type WasmLevel = 'relaxed simd' | 'simd' | 'plain';

const FILES: Record<WasmLevel, string> = {
  'relaxed simd': 'lstm-relaxed.wasm',
  simd: 'lstm-simd.wasm',
  plain: 'lstm-plain.wasm',
};
const LEVELS = Object.keys(FILES) as WasmLevel[];
/** Most bytes of input, output and gates that are in a window at once; longer calls go in parts. */
const WINDOW_BYTES = 64 << 20;
/** Multiply-adds, about a millisecond's, below which a thread is not worth waking. */
const SHARE_WORK = 1e7;

/**
 * The V8 of Node 20 has relaxed SIMD, but uses it only when it is told. Without it the command line would take another
 * level than the window, and the last bits would differ.
 */
if (process.versions.v8.startsWith('11.3.')) setFlagsFromString('--experimental-wasm-relaxed-simd');

const modules = new Map<string, WebAssembly.Module | null>();

function moduleIn(folder: string, level: WasmLevel): WebAssembly.Module | null {
  const path = join(folder, FILES[level]);
  let found = modules.get(path);
  if (found === undefined) {
    found = compile(path);
    modules.set(path, found);
  }
  return found;
}

function compile(path: string): WebAssembly.Module | null {
  try {
    return new WebAssembly.Module(readFileSync(path));
  } catch {
    return null;
  }
}

/** The levels whose module in `folder` this host can compile, best first. */
export function wasmLevels(folder: string): WasmLevel[] {
  return LEVELS.filter((level) => moduleIn(folder, level) !== null);
}

/**
 * The kernel at one of `wasmLevels(folder)`, each call split over `threads` where it is long enough. Weights are copied
 * when they are first used and must not be changed afterwards. Throws a RangeError for a level that cannot be used.
 */
export function wasmKernel(
  folder: string,
  level: WasmLevel,
  threads: number,
  others: WasmThreads = wasmThreads,
): Kernel {
  const module = moduleIn(folder, level);
  if (module === null) throw new RangeError(`there is no WebAssembly kernel of level ${level}`);
  const models = new WeakMap<DirectionWeights, Model>();
  const modelOf = ({ layer, weights }: DirectionCall): Model => {
    const kept = models.get(weights);
    if (kept !== undefined) return kept;
    const fast = fastWeights(layer, weights);
    const made = { module, weights: fast, instance: new Instance(module, fast), id: others.register(weights) };
    models.set(weights, made);
    return made;
  };
  return {
    name: `wasm ${level}`,
    threads,
    supports: isFast,
    forward(call) {
      const model = modelOf(call);
      for (const part of windowsOf(call)) compute(part, model, threads, others);
    },
  };
}

/** A call cut in time, so that what is copied of it is no more than `WINDOW_BYTES`. */
function* windowsOf(call: DirectionCall): Generator<DirectionCall> {
  const { input: I, output: P } = call.weights;
  const rows = rowsOf(call);
  if (rows.length === 0) return;
  const to = Math.min(call.to, call.lengths[rows[0]]);
  const perStep = 4 * (I + (call.output ? P : 0) + gateSizes(call).reduce((sum, size) => sum + size, 0));
  const most = Math.max(1, Math.floor(WINDOW_BYTES / (perStep * rows.length)));
  for (let from = call.from; from < to; from += most) yield { ...call, from, to: Math.min(from + most, to) };
}

function compute(call: DirectionCall, model: Model, threads: number, others: WasmThreads): void {
  const { from, to, reverse, layer, weights } = call;
  const { input, hidden, output: state } = weights;
  const rows = rowsOf(call);
  const spans = rows.map((b) => spanOf(call, b));
  const work =
    spans.reduce((sum, { count }) => sum + count, 0) * blocksOf(layer.cell).length * hidden * (input + state);
  const worth = Math.min(threads, rows.length, Math.floor(work / SHARE_WORK));
  const shape: Shape = {
    rows: rows.length,
    steps: to - from,
    input,
    state,
    cells: perSequence(call.c, call),
    output: call.output !== null,
    gates: gateSizes(call),
    pools: call.pools !== null,
  };
  const window = worth > 1 ? others.open(shape) : model.instance.open(shape);
  const inside = [window.h, window.c, ...window.pools];
  const carried = carriedOf(call).map((outside, q) => [outside, inside[q], perSequence(outside, call)] as const);
  for (const [outside, inside, size] of carried) {
    rows.forEach((b, row) => inside.set(outside.subarray(b * size, (b + 1) * size), row * size));
  }
  window.lengths.set(rows.map((b) => call.lengths[b]));
  spans.forEach(({ source, count, place }, row) => {
    const steps = call.input.subarray(source * input, (source + count) * input);
    window.input.set(steps, (row * shape.steps + place) * input);
  });

  if (worth > 1) others.compute(worth, model, shape, window, { from, to, reverse });
  else model.instance.compute(from, to, reverse);

  for (const [outside, inside, size] of carried) {
    rows.forEach((b, row) => outside.set(inside.subarray(row * size, (row + 1) * size), b * size));
  }
  takeSteps(call, window, spans, shape.steps);
}

/** Copies outputs and gates to where the call wants them. */
function takeSteps(call: DirectionCall, window: Window, spans: Span[], W: number) {
  const { layer, weights, output, outputStride, outputOffset, gates } = call;
  const sizes = gateSizes(call);
  const results: [Float32Array, Float32Array, size: number, stride: number, first: number][] = gates
    ? quantitiesOf(layer.cell).map((name, q) => [gates[name]!, window.gates[q], sizes[q], sizes[q], 0])
    : [];
  if (output && window.output) results.push([output, window.output, weights.output, outputStride, outputOffset]);
  for (const [target, values, size, stride, first] of results) {
    spans.forEach(({ source, count, place }, row) => {
      const begin = (row * W + place) * size;
      if (stride === size) target.set(values.subarray(begin, begin + count * size), source * size);
      else
        for (let t = 0; t < count; t++) {
          const step = values.subarray(begin + t * size, begin + (t + 1) * size);
          target.set(step, (source + t) * stride + first);
        }
    });
  }
}

/** Values of a step of each quantity that is asked for. */
function gateSizes({ layer, weights, gates }: DirectionCall): number[] {
  if (gates === null) return [];
  return quantitiesOf(layer.cell).map((name) => (name === 'h' ? weights.output : weights.hidden));
}

function perSequence({ length }: { length: number }, { batch }: DirectionCall): number {
  return length / batch;
}

const POOLS = ['first', 'min', 'max', 'sum', 'squares'] as const satisfies readonly (keyof PoolBuffers)[];

/** What a call carries on: h [B, P], c [B, H] or empty, pools [B, P]. */
function carriedOf({ h, c, pools }: DirectionCall): (Float32Array | Float64Array)[] {
  return [h, c, ...(pools ? POOLS.map((name) => pools[name]) : [])];
}
/** The sequences that have steps from `from` on, the longest first. */
function rowsOf({ batch, lengths, from }: Pick<DirectionCall, 'batch' | 'lengths' | 'from'>): number[] {
  const rows: number[] = [];
  for (let b = 0; b < batch; b++) if (lengths[b] > from) rows.push(b);
  return rows.sort((a, b) => lengths[b] - lengths[a]);
}

interface Span {
  source: number;
  count: number;
  place: number;
}

/** Which steps of all [B, T] those of a call are for sequence `b`, and where they begin in the window. */
function spanOf(call: DirectionCall, b: number): Span {
  const { from, to, reverse } = call;
  const length = call.lengths[b];
  const count = Math.min(to, length) - from;
  const first = reverse ? length - from - count : from;
  return { source: b * call.steps + first, count, place: reverse ? to - from - count : 0 };
}
