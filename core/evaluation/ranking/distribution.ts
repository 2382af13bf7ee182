/** How the values of one column are spread in each class: histograms over one range and the quartiles. */

export interface Spread {
  rows: number;
  counts: Uint32Array; // [bins]
  /** Least, lower quartile, median, upper quartile, largest; linear between the two values on either side. */
  quantiles: [number, number, number, number, number];
}

export interface Distribution {
  low: number;
  high: number;
  /** One a group, null where it has no rows. */
  groups: (Spread | null)[];
}

/** `group` of a value counts from 0; a value of group -1 is left out. */
export function distributionOf(values: Float64Array, group: Int32Array, groups: number, bins: number): Distribution {
  let low = Infinity;
  let high = -Infinity;
  const own: number[][] = Array.from({ length: groups }, () => []);
  for (const [row, value] of values.entries()) {
    if (group[row] < 0) continue;
    own[group[row]].push(value);
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return { low, high, groups: own.map((list) => (list.length === 0 ? null : spreadOf(list, low, high, bins))) };
}

function spreadOf(list: readonly number[], low: number, high: number, bins: number): Spread {
  const sorted = Float64Array.from(list).sort();
  const counts = new Uint32Array(bins);
  for (const value of sorted)
    counts[high > low ? Math.min(bins - 1, Math.floor(((value - low) / (high - low)) * bins)) : 0]++;
  const quantile = (share: number): number => {
    const at = share * (sorted.length - 1);
    const below = Math.floor(at);
    const above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  };
  return {
    rows: sorted.length,
    counts,
    quantiles: [0, 0.25, 0.5, 0.75, 1].map(quantile) as Spread['quantiles'],
  };
}
