/** One number or more of each series of a part: what series are found and sorted by. */

import type { SeriesStatistic } from '../../contract/views-statistics';
import type { SeriesPart } from '../part';
import { SLICE_VALUES } from '../values';
import { clear, emptyPiece, Moments, sumUp } from './moments';

/** Values gone over between two yields. */
const VALUES_BETWEEN_YIELDS = 1 << 18;

/** Statistics of one channel of each series, in the order of `wanted`; NaN where there is none. Yields the share that is done. */
export function* seriesStatistics(
  { channels, lengths, offsets, values }: SeriesPart,
  channel: number,
  wanted: readonly SeriesStatistic[],
): Generator<number, Float64Array[]> {
  const width = channels.length;
  const made = wanted.map(() => new Float64Array(lengths.length));
  const stepsAtOnce = Math.max(1, Math.floor(Math.min(SLICE_VALUES, VALUES_BETWEEN_YIELDS) / width));
  const piece = emptyPiece();
  let sinceYield = 0;
  for (let index = 0; index < lengths.length; index++) {
    const end = offsets[index] + lengths[index];
    const long = lengths[index] > stepsAtOnce ? new Moments(1) : null;
    let first = NaN;
    let last = NaN;
    if (lengths[index] === 0) clear(piece);
    for (let from = offsets[index]; from < end; from += stepsAtOnce) {
      const to = Math.min(end, from + stepsAtOnce);
      const some = values.slice(from * width, to * width);
      if (from === offsets[index]) first = some[channel];
      last = some[some.length - width + channel];
      sumUp(some, channel, width, piece);
      long?.add(0, piece);
      sinceYield += to - from;
      if (sinceYield < VALUES_BETWEEN_YIELDS) continue;
      sinceYield = 0;
      yield index / lengths.length;
    }
    // A series takes some time whatever its length.
    sinceYield += 8;
    const { count, missing, mean, squares, min, max } = long?.at(0) ?? piece;
    const ends = { first: finite(first), last: finite(last) };
    const known = count === 0 ? NOTHING : { mean, sd: Math.sqrt(squares / count), min, max };
    const all = { count, missing, ...known, ...ends };
    for (const [at, statistic] of wanted.entries()) made[at][index] = all[statistic];
  }
  return made;
}

const NOTHING = { mean: NaN, sd: NaN, min: NaN, max: NaN };

function finite(value: number): number {
  return Number.isFinite(value) ? value : NaN;
}
