/** Ward's clustering: against the definition computed in the plainest way, and groups that anyone can see. */

import { describe, expect, it } from 'vitest';
import { clusterRows, type Clusters } from '../../../../core/features/units/clusters';
import { seededRandom } from '../../../../core/lstm/random';

function clustersOf(table: number[][]): Clusters {
  const work = clusterRows(Float64Array.from(table.flat()), table.length, table[0].length);
  for (;;) {
    const next = work.next();
    if (next.done) return next.value;
  }
}

/** Merges whichever two clusters raise the sum of squares within least, computed anew from their rows each time. */
function plainHeights(table: number[][]): number[] {
  const columns = table[0].map((_, j) => table.map((row) => row[j]));
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const scaled = table.map((row) =>
    row.map(
      (value, j) => (value - mean(columns[j])) / Math.sqrt(mean(columns[j].map((v) => (v - mean(columns[j])) ** 2))),
    ),
  );
  const within = (rows: number[]) =>
    table[0]
      .map((_, j) => {
        const own = rows.map((row) => scaled[row][j]);
        return own.reduce((sum, value) => sum + (value - mean(own)) ** 2, 0);
      })
      .reduce((sum, value) => sum + value, 0);
  let groups = table.map((_, row) => [row]);
  const heights: number[] = [];
  while (groups.length > 1) {
    let best = { rise: Infinity, a: 0, b: 0 };
    for (let a = 0; a < groups.length; a++) {
      for (let b = 0; b < a; b++) {
        const rise = within([...groups[a], ...groups[b]]) - within(groups[a]) - within(groups[b]);
        if (rise < best.rise) best = { rise, a, b };
      }
    }
    // scipy's height is the square root of twice the rise.
    heights.push(Math.sqrt(2 * best.rise));
    groups = [...groups.filter((_, at) => at !== best.a && at !== best.b), [...groups[best.a], ...groups[best.b]]];
  }
  return heights;
}

describe('clusters of units', () => {
  it('merge at the heights of the definition', () => {
    const random = seededRandom(5);
    const table = Array.from({ length: 20 }, () => Array.from({ length: 4 }, () => random.gaussian()));
    const { heights } = clustersOf(table);
    for (const [at, height] of plainHeights(table).entries()) expect(heights[at]).toBeCloseTo(height, 9);
  });

  it('are the groups that are there, and stand together in the order', () => {
    const random = seededRandom(6);
    const centres = [0, 10, 20];
    const table = Array.from({ length: 30 }, (_, row) => [
      centres[row % 3] + 0.1 * random.gaussian(),
      -centres[row % 3] + 0.1 * random.gaussian(),
    ]);
    const { order, of, count } = clustersOf(table);
    expect(count).toBe(3);
    for (let row = 0; row < 30; row++) expect(of[row]).toBe(of[row % 3]);
    expect(order.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, row) => row));
    expect(order.map((row) => of[row])).toEqual(order.map((row) => of[row]).toSorted((a, b) => a - b));
  });

  it('are one where there are too few rows, or all are alike', () => {
    expect(clustersOf([[1, 2]])).toEqual({ order: [0], of: [0], count: 1, heights: [] });
    expect(clustersOf([[1], [2]]).count).toBe(1);
    expect(clustersOf([[1], [1], [1], [NaN]]).count).toBe(1);
  });
});
