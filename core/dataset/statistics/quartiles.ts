/** Quartiles of rows of values that come piece by piece: of all values of a row while they fit, then of an even choice. */

/** Values kept over all rows. */
const MOST_KEPT = 1 << 22;
/** Values kept of one row. */
const MOST_OF_ROW = 1 << 16;
/** Fewer values a row than this say nothing about quartiles. */
const LEAST_OF_ROW = 512;

export class Quartiles {
  /** Whether every value of every row was kept. */
  exact = true;
  private readonly kept: (Float64Array | null)[];
  private readonly sizes: Float64Array;
  /** Every so manieth value of a row is kept. */
  private readonly strides: Float64Array;
  /** Values still to be passed over before the next one is kept. */
  private readonly skips: Float64Array;
  private readonly most: number;

  constructor(rows: number) {
    this.kept = Array.from({ length: rows }, () => null);
    this.sizes = new Float64Array(rows);
    this.strides = new Float64Array(rows).fill(1);
    this.skips = new Float64Array(rows);
    const share = Math.min(MOST_OF_ROW, Math.floor(MOST_KEPT / Math.max(1, rows)));
    this.most = share < LEAST_OF_ROW ? 0 : share - (share % 2);
    if (this.most === 0) this.exact = false;
  }

  /** Takes every `stride`-th value from `from` on into a row; values that are not finite are passed over. */
  add(row: number, values: Float64Array, from: number, stride: number): void {
    if (this.most === 0) return;
    const count = Math.ceil((values.length - from) / stride);
    let step = this.skips[row];
    let kept = this.kept[row];
    for (; step < count; step += this.strides[row]) {
      const value = values[from + step * stride];
      if (!Number.isFinite(value)) continue;
      const size = this.sizes[row];
      if (kept === null || size === kept.length) {
        if (kept !== null && size >= this.most) this.thin(row, kept);
        else kept = this.grow(row, kept);
      }
      kept[this.sizes[row]++] = value;
    }
    this.skips[row] = step - count;
  }

  /** Lower quartile, median and upper quartile of a row; NaN where nothing is known of it. */
  of(row: number): [number, number, number] {
    const kept = this.kept[row]?.subarray(0, this.sizes[row]).sort();
    if (kept === undefined || kept.length === 0) return [NaN, NaN, NaN];
    return [quantile(kept, 0.25), quantile(kept, 0.5), quantile(kept, 0.75)];
  }

  private grow(row: number, kept: Float64Array | null): Float64Array {
    const grown = new Float64Array(Math.min(this.most, Math.max(64, 2 * (kept?.length ?? 0))));
    if (kept !== null) grown.set(kept);
    this.kept[row] = grown;
    return grown;
  }

  private thin(row: number, kept: Float64Array): void {
    const size = this.sizes[row];
    for (let at = 0; at < size; at += 2) kept[at / 2] = kept[at];
    this.sizes[row] = Math.ceil(size / 2);
    this.strides[row] *= 2;
    this.exact = false;
  }
}

/** A quantile of sorted values, between two of them in proportion (definition 7 of Hyndman and Fan 1996). */
export function quantile(sorted: Float64Array, share: number): number {
  const place = (sorted.length - 1) * share;
  const below = Math.floor(place);
  const low = sorted[below];
  const high = sorted[Math.min(below + 1, sorted.length - 1)];
  return low + (high - low) * (place - below);
}
