/** Counts, means and spreads of many rows of values, gathered piece by piece without loss of precision. */

/** Counts of one piece of values, to be put into one row or more. */
export interface Piece {
  count: number;
  missing: number;
  infinite: number;
  mean: number;
  /** Sum of the squared distances from the mean. */
  squares: number;
  min: number;
  max: number;
}

const EMPTY: Piece = { count: 0, missing: 0, infinite: 0, mean: 0, squares: 0, min: Infinity, max: -Infinity };

export function emptyPiece(): Piece {
  return { ...EMPTY };
}

export function clear(piece: Piece): void {
  Object.assign(piece, EMPTY);
}

/** Sums up every `stride`-th value from `from` on, in two passes: the mean, then the distances from it. */
export function sumUp(values: Float64Array, from: number, stride: number, into: Piece): void {
  let count = 0;
  let missing = 0;
  let infinite = 0;
  let sum = 0;
  let min = Infinity;
  let max = -Infinity;
  for (let at = from; at < values.length; at += stride) {
    const value = values[at];
    if (!Number.isFinite(value)) {
      if (Number.isNaN(value)) missing++;
      else infinite++;
      continue;
    }
    count++;
    sum += value;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  // Rounding must not give equal values a mean beside them.
  const mean = min === max ? min : Number.isFinite(sum) ? sum / count : meanOfHuge(values, from, stride, count);
  let squares = 0;
  if (count > 1 && min < max) {
    for (let at = from; at < values.length; at += stride) {
      const away = values[at] - mean;
      if (Number.isFinite(away)) squares += away * away;
    }
  }
  into.count = count;
  into.missing = missing;
  into.infinite = infinite;
  into.mean = count === 0 ? 0 : mean;
  into.squares = squares;
  into.min = min;
  into.max = max;
}

/** The mean of values whose sum is beyond the range of numbers. */
function meanOfHuge(values: Float64Array, from: number, stride: number, count: number): number {
  let mean = 0;
  for (let at = from; at < values.length; at += stride) if (Number.isFinite(values[at])) mean += values[at] / count;
  return mean;
}

/** One set of moments a row. */
export class Moments {
  readonly count: Float64Array;
  readonly missing: Float64Array;
  readonly infinite: Float64Array;
  readonly mean: Float64Array;
  readonly min: Float64Array;
  readonly max: Float64Array;
  private readonly squares: Float64Array;

  constructor(rows: number) {
    this.count = new Float64Array(rows);
    this.missing = new Float64Array(rows);
    this.infinite = new Float64Array(rows);
    this.mean = new Float64Array(rows);
    this.squares = new Float64Array(rows);
    this.min = new Float64Array(rows).fill(Infinity);
    this.max = new Float64Array(rows).fill(-Infinity);
  }

  /** Joins a piece to a row (Chan, Golub and LeVeque 1979). */
  add(row: number, piece: Piece): void {
    this.missing[row] += piece.missing;
    this.infinite[row] += piece.infinite;
    if (piece.count === 0) return;
    const before = this.count[row];
    const count = before + piece.count;
    const away = piece.mean - this.mean[row];
    this.squares[row] += piece.squares + ((away * before) / count) * away * piece.count;
    this.mean[row] += away * (piece.count / count);
    this.count[row] = count;
    if (piece.min < this.min[row]) this.min[row] = piece.min;
    if (piece.max > this.max[row]) this.max[row] = piece.max;
  }

  /** A row as one piece. */
  at(row: number): Piece {
    const { count, missing, infinite, mean, squares, min, max } = this;
    return {
      count: count[row],
      missing: missing[row],
      infinite: infinite[row],
      mean: mean[row],
      squares: squares[row],
      min: min[row],
      max: max[row],
    };
  }

  /** Standard deviations; rows without values become NaN in all but the counts. Nothing is added afterwards. */
  finish(): Float64Array {
    const sd = new Float64Array(this.count.length);
    for (let row = 0; row < sd.length; row++) {
      if (this.count[row] > 0) sd[row] = Math.sqrt(this.squares[row] / this.count[row]);
      else sd[row] = this.mean[row] = this.min[row] = this.max[row] = NaN;
    }
    return sd;
  }
}
