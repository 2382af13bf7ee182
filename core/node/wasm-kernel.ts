/** The fast kernel as a WebAssembly module, for machines where the native addon cannot be had: one thread, 128-bit vectors. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DirectionWeights } from '../lstm/config';
import type { DirectionCall, GateBuffers, Kernel, PoolBuffers } from '../lstm/kernel';

export type WasmLevel = 'relaxed simd' | 'simd' | 'plain';

const FILES: Record<WasmLevel, string> = {
  'relaxed simd': 'lstm-relaxed.wasm',
  simd: 'lstm-simd.wasm',
  plain: 'lstm-plain.wasm',
};
const LEVELS = Object.keys(FILES) as WasmLevel[];
/** Most bytes of input, output and gates that are in the module's memory at once; longer calls go in parts. */
const WINDOW_BYTES = 64 << 20;

/** See core/kernel/wasm.cc. Pointers are byte offsets. */
interface Exports {
  memory: WebAssembly.Memory;
  heapBase(): number;
  packedBytes(input: number, hidden: number): number;
  pack(input: number, hidden: number, wIh: number, wHh: number, bIh: number, bHh: number, to: number): void;
  setArrays(lengths: number, input: number, output: number, h: number, c: number): void;
  setGates(i: number, f: number, g: number, o: number, c: number, h: number): void;
  setPools(first: number, min: number, max: number, sum: number, squares: number): void;
  rowsTogether(rows: number): number;
  scratchBytes(rows: number): number;
  forward(
    batch: number,
    from: number,
    to: number,
    reverse: number,
    together: number,
    rows: number,
    scratch: number,
  ): void;
}

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
 * The kernel at one of `wasmLevels(folder)`. Weights are packed when they are first used and must not be changed
 * afterwards. Throws a RangeError for a level that cannot be used.
 */
export function wasmKernel(folder: string, level: WasmLevel): Kernel {
  const module = moduleIn(folder, level);
  if (module === null) throw new RangeError(`there is no WebAssembly kernel of level ${level}`);
  const models = new WeakMap<DirectionWeights, WasmModel>();
  return {
    name: `wasm ${level}`,
    threads: 1,
    forward(call) {
      let model = models.get(call.weights);
      if (model === undefined) {
        model = new WasmModel(module, call.weights);
        models.set(call.weights, model);
      }
      model.forward(call);
    },
  };
}

/** One instance for each direction of a layer, so that its memory is freed with the weights. */
class WasmModel {
  private readonly exports: Exports;
  private readonly input: number;
  private readonly hidden: number;
  /** First byte behind the packed weights. */
  private readonly start: number;
  private end = 0;

  constructor(module: WebAssembly.Module, { input, hidden, wIh, wHh, bIh, bHh }: DirectionWeights) {
    this.exports = new WebAssembly.Instance(module).exports as unknown as Exports;
    this.input = input;
    this.hidden = hidden;
    this.end = this.exports.heapBase();
    const packed = this.take(this.exports.packedBytes(input, hidden));
    this.start = this.end;
    const given = [wIh, wHh, bIh, bHh].map((values) => this.put(values));
    const [w, r, b1, b2] = given;
    this.exports.pack(input, hidden, w, r, b1, b2, packed);
  }

  forward(call: DirectionCall): void {
    const rows = rowsOf(call);
    if (rows.length === 0) return;
    const to = Math.min(call.to, call.lengths[rows[0]]);
    if (to <= call.from) return;
    const perStep = 4 * (this.input + this.hidden * ((call.output ? 1 : 0) + (call.gates ? 6 : 0)));
    const most = Math.max(1, Math.floor(WINDOW_BYTES / (perStep * rows.length)));
    for (let from = call.from; from < to; from += most) this.window(call, from, Math.min(from + most, to));
  }

  /** The steps from..to of a call, copied in and out. */
  private window(call: DirectionCall, from: number, to: number): void {
    const { input: I, hidden: H, exports } = this;
    const { output, gates, pools } = call;
    const rows = rowsOf({ ...call, from });
    const B = rows.length;
    const places = B * (to - from);
    this.end = this.start;
    const at = {
      lengths: this.take(4 * B),
      rows: this.take(4 * B),
      input: this.take(4 * places * I),
      output: output ? this.take(4 * places * H) : 0,
      h: this.take(4 * B * H),
      c: this.take(4 * B * H),
      gates: gates ? QUANTITIES.map(() => this.take(4 * places * H)) : [0, 0, 0, 0, 0, 0],
      singles: pools ? SINGLES.map(() => this.take(4 * B * H)) : [0, 0, 0],
      doubles: pools ? DOUBLES.map(() => this.take(8 * B * H)) : [0, 0],
    };
    exports.setArrays(at.lengths, at.input, at.output, at.h, at.c);
    const [i, f, g, o, c, h] = at.gates;
    exports.setGates(i, f, g, o, c, h);
    exports.setPools(at.singles[0], at.singles[1], at.singles[2], at.doubles[0], at.doubles[1]);
    const together = exports.rowsTogether(B);
    const scratch = this.take(exports.scratchBytes(Math.min(B, together)));

    // No memory is taken from here on, so that these views stay.
    const { buffer } = exports.memory;
    const floats = (offset: number, length: number) => new Float32Array(buffer, offset, length);
    const doubles = (offset: number, length: number) => new Float64Array(buffer, offset, length);
    const copies = [
      copy(call.h, floats(at.h, B * H), rows, H),
      copy(call.c, floats(at.c, B * H), rows, H),
      ...(pools ? SINGLES.map((name, q) => copy(pools[name], floats(at.singles[q], B * H), rows, H)) : []),
      ...(pools ? DOUBLES.map((name, q) => copy(pools[name], doubles(at.doubles[q], B * H), rows, H)) : []),
    ];
    const spans = rows.map((b) => spanOf(call, b, from, to));
    new Int32Array(buffer, at.lengths, B).set(rows.map((b) => call.lengths[b]));
    const x = floats(at.input, places * I);
    spans.forEach(({ source, count, place }, row) => {
      x.set(call.input.subarray(source * I, (source + count) * I), (row * (to - from) + place) * I);
    });

    exports.forward(B, from, to, call.reverse ? 1 : 0, together, at.rows, scratch);

    for (const back of copies) back();
    const results: [Float32Array, number, number, number][] = gates
      ? QUANTITIES.map((name, q) => [gates[name], at.gates[q], H, 0])
      : [];
    if (output) results.push([output, at.output, call.outputStride, call.outputOffset]);
    for (const [target, offset, stride, first] of results) {
      const values = floats(offset, places * H);
      spans.forEach(({ source, count, place }, row) => {
        const begin = (row * (to - from) + place) * H;
        if (stride === H) target.set(values.subarray(begin, begin + count * H), source * H);
        else
          for (let t = 0; t < count; t++) {
            const step = values.subarray(begin + t * H, begin + (t + 1) * H);
            target.set(step, (source + t) * stride + first);
          }
      });
    }
  }

  /** Takes memory, a cache line aligned; growing it ends all views. */
  private take(bytes: number): number {
    const at = Math.ceil(this.end / 64) * 64;
    this.end = at + bytes;
    const { memory } = this.exports;
    const missing = this.end - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / 65536));
    return at;
  }

  private put(values: Float32Array): number {
    const at = this.take(values.byteLength);
    new Float32Array(this.exports.memory.buffer, at, values.length).set(values);
    return at;
  }
}

const QUANTITIES = ['i', 'f', 'g', 'o', 'c', 'h'] as const satisfies readonly (keyof GateBuffers)[];
const SINGLES = ['first', 'min', 'max'] as const satisfies readonly (keyof PoolBuffers)[];
const DOUBLES = ['sum', 'squares'] as const satisfies readonly (keyof PoolBuffers)[];

/** The sequences that have steps from `from` on, the longest first. */
function rowsOf({ batch, lengths, from }: Pick<DirectionCall, 'batch' | 'lengths' | 'from'>): number[] {
  const rows: number[] = [];
  for (let b = 0; b < batch; b++) if (lengths[b] > from) rows.push(b);
  return rows.sort((a, b) => lengths[b] - lengths[a]);
}

/** Copies each row's H values in, and back when called. */
function copy<A extends Float32Array | Float64Array>(outside: A, inside: A, rows: number[], H: number): () => void {
  rows.forEach((b, row) => inside.set(outside.subarray(b * H, (b + 1) * H), row * H));
  return () => rows.forEach((b, row) => outside.set(inside.subarray(row * H, (row + 1) * H), b * H));
}

/** Where the steps from..to of sequence `b` lie in time, and where they begin in the window. */
function spanOf(call: DirectionCall, b: number, from: number, to: number) {
  const length = call.lengths[b];
  const count = Math.min(to, length) - from;
  const first = call.reverse ? length - from - count : from;
  return { source: b * call.steps + first, count, place: call.reverse ? to - from - count : 0 };
}
