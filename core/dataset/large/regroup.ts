/** Brings the rows of each series together, in the order of the file, however many there are. */

import { SLICE_VALUES, type Values } from '../values';
import type { ValueSink } from './value-sink';

export interface Regrouped {
  values: Values;
  /** Row of each step. */
  rowOf: Int32Array;
  /** What belongs to rows, put in the order of steps. */
  move<T extends Int32Array | Float64Array>(ofRows: T): T;
}

/**
 * Each series begins at its offset (in steps); `seriesOf` names the series of each row. As many steps as are kept in memory
 * are filled at once, by going over the rows from first to last; so what lies on disk is read in order, once for each fill.
 */
export async function regroup(
  sink: ValueSink,
  seriesOf: Int32Array,
  offsets: Float64Array,
  width: number,
  between: () => Promise<void>,
): Promise<Regrouped> {
  const rows = seriesOf.length;
  const next = offsets.slice();
  const stepOf = new Int32Array(rows);
  const rowOf = new Int32Array(rows);
  for (let row = 0; row < rows; row++) {
    const step = next[seriesOf[row]]++;
    stepOf[row] = step;
    rowOf[step] = row;
    if (row % SLICE_VALUES === 0) await between();
  }
  const values = sink.finish();
  const moved = sink.another(values.length);
  const stepsAtOnce = Math.max(1, Math.min(rows, Math.floor(sink.kept / Math.max(1, width))));
  const rowsAtOnce = Math.max(1, Math.floor(SLICE_VALUES / Math.max(1, width)));
  for (let from = 0; from < rows; from += stepsAtOnce) {
    const to = Math.min(rows, from + stepsAtOnce);
    const block = new Float64Array((to - from) * width);
    for (let first = 0; first < rows; first += rowsAtOnce) {
      const end = Math.min(rows, first + rowsAtOnce);
      const slice = values.slice(first * width, end * width);
      for (let row = first; row < end; row++) {
        const step = stepOf[row];
        if (step < from || step >= to) continue;
        const at = (step - from) * width;
        const start = (row - first) * width;
        for (let channel = 0; channel < width; channel++) block[at + channel] = slice[start + channel];
      }
      await between();
    }
    await moved.add(block);
  }
  sink.release();
  return {
    values: moved.finish(),
    rowOf,
    move(ofRows) {
      const out = ofRows.slice();
      for (let step = 0; step < rows; step++) out[step] = ofRows[rowOf[step]];
      return out as typeof ofRows;
    },
  };
}
