/** Stacks and directions over a batch, in slices between which the caller may report progress or stop. */

import type { Batch } from './batch';
import { directionCount } from './config';
import type { LstmConfig, LstmWeights } from './config';
import { stepWork } from './count';
import type { DirectionCall, GateBuffers, Kernel } from './kernel';

export interface ForwardOptions {
  /** Which directions of layers keep their six quantities: none (default), all, or these (layer * D + direction). */
  gates?: 'none' | 'all' | readonly number[];
  /** Whether `outputs` holds every layer (default) or only the top one, the others being overwritten. */
  keep?: 'all' | 'top';
  /** Initial states, each [L * D, B, H] as in the result; zero without it. They are copied. */
  state?: { h: Float32Array; c: Float32Array };
  /** Called as soon as a layer is done, with its output [B, T, D * H], which `keep: 'top'` overwrites later. */
  onLayer?: (layer: number, output: Float32Array, result: ForwardResult) => void;
  /** Multiply-adds between two yields at most, but at least one step of one sequence. */
  sliceWork?: number;
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
}

export const DEFAULT_SLICE_WORK = 2e6;

/**
 * Runs an LSTM over a batch. Yields the multiply-adds done since the last yield; they add up to `forwardWork`.
 * Padding is never read: the last state is that of the last valid step, and the backward direction starts at each
 * sequence's own end. For a forward-only stack, running the second part of a split sequence with the first part's
 * `{ h, c }` as `state` gives the same bytes as running the whole.
 */
export function* forward(
  kernel: Kernel,
  weights: LstmWeights,
  batch: Batch,
  options: ForwardOptions = {},
): Generator<number, ForwardResult> {
  const { config } = weights;
  const { hidden: H, layers } = config;
  const D = directionCount(config);
  const result = prepareResult(config, batch, options);
  const perState = batch.size * H;
  let input = batch.values;
  let spare: Float32Array | null = null;

  for (let layer = 0; layer < layers; layer++) {
    const output: Float32Array = spare ?? new Float32Array(batch.size * batch.steps * D * H);
    for (let d = 0; d < D; d++) {
      const index = layer * D + d;
      yield* runDirection(kernel, stepWork(config, layer), options.sliceWork ?? DEFAULT_SLICE_WORK, {
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
        gates: result.gates[index],
      });
    }
    result.outputs[layer] = output;
    options.onLayer?.(layer, output, result);
    if (options.keep === 'top' && layer > 0) {
      // The layer below's buffer is free, has this width, and its padding was never written.
      spare = result.outputs[layer - 1];
      result.outputs[layer - 1] = null;
    }
    input = output;
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

function prepareResult(config: LstmConfig, batch: Batch, options: ForwardOptions): ForwardResult {
  const { hidden: H, layers } = config;
  const count = layers * directionCount(config);
  const size = count * batch.size * H;
  if (batch.input !== config.input)
    throw new RangeError(`the batch has ${batch.input} channels, the model ${config.input}`);
  if (options.state && (options.state.h.length !== size || options.state.c.length !== size))
    throw new RangeError(`an initial state holds ${options.state.h.length} values instead of ${size}`);
  const { gates = 'none' } = options;
  const wanted = (index: number) => gates === 'all' || (gates !== 'none' && gates.includes(index));
  return {
    h: options.state ? options.state.h.slice() : new Float32Array(size),
    c: options.state ? options.state.c.slice() : new Float32Array(size),
    outputs: Array.from({ length: layers }, () => null),
    gates: Array.from({ length: count }, (_, index) =>
      wanted(index) ? gateBuffers(batch.size * batch.steps * H) : null,
    ),
  };
}

function gateBuffers(size: number): GateBuffers {
  const buffer = () => new Float32Array(size);
  return { i: buffer(), f: buffer(), g: buffer(), o: buffer(), c: buffer(), h: buffer() };
}

type WholeCall = Omit<DirectionCall, 'from' | 'to'>;

/** Cuts a direction into groups of sequences and runs of steps, each within `sliceWork` where one step allows it. */
function* runDirection(kernel: Kernel, perStep: number, sliceWork: number, whole: WholeCall): Generator<number, void> {
  const groupSize = Math.max(1, Math.floor(sliceWork / perStep));
  for (let first = 0; first < whole.batch; first += groupSize) {
    const group = sequencesOf(whole, first, Math.min(first + groupSize, whole.batch));
    const longest = group.lengths.reduce((most, length) => Math.max(most, length), 0);
    for (let from = 0; from < longest;) {
      // Sequences that have ended cost nothing, so that later slices may take more steps.
      const affordable = Math.floor(sliceWork / (countLonger(group.lengths, from) * perStep));
      const to = Math.min(from + Math.max(1, affordable), longest);
      kernel.forward({ ...group, from, to });
      yield stepsWithin(group.lengths, from, to) * perStep;
      from = to;
    }
  }
}

/** The part of a call that concerns the sequences `first <= b < last`, over the same memory. */
function sequencesOf(call: WholeCall, first: number, last: number): WholeCall {
  if (first === 0 && last === call.batch) return call;
  const { steps, gates } = call;
  const { input: I, hidden: H } = call.weights;
  const cut = (array: Float32Array, perSequence: number) => array.subarray(first * perSequence, last * perSequence);
  const cutGate = (name: keyof GateBuffers) => cut(gates![name], steps * H);
  return {
    ...call,
    batch: last - first,
    lengths: call.lengths.subarray(first, last),
    input: cut(call.input, steps * I),
    output: cut(call.output, steps * call.outputStride),
    h: cut(call.h, H),
    c: cut(call.c, H),
    gates: gates && {
      i: cutGate('i'),
      f: cutGate('f'),
      g: cutGate('g'),
      o: cutGate('o'),
      c: cutGate('c'),
      h: cutGate('h'),
    },
  };
}

function countLonger(lengths: Int32Array, steps: number): number {
  let count = 0;
  for (let b = 0; b < lengths.length; b++) if (lengths[b] > steps) count++;
  return count;
}

function stepsWithin(lengths: Int32Array, from: number, to: number): number {
  let steps = 0;
  for (let b = 0; b < lengths.length; b++) steps += Math.max(0, Math.min(to, lengths[b]) - from);
  return steps;
}
