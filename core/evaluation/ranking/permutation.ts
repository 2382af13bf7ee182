/** Permutation importance (Breiman 2001): how much worse held-out rows are told when one column is dealt out anew among them. */

import type { Table } from '../classifiers/classifier';
import { type RandomSource, shuffle } from '../random-source';

export interface Importance {
  column: number;
  /** Mean fall of the score over the repeats. */
  mean: number;
  /** Sample standard deviation; null for one repeat. */
  deviation: number | null;
}

export interface Permuted {
  /** The score of the rows as they are. */
  score: number;
  importances: Importance[];
}

/** Permutes each of `columns` so many times; `score` tells how well rows are told, the larger the better. */
export function* permutationImportance(
  held: Table,
  columns: readonly number[],
  repeats: number,
  score: (table: Table) => Generator<void, number>,
  random: RandomSource,
): Generator<void, Permuted> {
  const base = yield* score(held);
  const values = held.values.slice();
  const table = { ...held, values };
  const order = Int32Array.from({ length: held.rows }, (_, row) => row);
  const importances: Importance[] = [];
  for (const column of columns) {
    const falls: number[] = [];
    for (let repeat = 0; repeat < repeats; repeat++) {
      shuffle(order, random);
      for (const [row, from] of order.entries())
        values[row * held.columns + column] = held.values[from * held.columns + column];
      falls.push(base - (yield* score(table)));
      yield;
    }
    for (let at = column; at < values.length; at += held.columns) values[at] = held.values[at];
    const mean = falls.reduce((sum, fall) => sum + fall, 0) / repeats;
    const squares = falls.reduce((sum, fall) => sum + (fall - mean) ** 2, 0);
    importances.push({ column, mean, deviation: repeats < 2 ? null : Math.sqrt(squares / (repeats - 1)) });
  }
  return { score: base, importances };
}
