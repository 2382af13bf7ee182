/** Worker threads that take pieces of a kernel's call while the calling thread waits for them. */
/// <reference types="vite/client" />

import { performance } from 'node:perf_hooks';
import { Worker } from 'node:worker_threads';
import type { DirectionWeights } from '../lstm/stack';
import type { FastWeights } from './fast-cells';
import { DONE, FAILED, type Instance, type Job, type Shape, TAKEN, takePieces } from './wasm-thread.mjs';
import { type ModelMessage, type Window, windowBytes, windowIn } from './wasm-thread.mjs';
import { default as text } from './wasm-thread.mjs?raw';

/** One direction of a layer as the threads know it. */
export interface Model {
  readonly id: number;
  readonly module: WebAssembly.Module;
  readonly weights: FastWeights;
  /** That of the calling thread. */
  readonly instance: Instance;
}

interface Member {
  worker: Worker;
  /** The models that it was sent. */
  models: Set<number>;
}

/** Started from its text, a worker is the same in a bundle, in an archive and in the tree. */
const SCRIPT = `${text}\nserveJobs();\n`;
/** A worker is given up when it is this long behind, and twenty times as long as this thread took for its own pieces. */
const PATIENCE_MS = 10_000;
/** So that no thread waits long for another that was held up. */
const PIECES_PER_THREAD = 2;
const COMPLAINT_BYTES = 500;

export class WasmThreads {
  /** How many pieces the workers have taken so far. */
  piecesElsewhere = 0;
  private readonly members = new Set<Member>();
  private readonly released: FinalizationRegistry<number>;
  private memory = new SharedArrayBuffer(0);
  private models = 0;
  private broken: Error | null = null;

  constructor(
    private readonly script = SCRIPT,
    private readonly patienceMs = PATIENCE_MS,
  ) {
    this.released = new FinalizationRegistry((model) => {
      for (const { worker, models } of this.members)
        if (models.delete(model)) worker.postMessage({ release: model }, []);
    });
  }

  /** A model's number; the workers forget the model when its weights are collected. */
  register(weights: DirectionWeights): number {
    this.released.register(weights, ++this.models);
    return this.models;
  }

  /** A window that all threads see, until the next one is opened. */
  open(shape: Shape): Window {
    const bytes = windowBytes(shape);
    if (this.memory.byteLength < bytes) this.memory = new SharedArrayBuffer(bytes);
    return windowIn(shape, this.memory, 0);
  }

  /**
   * Computes the steps from..to of the window that is open on `threads` threads, this one among them.
   * @throws what went wrong on any thread; those that are lost are replaced by the next call
   */
  compute(
    threads: number,
    { id, module, weights, instance }: Model,
    shape: Shape,
    window: Window,
    call: Pick<Job, 'from' | 'to' | 'reverse'>,
  ): void {
    if (this.broken !== null) {
      const thrown = this.broken;
      this.broken = null;
      throw thrown;
    }
    const bounds = evenBounds(window.lengths, call.from, call.to, threads * PIECES_PER_THREAD);
    const { from, to, reverse } = call;
    const control = new Int32Array(new SharedArrayBuffer(4 * 3));
    const complaint = new Uint8Array(new SharedArrayBuffer(COMPLAINT_BYTES));
    const job: Job = { model: id, from, to, reverse, shape, memory: this.memory, bounds, control, complaint };
    control[TAKEN] = 1;
    for (const { worker, models } of this.atLeast(threads - 1)) {
      const message: ModelMessage = { model: id, module, weights };
      if (!models.has(id)) worker.postMessage(message, []);
      models.add(id);
      worker.postMessage({ job }, []);
    }
    const startMs = performance.now();
    const own = takePieces(job, 0, () => instance);
    this.piecesElsewhere += bounds.length - 1 - own;
    this.awaitOthers(job, performance.now() - startMs);
    if (control[FAILED] !== 0) {
      const [said] = new TextDecoder().decode(complaint.slice()).split('\0');
      throw new Error(`the WebAssembly kernel failed: ${said}`);
    }
  }

  /** Late ones find nothing left to take, dead ones are given up: the memory that they may still write to is left to them. */
  private awaitOthers({ bounds, control }: Job, ownMs: number): void {
    const pieces = bounds.length - 1;
    const stepMs = this.patienceMs / 10;
    // In steps, so that a machine that was asleep does not use all the patience up.
    const most = 10 + (20 * ownMs) / stepMs;
    for (let steps = 0, done = 0; (done = Atomics.load(control, DONE)) < pieces;) {
      const found = Atomics.wait(control, DONE, done, stepMs);
      steps = found === 'timed-out' ? steps + 1 : 0;
      if (steps < most) continue;
      for (const member of this.members) void member.worker.terminate();
      this.members.clear();
      this.memory = new SharedArrayBuffer(0);
      throw new Error('a thread of the WebAssembly kernel is lost');
    }
  }

  /** Starts what is missing of `count` workers. They do not keep the process alive. */
  private atLeast(count: number): Member[] {
    while (this.members.size < count) this.start();
    return [...this.members].slice(0, count);
  }

  private start(): void {
    const url = new URL(`data:text/javascript,${encodeURIComponent(this.script)}`);
    const worker = new Worker(url, { name: 'wasm kernel', execArgv: [] });
    const member: Member = { worker, models: new Set() };
    worker.on('error', (thrown: unknown) => {
      const said = thrown instanceof Error ? thrown.message : String(thrown);
      this.broken = new Error(`a thread of the WebAssembly kernel ended: ${said}`);
    });
    worker.on('exit', () => this.members.delete(member));
    worker.unref();
    this.members.add(member);
  }
}

/** The process's own, shared by all kernels. */
export const wasmThreads = new WasmThreads();

/** Where to cut rows into at most `pieces` parts that have about as many of the steps from..to each; none is empty. */
export function evenBounds(lengths: Int32Array, from: number, to: number, pieces: number): number[] {
  const steps = Array.from(lengths, (length) => Math.min(length, to) - from);
  const all = steps.reduce((sum, count) => sum + count, 0);
  const bounds = [0];
  let sum = 0;
  for (let row = 0; row < steps.length; row++) {
    sum += steps[row];
    if (sum * pieces >= all * bounds.length || row === steps.length - 1) bounds.push(row + 1);
  }
  return bounds;
}
