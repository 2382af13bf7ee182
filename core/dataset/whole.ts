/** Whole series as readers gather them, before windows are cut. */

import type { TimeForm } from '../contract/specs';
import type { Clock } from './time/clock';
import type { SurveyedTimes } from './time/timing';
import type { Values } from './values';
import type { StepLabels } from './window-label';

export interface Window {
  length: number;
  stride: number;
}

/** Whole series as a reader gathered them, one after the other in `values`. */
export interface WholeSeries {
  fileName: string;
  ids: string[];
  labels: (string | null)[];
  channels: string[];
  offsets: Float64Array; // in steps
  lengths: Int32Array;
  values: Values; // [total steps, D]
  /** Null where series have labels and steps have not. */
  stepLabels: StepLabels | null;
  /**
   * Time of each step as `stampReader` reads it: seconds since 1970 (the stamps' own unit where they are plain numbers), NaN
   * where a stamp is missing or cannot be read. Left out where there is no column of time stamps.
   */
  times?: { seconds: Float64Array; form: TimeForm }; // [total steps]
  /** What was found of the stamps as the file has them. */
  survey?: SurveyedTimes;
  /** The same times where steps are equally far apart. */
  clock?: Clock;
  rows: number;
  /** How windows are numbered where these series are a part of others; by default they are all there are. */
  numbering?: Numbering;
  /** File line of a step, counted in `values`. */
  lineOf(step: number): number;
}

/** Keeps the ids of windows apart when series were divided. */
export interface Numbering {
  /** The series' id stands before the window's number. */
  named: boolean;
  /** Number of each series' first window. */
  first: Int32Array | null;
}
