/** Series as baselines read them: their values as the model sees them, scaled by what was fitted on the training part. */

/** Series of one or several channels and of any lengths. */
export interface SeriesSet {
  channels: number;
  lengths: Int32Array; // [N], in steps, each at least 1
  /** Values of one series, all finite; the caller keeps the array. [length, channels], time-major */
  read(index: number): Float32Array;
}
