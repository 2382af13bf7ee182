/** What the window asks of the engine about some series beside all others. */

import type { CallId } from './calls';
import type { UnitsQuery } from './insight';
import type { Heatmap, RunHandle } from './views';
import type { SeriesRef } from './views-data';

export interface BrushedQuery extends UnitsQuery {
  series: SeriesRef[];
  /** Most columns that steps are put into. */
  width: number;
}

/** The chosen series made one, step by step, and how their units differ from those of the rest. */
export interface BrushedView {
  /** Chosen series, and all others. */
  series: number;
  rest: number;
  /** Steps of the longest chosen series; of what ended before a step, nothing goes into its mean. */
  length: number;
  stepsPerColumn: number;
  /** Chosen series that reach each column. */
  reaching: Int32Array; // [columns]
  /** Mean of each channel as the model sees it, of the first 64. */
  signal: { channel: string; mean: Float32Array }[]; // [columns]
  /** Mean of each quantity of each unit. */
  heatmaps: Heatmap[];
  /** What units are compared by: c where h is projected. */
  activity: 'h' | 'c';
  /**
   * By unit, Cohen's d of its mean activity over a series' steps, chosen series less the rest, in pooled standard
   * deviations (Cohen, "Statistical Power Analysis for the Behavioral Sciences", 1988, section 2.2). NaN where there are too
   * few series, or none of them differ within its group.
   */
  differences: Float64Array; // [H]
}

export interface BrushedApi {
  /** Goes over all series once. @throws data/unknown-series, model/out-of-range, run/gates-too-large */
  brushed(call: CallId, run: RunHandle, query: BrushedQuery): Promise<BrushedView>;
}
