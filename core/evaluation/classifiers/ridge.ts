/** Ridge regression with the penalty chosen by leave-one-out; of classes the regression of +1 and -1 for each. */

import type { Fit, Scoring, Table, Target } from './classifier';
import { addGram } from './gram';
import { fitStandard, standardRows, type Standard } from './standardise';
import { PIECE, quadratic, type Shifted, shifted, solve, type Tridiagonal, tridiagonalise } from './tridiagonal';

/** The penalties that are tried: ten from 1e-3 to 1e3, evenly on a logarithmic scale, as Dempster et al. (ROCKET, 2020) do. */
export const PENALTIES: readonly number[] = Array.from({ length: 10 }, (_, at) => 10 ** (-3 + (6 * at) / 9));

/** Vectors whose products are taken at once are this long, so that two of them stay in cache. */
const BLOCK = 256;

/** The rows that are fitted on, and what is wanted of them. */
interface Problem {
  train: Table;
  standard: Standard;
  /** What is wanted less its mean. */
  y: Float64Array; // [n, K]
  mean: Float64Array; // [K]
  outputs: number; // K
}

/**
 * min |Y - X W - 1 b|^2 + penalty |W|^2 over standardised columns, b not penalised. The penalty is that of `PENALTIES` with
 * the least mean squared error over rows and outputs when each row in turn is predicted from all others, which needs no
 * other fit: e_i = r_i / (1 - H_ii), H = 1 1'/n + X (X'X + penalty)^-1 X' (Allen's PRESS; Golub, Heath & Wahba, 1979). As
 * scikit-learn's RidgeCV and RidgeClassifierCV, whose classes are +1 and -1 too and have no weights; columns keep the
 * standard of all rows when one is left out.
 *
 * Of rows and columns the fewer, m, make a matrix [m, m]: X X' where rows are fewer, X'X where columns are. It is brought to
 * tridiagonal form once, and each penalty costs little more.
 */
export const fitRidge: Fit = function* (train, target) {
  const standard = yield* fitStandard(train);
  const problem = problemOf(train, standard, target);
  const columns = standard.kept.length;
  const weights =
    columns === 0 ? new Float64Array(0) : yield* (train.rows <= columns ? fitByRows : fitByColumns)(problem);
  return { scores: scoring(problem, weights), probabilities: null };
};

/** Numbers of which a fit makes a square matrix, so that callers can bound it before they begin. */
export function ridgeSize(rows: number, columns: number): number {
  return Math.min(rows, columns);
}

function problemOf(train: Table, standard: Standard, target: Target): Problem {
  const outputs = target.kind === 'classes' ? target.count : 1;
  const n = train.rows;
  const y = new Float64Array(n * outputs);
  if (target.kind === 'numbers') y.set(target.values);
  else {
    y.fill(-1);
    for (let row = 0; row < n; row++) y[row * outputs + target.classes[row]] = 1;
  }
  const mean = new Float64Array(outputs);
  for (let at = 0; at < y.length; at++) mean[at % outputs] += y[at] / n;
  for (let at = 0; at < y.length; at++) y[at] -= mean[at % outputs];
  return { train, standard, y, mean, outputs };
}

/** The form in X X': W = X' (X X' + penalty)^-1 Y [columns, K]. */
function* fitByRows({ train, standard, y, outputs: K }: Problem): Generator<void, Float64Array> {
  const n = train.rows;
  const columns = standard.kept.length;
  const gram = new Float64Array(n * n);
  const rows = new RowBlocks(train, standard);
  for (let from = 0; from < columns; from += BLOCK) {
    const to = Math.min(columns, from + BLOCK);
    yield* addGram(yield* rows.columnsOf(from, to), n, to - from, gram);
  }
  const reduced = yield* tridiagonalise(gram, n);
  const { q } = reduced;
  const turned = yield* timesTransposed(q, n, n, y, K); // Q'Y [n, K]
  const trial = new Trial(reduced, turned, K);
  const { errors } = trial;
  for (const [at, penalty] of PENALTIES.entries()) {
    const { factors, solved } = trial.of[at];
    for (let row = 0; row < n; row++) {
      const left = penalty * quadratic(factors, q, row * n) - 1 / n; // 1 - H_ii
      for (let k = 0; k < K; k++) {
        let residual = 0;
        for (let j = 0; j < n; j++) residual += q[row * n + j] * solved[j * K + k];
        errors[at] += ((penalty * residual) / left) ** 2;
      }
      if (row % Math.ceil(PIECE / (4 * n * (K + 2))) === 0) yield;
    }
  }
  const dual = yield* times(q, n, n, trial.best(), K); // (X X' + penalty)^-1 Y
  const weights = new Float64Array(columns * K);
  for (let from = 0; from < columns; from += BLOCK) {
    const to = Math.min(columns, from + BLOCK);
    const block = yield* rows.columnsOf(from, to);
    weights.set(yield* timesTransposed(block, n, to - from, dual, K), from * K);
  }
  return weights;
}

/** The form in X'X: W = (X'X + penalty)^-1 X'Y [columns, K]. */
function* fitByColumns({ train, standard, y, outputs: K }: Problem): Generator<void, Float64Array> {
  const n = train.rows;
  const p = standard.kept.length;
  const gram = new Float64Array(p * p);
  const products = new Float64Array(p * K); // X'Y
  const block = new Float64Array(BLOCK * p);
  const across = new Float64Array(BLOCK * p);
  for (let from = 0; from < n; from += BLOCK) {
    const size = Math.min(n, from + BLOCK) - from;
    standardRows(train, standard, from, from + size, block);
    for (let row = 0; row < size; row++) for (let j = 0; j < p; j++) across[j * size + row] = block[row * p + j];
    yield* addGram(across, p, size, gram);
    const part = yield* times(across, p, size, y.subarray(from * K, (from + size) * K), K);
    for (let at = 0; at < part.length; at++) products[at] += part[at];
  }
  const reduced = yield* tridiagonalise(gram, p);
  const { q } = reduced;
  const trial = new Trial(reduced, yield* timesTransposed(q, p, p, products, K), K);
  const { errors } = trial;
  for (let from = 0; from < n; from += BLOCK) {
    const size = Math.min(n, from + BLOCK) - from;
    standardRows(train, standard, from, from + size, block);
    const turned = yield* times(block, size, p, q, p); // X Q [size, p]
    for (const [at] of PENALTIES.entries()) {
      const { factors, solved } = trial.of[at];
      for (let row = 0; row < size; row++) {
        const left = 1 - 1 / n - quadratic(factors, turned, row * p);
        for (let k = 0; k < K; k++) {
          let predicted = 0;
          for (let j = 0; j < p; j++) predicted += turned[row * p + j] * solved[j * K + k];
          errors[at] += ((y[(from + row) * K + k] - predicted) / left) ** 2;
        }
      }
      yield;
    }
  }
  return yield* times(q, p, p, trial.best(), K);
}

/** All penalties at once: (T + penalty)^-1 B for each, and the squared errors that add up. */
class Trial {
  readonly of: { factors: Shifted; solved: Float64Array }[];
  readonly errors = new Float64Array(PENALTIES.length);

  constructor(reduced: Tridiagonal, b: Float64Array, outputs: number) {
    this.of = PENALTIES.map((penalty) => {
      const factors = shifted(reduced, penalty);
      return { factors, solved: solve(factors, b, outputs) };
    });
  }

  /** What the first penalty of the least error solved to; the largest's where none has one, as of a single row. */
  best(): Float64Array {
    let least = PENALTIES.length - 1;
    for (let at = PENALTIES.length - 1; at >= 0; at--) {
      if (this.errors[at] <= this.errors[least] || Number.isNaN(this.errors[least])) least = at;
    }
    return this.of[least].solved;
  }
}

/** The standardised table by blocks of its columns. */
class RowBlocks {
  private readonly block: Float64Array;

  constructor(
    private readonly table: Table,
    private readonly standard: Standard,
  ) {
    this.block = new Float64Array(table.rows * Math.min(BLOCK, standard.kept.length));
  }

  /** Columns `from <= column < to` of all rows; valid until the next call. [rows, to - from] */
  *columnsOf(from: number, to: number): Generator<void, Float64Array> {
    const { kept, mean, inverse } = this.standard;
    const some = { kept: kept.subarray(from, to), mean: mean.subarray(from, to), inverse: inverse.subarray(from, to) };
    standardRows(this.table, some, 0, this.table.rows, this.block);
    yield;
    return this.block.subarray(0, this.table.rows * (to - from));
  }
}

/** A B for A [rows, inner] and B [inner, columns], row by row. */
function* times(
  a: Float64Array,
  rows: number,
  inner: number,
  b: Float64Array,
  columns: number,
): Generator<void, Float64Array> {
  const product = new Float64Array(rows * columns);
  let work = 0;
  for (let row = 0; row < rows; row++) {
    const to = row * columns;
    let k = 0;
    for (; k + 3 < inner; k += 4) {
      const at = row * inner + k;
      const [a0, a1, a2, a3] = [a[at], a[at + 1], a[at + 2], a[at + 3]];
      const [b0, b1, b2, b3] = [k * columns, (k + 1) * columns, (k + 2) * columns, (k + 3) * columns];
      for (let j = 0; j < columns; j++) {
        product[to + j] += a0 * b[b0 + j] + a1 * b[b1 + j] + (a2 * b[b2 + j] + a3 * b[b3 + j]);
      }
    }
    for (; k < inner; k++) for (let j = 0; j < columns; j++) product[to + j] += a[row * inner + k] * b[k * columns + j];
    work += inner * columns;
    if (work < PIECE) continue;
    work = 0;
    yield;
  }
  return product;
}

/** A'B for A [rows, inner] and B [rows, columns]: [inner, columns]. */
function* timesTransposed(
  a: Float64Array,
  rows: number,
  inner: number,
  b: Float64Array,
  columns: number,
): Generator<void, Float64Array> {
  const product = new Float64Array(inner * columns);
  let work = 0;
  for (let row = 0; row < rows; row++) {
    for (let k = 0; k < columns; k++) {
      const value = b[row * columns + k];
      for (let j = 0; j < inner; j++) product[j * columns + k] += a[row * inner + j] * value;
    }
    work += 2 * inner * columns;
    if (work < PIECE) continue;
    work = 0;
    yield;
  }
  return product;
}

/** X W + b for the rows of any table. */
function scoring({ standard, mean, outputs: K }: Problem, weights: Float64Array): Scoring {
  const p = standard.kept.length;
  return function* (test) {
    const scores = new Float64Array(test.rows * K);
    const many = Math.max(1, Math.min(test.rows, Math.floor(PIECE / (4 * Math.max(1, p)))));
    const block = new Float64Array(many * p);
    for (let from = 0; from < test.rows; from += many) {
      const size = Math.min(test.rows, from + many) - from;
      standardRows(test, standard, from, from + size, block);
      const part = yield* times(block, size, p, weights, K);
      for (let at = 0; at < part.length; at++) scores[from * K + at] = part[at] + mean[at % K];
    }
    return scores;
  };
}
