/** Features of series that are turned into few symbols. Series are standardised ones. */

import { meanOf, quantileOfSorted } from './moments';

/** The largest distance between two steps that are stops, from the first step to the last one. */
function longestGap(steps: number, isStop: (at: number) => boolean): number {
  let [longest, last] = [0, 0];
  for (let at = 0; at < steps; at++) {
    if (!isStop(at) && at !== steps - 1) continue;
    longest = Math.max(longest, at - last);
    last = at;
  }
  return longest;
}

/** The longest time of falling values. */
export function longestFall(values: Float64Array): number {
  return longestGap(values.length - 1, (at) => !(values[at + 1] - values[at] < 0));
}

/** The longest time above the mean; the last step is not looked at. */
export function longestAbove(values: Float64Array): number {
  const mean = meanOf(values);
  return longestGap(values.length - 1, (at) => values[at] - mean <= 0);
}

/** Share of the differences of neighbours that are larger than 0.04 deviations. */
export function largeDifferences(values: Float64Array): number {
  let count = 0;
  for (let at = 1; at < values.length; at++) if (Math.abs(values[at] - values[at - 1]) * 1000 > 40) count++;
  return count / (values.length - 1);
}

/** 0, 1 or 2 for the lower, middle and upper third of the values. */
function thirds(values: Float64Array): Uint8Array {
  const sorted = values.slice().sort();
  const [low, high] = [quantileOfSorted(sorted, 1 / 3), quantileOfSorted(sorted, 2 / 3)];
  return Uint8Array.from(values, (value) => (value <= low ? 0 : value <= high ? 1 : 2));
}

/** How often a third follows a third, as shares of all neighbours. */
function transitions(symbols: Uint8Array): Float64Array {
  const shares = new Float64Array(9); // [from, to]
  for (let at = 1; at < symbols.length; at++) shares[symbols[at - 1] * 3 + symbols[at]]++;
  return shares.map((count) => count / (symbols.length - 1));
}

/** Entropy of two successive thirds, in nats. */
export function motifEntropy(values: Float64Array): number {
  return transitions(thirds(values)).reduce((sum, share) => (share > 0 ? sum - share * Math.log(share) : sum), 0);
}

/** Of every `zero`-th value, `zero` being the first zero of the autocorrelations: variances of the columns of `transitions`, summed. */
export function transitionVariance(values: Float64Array, zero: number): number {
  const thinned = Float64Array.from(
    { length: Math.floor((values.length - 1) / zero) + 1 },
    (_, at) => values[at * zero],
  );
  const shares = transitions(thirds(thinned));
  let sum = 0;
  for (let to = 0; to < 3; to++) {
    const mean = (shares[to] + shares[3 + to] + shares[6 + to]) / 3;
    for (let from = 0; from < 3; from++) sum += (shares[from * 3 + to] - mean) ** 2 / 2;
  }
  return sum;
}
