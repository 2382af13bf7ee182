/** The fast Fourier transform, and what is made of it: autocovariances and the power spectrum. */

/** Complex numbers in two arrays. */
interface Complex {
  re: Float64Array;
  im: Float64Array;
}

export function nextPowerOfTwo(count: number): number {
  let power = 1;
  while (power < count) power *= 2;
  return power;
}

/**
 * The roots exp(-2 pi i k / n) for k < n / 2, n a power of two. By halving angles, so with square roots and products alone:
 * the same bits in every engine, which sines have not.
 */
function rootsOfUnity(n: number): Complex {
  const re = new Float64Array(Math.max(1, n / 2));
  const im = new Float64Array(re.length);
  re[0] = 1;
  let [cosine, sine] = [-1, 0]; // of 2 pi / 2
  for (let known = 1; known < re.length; known *= 2) {
    // The roots of order 2 * known stand at k < known; those of twice the order lie between them.
    [cosine, sine] = known === 1 ? [0, 1] : [Math.sqrt((1 + cosine) / 2), sine / (2 * Math.sqrt((1 + cosine) / 2))];
    for (let k = known - 1; k >= 0; k--) {
      const [a, b] = [re[k], im[k]];
      re[2 * k] = a;
      im[2 * k] = b;
      re[2 * k + 1] = a * cosine + b * sine;
      im[2 * k + 1] = b * cosine - a * sine;
    }
  }
  return { re, im };
}

/** The transform in place, of a power of two of numbers (Cooley & Tukey, Math. Comp. 19, 1965). Yields between its passes. */
function* transform({ re, im }: Complex): Generator<void> {
  const n = re.length;
  for (let at = 1, other = 0; at < n; at++) {
    let bit = n >> 1;
    for (; other & bit; bit >>= 1) other ^= bit;
    other |= bit;
    if (at < other) {
      [re[at], re[other]] = [re[other], re[at]];
      [im[at], im[other]] = [im[other], im[at]];
    }
  }
  const roots = rootsOfUnity(n);
  for (let half = 1; half < n; half *= 2) {
    const stride = n / (2 * half);
    for (let start = 0; start < n; start += 2 * half) {
      for (let k = 0; k < half; k++) {
        const [low, high] = [start + k, start + k + half];
        const [cosine, sine] = [roots.re[k * stride], roots.im[k * stride]];
        const a = re[high] * cosine - im[high] * sine;
        const b = re[high] * sine + im[high] * cosine;
        re[high] = re[low] - a;
        im[high] = im[low] - b;
        re[low] += a;
        im[low] += b;
      }
    }
    if (n >= YIELDING) yield;
  }
}

const YIELDING = 1 << 16;

/** Sums of `values[i] * values[i + lag]` for every lag below their count. */
export function* laggedProducts(values: Float64Array): Generator<void, Float64Array> {
  const power = yield* powerOf(values, 2 * nextPowerOfTwo(values.length));
  const back = { re: power, im: new Float64Array(power.length) };
  yield* transform(back);
  return back.re.subarray(0, values.length).map((sum) => sum / power.length);
}

/** Squared lengths of the transform of `values` followed by zeros up to `size`. */
export function* powerOf(values: Float64Array, size: number): Generator<void, Float64Array> {
  const spectrum = { re: new Float64Array(size), im: new Float64Array(size) };
  spectrum.re.set(values);
  yield* transform(spectrum);
  const { re, im } = spectrum;
  for (let k = 0; k < size; k++) re[k] = re[k] * re[k] + im[k] * im[k];
  return re;
}
