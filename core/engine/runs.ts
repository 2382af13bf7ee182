/** Runs a model over a dataset: pooled features of every series, and on demand the gates of one series. */

import { WorkbenchError } from '../contract/errors';
import type { ModelView, Part, RunView, SeriesRef } from '../contract/views';
import type { LstmConfig } from '../lstm/config';
import { type Batch, packBatch } from '../lstm/batch';
import { directionCount } from '../lstm/config';
import { forwardWork } from '../lstm/count';
import { forward } from '../lstm/forward';
import type { GateBuffers, Kernel } from '../lstm/kernel';
import { columnsPerSeries, poolLayer } from '../features/pooling';
import { batchesOf } from './batches';
import type { Dataset, LoadedPart } from './datasets';
import type { EngineHost } from './host';
import { checkMemory, type Model, type Workload } from './models';
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
}

/** The six quantities of one series, by layer * D + direction. */
export interface SeriesGates {
  series: SeriesRef;
  length: number;
  input: Float32Array; // [T, I]
  gates: GateBuffers[]; // [L * D] of [T, H]
}

/** The lengths of both parts together. */
export function workloadOf(dataset: Dataset): Workload {
  const { train, test } = dataset.parts;
  if (train === null) throw new WorkbenchError('run/no-data', {});
  const lengths = Int32Array.from([...train.series.lengths, ...(test?.series.lengths ?? [])]);
  return { channels: train.series.channels.length, lengths, longest: dataset.view.train?.maxLength ?? 0 };
}

/**
 * Computes all pooled features of a part, batch by batch, calling `reached` with the work done so far.
 * @throws run/not-finite
 */
export async function poolPart(
  name: Part,
  part: LoadedPart,
  model: Model,
  kernel: Kernel,
  reached: (series: number, work: number) => Promise<void>,
): Promise<Float32Array> {
  const { config } = model.weights;
  const { lengths } = part.series;
  const width = columnsPerSeries(config);
  const pooled = new Float32Array(lengths.length * width);
  let work = 0;
  let done = 0;
  for (const indices of batchesOf(lengths, config)) {
    const batch = batchOf(part, indices);
    const rows = new Float32Array(indices.length * width);
    const pass = forward(kernel, model.weights, batch, {
      keep: 'top',
      onLayer: (layer, output, state) => poolLayer(config, batch, layer, output, state, rows),
    });
    checkFinite(batch.values, name, part, indices);
    const batchWork = forwardWork(config, batch.lengths);
    const before = work;
    for (let slice = pass.next(); slice.done !== true; slice = pass.next()) {
      work += slice.value;
      await reached(done + Math.floor(((work - before) / batchWork) * indices.length), work);
    }
    checkFinite(rows, name, part, indices);
    for (const [row, index] of indices.entries()) {
      pooled.set(rows.subarray(row * width, (row + 1) * width), index * width);
    }
    done += indices.length;
    await reached(done, work);
  }
  return pooled;
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
  const { config } = model.weights;
  const { lengths } = workloadOf(dataset);
  const total = forwardWork(config, lengths);
  const startMs = host.now();
  task.begin('running', lengths.length, 'series');
  const pooled: Run['pooled'] = { train: new Float32Array(0), test: new Float32Array(0) };
  let seriesBefore = 0;
  let workBefore = 0;
  for (const name of PARTS) {
    const part = dataset.parts[name];
    if (part === null) continue;
    pooled[name] = await poolPart(name, part, model, kernel, (series, work) =>
      task.reach(seriesBefore + series, (workBefore + work) / total),
    );
    seriesBefore += part.series.lengths.length;
    workBefore += forwardWork(config, part.series.lengths);
  }
  return {
    view: {
      ...named,
      model: settings,
      kernel: kernel.name,
      durationMs: host.now() - startMs,
      seriesCount: { train: countOf(dataset, 'train'), test: countOf(dataset, 'test') },
    },
    ...prepared,
    pooled,
  };
}

/** Computes the gates of one series in every layer and direction. @throws run/too-large, run/not-finite */
export async function computeGates(run: Prepared, ref: SeriesRef, kernel: Kernel, task: Task): Promise<SeriesGates> {
  const part = partOf(run.dataset, ref.part);
  if (!(ref.index >= 0 && ref.index < part.series.lengths.length)) {
    throw new WorkbenchError('data/unknown-series', { series: String(ref.index) });
  }
  const { config } = run.model.weights;
  const length = part.series.lengths[ref.index];
  checkMemory(gateBytes(config, length));
  const batch = batchOf(part, [ref.index]);
  checkFinite(batch.values, ref.part, part, [ref.index]);
  const total = forwardWork(config, batch.lengths);
  let work = 0;
  const result = await task.drive(forward(kernel, run.model.weights, batch, { gates: 'all', keep: 'top' }), (slice) => {
    work += slice;
    return task.reach(0, work / total);
  });
  for (const state of [result.h, result.c]) checkFinite(state, ref.part, part, [ref.index]);
  return { series: ref, length, input: batch.values, gates: result.gates.filter((gates) => gates !== null) };
}

/**
 * Looks at the values of some series, as many for each, one after the other: what is too large for float32 comes in as
 * infinite and would leave as features that look like any others.
 * @throws run/not-finite
 */
function checkFinite(values: Float32Array, name: Part, { series }: LoadedPart, indices: readonly number[]): void {
  const at = values.findIndex((value) => !Number.isFinite(value));
  if (at < 0) return;
  const index = indices[Math.floor(at / (values.length / indices.length))];
  throw new WorkbenchError('run/not-finite', { part: name, series: series.ids[index] });
}

/** Bytes of the six quantities of one series of `length` steps. */
export function gateBytes(config: LstmConfig, length: number): number {
  return 4 * 6 * config.layers * directionCount(config) * config.hidden * length;
}

export function partOf(dataset: Dataset, name: Part): LoadedPart {
  const part = dataset.parts[name];
  if (part === null) throw new WorkbenchError('run/no-data', {});
  return part;
}

function countOf(dataset: Dataset, name: Part): number {
  return dataset.parts[name]?.series.lengths.length ?? 0;
}

function batchOf(part: LoadedPart, indices: readonly number[]): Batch {
  const { offsets, lengths, channels } = part.series;
  const width = channels.length;
  const sequences = indices.map((index) =>
    part.scaled.subarray(offsets[index] * width, (offsets[index] + lengths[index]) * width),
  );
  return packBatch(sequences, width);
}
