/** Groups units by what they do: Ward's hierarchical clustering of a small table, and the order that it puts them in. */

export interface Clusters {
  /** Rows in the order of the tree's leaves: like stands by like. */
  order: number[];
  /** Cluster of every row, counted from 0 in the order of leaves. */
  of: number[];
  count: number;
  /** Heights of the merges, lowest first, as scipy's `linkage(method='ward')` gives them. */
  heights: number[];
}

interface Node {
  /** Row where it is a leaf, else -1. */
  row: number;
  left: Node | null;
  right: Node | null;
  height: number;
  /** Least row in it, by which siblings are ordered. */
  first: number;
}

const MOST_CLUSTERS = 8;

/**
 * Clusters the rows of a table [rows, columns] after standardising its columns (NaN as the column's mean; constant ones count
 * for nothing), by Ward's criterion with the nearest-neighbour chain (Murtagh 1983; Lance & Williams 1967): time
 * and memory grow with the square of the rows. The tree is cut below the merge whose height rises most above the one
 * before it, so that 2 to 8 clusters are left; fewer than three rows are one. Yields after every merge.
 */
export function* clusterRows(table: Float64Array, rows: number, columns: number): Generator<void, Clusters> {
  const values = standardised(table, rows, columns);
  const squares = new Float64Array(rows * rows); // Ward's distances, squared
  for (let a = 0; a < rows; a++) {
    for (let b = 0; b < a; b++) {
      let sum = 0;
      for (let j = 0; j < columns; j++) sum += (values[a * columns + j] - values[b * columns + j]) ** 2;
      squares[a * rows + b] = squares[b * rows + a] = sum;
    }
    if (a % 64 === 0) yield;
  }
  const nodes: (Node | null)[] = Array.from({ length: rows }, (_, row) => ({
    row,
    left: null,
    right: null,
    height: 0,
    first: row,
  }));
  const sizes = new Float64Array(rows).fill(1);
  const merges: Node[] = [];
  const chain: number[] = [];
  for (let left = rows; left > 1; left--) {
    if (chain.length === 0) chain.push(nodes.findIndex((node) => node !== null));
    for (;;) {
      const last = chain.at(-1)!;
      const before = chain.at(-2) ?? -1;
      let nearest = before;
      let least = before < 0 ? Infinity : squares[last * rows + before];
      for (let other = 0; other < rows; other++) {
        if (other === last || nodes[other] === null || !(squares[last * rows + other] < least)) continue;
        nearest = other;
        least = squares[last * rows + other];
      }
      if (nearest !== before) {
        chain.push(nearest);
        continue;
      }
      chain.length -= 2;
      const [a, b] = [Math.min(last, before), Math.max(last, before)];
      merges.push((nodes[a] = merged(nodes[a]!, nodes[b]!, Math.sqrt(least))));
      nodes[b] = null;
      for (let k = 0; k < rows; k++) {
        if (k === a || nodes[k] === null) continue;
        const [na, nb, nk] = [sizes[a], sizes[b], sizes[k]];
        const own =
          ((na + nk) * squares[a * rows + k] + (nb + nk) * squares[b * rows + k] - nk * least) / (na + nb + nk);
        squares[a * rows + k] = squares[k * rows + a] = own;
      }
      sizes[a] += sizes[b];
      break;
    }
    yield;
  }
  const root = nodes.find((node) => node !== null)!;
  const heights = merges.map(({ height }) => height).toSorted((a, b) => a - b);
  return { ...cut(root, rows, heights), heights };
}

function merged(a: Node, b: Node, height: number): Node {
  const [left, right] = a.first < b.first ? [a, b] : [b, a];
  return { row: -1, left, right, height, first: left.first };
}

/** Leaves in order, and the clusters below the largest rise of the heights. */
function cut(root: Node, rows: number, heights: number[]): Omit<Clusters, 'heights'> {
  let count = 1;
  let most = 0;
  // With k clusters left the next merge is heights[rows - k], the last one made heights[rows - k - 1].
  const last = Math.min(MOST_CLUSTERS, rows - 1);
  for (let k = 2; k <= last; k++) {
    const rise = heights[rows - k] - heights[rows - k - 1];
    if (!(rise > most)) continue;
    most = rise;
    count = k;
  }
  const limit = count === 1 ? Infinity : heights[rows - count];
  const order: number[] = [];
  const of = Array.from({ length: rows }, () => 0);
  let cluster = -1;
  const waiting: { node: Node; within: boolean }[] = [{ node: root, within: false }];
  while (waiting.length > 0) {
    const { node, within } = waiting.pop()!;
    const inside = within || node.height < limit;
    if (inside && !within) cluster++;
    if (node.row >= 0) {
      order.push(node.row);
      of[node.row] = cluster;
      continue;
    }
    waiting.push({ node: node.right!, within: inside }, { node: node.left!, within: inside });
  }
  return { order, of, count: cluster + 1 };
}

/** Columns with mean 0 and deviation 1. */
function standardised(table: Float64Array, rows: number, columns: number): Float64Array {
  const values = table.slice();
  for (let j = 0; j < columns; j++) {
    const own = Array.from({ length: rows }, (_, row) => table[row * columns + j]);
    const known = own.filter(Number.isFinite);
    const mean = known.reduce((sum, value) => sum + value, 0) / Math.max(1, known.length);
    const variance = known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, known.length);
    const scale = variance > 1e-18 * mean * mean && variance > 0 ? 1 / Math.sqrt(variance) : 0;
    for (const [row, value] of own.entries())
      values[row * columns + j] = Number.isFinite(value) ? (value - mean) * scale : 0;
  }
  return values;
}
