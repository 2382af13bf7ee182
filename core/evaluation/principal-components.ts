/** The first two principal components of a feature table, for a scatter plot. */

import { PCA } from 'ml-pca';
import { BLOCK, dot, fitColumns, project, timesCovariance } from './standardised-table';
import type { ColumnScaling } from './standardised-table';

export interface PrincipalComponents {
  /** Every row's coordinates on the two axes. */
  scores: Float64Array; // [rows, 2]
  /** Unit vectors over the standardised columns; zero where a column or an axis does not count. */
  loadings: [Float64Array, Float64Array]; // [columns] each
  /** Share of the fitted rows' variance on each axis, 0 to 1. */
  explained: [number, number];
}

/** Passes over the table: with blocks of 4 a Krylov space of up to 48 dimensions. */
const PASSES = 12;

/** Most values that are fitted on; about a second's work. */
const FIT_VALUES = 8e6;

/** Eigenvalues below this share of the first are rounding error. */
const NEGLIGIBLE = 1e-12;

/**
 * Principal components of `values` [rows, columns], fitted on the first `trainRows` rows with each column standardised
 * over them (population deviation); columns that are constant there, up to float32's rounding, are left out. All rows are
 * projected. Each axis points where its largest loading is positive. A training part of more than 8 million values is
 * fitted on every second, third ... row, so that the axes never take long.
 *
 * The covariance matrix of 1280 columns is never formed: its action on a few vectors spans a block Krylov space that holds
 * the leading eigenvectors (Musco & Musco, NIPS 2015), and ml-pca solves the small problem in there.
 */
export function principalComponents(values: Float32Array, columns: number, trainRows: number): PrincipalComponents {
  const rows = columns === 0 ? 0 : values.length / columns;
  const sample = sampleRows(values, columns, trainRows);
  const fitted = fitColumns(sample, columns);
  const [first, second] = leadingAxes(krylovSpace(sample, fitted));
  const loadings = [first, second].map((axis) => axis?.loading ?? new Float64Array(columns)) as [
    Float64Array,
    Float64Array,
  ];
  // Each standardised column has variance 1.
  const share = (axis: Axis | undefined) => (axis === undefined ? 0 : axis.variance / fitted.kept);
  return {
    scores: project(values, rows, fitted, loadings),
    loadings,
    explained: [share(first), share(second)],
  };
}

/** The first `rows` rows, or every n-th of them where they hold more than `FIT_VALUES`. */
function sampleRows(values: Float32Array, columns: number, rows: number): Float32Array {
  const every = Math.ceil((rows * columns) / FIT_VALUES);
  if (every <= 1) return values.subarray(0, rows * columns);
  const count = Math.ceil(rows / every);
  const sample = new Float32Array(count * columns);
  for (let k = 0; k < count; k++)
    sample.set(values.subarray(k * every * columns, (k * every + 1) * columns), k * columns);
  return sample;
}

interface Space {
  /** Orthonormal vectors. */
  basis: Float64Array[];
  /** The covariance matrix times each of them. */
  images: Float64Array[];
}

function krylovSpace(values: Float32Array, fitted: ColumnScaling): Space {
  const basis: Float64Array[] = [];
  const images: Float64Array[] = [];
  let candidates = startVectors(fitted.inverse);
  for (let pass = 0; pass < PASSES; pass++) {
    const known = basis.length;
    for (const candidate of candidates) if (orthonormalise(basis, candidate)) basis.push(candidate);
    const block = basis.slice(known);
    if (block.length === 0) break;
    images.push(...timesCovariance(values, fitted, block));
    candidates = images.slice(known).map((image) => image.slice());
  }
  return { basis, images };
}

/** Fixed pseudo-random vectors (linear congruential, Numerical Recipes' constants) over the columns that count. */
function startVectors(inverse: Float64Array): Float64Array[] {
  let state = 1;
  return Array.from({ length: BLOCK }, () =>
    inverse.map((scale) => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return scale === 0 ? 0 : state / 2 ** 32 - 0.5;
    }),
  );
}

/** Makes `vector` a unit vector orthogonal to the basis; false when nothing of it is left. */
function orthonormalise(basis: readonly Float64Array[], vector: Float64Array): boolean {
  const before = Math.sqrt(dot(vector, vector));
  // Twice, since the first time leaves rounding errors of the size of what was removed.
  for (let time = 0; time < 2; time++) {
    for (const other of basis) {
      const share = dot(vector, other);
      for (let j = 0; j < vector.length; j++) vector[j] -= share * other[j];
    }
  }
  const length = Math.sqrt(dot(vector, vector));
  if (!(length > 1e-10 * before)) return false;
  for (let j = 0; j < vector.length; j++) vector[j] /= length;
  return true;
}

interface Axis {
  loading: Float64Array; // [columns]
  variance: number;
}

/** The two leading eigenvectors within the space, with their eigenvalues; fewer where there is no more variance. */
function leadingAxes({ basis, images }: Space): (Axis | undefined)[] {
  if (basis.length === 0) return [];
  const covariance = basis.map((a, row) =>
    basis.map((b, column) => (dot(a, images[column]) + dot(b, images[row])) / 2),
  );
  const pca = new PCA(covariance, { isCovarianceMatrix: true });
  const variances = pca.getEigenvalues();
  const vectors = pca.getEigenvectors();
  const axes: Axis[] = [];
  for (let axis = 0; axis < Math.min(2, basis.length); axis++) {
    if (!(variances[axis] > 0) || variances[axis] < NEGLIGIBLE * variances[0]) break;
    const loading = new Float64Array(basis[0].length);
    basis.forEach((vector, row) => {
      const share = vectors.get(row, axis);
      for (let j = 0; j < loading.length; j++) loading[j] += share * vector[j];
    });
    axes.push({ loading: pointUp(loading), variance: variances[axis] });
  }
  return axes;
}

/** Turns a vector so that its largest component is positive, the first one of those that differ by rounding alone. */
function pointUp(vector: Float64Array): Float64Array {
  const largest = vector.reduce((most, value) => (Math.abs(value) > Math.abs(most) * (1 + 1e-9) ? value : most), 0);
  return largest < 0 ? vector.map((value) => 0 - value) : vector;
}
