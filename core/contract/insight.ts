/** What the engine answers about units: statistics over the dataset, what drives them, and how they respond. */

import type { Direction, Quantity } from './cells';
import type { RunHandle } from './views';
import type { SeriesRef } from './views-data';

export interface UnitsQuery {
  layer: number;
  direction: Direction;
}

/** Shares of a unit's steps at which its horizon is told. */
export const HORIZON_SHARES = [0.05, 0.25, 0.5, 0.75, 0.95] as const;

/** A unit whose h stays within this over the whole dataset is dead. */
export const DEAD_RANGE = 1e-3;
/** A gate is saturated that is below 0.1, or above 0.9, at so large a share of the steps. */
export const SATURATED_SHARE = 0.95;
/** A latch has an input gate that is both shut and open at least at this share of the steps. */
export const LATCH_SHARE = 0.001;

/** The step at which the step that units are probed with rises, and at which the impulse stands. */
export const PROBE_START = 16;
/** Steps of a turn of the sine. */
export const PROBE_PERIOD = 24;
/** Height of all three, in deviations of the channel over the training part. */
export const PROBE_DEVIATIONS = 2;

/**
 * `dead` and `saturated` by the rules above; `latch`: half of the time it keeps its state for longer than the longest
 * series, and its input gate both opens and shuts.
 */
export const UNIT_FLAGS = ['dead', 'saturated', 'latch'] as const;
export type UnitFlag = (typeof UNIT_FLAGS)[number];

/**
 * What units can be sorted by. `horizon` is the median; `value`, `slope` and `past` are the largest correlation in size
 * over channels (and lags); `label` as `UnitCard.label`. Then mean, deviation and shares of each quantity, as `f mean`.
 */
export const UNIT_STATISTICS = ['horizon', 'range', 'value', 'slope', 'past', 'label'] as const;
export const QUANTITY_STATISTICS = ['mean', 'deviation', 'shut', 'open'] as const;
export type UnitStatistic = (typeof UNIT_STATISTICS)[number] | `${Quantity} ${(typeof QUANTITY_STATISTICS)[number]}`;

/** Statistics of all units of one direction of one layer; columns hold one value a unit, NaN where there is none. */
export interface UnitsView {
  run: RunHandle;
  layer: number;
  direction: Direction;
  units: number;
  /** The quantity that a unit puts out: h, or c where h is projected. */
  activity: 'h' | 'c';
  series: number;
  steps: number;
  /** Steps of a window that drives units. */
  window: number;
  /** Series that correlations are over; fewer than `series` where all would take too long. */
  correlated: number;
  /** How many of the first channels are looked at. */
  channels: string[];
  columns: { statistic: UnitStatistic; values: Float32Array }[];
  flags: { flag: UnitFlag; units: number[] }[];
  /** Units as the tree of clusters has them, and the cluster of each unit. */
  order: Int32Array;
  cluster: Int32Array;
  clusters: number;
}

/** A window of a series, and the step in it at which the unit was highest or lowest. */
export interface DriveView {
  series: SeriesRef;
  id: string;
  label: string | null;
  from: number;
  to: number;
  step: number;
  value: number;
  /** The first channel in the window, as the model sees it, a value a step. */
  signal: Float32Array;
}

export interface UnitQuantity {
  quantity: Quantity;
  mean: number;
  deviation: number;
  min: number;
  max: number;
  /** Shares of steps below 0.1 and above 0.9; null for what is no gate. */
  shut: number | null;
  open: number | null;
}

export interface UnitCard {
  unit: number;
  cluster: number;
  flags: UnitFlag[];
  /** Gates that are saturated, and how. */
  saturated: { quantity: Quantity; side: 'shut' | 'open' }[];
  /** -1 / ln f at `HORIZON_SHARES`, in steps; null for cells without a gate that keeps. */
  horizon: number[] | null;
  quantities: UnitQuantity[];
  /** Of every channel; NaN where there is none. */
  correlations: { channel: string; value: number; slope: number; past: { lag: number; value: number }[] }[];
  /** Eta squared of classes, or the correlation with a number, over the training part; null without labels. */
  label: { kind: 'classes' | 'number'; value: number } | null;
  highest: DriveView[];
  lowest: DriveView[];
  /** Activity while it reads a step, an impulse and a sine of two deviations; null where the model takes no such input. */
  responses: { probe: 'step' | 'impulse' | 'sine'; values: Float32Array }[] | null;
}

/** How much of one step is left at another, and what is still known of the start. */
export interface MemoryQuery {
  series: SeriesRef;
  layer: number;
  direction: Direction;
  /** One unit, or the mean over all. */
  unit: number | null;
  /** Columns and rows of the image at most. */
  width: number;
}

/** How far the state of each step moves, for a movement of the first step that is read. */
export interface Sensitivity {
  /** `h` of the model, its cell state `c`, and h of a plain RNN of its size. */
  of: 'h' | 'c' | 'rnn';
  /** |state(x_0 + e) - state(x_0 - e)| / 2e by column, in the order of steps; 0 where float32 tells no difference. */
  values: Float64Array;
}

export interface MemoryView {
  series: SeriesRef;
  id: string;
  length: number;
  /** Steps that a column, or row, stands for; it shows the last of them that is read. */
  stepsPerColumn: number;
  columns: number;
  /** What of step s (row) is left at step t (column): 0..255 for 0..1, in the order in which steps are read; null where no gate keeps. */
  kept: { quantity: 'f' | 'z'; cells: Uint8Array } | null; // [columns, columns]
  sensitivity: Sensitivity[];
  /** What the RNN beside was drawn with; null where the model is a plain RNN itself. */
  rnn: { init: string; seed: number; hidden: number } | null;
}
