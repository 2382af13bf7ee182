/** Stacks and directions over a batch, in slices between which the caller may report progress or stop. */

import type { Batch } from './batch';
import { directionCount } from './config';
import type { LstmConfig, LstmWeights } from './config';
import { stepWork } from './count';
import type { GateBuffers, Kernel, PoolBuffers } from './kernel';
import { type Pace, runDirection } from './slices';
import { layerOf } from './stack';

export interface ForwardOptions {
  /** Which directions of layers keep their six quantities: none (default), all, or these (layer * D + direction). */
  gates?: 'none' | 'all' | readonly number[];
  /** Which layers' `outputs` the result holds: all (default), the top one's, or none. */
  keep?: 'all' | 'top' | 'none';
  /** Whether the hidden states of every direction of every layer are pooled over time. */
  pool?: boolean;
  /** Initial states, each [L * D, B, H] as in the result; zero without it. They are copied. */
  state?: { h: Float32Array; c: Float32Array };
  /** Memory to compute in; `h`, `c` and `pools` of the result lie in it as well, until the next pass takes it. */
  scratch?: Scratch;
  /** Multiply-adds of a slice to begin with, but at least one step of one sequence. */
  sliceWork?: number;
}

/** Memory that one batch after the other uses, grown where a batch needs more. */
export class Scratch {
  private readonly kept = new Map<string, Float32Array | Float64Array>();

  /** `size` float32, with whatever was left in them. */
  singles(name: string, size: number): Float32Array {
    return this.take(name, size, Float32Array);
  }

  /** `size` float64, with whatever was left in them. */
  doubles(name: string, size: number): Float64Array {
    return this.take(name, size, Float64Array);
  }

  get bytes(): number {
    return [...this.kept.values()].reduce((sum, { byteLength }) => sum + byteLength, 0);
  }

  private take<A extends Float32Array | Float64Array>(name: string, size: number, of: new (size: number) => A): A {
    let array = this.kept.get(name);
    if (array === undefined || array.length < size) this.kept.set(name, (array = new of(size)));
    return array.subarray(0, size) as A;
  }
}

export interface ForwardResult {
  /** Hidden state after each sequence's last valid step in processing order (PyTorch's h_n). */
  h: Float32Array; // [L * D, B, H]
  /** Cell state there (c_n). */
  c: Float32Array; // [L * D, B, H]
  /** Hidden states of each layer, forward units before backward ones, zero past a sequence's end. */
  outputs: (Float32Array | null)[]; // [L] of [B, T, D * H]
  /** By layer * D + direction, in time order for both directions; null where they were not asked for. */
  gates: (GateBuffers | null)[];
  /** By layer * D + direction, over all valid steps; null without `pool`. */
  pools: (PoolBuffers | null)[];
}

/** Small enough to be done in a few milliseconds by the slowest kernel: a first slice, before any was timed. */
export const FIRST_SLICE_WORK = 1e6;

/**
 * Runs an LSTM over a batch. Yields the multiply-adds done since the last yield; they add up to `forwardWork`. Where
 * `next` is given a number, the slices after it are so many times as large (`runDirection`).
 * Padding is never read: the last state is that of the last valid step, and the backward direction starts at each
 * sequence's own end. For a forward-only stack, running the second part of a split sequence with the first part's
 * `{ h, c }` as `state` gives the same bytes as running the whole.
 */
export function* forward(
  kernel: Kernel,
  weights: LstmWeights,
  batch: Batch,
  options: ForwardOptions = {},
): Generator<number, ForwardResult, number | undefined> {
  const { config } = weights;
  const { hidden: H, layers } = config;
  const D = directionCount(config);
  const { keep = 'all', scratch = new Scratch() } = options;
  const result = prepareResult(config, batch, options, scratch);
  const perState = batch.size * H;
  const pace: Pace = { work: options.sliceWork ?? FIRST_SLICE_WORK };
  let input = batch.values;

  for (let layer = 0; layer < layers; layer++) {
    const top = layer === layers - 1;
    const size = batch.size * batch.steps * D * H;
    const kept = keep === 'all' || (keep === 'top' && top) ? new Float32Array(size) : null;
    const output: Float32Array | null = kept ?? (top ? null : scratch.singles(`output ${layer % 2}`, size));
    for (let d = 0; d < D; d++) {
      const index = layer * D + d;
      yield* runDirection(kernel, stepWork(config, layer), pace, {
        layer: layerOf(H, { direction: D === 2 ? 'both' : 'forward' }),
        weights: weights.directions[index],
        reverse: d === 1,
        batch: batch.size,
        steps: batch.steps,
        lengths: batch.lengths,
        input,
        output,
        outputStride: D * H,
        outputOffset: d * H,
        h: result.h.subarray(index * perState, (index + 1) * perState),
        c: result.c.subarray(index * perState, (index + 1) * perState),
        carried: null,
        gates: result.gates[index],
        pools: result.pools[index],
      });
    }
    result.outputs[layer] = kept;
    if (output !== null) input = output;
  }
  return result;
}

/** Runs `forward` to its end at once: for tests, benchmarks and small pieces of work. */
export function forwardNow(
  kernel: Kernel,
  weights: LstmWeights,
  batch: Batch,
  options: ForwardOptions = {},
): ForwardResult {
  const run = forward(kernel, weights, batch, { sliceWork: Infinity, ...options });
  for (;;) {
    const slice = run.next();
    if (slice.done) return slice.value;
  }
}

function prepareResult(config: LstmConfig, batch: Batch, options: ForwardOptions, scratch: Scratch): ForwardResult {
  const { hidden: H, layers } = config;
  const count = layers * directionCount(config);
  const size = count * batch.size * H;
  if (batch.input !== config.input)
    throw new RangeError(`the batch has ${batch.input} channels, the model ${config.input}`);
  if (options.state && (options.state.h.length !== size || options.state.c.length !== size))
    throw new RangeError(`an initial state holds ${options.state.h.length} values instead of ${size}`);
  const { gates = 'none', pool = false } = options;
  const wanted = (index: number) => gates === 'all' || (gates !== 'none' && gates.includes(index));
  const state = (name: 'h' | 'c') => {
    const values = scratch.singles(name, size);
    if (options.state) values.set(options.state[name]);
    else values.fill(0);
    return values;
  };
  return {
    h: state('h'),
    c: state('c'),
    outputs: Array.from({ length: layers }, () => null),
    gates: Array.from({ length: count }, (_, index) =>
      wanted(index) ? gateBuffers(batch.size * batch.steps * H) : null,
    ),
    pools: Array.from({ length: count }, (_, index) => (pool ? poolBuffers(scratch, index, batch.size * H) : null)),
  };
}

function gateBuffers(size: number): GateBuffers {
  const buffer = () => new Float32Array(size);
  return { i: buffer(), f: buffer(), g: buffer(), o: buffer(), c: buffer(), h: buffer() };
}

function poolBuffers(scratch: Scratch, index: number, size: number): PoolBuffers {
  return {
    first: scratch.singles(`first ${index}`, size),
    min: scratch.singles(`min ${index}`, size),
    max: scratch.singles(`max ${index}`, size),
    sum: scratch.doubles(`sum ${index}`, size),
    squares: scratch.doubles(`squares ${index}`, size),
  };
}
