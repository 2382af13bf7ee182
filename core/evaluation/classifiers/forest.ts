/** The random forest (Breiman, Machine Learning 45, 2001): trees grown on rows and columns drawn at random, and their mean. */

import { WorkbenchError } from '../../contract/errors';
import type { RandomFrom } from '../random-source';
import type { Fit, Table } from './classifier';
import { growTree, leafOf, type Tree } from './tree';

/** Bytes that all trees may take together. */
const MOST_BYTES = 1e9;
/** Rows times trees between two yields. */
const PIECE = 1 << 18;

/**
 * Each tree is grown on as many rows as there are, drawn with replacement. A split looks at the square root of the columns
 * for classes, at a third of them for numbers (Breiman's choices). Scores are the trees' shares of each class in the leaf that
 * a row falls into, or its mean, averaged. Trees do not ask how columns are scaled, so that none is standardised.
 * @throws evaluation/forest-too-large
 */
export function randomForest(trees: number, randomFrom: RandomFrom): Fit {
  return function* (train, target, seed) {
    const random = randomFrom(seed);
    const { rows, columns } = train;
    const outputs = target.kind === 'classes' ? target.count : 1;
    const tried = Math.max(1, Math.floor(target.kind === 'classes' ? Math.sqrt(columns) : columns / 3));
    const grown: Tree[] = [];
    let bytes = 0;
    for (let tree = 0; tree < trees; tree++) {
      const drawn = Int32Array.from({ length: rows }, () => Math.floor(random.uniform() * rows));
      const one = yield* growTree({ train, target, rows: drawn, tried, random });
      bytes += bytesOf(one);
      if (bytes > MOST_BYTES)
        throw new WorkbenchError('evaluation/forest-too-large', { trees, rows, limit: MOST_BYTES, grown: tree });
      grown.push(one);
      yield;
    }
    const scores = function* (test: Table): Generator<void, Float64Array> {
      const made = new Float64Array(test.rows * outputs);
      let work = 0;
      for (const tree of grown) {
        for (let row = 0; row < test.rows; row++) {
          const leaf = leafOf(tree, test, row);
          for (let k = 0; k < outputs; k++) made[row * outputs + k] += tree.value[leaf + k];
          if (++work % PIECE === 0) yield;
        }
      }
      for (let at = 0; at < made.length; at++) made[at] /= grown.length;
      return made;
    };
    return { scores, probabilities: target.kind === 'classes' ? scores : null };
  };
}

function bytesOf(tree: Tree): number {
  return [tree.column, tree.threshold, tree.left, tree.value, tree.at].reduce((sum, list) => sum + list.byteLength, 0);
}
