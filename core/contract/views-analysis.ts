/** What the engine answers about the weights of one direction of one layer: how they are spread and how long they remember. */

import type { Direction, Quantity } from './views';

/** Eigenvalues are found of recurrent blocks of up to so many rows; the time grows with their cube. */
export const MOST_EIGENVALUES = 1024;
/** Values of a chart's line at most. */
export const MOST_HORIZONS = 1000;

/** Bins of one width from `low` to `high`. */
export interface WeightHistogram {
  /** Input weights W, recurrent weights R, total biases b. */
  matrix: 'W' | 'R' | 'b';
  low: number;
  high: number;
  gates: { gate: Quantity; counts: Uint32Array; mean: number; sd: number }[];
  notFinite: number;
}

/** Eigenvalues of the recurrent block of one gate; of the step from h to h where h is projected. */
export interface GateSpectrum {
  gate: Quantity;
  real: Float64Array;
  imaginary: Float64Array;
  /** Spectral radius: the largest modulus. */
  radius: number;
}

/** Memory horizons at rest, -1 / ln f, in steps; Infinity where nothing is forgotten. */
export interface HorizonsView {
  /** In ascending order; evenly chosen where there are more units than `MOST_HORIZONS`. */
  sorted: Float64Array;
  units: number;
  median: number;
  /** Units whose memory is no shorter than the longest series; null where no length is known. */
  whole: number | null;
}

export interface AnalysisView {
  layer: number;
  direction: Direction;
  hidden: number;
  histograms: WeightHistogram[];
  /** Gates whose eigenvalues were found, in the order of blocks. */
  spectra: GateSpectrum[];
  /** Why a spectrum is missing; null where all are there. */
  spectraMissing: 'too-large' | 'not-finite' | null;
  /** Null for a plain RNN, which has no gate that forgets. */
  horizons: HorizonsView | null;
  /** Steps of the longest series of the training part; null where no dataset is open. */
  longest: number | null;
  /** Random weights need channels, and chrono a length: what was taken without a dataset. Null where nothing was assumed. */
  assumed: { channels: number; longest: number } | null;
}
