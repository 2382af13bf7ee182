/** One tree of decisions over columns: grown as CART (Breiman et al. 1984), every split the best of the columns it may look at. */

import type { RandomSource } from '../random-source';
import { shuffle } from '../random-source';
import type { Table, Target } from './classifier';

/** Nodes one after the other, the root first. A node without children is a leaf. */
export interface Tree {
  column: Int32Array;
  /** Rows up to here go to `left`, others to the node after it. */
  threshold: Float64Array;
  /** 0 for a leaf. */
  left: Int32Array;
  /** What the rows of a leaf are: the share of each class, or their mean. */
  value: Float64Array; // [leaves, K]
  /** The place of a leaf in `value`, of its first number. */
  at: Int32Array;
}

export interface Growing {
  train: Table;
  target: Target;
  /** Rows that the tree is grown on, one as often as it was drawn. They are put into another order. */
  rows: Int32Array;
  /** Columns that each split may look at; more, where those do not tell the rows apart. */
  tried: number;
  random: RandomSource;
}

/** Rows times columns looked at between two yields. */
const PIECE = 1 << 16;

/** Grown until the rows of every leaf are of one class, or of one number, or equal in all columns. */
export function* growTree({ train, target, rows, tried, random }: Growing): Generator<void, Tree> {
  const impurity = target.kind === 'classes' ? new Gini(target.classes, target.count) : new Spread(target.values);
  const nodes = { column: [0], threshold: [0], left: [0], at: [0] };
  const value: number[] = [];
  const columns = Int32Array.from({ length: train.columns }, (_, j) => j);
  const search = new SplitSearch(train, impurity, rows.length);
  const open = [{ node: 0, from: 0, to: rows.length }];
  for (let work = 0, next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, from, to } = next;
    const mine = rows.subarray(from, to);
    let best: Split | null = null;
    const most = impurity.start(mine) ? 0 : columns.length;
    for (let j = 0; j < most && (j < tried || best === null); j++) {
      shuffle(columns.subarray(j), random, 1);
      best = search.best(mine, columns[j], best);
      work += mine.length;
      if (work > PIECE) {
        yield;
        work = 0;
      }
    }
    if (best === null) {
      nodes.at[node] = value.length;
      value.push(...impurity.leaf());
      continue;
    }
    const left = nodes.left.length;
    nodes.column[node] = best.column;
    nodes.threshold[node] = best.threshold;
    nodes.left[node] = left;
    for (const list of Object.values(nodes)) list.push(0, 0);
    const middle = from + divide(train, mine, best);
    open.push({ node: left + 1, from: middle, to }, { node: left, from, to: middle });
  }
  return {
    column: Int32Array.from(nodes.column),
    threshold: Float64Array.from(nodes.threshold),
    left: Int32Array.from(nodes.left),
    value: Float64Array.from(value),
    at: Int32Array.from(nodes.at),
  };
}

/** The place in `value` of the leaf that a row falls into. */
export function leafOf({ column, threshold, left, at }: Tree, { values, columns }: Table, row: number): number {
  let node = 0;
  while (left[node] !== 0) node = left[node] + Number(!(values[row * columns + column[node]] <= threshold[node]));
  return at[node];
}

interface Split {
  column: number;
  threshold: number;
  /** The larger the better. */
  gain: number;
}

/** What splits are judged by: of the rows of a node so many are moved, one after the other, to the left side. */
interface Impurity {
  /** Takes the rows of a node, all on the right; whether nothing is left to tell apart. */
  start(rows: Int32Array): boolean;
  /** All rows on the right again. */
  restart(): void;
  move(row: number): void;
  /** What the split is worth that has `left` rows on the left: largest where what is within the sides is least. */
  gain(left: number, right: number): number;
  leaf(): Float64Array;
}

/** Gini: sides of n rows, n_k of a class, have an impurity of n - sum n_k^2 / n together. */
class Gini implements Impurity {
  private readonly all: Float64Array; // [K]
  private readonly left: Float64Array;
  private rows = 0;
  private leftSquares = 0;
  private rightSquares = 0;
  private squares = 0;

  constructor(
    private readonly classes: Int32Array,
    count: number,
  ) {
    this.all = new Float64Array(count);
    this.left = new Float64Array(count);
  }

  start(rows: Int32Array): boolean {
    this.all.fill(0);
    for (const row of rows) this.all[this.classes[row]]++;
    this.rows = rows.length;
    this.squares = this.all.reduce((sum, n) => sum + n * n, 0);
    return this.squares === rows.length * rows.length;
  }

  restart(): void {
    this.left.fill(0);
    this.leftSquares = 0;
    this.rightSquares = this.squares;
  }

  move(row: number): void {
    const k = this.classes[row];
    const n = this.left[k]++;
    this.leftSquares += 2 * n + 1;
    this.rightSquares -= 2 * (this.all[k] - n) - 1;
  }

  gain(left: number, right: number): number {
    return this.leftSquares / left + this.rightSquares / right;
  }

  leaf(): Float64Array {
    return this.all.map((n) => n / this.rows);
  }
}

/** Variance: the squares about the means of both sides are least where n_l m_l^2 + n_r m_r^2 is largest. */
class Spread implements Impurity {
  private mean = 0;
  private leftSum = 0;

  constructor(private readonly values: Float64Array) {}

  start(rows: Int32Array): boolean {
    const first = this.values[rows[0]];
    let sum = 0;
    let equal = true;
    for (const row of rows) {
      sum += this.values[row];
      equal &&= this.values[row] === first;
    }
    this.mean = equal ? first : sum / rows.length;
    return equal;
  }

  restart(): void {
    this.leftSum = 0;
  }

  move(row: number): void {
    this.leftSum += this.values[row] - this.mean;
  }

  // About the mean of all, what is on the left is missing on the right.
  gain(left: number, right: number): number {
    return this.leftSum * this.leftSum * (1 / left + 1 / right);
  }

  leaf(): Float64Array {
    return Float64Array.of(this.mean);
  }
}

/** Sorts the rows of a node by a column and tries every place between two values. */
class SplitSearch {
  private readonly keys: Float64Array;
  private readonly order: Int32Array;

  constructor(
    private readonly train: Table,
    private readonly impurity: Impurity,
    rows: number,
  ) {
    this.keys = new Float64Array(rows);
    this.order = new Int32Array(rows);
  }

  /** The better of `best` and the best split by a column; the one found first where both are as good. */
  best(rows: Int32Array, column: number, best: Split | null): Split | null {
    const { values, columns } = this.train;
    const keys = this.keys.subarray(0, rows.length);
    const order = this.order.subarray(0, rows.length);
    order.set(rows);
    for (let i = 0; i < order.length; i++) keys[i] = values[order[i] * columns + column];
    sortPairs(keys, order);
    if (keys[0] === keys.at(-1)) return best;
    this.impurity.restart();
    let found = best;
    for (let i = 0; i + 1 < order.length; i++) {
      this.impurity.move(order[i]);
      if (keys[i] === keys[i + 1]) continue;
      const gain = this.impurity.gain(i + 1, order.length - i - 1);
      if (found !== null && !(gain > found.gain)) continue;
      const middle = keys[i] / 2 + keys[i + 1] / 2;
      found = { column, threshold: middle >= keys[i] && middle < keys[i + 1] ? middle : keys[i], gain };
    }
    return found;
  }
}

/** Puts the rows that go left first, and returns how many they are. */
function divide({ values, columns }: Table, rows: Int32Array, { column, threshold }: Split): number {
  let left = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    if (!(values[row * columns + column] <= threshold)) continue;
    rows[i] = rows[left];
    rows[left++] = row;
  }
  return left;
}

/** Sorts keys ascending, and what stands beside them with them (shell sort with the gaps of Ciura 2001, times 2.25 beyond). */
function sortPairs(keys: Float64Array, beside: Int32Array): void {
  const gaps = [1, 4, 10, 23, 57, 132, 301, 701];
  while (gaps.at(-1)! < keys.length / 2.25) gaps.push(Math.floor(2.25 * gaps.at(-1)!));
  for (const gap of gaps.reverse()) {
    for (let i = gap; i < keys.length; i++) {
      const key = keys[i];
      const value = beside[i];
      let j = i;
      for (; j >= gap && keys[j - gap] > key; j -= gap) {
        keys[j] = keys[j - gap];
        beside[j] = beside[j - gap];
      }
      keys[j] = key;
      beside[j] = value;
    }
  }
}
