/** Joins what the series of a folder's files were before they were cut into windows, so that they can still be divided. */

import type { SeriesPart } from './part';
import type { Values } from './values';
import type { WholeSeries } from './whole';
import { mostCommon, type StepLabels } from './window-label';

/** One file's part, and where it comes to stand. */
export interface JoinedFile {
  part: SeriesPart;
  /** The file's id. */
  id: string;
  /** The label that names say; undefined where the file itself tells the labels. */
  label: string | null | undefined;
  /** Step of the joined values at which the file's begin. */
  firstStep: number;
}

/** The whole series of all files, named by their file, and by their own ids too where it holds several. Yields now and then. */
export function* joinWhole(
  fileName: string,
  files: readonly JoinedFile[],
  values: Values,
  rows: number,
): Generator<void, WholeSeries> {
  const ids: string[] = [];
  const labels: (string | null)[] = [];
  const offsets: number[] = [];
  const lengths: number[] = [];
  const { channels } = files[0].part;
  for (const { part, id, label, firstStep } of files) {
    const whole = part.cutFrom?.whole ?? part;
    for (const [series, own] of whole.ids.entries()) {
      ids.push(whole.ids.length === 1 ? id : `${id}:${own}`);
      labels.push(label === undefined ? whole.labels[series] : label);
      offsets.push(firstStep + whole.offsets[series]);
      lengths.push(whole.lengths[series]);
    }
    yield;
  }
  return {
    fileName,
    ids,
    labels,
    channels,
    offsets: Float64Array.from(offsets),
    lengths: Int32Array.from(lengths),
    values,
    stepLabels: yield* joinStepLabels(files, values.length / channels.length),
    rows,
    numbering: { named: true, first: null },
    lineOf: () => 0,
  };
}

/** The labels of all steps; null where names say the labels, or no file has them by the step. */
function* joinStepLabels(files: readonly JoinedFile[], steps: number): Generator<void, StepLabels | null> {
  const first = files.find(({ part }) => part.cutFrom?.whole.stepLabels != null)?.part.cutFrom?.whole.stepLabels;
  if (first == null || files.some(({ label }) => label !== undefined)) return null;
  const codes = new Int32Array(steps).fill(-1);
  const codeOf = new Map<string, number>();
  for (const { part, firstStep } of files) {
    const own = part.cutFrom?.whole.stepLabels ?? null;
    if (own === null) continue;
    const newCode = own.names.map((name) => {
      if (!codeOf.has(name)) codeOf.set(name, codeOf.size);
      return codeOf.get(name)!;
    });
    for (let step = 0; step < own.codes.length; step++) {
      if (own.codes[step] >= 0) codes[firstStep + step] = newCode[own.codes[step]];
    }
    yield;
  }
  const joined = { codes, names: [...codeOf.keys()], choose: first.choose };
  return { ...joined, common: first.choose === 'any' ? mostCommon(joined) : -1 };
}
