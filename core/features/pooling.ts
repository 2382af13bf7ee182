/** Turns hidden states over time into one row of features for each sequence, and names the columns. */

import type { FeaturesSpec, Pooling } from '../contract/specs';
import { POOLINGS } from '../contract/specs';
import type { Direction } from '../contract/views';
import { directionCount } from '../lstm/config';
import type { LstmConfig } from '../lstm/config';
import type { ForwardResult } from '../lstm/forward';

/** A feature column and where it stands in the full row. */
export interface FeatureSource {
  /** E.g. `h__l0__fwd__u0__last`; `c__...` for the last cell state. */
  name: string;
  layer: number;
  direction: Direction;
  pooling: Pooling;
  unit: number;
  /** Index in a row of `columnsPerSeries` values. */
  index: number;
}

/** Values of a full row: every pooling of every unit, in the order layer, direction, pooling as in `POOLINGS`, unit. */
export function columnsPerSeries(config: LstmConfig): number {
  return config.layers * directionCount(config) * POOLINGS.length * config.hidden;
}

function columnIndex(config: LstmConfig, layer: number, d: number, pooling: Pooling, unit: number): number {
  const index = layer * directionCount(config) + d;
  return (index * POOLINGS.length + POOLINGS.indexOf(pooling)) * config.hidden + unit;
}

/**
 * Writes the full rows of a batch: for every layer, direction and unit the hidden state after the last valid step in
 * processing order, mean, maximum, minimum and population standard deviation over the valid steps, and the last cell
 * state. `result` is that of a pass with `pool`. NaN in a state makes its poolings NaN. Returns the first row with a
 * feature that is not finite; -1 if there is none.
 */
export function writeRows(
  config: LstmConfig,
  lengths: Int32Array, // [B]
  result: Pick<ForwardResult, 'h' | 'c' | 'pools'>,
  rows: Float32Array, // [N, columnsPerSeries]
  members: Int32Array, // [B], the row of each sequence
): number {
  const { hidden: H } = config;
  const B = lengths.length;
  const rowSize = columnsPerSeries(config);
  const at = (pooling: Pooling) => POOLINGS.indexOf(pooling) * H;
  const [atLast, atCell, atMean, atMax, atMin, atStd] = [
    at('last'),
    at('cell'),
    at('mean'),
    at('max'),
    at('min'),
    at('std'),
  ];
  let flawed = Infinity;
  for (const [index, pools] of result.pools.entries()) {
    const { first, min, max, sum, squares } = pools!;
    const last = result.h.subarray(index * B * H, (index + 1) * B * H);
    const cell = result.c.subarray(index * B * H, (index + 1) * B * H);
    for (let b = 0, from = 0; b < B; b++) {
      const share = 1 / lengths[b];
      const end = from + H;
      let flaw = 0;
      for (let to = members[b] * rowSize + index * POOLINGS.length * H; from < end; from++, to++) {
        const off = sum[from] * share;
        const mean = first[from] + off;
        rows[to + atLast] = last[from];
        rows[to + atMean] = mean;
        rows[to + atMax] = max[from];
        rows[to + atMin] = min[from];
        rows[to + atStd] = Math.sqrt(Math.max(0, squares[from] * share - off * off));
        rows[to + atCell] = cell[from];
        // Hidden states are bounded, and one that is NaN is in the mean: 0 while both are finite, else NaN.
        flaw += mean - mean + (cell[from] - cell[from]);
      }
      if (flaw !== 0) flawed = Math.min(flawed, members[b]);
    }
  }
  return flawed < Infinity ? flawed : -1;
}

/**
 * The columns of a spec, in the order layer (ascending), direction, pooling (the spec's order), unit. What is named twice
 * comes once; layers that the model does not have are left out.
 */
export function featureColumns(config: LstmConfig, spec: FeaturesSpec): FeatureSource[] {
  const directions: Direction[] = config.bidirectional ? ['fwd', 'bwd'] : ['fwd'];
  const poolings = [...new Set(spec.poolings)];
  const columns: FeatureSource[] = [];
  for (let layer = 0; layer < config.layers; layer++) {
    if (spec.layers !== 'all' && !spec.layers.includes(layer)) continue;
    directions.forEach((direction, d) => {
      for (const pooling of poolings) {
        for (let unit = 0; unit < config.hidden; unit++) {
          columns.push({
            name: featureName(layer, direction, pooling, unit),
            layer,
            direction,
            pooling,
            unit,
            index: columnIndex(config, layer, d, pooling, unit),
          });
        }
      }
    });
  }
  return columns;
}

function featureName(layer: number, direction: Direction, pooling: Pooling, unit: number): string {
  const [state, over] = pooling === 'cell' ? ['c', 'last'] : ['h', pooling];
  return `${state}__l${layer}__${direction}__u${unit}__${over}`;
}

/** The chosen columns of full rows, row by row: [rows, columns.length]. */
export function selectFeatures(
  config: LstmConfig,
  rows: Float32Array,
  columns: readonly FeatureSource[],
): Float32Array {
  const rowSize = columnsPerSeries(config);
  const count = rows.length / rowSize;
  const selected = new Float32Array(count * columns.length);
  for (let row = 0, at = 0; row < count; row++) {
    for (let k = 0; k < columns.length; k++, at++) selected[at] = rows[row * rowSize + columns[k].index];
  }
  return selected;
}

export interface ColumnStatistics {
  min: number;
  max: number;
  mean: number;
  /** Population standard deviation. */
  std: number;
}

/** Statistics of each column of `values` [rows, columns], in float64; NaN in a column makes its statistics NaN. */
export function columnStatistics(values: Float32Array, columns: number): ColumnStatistics[] {
  const rows = columns === 0 ? 0 : values.length / columns;
  const statistics = Array.from({ length: columns }, () => ({ min: Infinity, max: -Infinity, mean: 0, std: 0 }));
  for (let row = 0, at = 0; row < rows; row++) {
    for (let k = 0; k < columns; k++, at++) {
      const column = statistics[k];
      column.min = Math.min(column.min, values[at]);
      column.max = Math.max(column.max, values[at]);
      column.mean += values[at];
    }
  }
  for (const column of statistics) column.mean /= rows;
  for (let row = 0, at = 0; row < rows; row++) {
    for (let k = 0; k < columns; k++, at++) statistics[k].std += (values[at] - statistics[k].mean) ** 2 / rows;
  }
  for (const column of statistics) column.std = Math.sqrt(column.std);
  return statistics;
}
