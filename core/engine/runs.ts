/** Runs a model over a dataset: pooled features of every series, and on demand the gates of one series. */

import { WorkbenchError } from '../contract/errors';
import type { ModelView, Part, RunView, SeriesRef } from '../contract/views';
import type { Batch } from '../lstm/batch';
import { forwardBytes, forwardWork } from '../lstm/count';
import { forward, StepError } from '../lstm/forward';
import { headSize } from '../lstm/head';
import type { GateBuffers, Kernel } from '../lstm/kernel';
import { Scratch } from '../lstm/scratch';
import { columnsPerSeries, writeRows } from '../features/pooling';
import { batchesOf } from './batches';
import type { Dataset, LoadedPart } from './datasets';
import type { EngineHost } from './host';
import { kernelView } from './kernel-view';
import { RUN_BYTES_LIMIT, type Model, type Workload } from './models';
import { packSeries } from './packed';
import { isIndex } from './series-views';
import type { Task } from './task';

export const PARTS = ['train', 'test'] as const satisfies readonly Part[];

/** A model and the dataset that it fits: enough for gates. */
export interface Prepared {
  dataset: Dataset;
  model: Model;
  /** What the settings come to, with its estimates. */
  settings: ModelView;
}

export interface Run extends Prepared {
  view: RunView;
  /** Every pooling of every layer, direction and unit: see `features/pooling`. */
  pooled: Record<Part, Float32Array>; // [series, columnsPerSeries]
  /** What the head makes of every series, of its last step where it takes every one; empty without a head. */
  outputs: Record<Part, Float32Array>; // [series, headSize]
}

/** The quantities of one series, by direction. */
export interface SeriesGates {
  series: SeriesRef;
  length: number;
  input: Float32Array; // [T, I]
  gates: GateBuffers[]; // by direction, [T, H], and h [T, P]
}

/** The lengths of both parts together. */
export function workloadOf(dataset: Dataset): Workload {
  const { train, test } = dataset.parts;
  if (train === null) throw new WorkbenchError('run/no-data', {});
  const count = train.series.lengths.length;
  const lengths = new Int32Array(count + (test?.series.lengths.length ?? 0));
  lengths.set(train.series.lengths);
  if (test !== null) lengths.set(test.series.lengths, count);
  return { channels: train.series.channels.length, lengths, longest: dataset.view.train?.maxLength ?? 0 };
}

/**
 * Computes all pooled features of a part, batch by batch, telling `reached` the series and multiply-adds done so far.
 * @throws run/not-finite
 */
async function poolPart(
  name: Part,
  part: LoadedPart,
  model: Model,
  kernel: Kernel,
  task: Task,
  reached: (series: number, work: number) => Promise<void>,
): Promise<{ pooled: Float32Array; outputs: Float32Array }> {
  const { config } = model.weights;
  const { lengths } = part.series;
  const pooled = new Float32Array(lengths.length * columnsPerSeries(config));
  const K = headSize(model.weights);
  const outputs = new Float32Array(lengths.length * K);
  const scratch = new Scratch();
  let done = 0;
  let work = 0;
  for (const { members } of batchesOf(lengths, model.weights)) {
    const batch = await task.driveUncounted(packSeries(part, members));
    checkFinite(batch.values, name, part, members);
    const batchWork = forwardWork(model.weights, batch.lengths);
    const before = work;
    const pass = forward(kernel, model.weights, batch, { keep: 'none', pool: true, head: true, scratch });
    const result = await ofSeries(
      name,
      part,
      members,
      task.drive(pass, (slice) => {
        work += slice;
        return reached(done + Math.floor(((work - before) / batchWork) * batch.size), work);
      }),
    );
    const flawed = writeRows(config, batch.lengths, result, pooled, members);
    if (flawed >= 0) throw notFinite(name, part, flawed);
    if (result.headOutputs !== null) takeOutputs(result.headOutputs, batch, K, members, outputs);
    done += batch.size;
    await reached(done, work);
  }
  return { pooled, outputs };
}

/** Puts what the head made of a batch to the rows of its series: of every series, or of the last of its steps. */
function takeOutputs(
  made: Float32Array, // [B, K] or [B, T, K]
  { size: B, steps, lengths }: Batch,
  K: number,
  members: Int32Array,
  outputs: Float32Array, // [N, K]
): void {
  const everyStep = made.length !== B * K;
  for (const [b, member] of members.entries()) {
    const row = everyStep ? b * steps + lengths[b] - 1 : b;
    outputs.set(made.subarray(row * K, (row + 1) * K), member * K);
  }
}

/** Runs the model over both parts and reports progress in series. */
export async function runModel(
  named: Pick<RunView, 'handle' | 'specHash'>,
  prepared: Prepared,
  kernel: Kernel,
  host: EngineHost,
  task: Task,
): Promise<Run> {
  const { dataset, model, settings } = prepared;
  const { lengths } = workloadOf(dataset);
  const total = forwardWork(model.weights, lengths);
  const startMs = host.now();
  task.begin('running', lengths.length, 'series');
  const pooled: Run['pooled'] = { train: new Float32Array(0), test: new Float32Array(0) };
  const outputs: Run['outputs'] = { train: new Float32Array(0), test: new Float32Array(0) };
  let seriesBefore = 0;
  let workBefore = 0;
  for (const name of PARTS) {
    const part = dataset.parts[name];
    if (part === null) continue;
    const made = await poolPart(name, part, model, kernel, task, (series, work) =>
      task.reach(seriesBefore + series, (workBefore + work) / total),
    );
    pooled[name] = made.pooled;
    outputs[name] = made.outputs;
    seriesBefore += part.series.lengths.length;
    workBefore += forwardWork(model.weights, part.series.lengths);
  }
  return {
    view: {
      ...named,
      model: settings,
      kernel: kernelView(kernel, model.weights.config.layers),
      durationMs: host.now() - startMs,
      seriesCount: { train: countOf(dataset, 'train'), test: countOf(dataset, 'test') },
    },
    ...prepared,
    pooled,
    outputs,
  };
}

/**
 * Refuses gates of series that would not fit in memory, before any is computed: a series' features keep none.
 * @throws run/gates-too-large
 */
export function checkGates({ model, dataset }: Prepared, name: Part, indices: readonly number[]): void {
  const { series } = partOf(dataset, name);
  for (const index of indices) {
    const bytes = forwardBytes(model.weights, 1, series.lengths[index], { keep: 'none', gates: 'all' });
    if (!(bytes > RUN_BYTES_LIMIT)) continue;
    throw new WorkbenchError('run/gates-too-large', { series: series.ids[index], bytes, limit: RUN_BYTES_LIMIT });
  }
}

/**
 * Computes the gates of one series in every layer and direction, telling `reached` the share of it that is done.
 * @throws data/unknown-series, run/gates-too-large, run/not-finite
 */
export async function computeGates(
  run: Prepared,
  { part: name, index }: SeriesRef,
  kernel: Kernel,
  task: Task,
  reached?: (share: number) => Promise<void>,
): Promise<SeriesGates> {
  const part = partOf(run.dataset, name);
  const { lengths } = part.series;
  if (!isIndex(index, lengths.length)) {
    throw new WorkbenchError('data/unknown-series', { series: String(index) });
  }
  checkGates(run, name, [index]);
  if (reached === undefined) task.begin('running', 1, 'series');
  const members = Int32Array.of(index);
  const batch = await task.driveUncounted(packSeries(part, members));
  checkFinite(batch.values, name, part, members);
  const total = forwardWork(run.model.weights, batch.lengths);
  let work = 0;
  const pass = forward(kernel, run.model.weights, batch, { gates: 'all', keep: 'none' });
  const driven = task.drive(pass, (slice) => {
    work += slice;
    return reached === undefined ? task.reach(0, work / total) : reached(work / total);
  });
  const result = await ofSeries(name, part, members, driven);
  for (const state of [...result.h, ...result.c]) checkFinite(state, name, part, members);
  return {
    series: { part: name, index },
    length: batch.steps,
    input: batch.values,
    gates: result.gates.filter((gates) => gates !== null),
  };
}

/**
 * Looks at the values of some series, as many for each, one after the other: what is too large for float32 comes in as
 * infinite and would leave as features that look like any others.
 * @throws run/not-finite
 */
function checkFinite(values: Float32Array, name: Part, part: LoadedPart, members: Int32Array): void {
  for (let at = 0; at < values.length; at++) {
    if (values[at] - values[at] === 0) continue;
    throw notFinite(name, part, members[Math.floor(at / (values.length / members.length))]);
  }
}

/** A pass over some series of a part; a step that it cannot take is told by its series. @throws run/not-a-row */
async function ofSeries<R>(name: Part, { series }: LoadedPart, members: Int32Array, pass: Promise<R>): Promise<R> {
  try {
    return await pass;
  } catch (thrown) {
    if (!(thrown instanceof StepError)) throw thrown;
    const { step, value, rows } = thrown;
    const id = series.ids[members[thrown.sequence]];
    throw new WorkbenchError('run/not-a-row', { part: name, series: id, step, value, rows });
  }
}

function notFinite(name: Part, { series }: LoadedPart, index: number): WorkbenchError {
  return new WorkbenchError('run/not-finite', { part: name, series: series.ids[index] });
}

export function partOf(dataset: Dataset, name: Part): LoadedPart {
  const part = dataset.parts[name];
  if (part === null) throw new WorkbenchError('run/no-data', {});
  return part;
}

function countOf(dataset: Dataset, name: Part): number {
  return dataset.parts[name]?.series.lengths.length ?? 0;
}
