/** The 22 features of Lubba et al., "catch22: CAnonical Time-series CHaracteristics", DMKD 33, 2019, by their names there. */

import {
  autocorrelations,
  decayLag,
  embeddingDistances,
  firstMinimum,
  firstZero,
  forecastDeviation,
  forecastMemory,
  gaussianMinimum,
  mutualInformation,
  timeReversal,
} from './correlation';
import { histogramMode, outlierTiming } from './distribution';
import { fluctuationBreak } from './fluctuation';
import { nextPowerOfTwo, powerOf } from './fourier';
import { deviationOf, meanOf } from './moments';
import { period } from './periodicity';
import { largeDifferences, longestAbove, longestFall, motifEntropy, transitionVariance } from './symbols';

export const CATCH22 = [
  'DN_HistogramMode_5',
  'DN_HistogramMode_10',
  'CO_f1ecac',
  'CO_FirstMin_ac',
  'CO_HistogramAMI_even_2_5',
  'CO_trev_1_num',
  'MD_hrv_classic_pnn40',
  'SB_BinaryStats_mean_longstretch1',
  'SB_TransitionMatrix_3ac_sumdiagcov',
  'PD_PeriodicityWang_th0_01',
  'CO_Embed2_Dist_tau_d_expfit_meandiff',
  'IN_AutoMutualInfoStats_40_gaussian_fmmi',
  'FC_LocalSimple_mean1_tauresrat',
  'DN_OutlierInclude_p_001_mdrmd',
  'DN_OutlierInclude_n_001_mdrmd',
  'SP_Summaries_welch_rect_area_5_1',
  'SB_BinaryStats_diff_longstretch0',
  'SB_MotifThree_quantile_hh',
  'SC_FluctAnal_2_rsrangefit_50_1_logi_prop_r1',
  'SC_FluctAnal_2_dfa_50_1_2_logi_prop_r1',
  'SP_Summaries_welch_rect_centroid',
  'FC_LocalSimple_mean3_stderr',
] as const;

/** Shorter series have no features. */
const SHORTEST = 10;

/**
 * The features of one channel, each standardised over its own steps first (sample deviation). A series that is constant
 * or has fewer than 10 steps gives zeros, and so does a feature that has no value. Yields between pieces of work.
 */
export function* catch22(series: Float64Array): Generator<void, Float64Array> {
  const features = new Float64Array(CATCH22.length);
  if (series.length < SHORTEST) return features;
  const [mean, deviation] = [meanOf(series), deviationOf(series)];
  // Rounding leaves a deviation to constant series too.
  if (!(deviation > 1e-12 * Math.abs(mean))) return features;
  const values = series.map((value) => (value - mean) / deviation);
  const correlations = yield* autocorrelations(values);
  if (correlations === null) return features;
  const zero = firstZero(correlations);
  const spectrum = yield* spectrumOf(values);
  features.set([
    histogramMode(values, 5),
    histogramMode(values, 10),
    decayLag(correlations),
    firstMinimum(correlations),
    mutualInformation(values),
    timeReversal(values),
    largeDifferences(values),
    longestAbove(values),
    transitionVariance(values, zero),
    yield* period(values),
    embeddingDistances(values, zero),
    gaussianMinimum(values),
    yield* forecastMemory(values, zero),
    yield* outlierTiming(values, 1),
    yield* outlierTiming(values, -1),
    spectrum.lowest,
    longestFall(values),
    motifEntropy(values),
    yield* fluctuationBreak(values, 1, 'range'),
    yield* fluctuationBreak(values, 2, 'deviation'),
    spectrum.middle,
    forecastDeviation(values),
  ]);
  return features.map((feature) => (Number.isFinite(feature) ? feature : 0));
}

/** Power in the lowest fifth of the frequencies, and the angular frequency with half the power below it. One window, rectangular. */
function* spectrumOf(values: Float64Array): Generator<void, { lowest: number; middle: number }> {
  const size = nextPowerOfTwo(values.length);
  const mean = meanOf(values);
  const power = yield* powerOf(
    values.map((value) => value - mean),
    size,
  );
  const count = size / 2 + 1;
  // Those between the first and the last frequency stand for two each.
  for (let k = 1; k < count - 1; k++) power[k] *= 2;
  let [lowest, total] = [0, 0];
  for (let k = 0; k < count; k++) {
    if (k < Math.floor(count / 5)) lowest += power[k];
    total += power[k];
  }
  let [middle, below] = [0, power[0]];
  while (!(below > total / 2) && middle < count - 1) below += power[++middle];
  return { lowest: lowest / values.length / size, middle: (2 * Math.PI * middle) / size };
}
