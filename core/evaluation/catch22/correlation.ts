/** Features of what values tell of later ones. Series are standardised ones; autocorrelations go by lag, from 1 at lag 0. */

import { laggedProducts } from './fourier';
import { deviationOf, extremesOf, histogram, meanOf } from './moments';

/** At every lag below the count of values; null where these are all the same. */
export function* autocorrelations(values: Float64Array): Generator<void, Float64Array | null> {
  const { least, most } = extremesOf(values);
  if (least === most) return null;
  const mean = meanOf(values);
  const products = yield* laggedProducts(values.map((value) => value - mean));
  return products.map((product) => product / products[0]);
}

/** The first lag at which they are not above 0; 0 for values that are all the same. */
export function firstZero(correlations: Float64Array | null): number {
  if (correlations === null) return 0;
  const lag = correlations.findIndex((correlation) => !(correlation > 0));
  return lag < 0 ? correlations.length : lag;
}

/** The lag at which they fall below 1/e, linear between lags; the count of lags where they do not before the last one. */
export function decayLag(correlations: Float64Array): number {
  for (let lag = 1; lag < correlations.length - 1; lag++) {
    const [before, after] = [correlations[lag - 1], correlations[lag]];
    if (after < 1 / Math.E) return lag - 1 + (1 / Math.E - before) / (after - before);
  }
  return correlations.length;
}

/** The first lag of a local minimum; the count of lags where there is none. */
export function firstMinimum(correlations: Float64Array): number {
  for (let lag = 1; lag < correlations.length - 1; lag++)
    if (correlations[lag] < correlations[lag - 1] && correlations[lag] < correlations[lag + 1]) return lag;
  return correlations.length;
}

/** Lag and bins of `mutualInformation`, and by how much its bins reach beyond the values. */
const [LAG, BINS, MARGIN] = [2, 5, 0.1];

/** Mutual information of values two steps apart, in nats, over five bins each. */
export function mutualInformation(values: Float64Array): number {
  const { least, most } = extremesOf(values);
  const width = (most - least + 2 * MARGIN) / BINS;
  const edges = Array.from({ length: BINS + 1 }, (_, edge) => least + width * edge - MARGIN);
  const binOf = (value: number) => edges.findIndex((edge) => value < edge) - 1;
  const joint = new Float64Array(BINS * BINS);
  const [first, second] = [new Float64Array(BINS), new Float64Array(BINS)];
  const share = 1 / (values.length - LAG);
  for (let at = 0; at + LAG < values.length; at++) {
    const [a, b] = [binOf(values[at]), binOf(values[at + LAG])];
    joint[a * BINS + b] += share;
    first[a] += share;
    second[b] += share;
  }
  let information = 0;
  for (let cell = 0; cell < joint.length; cell++) {
    const [p, q] = [joint[cell], first[Math.floor(cell / BINS)] * second[cell % BINS]];
    if (p > 0) information += p * Math.log(p / q);
  }
  return information;
}

/** The mean cubed difference of neighbours, which reversing time turns over. */
export function timeReversal(values: Float64Array): number {
  let sum = 0;
  for (let at = 1; at < values.length; at++) sum += (values[at] - values[at - 1]) ** 3;
  return sum / (values.length - 1);
}

/** Lags that are looked at. */
const LAGS = 40;

/**
 * The first local minimum of the mutual information of values with later ones, were they Gaussian: it grows with the squared
 * correlation, which is what is compared. Counted from lag 1 as 0; the count of lags where there is none.
 */
export function gaussianMinimum(values: Float64Array): number {
  const lags = Math.min(LAGS, Math.ceil(values.length / 2));
  const squared = Array.from({ length: lags }, (_, at) => squaredCorrelation(values, at + 1));
  for (let at = 1; at < lags - 1; at++) if (squared[at] < squared[at - 1] && squared[at] < squared[at + 1]) return at;
  return lags;
}

/** Of the values with those `lag` steps later, each over their own means and deviations. */
function squaredCorrelation(values: Float64Array, lag: number): number {
  const count = values.length - lag;
  const before = values.subarray(0, count);
  const after = values.subarray(lag);
  const [meanBefore, meanAfter] = [meanOf(before), meanOf(after)];
  let [together, alone, other] = [0, 0, 0];
  for (let at = 0; at < count; at++) {
    const [a, b] = [before[at] - meanBefore, after[at] - meanAfter];
    together += a * b;
    alone += a * a;
    other += b * b;
  }
  return (together * together) / (alone * other);
}

/** What is left of every value when the mean of the `window` values before it is taken for its forecast. */
function forecastErrors(values: Float64Array, window: number): Float64Array {
  return Float64Array.from({ length: values.length - window }, (_, from) => {
    let sum = 0;
    for (let at = from; at < from + window; at++) sum += values[at];
    return values[from + window] - sum / window;
  });
}

/** The first zero of the autocorrelations of errors when each value is forecast by the one before it, over the values' own. */
export function* forecastMemory(values: Float64Array, zero: number): Generator<void, number> {
  return firstZero(yield* autocorrelations(forecastErrors(values, 1))) / zero;
}

/** Deviation of the errors when each value is forecast by the mean of the three before it. */
export function forecastDeviation(values: Float64Array): number {
  return deviationOf(forecastErrors(values, 3));
}

/** A deviation of distances below this is none. */
const NO_DEVIATION = 0.001;

/**
 * How far distances between successive points (value, value `lag` steps later) are from an exponential distribution of the same
 * mean: the mean difference over the bins of a histogram. The lag is the first zero, a tenth of the length at most.
 */
export function embeddingDistances(values: Float64Array, zero: number): number {
  const lag = zero > values.length / 10 ? Math.floor(values.length / 10) : zero;
  const distances = Float64Array.from({ length: values.length - lag - 1 }, (_, at) => {
    const [a, b] = [values[at + 1] - values[at], values[at + lag] - values[at + lag + 1]];
    return Math.sqrt(a * a + b * b);
  });
  const deviation = deviationOf(distances);
  if (!(deviation >= NO_DEVIATION)) return 0;
  const { least, most } = extremesOf(distances);
  // Scott's rule (Biometrika 66, 1979).
  const bins = Math.ceil((most - least) / ((3.5 * deviation) / distances.length ** (1 / 3)));
  const { counts, middles } = histogram(distances, bins);
  const mean = meanOf(distances);
  let sum = 0;
  for (let bin = 0; bin < bins; bin++)
    sum += Math.abs(counts[bin] / distances.length - Math.exp(-middles[bin] / mean) / mean);
  return sum / bins;
}
