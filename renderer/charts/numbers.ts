/** How charts and readouts print numbers: short, aligned, with a true minus sign. */

const MINUS = '−';
const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** A number with a fixed count of decimals; values that would print as zero but are not become `3.1×10⁻⁵`. */
export function decimal(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return String(value).replace('-', MINUS);
  const size = Math.abs(value);
  if (size >= 10 ** (7 - digits) || (size > 0 && size < 0.5 * 10 ** -digits)) return scientific(value);
  const text = size.toFixed(digits);
  return value < 0 && Number(text) !== 0 ? MINUS + text : text;
}

/** A whole number with commas between its thousands, as counts are written in the rest of the window. */
export function grouped(value: number): string {
  return String(value)
    .replace('-', MINUS)
    .replaceAll(/\B(?=(\d{3})+$)/g, ',');
}

/** A number in as few characters as say enough for an axis: three significant digits. */
export function compact(value: number): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 1e5 || size < 1e-3) return scientific(value, 0);
  const rounded = Number(value.toPrecision(3));
  return size >= 1000 ? grouped(rounded) : String(rounded).replace('-', MINUS);
}

/** The shortest decimal that reads back as the same number, with a true minus sign. */
export function exact(value: number): string {
  return String(value).replaceAll('-', MINUS);
}

function scientific(value: number, digits = 1): string {
  const [mantissa, exponent] = value.toExponential(digits).split('e');
  const power = exponent
    .replace('+', '')
    .replace('-', '⁻')
    .replaceAll(/\d/g, (digit) => SUPERSCRIPTS[Number(digit)]);
  return `${mantissa.replace('-', MINUS)}×10${power}`;
}
