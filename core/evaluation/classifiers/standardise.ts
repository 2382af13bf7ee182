/** Standardises columns over the rows that a classifier is fitted on: `(x - mean) / deviation`, constant columns left out. */

import type { Table } from './classifier';

export interface Standard {
  kept: Int32Array; // [K], the columns that are not constant
  mean: Float64Array; // [K]
  /** 1 / population standard deviation. */
  inverse: Float64Array; // [K]
}

/** A column that varies less beside its mean is constant but for the rounding of float32 and of float64. */
const NEGLIGIBLE = { float32: 1e-6, float64: 1e-13 };
const VALUES_BETWEEN_YIELDS = 1 << 22;

/** Mean and population deviation of every column of the table, the mean first. Yields between stretches of work. */
export function* fitStandard(table: Table): Generator<void, Standard> {
  const { values, rows, columns } = table;
  const mean = new Float64Array(columns);
  const squares = new Float64Array(columns);
  const between = Math.max(1, Math.floor(VALUES_BETWEEN_YIELDS / Math.max(1, columns)));
  for (let row = 0, at = 0; row < rows; row++) {
    for (let j = 0; j < columns; j++, at++) mean[j] += values[at];
    if (row % between === between - 1) yield;
  }
  for (let j = 0; j < columns; j++) mean[j] /= rows;
  for (let row = 0, at = 0; row < rows; row++) {
    for (let j = 0; j < columns; j++, at++) squares[j] += (values[at] - mean[j]) * (values[at] - mean[j]);
    if (row % between === between - 1) yield;
  }
  const negligible = values instanceof Float32Array ? NEGLIGIBLE.float32 : NEGLIGIBLE.float64;
  const deviation = squares.map((sum) => Math.sqrt(sum / rows));
  const varies = (j: number): boolean => deviation[j] > negligible * Math.abs(mean[j]) && Number.isFinite(deviation[j]);
  const kept = Int32Array.from({ length: columns }, (_, j) => j).filter(varies);
  return {
    kept,
    mean: Float64Array.from(kept, (j) => mean[j]),
    inverse: Float64Array.from(kept, (j) => 1 / deviation[j]),
  };
}

/** The rows `from <= row < to`, standardised, into `into` [to - from, K]. */
export function standardRows(
  { values, columns }: Table,
  { kept, mean, inverse }: Standard,
  from: number,
  to: number,
  into: Float64Array,
): void {
  for (let row = from, at = 0; row < to; row++) {
    const start = row * columns;
    for (let k = 0; k < kept.length; k++, at++) into[at] = (values[start + kept[k]] - mean[k]) * inverse[k];
  }
}
