/** How columns go together: the matrix of their correlations, and the tree that joins what says the same. */

import { standardised } from '../classifiers/standardised';
import type { Table } from '../classifiers/classifier';
import { fitStandard } from '../classifiers/standardise';

export interface Correlations {
  /** Columns of the table that vary, in its order. */
  columns: Int32Array;
  r: Float32Array; // [m, m], symmetric, 1 on the diagonal
}

/** Multiply-adds between two yields. */
const PIECE = 1 << 22;

/** Pearson's r of every two columns over the rows of a table; constant columns have none and are left out. */
export function* correlationsOf(table: Table): Generator<void, Correlations> {
  const standard = yield* fitStandard(table);
  const { x, rows, width: m } = yield* standardised(table, standard);
  const byColumn = new Float64Array(rows * m);
  for (let j = 0; j < m; j++) for (let row = 0; row < rows; row++) byColumn[j * rows + row] = x[row * m + j];
  yield;
  const r = new Float32Array(m * m);
  for (let a = 0, work = 0; a < m; a++) {
    r[a * m + a] = 1;
    for (let b = 0; b < a; b++) {
      let sum = 0;
      for (let i = a * rows, k = b * rows; k < (b + 1) * rows; i++, k++) sum += byColumn[i] * byColumn[k];
      r[a * m + b] = r[b * m + a] = Math.max(-1, Math.min(1, sum / rows));
      work += rows;
      if (work > PIECE) {
        yield;
        work = 0;
      }
    }
  }
  return { columns: standard.kept, r };
}

/** Two clusters become one; what is joined first stands first. */
export interface Join {
  /** Below m a column, from m on the cluster of the join of that number less m. */
  left: number;
  right: number;
  /** Mean of 1 - |r| between the two. */
  height: number;
}

/** Average linkage (UPGMA, Sokal & Michener 1958) on 1 - |r| by chains of nearest neighbours (Murtagh 1983), in m^2 steps. */
export function* averageLinkage(r: Float32Array, m: number): Generator<void, Join[]> {
  const distance = Float64Array.from(r, (value) => 1 - Math.abs(value));
  const size = new Float64Array(m).fill(1);
  const open = new Set(Array.from({ length: m }, (_, j) => j));
  const found: { a: number; b: number; height: number }[] = [];
  const chain: number[] = [];
  while (open.size > 1) {
    if (chain.length === 0) chain.push(open.values().next().value!);
    const last = chain.at(-1)!;
    const before = chain.at(-2) ?? -1;
    // The one before is kept where another is as near, so that a chain ends.
    let near = before;
    let least = before < 0 ? Infinity : distance[last * m + before];
    for (const other of open) {
      if (other === last || !(distance[last * m + other] < least)) continue;
      near = other;
      least = distance[last * m + other];
    }
    if (near !== before) {
      chain.push(near);
      continue;
    }
    chain.length -= 2;
    const [a, b] = [Math.min(last, near), Math.max(last, near)];
    found.push({ a, b, height: least });
    open.delete(b);
    const all = size[a] + size[b];
    for (const other of open) {
      if (other === a) continue;
      const mean = (size[a] * distance[a * m + other] + size[b] * distance[b * m + other]) / all;
      distance[a * m + other] = distance[other * m + a] = mean;
    }
    size[a] = all;
    yield;
  }
  // Chains find joins out of their order; a join is never lower than those that it rests on.
  const at = Int32Array.from({ length: m }, (_, j) => j);
  return found
    .toSorted((one, other) => one.height - other.height)
    .map(({ a, b, height }, place) => {
      const join = { left: at[a], right: at[b], height };
      at[a] = m + place;
      return join;
    });
}

export interface Grouping {
  /** The columns in the order of the tree's leaves, so that what goes together stands together. */
  order: Int32Array; // [m]
  /** Of each place in `order` the number of its group, counted from 0 along the order. */
  group: Int32Array; // [m]
}

/** Leaves in the tree's order, and the groups whose halves have a mean |r| of at least `threshold`. */
export function groupsOf(joins: readonly Join[], m: number, threshold: number): Grouping {
  const order = new Int32Array(m);
  const group = new Int32Array(m);
  const joined = (cluster: number): boolean => cluster < m || joins[cluster - m].height <= 1 - threshold;
  let place = 0;
  let groups = 0;
  const open = m === 0 ? [] : [{ cluster: m + joins.length - 1, within: false }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { cluster, within } = next;
    const starts = !within && joined(cluster);
    if (starts) groups++;
    if (cluster < m) {
      order[place] = cluster;
      group[place++] = groups - 1;
      continue;
    }
    const { left, right } = joins[cluster - m];
    open.push({ cluster: right, within: within || starts }, { cluster: left, within: within || starts });
  }
  return { order, group };
}
