/** A feature table with standardised columns: its products with vectors, without ever storing it. */

export interface ColumnScaling {
  mean: Float64Array; // [columns]
  /** 1 / standard deviation, 0 for a constant column. */
  inverse: Float64Array; // [columns]
  /** Columns that are not constant. */
  kept: number;
}

/** Vectors that `timesCovariance` takes at once. */
export const BLOCK = 4;

/** Mean and population deviation of each column of `values` [rows, columns]. */
export function fitColumns(values: Float32Array, columns: number): ColumnScaling {
  const rows = values.length / columns;
  const mean = new Float64Array(columns);
  const inverse = new Float64Array(columns);
  for (let row = 0, at = 0; row < rows; row++) for (let j = 0; j < columns; j++, at++) mean[j] += values[at];
  for (let j = 0; j < columns; j++) mean[j] /= Math.max(1, rows);
  for (let row = 0, at = 0; row < rows; row++)
    for (let j = 0; j < columns; j++, at++) inverse[j] += (values[at] - mean[j]) ** 2;
  let kept = 0;
  for (let j = 0; j < columns; j++) {
    const deviation = Math.sqrt(inverse[j] / rows);
    const varies = deviation > 1e-6 * Math.abs(mean[j]);
    inverse[j] = varies ? 1 / deviation : 0;
    if (varies) kept++;
  }
  return { mean, inverse, kept };
}

/** X^T X v / rows for up to four vectors in one pass, where X is the standardised table, never stored. */
export function timesCovariance(
  values: Float32Array,
  { mean, inverse }: ColumnScaling,
  vectors: readonly Float64Array[],
): Float64Array[] {
  const columns = mean.length;
  const rows = values.length / columns;
  const images = Array.from({ length: BLOCK }, () => new Float64Array(columns));
  const scaled = images.map((_, k) => inverse.map((scale, j) => (k < vectors.length ? scale * vectors[k][j] : 0)));
  const [v0, v1, v2, v3] = scaled;
  const [y0, y1, y2, y3] = images;
  const offsets = scaled.map((vector) => dot(vector, mean));
  const sums = [0, 0, 0, 0];
  for (let row = 0; row < rows; row++) {
    const start = row * columns;
    let [s0, s1, s2, s3] = [-offsets[0], -offsets[1], -offsets[2], -offsets[3]];
    for (let j = 0; j < columns; j++) {
      const value = values[start + j];
      s0 += value * v0[j];
      s1 += value * v1[j];
      s2 += value * v2[j];
      s3 += value * v3[j];
    }
    for (let j = 0; j < columns; j++) {
      const value = values[start + j];
      y0[j] += s0 * value;
      y1[j] += s1 * value;
      y2[j] += s2 * value;
      y3[j] += s3 * value;
    }
    sums[0] += s0;
    sums[1] += s1;
    sums[2] += s2;
    sums[3] += s3;
  }
  images.forEach((image, k) => {
    for (let j = 0; j < columns; j++) image[j] = ((image[j] - sums[k] * mean[j]) * inverse[j]) / rows;
  });
  return images.slice(0, vectors.length);
}

/** Coordinates of every row on two vectors over the standardised columns: [rows, 2]. */
export function project(
  values: Float32Array,
  rows: number,
  { mean, inverse }: ColumnScaling,
  loadings: readonly [Float64Array, Float64Array],
): Float64Array {
  const columns = mean.length;
  const [v0, v1] = loadings.map((loading) => loading.map((value, j) => value * inverse[j]));
  const [offset0, offset1] = [dot(v0, mean), dot(v1, mean)];
  const scores = new Float64Array(rows * 2);
  for (let row = 0, at = 0; row < rows; row++) {
    let s0 = -offset0;
    let s1 = -offset1;
    for (let j = 0; j < columns; j++, at++) {
      s0 += values[at] * v0[j];
      s1 += values[at] * v1[j];
    }
    scores[2 * row] = s0;
    scores[2 * row + 1] = s1;
  }
  return scores;
}

export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += a[j] * b[j];
  return sum;
}
