/** A row of features for every series, made series by series. */

import type { Table } from '../classifiers/classifier';
import type { SeriesSet } from '../series-set';

/** Values between two yields. */
const PIECE = 1 << 18;

/** Fills a series' row, all zeros at first; the series' values are [steps, channels]. */
export type FillRow = (values: Float32Array, row: Float64Array) => void | Generator<void>;

/** Yields the count of series that are done. */
export function* rowsOf(set: SeriesSet, columns: number, fill: FillRow): Generator<number, Table> {
  const rows = set.lengths.length;
  const values = new Float64Array(rows * columns);
  let sinceYield = 0;
  for (let index = 0; index < rows; index++) {
    const series = set.read(index);
    const work = fill(series, values.subarray(index * columns, (index + 1) * columns));
    if (work) for (const _ of work) yield index;
    sinceYield += series.length + columns;
    if (sinceYield < PIECE) continue;
    sinceYield = 0;
    yield index + 1;
  }
  return { values, rows, columns };
}

/** One channel of values [steps, channels], as float64. */
export function channelOf(values: Float32Array, channels: number, channel: number): Float64Array {
  return Float64Array.from({ length: values.length / channels }, (_, step) => values[step * channels + channel]);
}
