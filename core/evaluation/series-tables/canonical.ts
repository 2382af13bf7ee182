/** The 22 features of catch22 of every channel. */

import { CATCH22, catch22 } from '../catch22/catch22';
import type { Table } from '../classifiers/classifier';
import type { SeriesSet } from '../series-set';
import { channelOf, rowsOf } from './rows';

/** Columns go by channel, then as in `CATCH22`. Yields the count of series that are done. */
export function canonicalRows(set: SeriesSet): Generator<number, Table> {
  const { channels } = set;
  return rowsOf(set, CATCH22.length * channels, function* (values, row) {
    for (let channel = 0; channel < channels; channel++) {
      row.set(yield* catch22(channelOf(values, channels, channel)), channel * CATCH22.length);
      yield;
    }
  });
}
