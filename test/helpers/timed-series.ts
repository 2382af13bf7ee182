/** Series with time stamps, as a reader would gather them, for tests of what is done about time. */

import type { TimeForm } from '../../core/contract/specs';
import { inMemory } from '../../core/dataset/values';
import type { WholeSeries } from '../../core/dataset/whole';

export interface Timed {
  times: number[];
  /** [T][D]; by default one channel that counts the steps from 0. */
  values?: number[][];
  labels?: string[];
}

/** The series one after the other, with ids `A`, `B` ...; a step's line is its number plus 2. */
export function timedSeries(series: Timed[], form: TimeForm = 'iso'): WholeSeries {
  const lengths = Int32Array.from(series, ({ times }) => times.length);
  const offsets = new Float64Array(series.length);
  for (let at = 1; at < series.length; at++) offsets[at] = offsets[at - 1] + lengths[at - 1];
  const rows = series.flatMap(({ times, values }) => values ?? times.map((_, step) => [step]));
  const labels = series.flatMap((one) => one.labels ?? []);
  const names = [...new Set(labels)];
  return {
    fileName: 'timed.csv',
    ids: series.map((_, at) => String.fromCharCode(65 + at)),
    labels: series.map(() => null),
    channels: (rows[0] ?? [0]).map((_, channel) => `c${channel}`),
    offsets,
    lengths,
    values: inMemory(Float64Array.from(rows.flat())),
    stepLabels: names.length === 0 ? null : { codes: Int32Array.from(labels, (label) => names.indexOf(label)), names },
    times: { seconds: Float64Array.from(series.flatMap(({ times }) => times)), form },
    rows: rows.length,
    lineOf: (step) => step + 2,
  };
}

/** Values, lines and labels of every series, to be compared. */
export function stepsOf(whole: WholeSeries): { values: number[][]; lines: number[]; labels?: string[] }[] {
  const width = whole.channels.length;
  return [...whole.lengths].map((length, at) => {
    const steps = Array.from({ length }, (_, step) => whole.offsets[at] + step);
    return {
      values: steps.map((step) => [...whole.values.slice(step * width, (step + 1) * width)]),
      lines: steps.map((step) => whole.lineOf(step)),
      ...(whole.stepLabels === null
        ? {}
        : { labels: steps.map((step) => whole.stepLabels!.names[whole.stepLabels!.codes[step]]) }),
    };
  });
}
