/** What is simply said of a series: mean, deviation, least, largest and slope of every channel. */

import type { Table } from '../classifiers/classifier';
import type { SeriesSet } from '../series-set';
import { rowsOf } from './rows';

const STATISTICS = 5;

/**
 * Columns go by channel, then in this order: mean, population deviation, least, largest, slope (of the least squares line, a
 * step; 0 for a series of one). Yields the count of series that are done.
 */
export function statisticsRows(set: SeriesSet): Generator<number, Table> {
  const { channels } = set;
  return rowsOf(set, STATISTICS * channels, (values, row) => {
    const steps = values.length / channels;
    const middle = (steps - 1) / 2;
    for (let channel = 0; channel < channels; channel++) {
      let [sum, least, most, along] = [0, Infinity, -Infinity, 0];
      for (let step = 0, at = channel; step < steps; step++, at += channels) {
        const value = values[at];
        sum += value;
        along += (step - middle) * value;
        if (value < least) least = value;
        if (value > most) most = value;
      }
      const mean = sum / steps;
      let squares = 0;
      for (let at = channel; at < values.length; at += channels) squares += (values[at] - mean) * (values[at] - mean);
      const spread = (steps * (steps * steps - 1)) / 12; // of the steps about their middle, squared and summed
      row.set([mean, Math.sqrt(squares / steps), least, most, spread === 0 ? 0 : along / spread], channel * STATISTICS);
    }
  });
}
