/** Ranges of labels that are numbers, each with as many points, to be told apart by colour. */

import type { ScatterPoint } from '../../core/contract/views';

const MOST_RANGES = 5;

export interface Ranged {
  /** The points with the name of their range for a label. */
  points: ScatterPoint[];
  /** Names of the ranges from the smallest numbers up; null comes last where a point has no label. */
  labels: (string | null)[];
}

/** Fifths of the points by their labels' numbers: equal numbers stay together, so that there may be fewer. */
export function inRanges(points: readonly ScatterPoint[], nameOf: (low: number, high: number) => string): Ranged {
  const numbers = points.flatMap(({ label }) => (label === null ? [] : [Number(label)])).sort((a, b) => a - b);
  const ranges: { low: number; high: number; name: string }[] = [];
  for (let first = 0; first < numbers.length;) {
    const fair = Math.ceil(((ranges.length + 1) * numbers.length) / MOST_RANGES) - 1;
    let last = Math.max(first, fair);
    while (last + 1 < numbers.length && numbers[last + 1] === numbers[last]) last++;
    const [low, high] = [numbers[first], numbers[last]];
    ranges.push({ low, high, name: nameOf(low, high) });
    first = last + 1;
  }
  const labelOf = (label: string | null): string | null =>
    label === null ? null : (ranges.find(({ high }) => Number(label) <= high)?.name ?? null);
  const hasNone = points.some(({ label }) => label === null);
  return {
    points: points.map((point) => ({ ...point, label: labelOf(point.label) })),
    labels: [...new Set(ranges.map(({ name }) => name)), ...(hasNone ? [null] : [])],
  };
}
