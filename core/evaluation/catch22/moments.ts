/** Mean, deviation, median, quantile and regression line of numbers in a row. */

export function meanOf(values: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < values.length; at++) sum += values[at];
  return sum / values.length;
}

/** Sample standard deviation (divided by one less than their count). */
export function deviationOf(values: Float64Array): number {
  const mean = meanOf(values);
  let sum = 0;
  for (let at = 0; at < values.length; at++) sum += (values[at] - mean) * (values[at] - mean);
  return Math.sqrt(sum / (values.length - 1));
}

export function extremesOf(values: Float64Array): { least: number; most: number } {
  let least = Infinity;
  let most = -Infinity;
  for (let at = 0; at < values.length; at++) {
    if (values[at] < least) least = values[at];
    if (values[at] > most) most = values[at];
  }
  return { least, most };
}

/** Of numbers in ascending order. */
export function medianOfSorted(sorted: ArrayLike<number>, count = sorted.length): number {
  const half = count >> 1;
  return count % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/** The i-th of n numbers in ascending order is their quantile (i - 0.5) / n, linear in between (Hyndman & Fan's fifth). */
export function quantileOfSorted(sorted: Float64Array, share: number): number {
  const at = Math.min(sorted.length - 1, Math.max(0, sorted.length * share - 0.5));
  const below = Math.floor(at);
  return below === at ? sorted[below] : sorted[below] + (at - below) * (sorted[below + 1] - sorted[below]);
}

/** Slope and intercept of `count` values from `from` on against `x` at the same places, by least squares. */
export function lineThrough(
  x: Float64Array,
  values: Float64Array,
  from: number,
  count: number,
): { slope: number; intercept: number } {
  let [sumX, sumY] = [0, 0];
  for (let at = from; at < from + count; at++) {
    sumX += x[at];
    sumY += values[at];
  }
  const [meanX, meanY] = [sumX / count, sumY / count];
  let [together, alone] = [0, 0];
  for (let at = from; at < from + count; at++) {
    together += (x[at] - meanX) * (values[at] - meanY);
    alone += (x[at] - meanX) * (x[at] - meanX);
  }
  const slope = alone === 0 ? 0 : together / alone;
  return { slope, intercept: meanY - slope * meanX };
}

/** Counts in equal bins from the least value to the largest, which belongs to the last bin; and the middle of each bin. */
export function histogram(values: Float64Array, bins: number): { counts: Int32Array; middles: Float64Array } {
  const { least, most } = extremesOf(values);
  const width = (most - least) / bins;
  const counts = new Int32Array(bins);
  for (let at = 0; at < values.length; at++)
    counts[Math.min(bins - 1, Math.max(0, Math.floor((values[at] - least) / width)))]++;
  const middles = Float64Array.from(
    { length: bins },
    (_, bin) => (bin * width + least + ((bin + 1) * width + least)) / 2,
  );
  return { counts, middles };
}
