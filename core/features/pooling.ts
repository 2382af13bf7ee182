/** Turns hidden states over time into one row of features for each sequence, and names the columns. */

import type { FeaturesSpec, Pooling } from '../contract/specs';
import { POOLINGS } from '../contract/specs';
import type { Direction } from '../contract/views';
import type { Batch } from '../lstm/batch';
import { directionCount } from '../lstm/config';
import type { LstmConfig } from '../lstm/config';

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

/** The states that `last` and `cell` are taken from: those of `ForwardResult`. */
export interface LastStates {
  h: Float32Array; // [L * D, B, H]
  c: Float32Array; // [L * D, B, H]
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
 * Writes one layer's part of the full rows of a batch: for every direction and unit the hidden state after the last
 * valid step in processing order, mean, maximum, minimum and population standard deviation over the valid steps (summed
 * in float64, in time order), and the last cell state. `output` is [B, T, D * H]; steps past a sequence's end are never
 * read. NaN in a state makes its poolings NaN. For `forward`'s `onLayer`.
 */
export function poolLayer(
  config: LstmConfig,
  batch: Batch,
  layer: number,
  output: Float32Array,
  states: LastStates,
  rows: Float32Array, // [B, columnsPerSeries]
): void {
  const { hidden: H } = config;
  const D = directionCount(config);
  const rowSize = columnsPerSeries(config);
  const sums = poolingSums(H);
  for (let b = 0; b < batch.size; b++) {
    for (let d = 0; d < D; d++) {
      const state = ((layer * D + d) * batch.size + b) * H;
      const at = (pooling: Pooling) => b * rowSize + columnIndex(config, layer, d, pooling, 0);
      rows.set(states.h.subarray(state, state + H), at('last'));
      rows.set(states.c.subarray(state, state + H), at('cell'));
      poolOverTime(sums, output, b * batch.steps * D * H + d * H, D * H, batch.lengths[b]);
      rows.set(sums.mean, at('mean'));
      rows.set(sums.max, at('max'));
      rows.set(sums.min, at('min'));
      rows.set(sums.std, at('std'));
    }
  }
}

interface PoolingSums {
  mean: Float64Array; // [H]
  max: Float64Array; // [H]
  min: Float64Array; // [H]
  std: Float64Array; // [H]
}

function poolingSums(H: number): PoolingSums {
  return {
    mean: new Float64Array(H),
    max: new Float64Array(H),
    min: new Float64Array(H),
    std: new Float64Array(H),
  };
}

/** Pools `length` steps of H values, `stride` apart from `start`; the second pass keeps small deviations exact. */
function poolOverTime(
  { mean, max, min, std }: PoolingSums,
  values: Float32Array,
  start: number,
  stride: number,
  length: number,
): void {
  const H = mean.length;
  mean.fill(0);
  max.fill(-Infinity);
  min.fill(Infinity);
  std.fill(0);
  for (let t = 0, at = start; t < length; t++, at += stride) {
    for (let u = 0; u < H; u++) {
      const value = values[at + u];
      mean[u] += value;
      max[u] = Math.max(max[u], value);
      min[u] = Math.min(min[u], value);
    }
  }
  for (let u = 0; u < H; u++) mean[u] /= length;
  for (let t = 0, at = start; t < length; t++, at += stride) {
    for (let u = 0; u < H; u++) std[u] += (values[at + u] - mean[u]) ** 2;
  }
  for (let u = 0; u < H; u++) std[u] = Math.sqrt(std[u] / length);
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
