/** Dynamic time warping of two series that gives up as soon as the distance is known to exceed a bound. */

/** One series. */
export interface Sequence {
  values: Float32Array; // [length, channels], time-major
  length: number;
}

/** Step i of one series may be aligned with the steps `i + low .. i + high` of the other. */
export interface Band {
  low: number;
  high: number;
}

/** Cells between two yields: about 10 ms of work. */
const PIECE = 1 << 21;

/**
 * The Sakoe-Chiba band between series of `from` and `to` steps: the way between the two diagonals that start at the first
 * steps and end at the last ones, wider on both sides by `share` of the longer length, rounded down. A share of null
 * leaves every alignment. (Sakoe & Chiba, IEEE TASSP 26(1), 1978.)
 */
export function bandOf(from: number, to: number, share: number | null): Band {
  if (share === null) return { low: -from, high: to };
  const radius = Math.floor(share * Math.max(from, to));
  return { low: Math.min(0, to - from) - radius, high: Math.max(0, to - from) + radius };
}

/** Rooms that one warping after the other uses. */
export interface WarpingRooms {
  before: Float64Array; // [1 + steps of the longest]
  row: Float64Array; // the same
}

export function warpingRooms(longest: number): WarpingRooms {
  return { before: new Float64Array(longest + 1), row: new Float64Array(longest + 1) };
}

/** Columns of a row within what is allowed lie in `first <= j < end`; all others count as infinite. */
interface Live {
  first: number;
  end: number;
}

/**
 * Sum of squared differences along the cheapest alignment of `a` with `b`, all channels together ("dependent" warping);
 * Infinity where it is larger than `bound`. `rest[i]` is at most what the steps of `a` from i on cost, in any alignment
 * within the band. A cell from which the end cannot be reached within the bound is not gone on from, which changes no bit of
 * the result (as in Silva & Batista, SDM 2016, and Herrmann & Webb, DMKD 35, 2021). Yields after about two million cells.
 */
export function* warpedDistance(
  a: Sequence,
  b: Sequence,
  channels: number,
  band: Band,
  bound: number,
  rest: Float64Array | null, // [length of a + 1], the last one 0
  rooms: WarpingRooms,
): Generator<void, number> {
  // Column j of a row is step j - 1 of `b`; row 0 and column 0 are the start before both.
  let { before, row } = rooms;
  const live: Live = { first: 0, end: 1 };
  before[0] = 0;
  let columns = 0;
  for (let i = 0; i < a.length; i++) {
    const first = Math.max(1, i + band.low + 1, live.first);
    const last = Math.min(b.length, i + band.high + 1);
    const allowed = rest === null ? bound : bound - rest[i + 1];
    warpStep(a.values, i * channels, b.values, channels, before, row, live, first, last, allowed);
    if (live.end === 0) return Infinity;
    [before, row] = [row, before];
    columns += live.end - first;
    if (columns < PIECE) continue;
    columns = 0;
    yield;
  }
  return live.end > b.length ? before[b.length] : Infinity;
}

/** Fills the row of the step of `a` at `at`, from column `first` to at most `last`, and makes `live` its columns; none: 0 to 0. */
function warpStep(
  a: Float32Array,
  at: number,
  b: Float32Array,
  channels: number,
  before: Float64Array,
  row: Float64Array,
  live: Live,
  first: number,
  last: number,
  allowed: number,
): void {
  const { first: above, end } = live;
  let begin = 0;
  let stop = 0;
  let left = Infinity;
  let diagonal = first > above && first <= end ? before[first - 1] : Infinity;
  for (let j = first, other = (first - 1) * channels; j <= last; j++, other += channels) {
    const up = j < end ? before[j] : Infinity;
    let least = diagonal < up ? diagonal : up;
    if (left < least) least = left;
    // Past the row before nothing leads on but the cell to the left.
    if (j >= end && least === Infinity) break;
    diagonal = up;
    let cost = 0;
    for (let channel = 0; channel < channels; channel++) {
      const difference = a[at + channel] - b[other + channel];
      cost += difference * difference;
    }
    left = least + cost;
    if (left <= allowed) {
      if (stop === 0) begin = j;
      stop = j + 1;
    } else left = Infinity;
    row[j] = left;
  }
  live.first = begin;
  live.end = stop;
}
