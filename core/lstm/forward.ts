/** Stacks and directions over a batch, in slices between which the caller may report progress or stop. */

import type { Batch } from './batch';
import { hasCellState, quantitiesOf } from './cell';
import { type Keeping, stepWork } from './count';
import { headNeedsSteps, runHead } from './head';
import type { GateBuffers, Kernel, PoolBuffers } from './kernel';
import { addInput, mergeDirections } from './merge';
import { applyMaps, EmbeddingError } from './run-maps';
import { Scratch } from './scratch';
import { type Pace, runDirection } from './slices';
import { type Direction, directionsOf, layerOutput, mappedSize, type StackWeights } from './stack';
import type { StepMap } from './step-map';
import { kernelFor } from './with-reference';

export interface ForwardOptions extends Keeping {
  /** Initial states by direction as in the result, copied; without them those of the weights, mostly zero. */
  state?: States;
  /** Memory to compute in; states and `pools` of the result lie in it as well, until the next pass takes it. */
  scratch?: Scratch;
  /** Multiply-adds of a slice to begin with, but at least one step of one sequence. */
  sliceWork?: number;
}

/** What is carried from step to step, by direction. */
export interface States {
  /** Hidden state, in a result after each sequence's last valid step in processing order (PyTorch's h_n). */
  h: Float32Array[]; // [B, P]
  /** Cell state (c_n); empty for cells without one. */
  c: Float32Array[]; // [B, H]
  /** Gates of the step before, of cells with gate recurrence; null for others. Where absent they are zero. */
  carried?: (Float32Array | null)[]; // [B, 3H]
}

export interface ForwardResult extends Required<States> {
  /** Outputs of each layer, zero past a sequence's end. */
  outputs: (Float32Array | null)[]; // [layers] of [B, T, layerOutput]
  /** By direction, in time order for both; null where they were not asked for. */
  gates: (GateBuffers | null)[];
  /** By direction, over all valid steps; null without `pool`. */
  pools: (PoolBuffers | null)[];
  /** What the head makes of each sequence, or of every step where it takes `every`; null without `head`. */
  headOutputs: Float32Array | null; // [B, K] or [B, T, K]
}

/** A step of a sequence that a map before the layers cannot take. */
export class StepError extends RangeError {
  constructor(
    readonly sequence: number,
    readonly step: number,
    readonly value: number,
    /** Values from 0 to one less are taken. */
    readonly rows: number,
  ) {
    super(`step ${step} of sequence ${sequence} holds ${value}, which is no whole number below ${rows}`);
  }
}

/** Small enough to be done in a few milliseconds by the slowest kernel: a first slice, before any was timed. */
export const FIRST_SLICE_WORK = 1e6;

/**
 * Runs a stack over a batch; layers that `kernel` does not compute run on the reference. Yields the multiply-adds done
 * since the last yield; they add up to `forwardWork`. Where `next` is given a number, the slices after it are so many
 * times as large (`runDirection`). Padding is never read: the last state is that of the last valid step, and a backward
 * direction starts at each sequence's own end. For a forward-only stack, running the second part of a split sequence
 * with the first part's states as `state` gives the same bytes as running the whole.
 * Throws a StepError for a step that no row of an embedding stands for, and a RangeError for a batch, initial states or residual layers of the wrong size.
 */
export function* forward(
  kernel: Kernel,
  weights: StackWeights,
  batch: Batch,
  options: ForwardOptions = {},
): Generator<number, ForwardResult, number | undefined> {
  const { config, before, head } = weights;
  const { keep = 'all', scratch = new Scratch() } = options;
  const directions = directionsOf(config, before);
  const result = prepareResult(weights, directions, batch, options, scratch);
  const paces = new Map<Kernel, Pace>();
  const withHead = options.head === true && head !== null;
  let input = batch.values;
  let top: Float32Array | null = null;

  for (const [layer, own] of config.layers.entries()) {
    const isTop = layer === config.layers.length - 1;
    const mine = directions.filter((direction) => direction.layer === layer);
    const size = layerOutput(own);
    const values = batch.size * batch.steps * size;
    const kept = keep === 'all' || (keep === 'top' && isTop) ? new Float32Array(values) : null;
    const unneeded = isTop && !(withHead && headNeedsSteps(head));
    const output: Float32Array | null = kept ?? (unneeded ? null : scratch.singles(`output ${layer % 2}`, values));
    const merges = own.merge !== 'concat' && mine.length === 2 ? own.merge : null;
    const kernelHere = kernelFor(kernel, own);
    const pace = paces.get(kernelHere) ?? { work: options.sliceWork ?? FIRST_SLICE_WORK };
    paces.set(kernelHere, pace);
    if ((before[layer] ?? []).length > 0)
      input = yield* mapSteps(
        before[layer],
        input,
        layer === 0 ? batch.input : layerOutput(config.layers[layer - 1]),
        batch,
        scratch,
      );
    if (own.residual && mine[0].input !== size)
      throw new RangeError(`layer ${layer} adds its input of ${mine[0].input} values to its output of ${size}`);

    const outputs = mine.map((_, d) =>
      output !== null && merges !== null ? scratch.singles(`direction ${d}`, values) : output,
    );
    for (const [d, direction] of mine.entries()) {
      const { index, reverse, output: P } = direction;
      yield* runDirection(kernelHere, stepWork(direction), pace, {
        layer: own,
        weights: weights.directions[index],
        reverse,
        batch: batch.size,
        steps: batch.steps,
        lengths: batch.lengths,
        input,
        output: outputs[d],
        outputStride: size,
        outputOffset: merges === null ? d * P : 0,
        h: result.h[index],
        c: result.c[index],
        carried: result.carried[index],
        gates: result.gates[index],
        pools: result.pools[index],
      });
    }
    if (output !== null) {
      if (merges !== null) yield* mergeDirections(merges, outputs[0]!, outputs[1]!, output, size, batch);
      if (own.residual) yield* addInput(input, output, size, batch);
      input = output;
    }
    result.outputs[layer] = kept;
    if (isTop) top = output;
  }
  if (withHead) {
    const tops = directions.filter(({ layer }) => layer === config.layers.length - 1);
    const states = tops.map(({ index, output }) => ({ values: result.h[index], size: output }));
    const { [config.layers.length - 1]: last } = config.layers;
    result.headOutputs = yield* runHead(head, states, last.merge, top, layerOutput(last), batch);
  }
  return result;
}

/** Runs `forward` to its end at once: for tests, benchmarks and small pieces of work. */
export function forwardNow(
  kernel: Kernel,
  weights: StackWeights,
  batch: Batch,
  options: ForwardOptions = {},
): ForwardResult {
  const run = forward(kernel, weights, batch, { sliceWork: Infinity, ...options });
  for (;;) {
    const slice = run.next();
    if (slice.done) return slice.value;
  }
}

/** The valid steps of `input` [B, T, size] after the maps. Yields 0 often. */
function* mapSteps(
  maps: readonly StepMap[],
  input: Float32Array,
  size: number,
  { size: B, steps, lengths }: Batch,
  scratch: Scratch,
): Generator<number, Float32Array> {
  const mapped = mappedSize(maps, size);
  const output = scratch.singles('mapped', B * steps * mapped);
  for (let b = 0; b < B; b++) {
    const rows = input.subarray(b * steps * size, (b * steps + lengths[b]) * size);
    const run = applyMaps(maps, rows, lengths[b], size);
    try {
      let next = run.next();
      for (; next.done !== true; next = run.next()) yield 0;
      output.set(next.value, b * steps * mapped);
    } catch (thrown) {
      if (thrown instanceof EmbeddingError) throw new StepError(b, thrown.row, thrown.value, thrown.tableRows);
      throw thrown;
    }
  }
  return output;
}

function prepareResult(
  weights: StackWeights,
  directions: readonly Direction[],
  batch: Batch,
  options: ForwardOptions,
  scratch: Scratch,
): ForwardResult {
  const { input, layers } = weights.config;
  const B = batch.size;
  if (batch.input !== input) throw new RangeError(`the batch has ${batch.input} channels, the model ${input}`);
  const { gates = 'none', pool = false, state } = options;
  const wanted = (index: number) => gates === 'all' || (gates !== 'none' && gates.includes(index));
  const begin = (name: 'h' | 'c' | 'carried', index: number, size: number) => {
    const values = scratch.singles(`${name} ${index}`, B * size);
    const initial = weights.directions[index].initial;
    const given = state?.[name]?.[index] ?? null;
    if (given !== null && given.length !== values.length)
      throw new RangeError(`an initial state holds ${given.length} values instead of ${values.length}`);
    if (given !== null) values.set(given);
    else if (initial === null || name === 'carried' || state !== undefined) values.fill(0);
    else for (let b = 0; b < B; b++) values.set(initial[name], b * size);
    return values;
  };
  return {
    h: directions.map(({ index, output }) => begin('h', index, output)),
    c: directions.map(({ index, config }) => begin('c', index, hasCellState(config.cell) ? config.hidden : 0)),
    carried: directions.map(({ index, config: { cell, hidden } }) =>
      cell.kind === 'lstm' && cell.gateRecurrence ? begin('carried', index, 3 * hidden) : null,
    ),
    outputs: layers.map(() => null),
    gates: directions.map((direction) => (wanted(direction.index) ? gateBuffers(direction, B * batch.steps) : null)),
    pools: directions.map(({ index, output }) => (pool ? poolBuffers(scratch, index, B * output) : null)),
    headOutputs: null,
  };
}

function gateBuffers({ config: { cell, hidden }, output }: Direction, steps: number): GateBuffers {
  const size = (quantity: string) => steps * (quantity === 'h' ? output : hidden);
  return Object.fromEntries(quantitiesOf(cell).map((quantity) => [quantity, new Float32Array(size(quantity))]));
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
