/** Keeps the time stamps of series as text until it is known over all of them how they are written. */

import { cellReader } from '../cell-reader';
import { ColumnSurvey } from '../survey';

const STEPS_BETWEEN_YIELDS = 1 << 18;
const DISTINCT_LIMIT = 20;

/** Numbers among stamps are written with a point. */
export const STAMP_CELLS = cellReader({ decimal: '.', thousands: 'none', missing: [] });

export class StampList {
  readonly column: ColumnSurvey;
  private readonly series: string[][] = [];

  constructor(name: string) {
    this.column = new ColumnSurvey(name, DISTINCT_LIMIT);
  }

  /** Adds the stamps of a series, channel by channel. A step whose channels have different stamps has none. */
  add(channels: string[][], line: number): void {
    const longest = channels.reduce((long, stamps) => (stamps.length > long.length ? stamps : long), []);
    const agreed = longest.map((stamp, step) => {
      const differs = channels.some((stamps) => step < stamps.length && stamps[step] !== stamp);
      return differs ? '' : stamp;
    });
    for (const stamp of agreed) this.column.add(stamp, line, STAMP_CELLS);
    this.series.push(agreed);
  }

  /** The times of series of which the first `lengths` steps are kept, one after the other. */
  *times(lengths: Int32Array, read: (cell: string) => number): Generator<void, Float64Array> {
    const seconds = new Float64Array(lengths.reduce((sum, length) => sum + length, 0));
    let to = 0;
    for (const [series, length] of lengths.entries()) {
      for (let step = 0; step < length; step++) {
        seconds[to] = read(this.series[series][step] ?? '');
        if (++to % STEPS_BETWEEN_YIELDS === 0) yield;
      }
    }
    return seconds;
  }
}
