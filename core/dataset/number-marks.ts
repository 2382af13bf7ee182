/** Recognises how the numbers of a table are written: the decimal mark and the mark between groups of three digits. */

import type { Delimiter, Thousands } from '../contract/specs';
import type { Assumption } from '../contract/views';
import { cellReader, groupedNumber } from './cell-reader';
import { isDecimalComma, isMissing, parseCell } from './numbers';

export interface NumberMarks {
  decimal: '.' | ',';
  thousands: Thousands;
  assumptions: Assumption[];
}

type Mark = Exclude<Thousands, 'none'>;

/** One group, no fraction: `1,234` may be a whole number or a fraction. */
const ONE_COMMA = /^[+-]?[1-9]\d{0,2},\d{3}$/;
const ONE_POINT = /^[+-]?[1-9]\d{0,2}\.\d{3}$/;

/** Marks that are chosen stay as they are; the others are recognised in the rows so that they fit together. */
export function recogniseMarks(
  rows: string[][],
  delimiter: Delimiter,
  given: { decimal?: '.' | ','; thousands?: Thousands },
): NumberMarks {
  const assumptions: Assumption[] = [];
  const group = given.thousands === undefined ? recogniseThousands(rows, delimiter, given.decimal) : null;
  const thousands = given.thousands ?? group?.mark ?? 'none';
  if (group !== null) {
    const { count, text } = group;
    assumptions.push({ setting: 'thousands', reason: 'grouped-digits', params: { count, text } });
  }
  if (given.decimal !== undefined) {
    return { decimal: given.decimal, thousands: thousands === given.decimal ? 'none' : thousands, assumptions };
  }
  const found = recogniseDecimal(rows, delimiter, thousands);
  if (found.decimal === ',') {
    const { count, text } = found;
    assumptions.push(
      text === null
        ? { setting: 'decimal', reason: 'decimal-comma-cells', params: { count } }
        : { setting: 'decimal', reason: 'decimal-comma-or-thousands', params: { count, text } },
    );
  }
  return { decimal: found.decimal, thousands, assumptions };
}

/**
 * A decimal comma where the delimiter leaves room for one and such cells outnumber those with a decimal point. `text`
 * is such a cell where every one of them could as well be a whole number in groups of digits.
 */
function recogniseDecimal(
  rows: string[][],
  delimiter: Delimiter,
  thousands: Thousands,
): { decimal: '.' | ','; count: number; text: string | null } {
  let commas = 0;
  let points = 0;
  let single: string | null = null;
  let clear = thousands !== 'none';
  const groups =
    thousands === 'none' ? null : { ',': groupedNumber(thousands, ','), '.': groupedNumber(thousands, '.') };
  for (const row of rows) {
    for (const cell of row) {
      const text = cell.trim();
      if (groups !== null && text.includes(',') && thousands !== ',' && groups[','].test(text)) commas++;
      else if (groups !== null && text.includes('.') && thousands !== '.' && groups['.'].test(text)) points++;
      else if (isDecimalComma(text)) {
        commas++;
        if (ONE_COMMA.test(text)) single ??= text;
        else clear = true;
      } else if (text.includes('.') && isNumber(text)) points++;
    }
  }
  if (thousands === ',') return { decimal: '.', count: points, text: null };
  if (thousands === '.') return { decimal: ',', count: commas, text: null };
  if (delimiter === ',' || commas <= points) return { decimal: '.', count: points, text: null };
  return { decimal: ',', count: commas, text: clear ? null : single };
}

interface Groups {
  mark: Mark;
  count: number;
  text: string;
}

/**
 * The mark between groups of three digits where it can be nothing else: several groups, or groups and a fraction, in a
 * column that is mostly numbers when it is read so, and no number that contradicts. Null where there is none, or two.
 */
function recogniseThousands(rows: string[][], delimiter: Delimiter, decimal: '.' | ',' | undefined): Groups | null {
  const found: Groups[] = [];
  for (const mark of [',', '.', ' ', "'"] as const) {
    if (mark === decimal || (mark === ' ' && delimiter === ' ')) continue;
    const groups = evidence(rows, mark, decimal);
    if (groups !== null) found.push(groups);
  }
  return found.length === 1 ? found[0] : null;
}

function evidence(rows: string[][], mark: Mark, decimal: '.' | ',' | undefined): Groups | null {
  const isComma = mark === ',';
  const isPoint = mark === '.';
  if ((isComma && decimal === ',') || (isPoint && decimal === '.')) return null;
  const fraction = isComma ? '.' : isPoint ? ',' : (decimal ?? '.,');
  const form = groupedNumber(mark, fraction);
  const unclear = isComma ? ONE_COMMA : isPoint ? ONE_POINT : null;
  let count = 0;
  let first: string | null = null;
  const columns = new Set<number>();
  for (const row of rows) {
    for (const [column, cell] of row.entries()) {
      const text = cell.trim();
      if (isComma && isDecimalComma(text) && !ONE_COMMA.test(text)) return null;
      if (isPoint && text.includes('.') && isNumber(text) && !ONE_POINT.test(text)) return null;
      if (!form.test(text) || unclear?.test(text) === true) continue;
      count++;
      first ??= text;
      columns.add(column);
    }
  }
  if (first === null) return null;
  const readers = ([',', '.'] as const)
    .filter((other) => fraction.includes(other))
    .map((other) => cellReader({ decimal: other, thousands: mark, missing: [] }));
  const fits = [...columns].every((column) => {
    // The first row may be a header.
    const present = rows
      .slice(1)
      .map((row) => row[column] ?? '')
      .filter((cell) => !isMissing(cell));
    const numbers = present.filter((cell) => readers.some((reader) => reader.value(cell) !== null));
    return numbers.length * 2 > present.length;
  });
  return fits ? { mark, count, text: first } : null;
}

function isNumber(text: string): boolean {
  const value = parseCell(text, '.');
  return value !== null && !Number.isNaN(value);
}
