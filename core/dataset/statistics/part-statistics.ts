/** Statistics of a part's channels, as a whole and for each class, in one pass over its values. */

import type { Part } from '../../contract/views';
import { MOST_CLASSES, MOST_STATISTICS_ROWS, type PartStatistics } from '../../contract/views-statistics';
import type { SeriesPart } from '../part';
import { groupSeries } from './groups';
import { emptyPiece, Moments, sumUp } from './moments';
import { seriesByOffset } from './order';
import { Quartiles } from './quartiles';

/** Values gone over between two yields. */
const VALUES_BETWEEN_YIELDS = 1 << 18;

/** Yields the share that is done, 0 to 1; it may be left at any yield. */
export function* partStatistics(name: Part, part: SeriesPart): Generator<number, PartStatistics> {
  const { channels, lengths, offsets } = part;
  const width = channels.length;
  const grouped = yield* silently(groupSeries(part, MOST_CLASSES));
  const tooMany = (1 + grouped.groups.length) * width > MOST_STATISTICS_ROWS;
  const classes = tooMany ? [] : grouped.groups;
  const groups = 1 + classes.length;
  const moments = new Moments(groups * width);
  const quartiles = new Quartiles(groups * width);
  const piece = emptyPiece();
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const stepsAtOnce = Math.max(1, Math.floor(VALUES_BETWEEN_YIELDS / Math.max(1, width)));
  /** End of the steps that each group has already counted: windows overlap. */
  const counted = new Float64Array(groups);
  let sinceYield = 0;
  let passed = 0;

  function take(from: number, to: number, into: readonly number[]): void {
    const values = part.values.slice(from * width, to * width);
    for (let channel = 0; channel < width; channel++) {
      sumUp(values, channel, width, piece);
      for (const group of into) {
        const row = channel * groups + group;
        moments.add(row, piece);
        quartiles.add(row, values, channel, width);
      }
    }
  }

  for (const index of seriesByOffset(part)) {
    const end = offsets[index] + lengths[index];
    const group = classes.length === 0 ? -1 : grouped.of[index];
    passed += lengths[index];
    const both = Math.min(end, Math.max(offsets[index], counted[0]));
    const spans: [from: number, to: number, into: number[]][] = [[both, end, group < 0 ? [0] : [0, 1 + group]]];
    if (group >= 0) spans.unshift([Math.max(offsets[index], counted[1 + group]), both, [1 + group]]);
    for (const [first, last, into] of spans) {
      for (let from = first; from < last; from += stepsAtOnce) {
        const to = Math.min(last, from + stepsAtOnce);
        take(from, to, into);
        sinceYield += (to - from) * width;
        if (sinceYield < VALUES_BETWEEN_YIELDS) continue;
        sinceYield = 0;
        yield (passed - (end - to)) / total;
      }
    }
    // Also where there was nothing new to count, as of windows that all lie within others.
    if (++sinceYield >= VALUES_BETWEEN_YIELDS) {
      sinceYield = 0;
      yield passed / total;
    }
    counted[0] = Math.max(counted[0], end);
    if (group >= 0) counted[1 + group] = Math.max(counted[1 + group], end);
  }

  const sd = moments.finish();
  const [q1, median, q3] = [0, 1, 2].map(() => new Float64Array(sd.length));
  for (let row = 0; row < sd.length; row++) {
    [q1[row], median[row], q3[row]] = quartiles.of(row);
    yield 1;
  }
  const { count, missing, infinite, mean, min, max } = moments;
  const rows = { count, missing, infinite, mean, sd, min, q1, median, q3, max };
  const { exact } = quartiles;
  return { part: name, series: lengths.length, classes, classCount: grouped.total, channels, rows, exact };
}

function* silently<R>(work: Generator<void, R>): Generator<number, R> {
  for (;;) {
    const next = work.next();
    if (next.done === true) return next.value;
    yield 0;
  }
}
