/** Prints a float32 as the shortest decimal that reads back as the same float32. */

const POWERS = Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));
/** Every decimal of 6 significant digits has a float32 of its own; 9 digits tell all float32 apart. */
const FEWEST_DIGITS = 6;
const MOST_DIGITS = 9;
/** Between these the powers of ten that are needed are exact in float64. */
const SMALLEST_FAST = 1e-13;
const LARGEST_FAST = 1e22;

/**
 * The shortest text whose value, rounded to float32, is `value` (a float32): at most 9 significant digits, and of the
 * texts of that length the nearest. `NaN`, `inf`, `-inf` and `-0` are spelled so. The problem is that of Steele &
 * White, "How to print floating-point numbers accurately" (1990); for 24 bits, trying 6 to 9 digits in float64 solves it.
 */
export function float32Text(value: number): string {
  const size = Math.abs(value);
  if (size < 1e6 && Number.isInteger(value)) return Object.is(value, -0) ? '-0' : String(value);
  if (size >= SMALLEST_FAST && size < LARGEST_FAST) return fastText(value, size);
  if (Number.isNaN(value)) return 'NaN';
  if (size === Infinity) return value > 0 ? 'inf' : '-inf';
  return slowText(value, size);
}

function fastText(value: number, size: number): string {
  let exponent = Math.floor(Math.log10(size));
  // The logarithm is rounded; afterwards 10^exponent <= size < 10^(exponent + 1).
  if (timesPower(1, exponent) > size) exponent--;
  else if (timesPower(1, exponent + 1) <= size) exponent++;
  for (let digits = FEWEST_DIGITS; digits <= MOST_DIGITS; digits++) {
    const shift = digits - 1 - exponent;
    const scaled = timesPower(size, shift);
    const nearest = timesPower(Math.round(scaled), -shift);
    if (readsBack(nearest, size)) return String(value < 0 ? -nearest : nearest);
    // Below a power of two float32 lie closer than above it: the second nearest decimal may do where the nearest fails.
    if (!isPowerOfTwo(size)) continue;
    const above = timesPower(Math.ceil(scaled), -shift);
    if (readsBack(above, size)) return String(value < 0 ? -above : above);
  }
  return slowText(value, size);
}

/** x * 10^exponent, correctly rounded for exponents of -22 to 22. */
function timesPower(x: number, exponent: number): number {
  return exponent >= 0 ? x * POWERS[exponent] : x / POWERS[-exponent];
}

/**
 * Whether a decimal, given as its nearest float64, is read as `size`. Half way between two float32 the float64 does not
 * tell which side the decimal was on, and readers of float32 could differ: such a decimal is not used.
 */
function readsBack(decimal: number, size: number): boolean {
  if (Math.fround(decimal) !== size) return false;
  if (decimal === size) return true;
  const mirrored = decimal + (decimal - size);
  return Math.fround(mirrored) !== mirrored || Number.isSafeInteger(decimal);
}

const single = new Float32Array(1);
const pattern = new Uint32Array(single.buffer);

/** Whether the fraction's 23 bits are all 0. */
function isPowerOfTwo(size: number): boolean {
  single[0] = size;
  return (pattern[0] & 0x7fffff) === 0;
}

/** For the very small and the very large; `toPrecision` is exact. */
function slowText(value: number, size: number): string {
  for (let digits = 1; digits < MOST_DIGITS; digits++) {
    for (const candidate of [size.toPrecision(digits), nextDecimal(size, digits)]) {
      if (readsBack(Number(candidate), size)) return String(Math.sign(value) * Number(candidate));
    }
  }
  return String(Number(value.toPrecision(MOST_DIGITS)));
}

/** The smallest decimal of so many digits above `size`, unless that is the nearest one anyway. */
function nextDecimal(size: number, digits: number): string {
  const nearest = size.toPrecision(digits);
  if (Number(nearest) >= size) return nearest;
  const [mantissa, exponent] = size.toExponential(digits - 1).split('e');
  return `${BigInt(mantissa.replace('.', '')) + 1n}e${Number(exponent) - digits + 1}`;
}
