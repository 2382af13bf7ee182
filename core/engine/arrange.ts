/** Arranges what was read into the parts that are worked on: divides it where that is asked for, and leaves series out. */

import { type ErrorPayload, toPayload, WorkbenchError } from '../contract/errors';
import type { DatasetSpec } from '../contract/specs';
import type { Part } from '../contract/views';
import { keepMarked, markFinite, markLabelled, markOriginals } from '../dataset/leave-out';
import type { AnyResult, SeriesPart } from '../dataset/part';
import { divide } from '../dataset/split';
import { seededRandom } from '../lstm/random';
import type { Task } from './task';

/** One part as it came from its source, before the missing values are cured. */
export interface Source {
  result: AnyResult;
  fileName: string;
  sha256: string;
}

interface Sources {
  train: Source;
  test: Source | null;
}

const PARTS = ['train', 'test'] as const satisfies readonly Part[];

/**
 * The parts after the division and without what is left out, with what was assumed and done about it; a result's
 * `problem` says why that could not be. A test part of the source's own is kept: the division is then only spoken of.
 */
export async function arrange<T extends Sources>(sources: T, spec: DatasetSpec, task: Task): Promise<T> {
  try {
    return forgetStepLabels(await leaveOut(await divideSource(sources, spec, task), spec, task));
  } catch (thrown) {
    if (!(thrown instanceof WorkbenchError) || thrown.code === 'engine/cancelled') throw thrown;
    const { result } = sources.train;
    const failed = { ...result, series: null, problem: toPayload(thrown) };
    return { ...sources, train: { ...sources.train, result: failed } };
  }
}

async function divideSource<T extends Sources>(sources: T, { split }: DatasetSpec, task: Task): Promise<T> {
  const { train, test } = sources;
  const { result } = train;
  if (split === undefined || split === null || result.series === null) return sources;
  if (test !== null) {
    const kept = { setting: 'split', reason: 'own-test-part', params: { file: test.fileName } } as const;
    return { ...sources, train: { ...train, result: { ...result, assumptions: [...result.assumptions, kept] } } };
  }
  const { layout, labelAs } = result.understood;
  const labelled = result.series.labels.some((label) => label !== null);
  const facts = { rowsAreSeries: layout === 'wide', hasClasses: labelled && labelAs !== 'number' };
  const halves = await task.driveUncounted(divide(result.series, split, facts, seededRandom));
  const understood = { ...result.understood, split };
  const assumptions = [...result.assumptions, ...halves.assumptions];
  const warnings = [...result.warnings, ...halves.warnings];
  return {
    ...sources,
    train: { ...train, result: { ...result, understood, assumptions, warnings, series: halves.train } },
    test: { ...train, result: { ...result, understood, assumptions: [], warnings: [], series: halves.test } },
  };
}

async function leaveOut<T extends Sources>(sources: T, { leaveOut: left = [] }: DatasetSpec, task: Task): Promise<T> {
  let arranged = sources;
  if (left.includes('missing')) {
    for (const name of PARTS) {
      const series = arranged[name]?.result.series ?? null;
      if (series === null) continue;
      const keep = await task.driveUncounted(markFinite(series));
      arranged = await without(arranged, name, keep, 'data/left-out-missing', task);
    }
  }
  if (left.includes('unlabelled')) {
    for (const name of PARTS) {
      const series = arranged[name]?.result.series ?? null;
      if (series === null) continue;
      arranged = await without(arranged, name, markLabelled(series), 'data/left-out-unlabelled', task);
    }
  }
  if (!left.includes('duplicates')) return arranged;
  const present = PARTS.flatMap((name) => {
    const series = arranged[name]?.result.series ?? null;
    return series === null ? [] : [{ name, series }];
  });
  const marks = await task.driveUncounted(markOriginals(present.map(({ series }) => series)));
  for (const [at, { name }] of present.entries()) {
    arranged = await without(arranged, name, marks[at], 'data/left-out-copies', task);
  }
  return arranged;
}

/** Keeps the marked series of a part and says how many were left out. @throws data/nothing-left */
async function without<T extends Sources>(
  sources: T,
  name: Part,
  keep: Uint8Array,
  code: 'data/left-out-missing' | 'data/left-out-unlabelled' | 'data/left-out-copies',
  task: Task,
): Promise<T> {
  const source = sources[name];
  if (source === null || source.result.series === null) return sources;
  const { result } = source;
  const series: SeriesPart = source.result.series;
  const kept = keep.reduce((sum, mark) => sum + mark, 0);
  const params = { file: series.fileName, part: name, count: keep.length - kept };
  if (params.count === 0) return sources;
  if (kept === 0) throw new WorkbenchError('data/nothing-left', params);
  const warning: ErrorPayload = { code, params: { ...params, of: keep.length } };
  const left = { ...result, warnings: [...result.warnings, warning] };
  const marked = await task.driveUncounted(keepMarked(series, keep));
  return { ...sources, [name]: { ...source, result: { ...left, series: marked } } };
}

/** Lets go of the labels of steps, which nothing asks for once windows are cut. */
function forgetStepLabels<T extends Sources>(sources: T): T {
  for (const name of PARTS) {
    const series = sources[name]?.result.series ?? null;
    if (series?.cutFrom === undefined) continue;
    const { whole, window } = series.cutFrom;
    series.cutFrom = { whole: { ...whole, stepLabels: null }, window };
  }
  return sources;
}
