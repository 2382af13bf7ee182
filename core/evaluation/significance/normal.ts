/** Both tails of the normal distribution. */

const MOST_TERMS = 1000;

/** P(|Z| > z) of a standard normal Z, for z from 0: erfc(z / sqrt 2). */
export function normalTails(z: number): number {
  const x = z / Math.SQRT2;
  const density = Math.exp(-x * x) / Math.sqrt(Math.PI);
  if (x < 2) {
    // erf x = 2 exp(-x^2) / sqrt(pi) * (x + 2 x^3 / 3 + 4 x^5 / 15 + ...) (Abramowitz & Stegun 7.1.6)
    let [term, sum] = [x, x];
    for (let n = 1; n < MOST_TERMS && term > 1e-17 * sum; n++) sum += term *= (2 * x * x) / (2 * n + 1);
    return 1 - 2 * density * sum;
  }
  // The continued fraction (Abramowitz & Stegun 7.1.14), from its far end; it needs few terms here.
  let fraction = x;
  for (let n = 200; n > 0; n--) fraction = x + n / 2 / fraction;
  return density / fraction;
}
