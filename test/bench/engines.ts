/** The engines that the bench times, each ready to run one case with buffers of its own made beforehand. */

import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { DirectionCall, GateBuffers, Kernel, PoolBuffers } from '../../core/lstm/kernel';
import { type Cell, quantitiesOf } from '../../core/lstm/cell';
import { directionCountOf, layerInputOf } from '../helpers/stacks';
import { type Case, type Problem, topStates } from './cases';
import { onnxModel } from './onnx-model';
import type { Work } from './timing';

/** What is timed, and where its last hidden state of the top layer [D, B, H] lies after a run. */
export interface Engine extends Work {
  last(): Float32Array;
}

export interface OrtEngine extends Engine {
  close(): Promise<void>;
}

export interface KernelEngine extends Engine {
  /** Runs the first layer's first `steps` steps only. */
  begin(steps: number): void;
}

/** ONNX Runtime on the CPU with every graph optimisation; its input [T, B, I] and its output are there before. */
export async function ortEngine(of: Case, threads: number): Promise<OrtEngine> {
  const { batch, config } = of;
  const { size: B, steps: T, input: I } = batch;
  const unequal = of.shortest !== null;
  const session = await InferenceSession.create(onnxModel(of.weights, T, B, unequal), {
    executionProviders: ['cpu'],
    graphOptimizationLevel: 'all',
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
  });
  const values = new Float32Array(T * B * I);
  for (let b = 0; b < B; b++) {
    for (let t = 0; t < T; t++) {
      const from = (b * T + t) * I;
      values.set(batch.values.subarray(from, from + I), (t * B + b) * I);
    }
  }
  const last = new Float32Array(directionCountOf(config) * B * config.hidden);
  const feeds: Record<string, Tensor> = { X: new Tensor('float32', values, [T, B, I]) };
  if (unequal) feeds.lengths = new Tensor('int32', batch.lengths, [B]);
  const fetches = { H: new Tensor('float32', last, [directionCountOf(config), B, config.hidden]) };
  return {
    name: 'ort',
    run: async () => void (await session.run(feeds, fetches)),
    last: () => last,
    close: () => session.release(),
  };
}

/** What a kernel keeps beside the last state. */
export type Kept = 'features' | 'gates' | 'pools';

/** Buffers that the kernels of a case share, since only the one that runs last writes there. */
export interface SharedBuffers {
  gates?: GateBuffers[];
  pools?: PoolBuffers[];
}

/** One of our kernels: one call for each direction of each layer, over all steps. */
export function kernelEngine(of: Problem, kernel: Kernel, kept: Kept, shared: SharedBuffers): KernelEngine {
  const { batch, config } = of;
  const { size: B, steps: T } = batch;
  const H = config.hidden;
  const D = directionCountOf(config);
  const { cell } = of.weights.config.layers[0];
  const states = config.layers * D * B * H;
  const h = new Float32Array(states);
  const c = new Float32Array(states);
  if (kept === 'gates') shared.gates ??= of.weights.directions.map(() => gateBuffers(cell, B * T * H));
  if (kept === 'pools') shared.pools ??= of.weights.directions.map(() => poolBuffers(B * H));
  const calls: DirectionCall[] = [];
  let input = batch.values;
  for (let layer = 0; layer < config.layers; layer++) {
    const output = layer < config.layers - 1 ? new Float32Array(B * T * layerInputOf(config, layer + 1)) : null;
    for (let d = 0; d < D; d++) {
      const index = layer * D + d;
      calls.push({
        layer: of.weights.config.layers[layer],
        weights: of.weights.directions[index],
        reverse: d === 1,
        batch: B,
        steps: T,
        lengths: batch.lengths,
        input,
        output,
        outputStride: D * H,
        outputOffset: d * H,
        h: h.subarray(index * B * H, (index + 1) * B * H),
        c: cell.kind === 'lstm' ? c.subarray(index * B * H, (index + 1) * B * H) : new Float32Array(0),
        carried: null,
        gates: (kept === 'gates' && shared.gates?.[index]) || null,
        pools: (kept === 'pools' && shared.pools?.[index]) || null,
        from: 0,
        to: T,
      });
    }
    if (output !== null) input = output;
  }
  const { start, length } = topStates(of);
  return {
    name: kernel.name,
    run() {
      h.fill(0);
      c.fill(0);
      for (const call of calls) kernel.forward(call);
    },
    begin: (steps) => kernel.forward({ ...calls[0], to: steps }),
    last: () => h.subarray(start, start + length),
  };
}

function gateBuffers(cell: Cell, size: number): GateBuffers {
  return Object.fromEntries(quantitiesOf(cell).map((quantity) => [quantity, new Float32Array(size)]));
}

function poolBuffers(size: number): PoolBuffers {
  return {
    first: new Float32Array(size),
    min: new Float32Array(size),
    max: new Float32Array(size),
    sum: new Float64Array(size),
    squares: new Float64Array(size),
  };
}

/** Largest distance of two states; NaN where either holds one. */
export function difference(a: Float32Array, b: Float32Array): number {
  let most = 0;
  for (let at = 0; at < a.length; at++) most = Math.max(most, Math.abs(a[at] - b[at]));
  return most;
}
