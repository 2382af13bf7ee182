/** Joins the whole series of a folder's files, with all that is known of their steps, before windows are cut. */

import type { SeriesPart } from './part';
import { joinClocks } from './time/clock';
import { joinSurveys } from './time/join-surveys';
import type { Values } from './values';
import type { WholeSeries } from './whole';
import { mostCommon, type StepLabels } from './window-label';

const FILES_BETWEEN_YIELDS = 1024;

/** Whole series of which so many steps are kept elsewhere. */
export type KeptSeries = Omit<WholeSeries, 'values'> & { steps: number };

/** One file's series, and what they are called among those of the others. */
export interface JoinedFile {
  whole: KeptSeries;
  /** The file's id. */
  id: string;
  /** The label that names say; undefined where the file itself tells the labels. */
  label: string | null | undefined;
}

/** The series as they were before windows were cut. */
export function wholeOf(part: SeriesPart): WholeSeries {
  return part.cutFrom?.whole ?? { ...part, stepLabels: null, lineOf: () => 0 };
}

/** A series' id: its file's, and its own too where the file holds several. */
function idIn({ whole, id }: JoinedFile, own: string): string {
  return whole.ids.length === 1 ? id : `${id}:${own}`;
}

/**
 * Series after series, named by their file.
 * @param values of all files, one after the other
 * @param usual the label that is no rare one; by default the most frequent of these files
 */
export function* joinWhole(
  fileName: string,
  files: readonly JoinedFile[],
  values: Values,
  usual?: string,
): Generator<void, WholeSeries> {
  const [{ whole: first }] = files;
  const starts = startsOf(files.map(({ whole }) => whole.steps));
  const ids: string[] = [];
  const labels: (string | null)[] = [];
  const series = startsOf(files.map(({ whole }) => whole.ids.length));
  const offsets = new Float64Array(series[files.length]);
  const lengths = new Int32Array(offsets.length);
  let rows = 0;
  for (const [at, file] of files.entries()) {
    const { whole, label } = file;
    rows += whole.rows;
    for (const [index, own] of whole.ids.entries()) {
      offsets[ids.length] = starts[at] + whole.offsets[index];
      lengths[ids.length] = whole.lengths[index];
      ids.push(idIn(file, own));
      labels.push(label === undefined ? whole.labels[index] : label);
    }
    if (at % FILES_BETWEEN_YIELDS === FILES_BETWEEN_YIELDS - 1) yield;
  }
  return {
    fileName,
    ids,
    labels,
    channels: first.channels,
    offsets,
    lengths,
    values,
    stepLabels: yield* joinStepLabels(files, starts, usual),
    ...joinTimes(files, starts),
    rows,
    numbering: { named: true, first: null },
    // A line's number alone does not say in which of the files it is.
    lineOf: () => 0,
  };
}

/** Where each begins when they stand one after the other, and where the last one ends. */
function startsOf(lengths: readonly number[]): Float64Array {
  const starts = new Float64Array(lengths.length + 1);
  for (const [at, length] of lengths.entries()) starts[at + 1] = starts[at] + length;
  return starts;
}

/** The labels of all steps; null where names say the labels, or no file has them by the step. */
function* joinStepLabels(
  files: readonly JoinedFile[],
  starts: Float64Array,
  usual: string | undefined,
): Generator<void, StepLabels | null> {
  const first = files.find(({ whole }) => whole.stepLabels !== null)?.whole.stepLabels;
  if (first == null || files.some(({ label }) => label !== undefined)) return null;
  const codes = new Int32Array(starts[files.length]).fill(-1);
  const codeOf = new Map<string, number>();
  for (const [at, { whole }] of files.entries()) {
    const own = whole.stepLabels;
    if (own === null) continue;
    const newCode = own.names.map((name) => {
      if (!codeOf.has(name)) codeOf.set(name, codeOf.size);
      return codeOf.get(name)!;
    });
    for (let step = 0; step < own.codes.length; step++) {
      if (own.codes[step] >= 0) codes[starts[at] + step] = newCode[own.codes[step]];
    }
    yield;
  }
  const joined = { codes, names: [...codeOf.keys()], choose: first.choose };
  if (first.choose !== 'any') return joined;
  return { ...joined, common: usual === undefined ? mostCommon(joined) : joined.names.indexOf(usual) };
}

/** Times are only known of files in which values are missing: no other file's are asked for. */
function joinTimes(
  files: readonly JoinedFile[],
  starts: ArrayLike<number>,
): Pick<WholeSeries, 'times' | 'survey' | 'clock'> {
  const joined: Pick<WholeSeries, 'times' | 'survey' | 'clock'> = {};
  const clock = joinClocks(
    files.map(({ whole }) => whole.clock),
    starts,
  );
  if (clock !== null) joined.clock = clock;
  const form = files.find(({ whole }) => whole.times !== undefined)?.whole.times?.form;
  if (form !== undefined) {
    const seconds = new Float64Array(starts[files.length]).fill(NaN);
    for (const [at, { whole }] of files.entries()) {
      if (whole.times !== undefined) seconds.set(whole.times.seconds, starts[at]);
    }
    joined.times = { seconds, form };
  }
  const survey = joinSurveys(
    files.map((file, at) => ({
      survey: file.whole.survey,
      firstStep: starts[at],
      named: (own: string) => idIn(file, own),
    })),
  );
  if (survey !== null) joined.survey = survey;
  return joined;
}
