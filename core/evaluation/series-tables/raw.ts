/** The series themselves as features: the value of every step and channel. */

import type { Table } from '../classifiers/classifier';
import type { SeriesSet } from '../series-set';
import { type FillRow, rowsOf } from './rows';

/** How series become rows of one width, settled by the training part alone. */
export interface RawShape {
  /**
   * `steps`: all training series have as many steps. `padded`: shorter ones are continued with their last value, what is
   * longer than the longest training series is cut off there. `summarised`: every series is cut into equal pieces of its
   * own length, of which the means are taken.
   */
  kind: 'steps' | 'padded' | 'summarised';
  /** Steps or pieces of every row. */
  width: number;
}

/** Most columns; longer series are summarised. */
const MOST_COLUMNS = 2048;
/** Most values of a training table. */
const MOST_VALUES = 1 << 25;
/** Series whose lengths differ by more than this factor are summarised: padding would be most of a row. */
const MOST_STRETCH = 2;
/** Pieces of summarised series, where they have as many steps. */
const PIECES = 256;

export function rawShape({ lengths, channels }: SeriesSet): RawShape {
  let [shortest, longest] = [Infinity, 1];
  for (const length of lengths) {
    shortest = Math.min(shortest, length);
    longest = Math.max(longest, length);
  }
  const most = Math.max(1, Math.floor(Math.min(MOST_COLUMNS, MOST_VALUES / lengths.length) / channels));
  if (longest > MOST_STRETCH * shortest) return { kind: 'summarised', width: Math.min(longest, PIECES, most) };
  if (longest > most) return { kind: 'summarised', width: most };
  return { kind: shortest === longest ? 'steps' : 'padded', width: longest };
}

/** How many series the shape changes: those of another length where it is padded, all where it is summarised. */
export function reshaped({ lengths }: SeriesSet, { kind, width }: RawShape): number {
  return kind === 'summarised' ? lengths.length : lengths.reduce((sum, length) => sum + Number(length !== width), 0);
}

/** Columns go by step, then by channel. Yields the count of series that are done. */
export function rawRows(set: SeriesSet, { kind, width }: RawShape): Generator<number, Table> {
  const { channels } = set;
  const fill: FillRow = kind === 'summarised' ? summarise(channels, width) : pad(channels, width);
  return rowsOf(set, width * channels, fill);
}

function pad(channels: number, width: number): FillRow {
  return (values, row) => {
    const known = Math.min(values.length, width * channels);
    for (let at = 0; at < known; at++) row[at] = values[at];
    for (let at = known; at < row.length; at++) row[at] = row[at - channels];
  };
}

/** A step that lies in two pieces counts in each by its share. */
function summarise(channels: number, width: number): FillRow {
  return (values, row) => {
    const steps = values.length / channels;
    const size = steps / width;
    for (let piece = 0; piece < width; piece++) {
      const [from, to] = [piece * size, (piece + 1) * size];
      for (let step = Math.floor(from); step < Math.min(steps, to); step++) {
        const share = (Math.min(step + 1, to) - Math.max(step, from)) / size;
        for (let channel = 0; channel < channels; channel++)
          row[piece * channels + channel] += share * values[step * channels + channel];
      }
    }
  };
}
