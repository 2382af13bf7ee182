/** Reads what was typed into a number field; never corrects it silently. */

export interface NumberRange {
  min: number;
  max: number;
  integer: boolean;
}

export type NumberReading = { value: number } | { fault: 'not-a-number' | 'not-an-integer' | 'out-of-range' };

/** Parses a plain or scientific decimal with a point or a comma; full-width digits as Chinese keyboards give them are read too. */
export function readNumber(text: string, range: NumberRange): NumberReading {
  const plain = text.normalize('NFKC').trim().replace(',', '.').replace('\u2212', '-');
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain)) return { fault: 'not-a-number' };
  const value = Number(plain);
  if (range.integer && !Number.isInteger(value)) return { fault: 'not-an-integer' };
  if (value < range.min || value > range.max) return { fault: 'out-of-range' };
  return { value };
}

/** One step up or down, held inside the range and free of binary dust (0.1 + 0.2). */
export function stepNumber(value: number, step: number, direction: 1 | -1, range: NumberRange): number {
  const digits = Math.max(0, Math.ceil(-Math.log10(step)) + 1);
  const next = Number((value + direction * step).toFixed(digits));
  return Math.min(range.max, Math.max(range.min, next));
}
