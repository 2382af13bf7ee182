/**
 * What one thread does of a call to the WebAssembly kernel: a window's rows go into the memory of its own instance, are
 * computed and come back. A worker is started from this file's text, which therefore imports nothing but Node.
 */

import { parentPort } from 'node:worker_threads';

/**
 * The steps W of a call for R sequences, the longest first; the optional arrays are there where they are asked for. `state`
 * is the size of h, `cells` of c or 0, `gates` of each quantity of a step.
 * @typedef {{ rows: number, steps: number, input: number, state: number, cells: number, output: boolean, gates: number[], pools: boolean }} Shape
 *
 * Every array is [R, ...]. `pools` are first, min, max, sum, squares of `PoolBuffers`, `gates` those of `GateBuffers` in
 * the order of `quantitiesOf`; either is empty or whole. `all` is all of them: what is only read, what is carried on, what is only written.
 * @typedef {Int32Array | Float32Array | Float64Array} Values
 * @typedef {{ lengths: Int32Array, input: Float32Array, h: Float32Array, c: Float32Array, pools: Values[],
 *   output: Float32Array | null, gates: Float32Array[], all: Values[] }} Window
 *
 * A call that several threads take piece by piece: piece p is the rows bounds[p] <= row < bounds[p + 1] of the window
 * in `memory`. `control` counts the pieces that are taken and those that are done; `complaint` is the first error's text.
 * @typedef {{ model: number, from: number, to: number, reverse: boolean, shape: Shape, memory: SharedArrayBuffer,
 *   bounds: number[], control: Int32Array, complaint: Uint8Array }} Job
 *
 * As `FastWeights` of fast-cells.ts.
 * @typedef {{ kind: number, input: number, hidden: number, output: number, arrays: (Float32Array | null)[] }} Weights
 *
 * What a worker is told; a model comes before the first job that needs it.
 * @typedef {{ model: number, module: WebAssembly.Module, weights: Weights }} ModelMessage
 * @typedef {{ release: number }} ReleaseMessage
 * @typedef {{ job: Job }} JobMessage
 */

/**
 * See core/kernel/wasm.cc, where the pointers are named; they are byte offsets.
 * @typedef {(...pointers: number[]) => void} Setter
 * @typedef {{ memory: WebAssembly.Memory, heapBase(): number, setWeights: Setter, packedBytes(): number,
 *   pack: Setter, setArrays: Setter, setGates: Setter, setPools: Setter, rowsTogether(rows: number): number,
 *   scratchBytes(rows: number): number, forward(batch: number, from: number, to: number, reverse: number,
 *   together: number, rows: number, scratch: number): void }} Exports
 */

/** Places in `control`. */
export const TAKEN = 0;
export const DONE = 1;
export const FAILED = 2;

/** Of a window's arrays: how many are only read, and the states after them. */
const READ_ONLY = 2;
const STATES = 2;
/** Most quantities that a step has. */
const MOST_GATES = 6;

/**
 * @typedef {Int32ArrayConstructor | Float32ArrayConstructor | Float64ArrayConstructor} Type
 * @param {Shape} shape
 * @returns {{ of: Type, perRow: number }[]}
 */
function partsOf({ steps, input, state, cells, output, gates, pools }) {
  const parts = (/** @type {number} */ count, /** @type {Type} */ of, /** @type {number} */ perRow) =>
    Array.from({ length: count }, () => ({ of, perRow }));
  return [
    ...parts(1, Int32Array, 1),
    ...parts(1, Float32Array, steps * input),
    ...parts(1, Float32Array, state),
    ...parts(1, Float32Array, cells),
    ...parts(pools ? 3 : 0, Float32Array, state),
    ...parts(pools ? 2 : 0, Float64Array, state),
    ...parts(output ? 1 : 0, Float32Array, steps * state),
    ...gates.flatMap((size) => parts(1, Float32Array, steps * size)),
  ];
}

/** A cache line. @param {number} bytes */
const aligned = (bytes) => Math.ceil(bytes / 64) * 64;

/** @param {Shape} shape */
export function windowBytes(shape) {
  return partsOf(shape).reduce((sum, { of, perRow }) => sum + aligned(shape.rows * perRow * of.BYTES_PER_ELEMENT), 0);
}

/**
 * The window that begins at byte `at` of a memory.
 * @param {Shape} shape
 * @param {ArrayBufferLike} memory
 * @param {number} at
 * @returns {Window}
 */
export function windowIn(shape, memory, at) {
  const all = partsOf(shape).map(({ of, perRow }) => {
    const values = new of(/** @type {ArrayBuffer} */ (memory), at, shape.rows * perRow);
    at += aligned(values.byteLength);
    return values;
  });
  const [lengths, input, h, c, ...rest] = all;
  const pools = rest.splice(0, shape.pools ? 5 : 0);
  const [output = null] = rest.splice(0, shape.output ? 1 : 0);
  return /** @type {Window} */ ({ lengths, input, h, c, pools, output, gates: rest, all });
}

/** One instance of the module for one direction of a layer, so that its memory is freed with the weights. */
export class Instance {
  /**
   * @param {WebAssembly.Module} module
   * @param {Weights} weights
   */
  constructor(module, { kind, input, hidden, output, arrays }) {
    this.exports = /** @type {Exports} */ (/** @type {unknown} */ (new WebAssembly.Instance(module).exports));
    this.end = aligned(this.exports.heapBase());
    /** Of the window that is open: its rows, how many are computed side by side, and where those find their memory. */
    this.rows = 0;
    this.together = 1;
    this.order = 0;
    this.scratch = 0;
    const { exports } = this;
    exports.setWeights(kind, input, hidden, output, ...arrays.map((values) => (values === null ? 0 : 1)));
    const packed = this.take(exports.packedBytes());
    /** First byte behind the packed weights. */
    this.start = this.end;
    const given = arrays.map((values) => {
      if (values === null) return 0;
      const at = this.take(values.byteLength);
      new Float32Array(exports.memory.buffer, at, values.length).set(values);
      return at;
    });
    exports.setWeights(kind, input, hidden, output, ...given);
    exports.pack(packed);
  }

  /**
   * Makes room for a window; its arrays hold until the next one is opened.
   * @param {Shape} shape
   * @returns {Window}
   */
  open(shape) {
    const { exports } = this;
    this.end = this.start;
    const at = this.take(windowBytes(shape));
    const { lengths, input, output, h, c, pools, gates } = windowIn(shape, exports.memory.buffer, at);
    const pointers = (/** @type {(Values | null)[]} */ arrays) => arrays.map((array) => array?.byteOffset ?? 0);
    exports.setArrays(...pointers([lengths, input, output, h, c]));
    exports.setPools(...pointers(shape.pools ? pools : Array(5).fill(null)));
    exports.setGates(...pointers(Array.from({ length: MOST_GATES }, (_, q) => gates[q] ?? null)));
    this.rows = shape.rows;
    this.order = this.take(4 * shape.rows);
    this.together = exports.rowsTogether(shape.rows);
    this.scratch = this.take(exports.scratchBytes(Math.min(shape.rows, this.together)));
    return windowIn(shape, exports.memory.buffer, at);
  }

  /**
   * Computes all rows of the window that is open, which have steps from `from` on.
   * @param {number} from
   * @param {number} to
   * @param {boolean} reverse
   */
  compute(from, to, reverse) {
    this.exports.forward(this.rows, from, to, reverse ? 1 : 0, this.together, this.order, this.scratch);
  }

  /**
   * Computes the rows `first <= row < last` of a window that lies elsewhere.
   * @param {Job} job
   * @param {Window} window
   * @param {number} first
   * @param {number} last
   */
  computePart({ shape, from, to, reverse }, window, first, last) {
    const inside = this.open({ ...shape, rows: last - first }).all;
    const outside = window.all.map((values) => {
      const perRow = values.length / shape.rows;
      return values.subarray(first * perRow, last * perRow);
    });
    const carried = READ_ONLY + STATES + window.pools.length;
    for (let q = 0; q < carried; q++) inside[q].set(outside[q]);
    this.compute(from, to, reverse);
    for (let q = READ_ONLY; q < inside.length; q++) outside[q].set(inside[q]);
  }

  /** Takes memory from its end; growing it ends all views. @param {number} bytes */
  take(bytes) {
    const at = this.end;
    this.end += aligned(bytes);
    const { memory } = this.exports;
    const missing = this.end - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / 65536));
    return at;
  }
}

/**
 * Computes `piece` of a job, then others until all are taken; returns how many. An error ends its piece alone.
 * @param {Job} job
 * @param {number} piece
 * @param {() => Instance} instance
 */
export function takePieces(job, piece, instance) {
  const { shape, memory, bounds, control, complaint } = job;
  let count = 0;
  for (; piece < bounds.length - 1; piece = Atomics.add(control, TAKEN, 1)) {
    try {
      instance().computePart(job, windowIn(shape, memory, 0), bounds[piece], bounds[piece + 1]);
    } catch (thrown) {
      if (Atomics.exchange(control, FAILED, 1) === 0)
        complaint.set(new TextEncoder().encode(String(thrown)).subarray(0, complaint.length));
    }
    count++;
    Atomics.add(control, DONE, 1);
    Atomics.notify(control, DONE);
  }
  return count;
}

/**
 * A worker's life: it takes pieces of the jobs that it is sent until its process ends.
 * @public called at the end of the text that workers are started from
 */
export function serveJobs() {
  /** @type {Map<number, ModelMessage>} */
  const models = new Map();
  /** @type {Map<number, Instance>} */
  const instances = new Map();
  parentPort?.on('message', (/** @type {ModelMessage | ReleaseMessage | JobMessage} */ message) => {
    if ('job' in message) {
      const { job } = message;
      takePieces(job, Atomics.add(job.control, TAKEN, 1), () => instanceOf(job.model));
    } else if ('release' in message) {
      models.delete(message.release);
      instances.delete(message.release);
    } else models.set(message.model, message);
  });

  /** @param {number} model */
  function instanceOf(model) {
    let instance = instances.get(model);
    if (instance === undefined) {
      const { module, weights } = /** @type {ModelMessage} */ (models.get(model));
      instance = new Instance(module, weights);
      instances.set(model, instance);
      models.delete(model);
    }
    return instance;
  }
}
