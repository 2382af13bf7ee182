/** Turns hidden states over time into one row of features for each sequence, and names the columns. */

import type { FeaturesSpec, Pooling } from '../contract/specs';
import { POOLINGS } from '../contract/specs';
import type { Direction } from '../contract/views';
import { hasCellState } from '../lstm/cell';
import type { ForwardResult } from '../lstm/forward';
import { directionsOf, type LayerConfig, type StackConfig } from '../lstm/stack';

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

/** Where the poolings of one direction of one layer stand in a full row. */
interface Block {
  layer: number;
  direction: Direction;
  /** By pooling; without `cell` where the cell has no state beside h. */
  parts: Map<Pooling, { at: number; size: number }>;
}

/** Units that a pooling has: those of the state that it is of. */
function poolingSize(pooling: Pooling, { cell, hidden, projection }: LayerConfig): number {
  if (pooling === 'cell') return hasCellState(cell) ? hidden : 0;
  return projection ?? hidden;
}

/** A full row is every pooling of every unit, in the order layer, direction, pooling as in `POOLINGS`, unit. */
function layoutOf(config: StackConfig): { blocks: Block[]; size: number } {
  let at = 0;
  const blocks = directionsOf(config).map(({ layer, reverse, config: own }) => {
    const parts: Block['parts'] = new Map();
    for (const pooling of POOLINGS) {
      const size = poolingSize(pooling, own);
      if (size > 0) parts.set(pooling, { at, size });
      at += size;
    }
    return { layer, direction: reverse ? ('bwd' as const) : ('fwd' as const), parts };
  });
  return { blocks, size: at };
}

/** Values of a full row. */
export function columnsPerSeries(config: StackConfig): number {
  return layoutOf(config).size;
}

/**
 * Writes the full rows of a batch: for every layer, direction and unit the hidden state after the last valid step in
 * processing order, mean, maximum, minimum and population standard deviation over the valid steps, and the last cell
 * state of cells that have one. They are of each direction's own states, before directions are merged and inputs added.
 * `result` is that of a pass with `pool`. NaN in a state makes its poolings NaN. Returns the first row with a feature
 * that is not finite; -1 if there is none.
 */
export function writeRows(
  config: StackConfig,
  lengths: Int32Array, // [B]
  result: Pick<ForwardResult, 'h' | 'c' | 'pools'>,
  rows: Float32Array, // [N, columnsPerSeries]
  members: Int32Array, // [B], the row of each sequence
): number {
  const B = lengths.length;
  const { blocks, size: rowSize } = layoutOf(config);
  let flawed = Infinity;
  for (const [index, { parts }] of blocks.entries()) {
    const { first, min, max, sum, squares } = result.pools[index]!;
    const last = result.h[index];
    const { size } = parts.get('last')!;
    const [atLast, atMean, atMax, atMin, atStd] = (['last', 'mean', 'max', 'min', 'std'] as const).map(
      (pooling) => parts.get(pooling)!.at,
    );
    for (let b = 0, from = 0; b < B; b++) {
      const share = 1 / lengths[b];
      const end = from + size;
      let flaw = 0;
      for (let to = members[b] * rowSize; from < end; from++, to++) {
        const off = sum[from] * share;
        const mean = first[from] + off;
        rows[to + atLast] = last[from];
        rows[to + atMean] = mean;
        rows[to + atMax] = max[from];
        rows[to + atMin] = min[from];
        rows[to + atStd] = Math.sqrt(Math.max(0, squares[from] * share - off * off));
        // An unbounded state may be infinite without its mean being so at once; one that is NaN is in the mean.
        flaw += mean - mean + (last[from] - last[from]);
      }
      if (flaw !== 0) flawed = Math.min(flawed, members[b]);
    }
    const cells = parts.get('cell');
    if (cells !== undefined) flawed = Math.min(flawed, writeCells(result.c[index], cells, rows, rowSize, members));
  }
  return flawed < Infinity ? flawed : -1;
}

/** Writes the last cell states [B, size] of one direction; the first row with one that is not finite, or Infinity. */
function writeCells(
  cell: Float32Array,
  { at, size }: { at: number; size: number },
  rows: Float32Array,
  rowSize: number,
  members: Int32Array,
): number {
  let flawed = Infinity;
  for (const [b, member] of members.entries()) {
    let flaw = 0;
    for (let unit = 0, from = b * size, to = member * rowSize + at; unit < size; unit++, from++, to++) {
      rows[to] = cell[from];
      flaw += cell[from] - cell[from]; // 0 while finite, else NaN
    }
    if (flaw !== 0) flawed = Math.min(flawed, member);
  }
  return flawed;
}

/**
 * The columns of a spec, in the order layer (ascending), direction, pooling (the spec's order), unit. What is named twice
 * comes once; layers and poolings that the model does not have are left out.
 */
export function featureColumns(config: StackConfig, spec: FeaturesSpec): FeatureSource[] {
  const poolings = [...new Set(spec.poolings)];
  const columns: FeatureSource[] = [];
  for (const { layer, direction, parts } of layoutOf(config).blocks) {
    if (spec.layers !== 'all' && !spec.layers.includes(layer)) continue;
    for (const pooling of poolings) {
      const { at, size } = parts.get(pooling) ?? { at: 0, size: 0 };
      for (let unit = 0; unit < size; unit++) {
        columns.push({
          name: featureName(layer, direction, pooling, unit),
          layer,
          direction,
          pooling,
          unit,
          index: at + unit,
        });
      }
    }
  }
  return columns;
}

function featureName(layer: number, direction: Direction, pooling: Pooling, unit: number): string {
  const [state, over] = pooling === 'cell' ? ['c', 'last'] : ['h', pooling];
  return `${state}__l${layer}__${direction}__u${unit}__${over}`;
}

/** The chosen columns of full rows, row by row: [rows, columns.length]. */
export function selectFeatures(
  config: StackConfig,
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
