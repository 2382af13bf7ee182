/** Reads one cell of text: a number, a missing value, an infinity, or none of these. */

const MISSING = new Set(['', '?', '-', 'na', 'n/a', '#n/a', 'nan', 'null']);
const INFINITE = /^([+-]?)inf(?:inity)?$/i;
const MINUS = '\u2212';
const FORTRAN = /^[+-]?(?:\d+\.\d*|\.\d+)d[+-]?\d+$/i;
const MICROSOFT = /^([+-]?)1\.#(INF|QNAN|SNAN|IND|NAN)0*$/i;
const DECIMAL_COMMA = /^[+-]?(?:\d+,\d*|,\d+)(?:e[+-]?\d+)?$/i;

/** Empty, `?`, `-`, `NA`, `N/A`, `#N/A`, `NaN` or `null`, in upper or lower case. */
export function isMissing(text: string): boolean {
  return text.length < 8 ? MISSING.has(text.trim().toLowerCase()) : text.trim() === '';
}

/** Whether the cell is a number written with a decimal comma, such as `1,5`. */
export function isDecimalComma(text: string): boolean {
  return DECIMAL_COMMA.test(text.trim());
}

/**
 * The value of a cell: NaN when it is missing, null when it is text. Only decimal notation counts as a number (no
 * hexadecimals, no thousands separators); with a decimal comma a point is text, since `1.234` could mean 1234.
 */
export function parseCell(text: string, decimal: '.' | ','): number | null {
  if (text.length === 0) return NaN;
  if (decimal === ',') {
    if (text.includes('.')) return null;
    return parsePoint(text.replace(',', '.'));
  }
  return parsePoint(text);
}

function parsePoint(text: string): number | null {
  const value = Number(text);
  if (value === 0 || Number.isNaN(value)) return parseUnusual(text, value);
  return hasRadix(text) ? null : value;
}

/** `Number` also takes white space for 0 and does not know how missing and infinite values are spelled. */
function parseUnusual(text: string, value: number): number | null {
  if (isMissing(text)) return NaN;
  if (value === 0) return hasRadix(text) ? null : value;
  const infinite = INFINITE.exec(text.trim());
  if (infinite === null) return parseForeign(text.trim());
  return infinite[1] === '-' ? -Infinity : Infinity;
}

/** As other programs write numbers: `0.25D+01` (Fortran), a minus sign that is no hyphen, `1.#QNAN` and `-1.#INF` (Microsoft's C). */
function parseForeign(text: string): number | null {
  if (text.startsWith(MINUS)) return /^[\d.]/.test(text.slice(1)) ? parsePoint(`-${text.slice(1)}`) : null;
  if (FORTRAN.test(text)) return parsePoint(text.replace(/d/i, 'e'));
  const found = MICROSOFT.exec(text);
  if (found === null) return null;
  return found[2].toUpperCase() !== 'INF' ? NaN : found[1] === '-' ? -Infinity : Infinity;
}

/** `0x1f`, `0b1`, `0o7`: a letter other than `e` right after the leading zero. */
function hasRadix(text: string): boolean {
  const first = text.charCodeAt(0);
  if (first <= 32) return hasRadix(text.trimStart());
  if (first !== 48 || text.length < 3) return false;
  const second = text.charCodeAt(1) | 32;
  return second === 120 || second === 98 || second === 111;
}
