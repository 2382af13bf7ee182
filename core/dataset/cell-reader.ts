/** Reads the cells of a table as its numbers are written: with their decimal mark, groups of digits and missing marks. */

import type { Thousands } from '../contract/specs';
import { marksStripper } from './marks-beside';
import { isDecimalComma, isMissing, parseCell } from './numbers';

export interface NumberStyle {
  decimal: '.' | ',';
  /** The mark between groups of three digits. */
  thousands: Thousands;
  /** Texts that stand for a missing value, beside those that always do. */
  missing: readonly string[];
  /** What may stand beside a number and changes none. */
  marks?: readonly string[];
}

export interface CellReader {
  /** The value of a cell: NaN when it is missing, null when it is text. */
  value(text: string): number | null;
  /** Whether the cell stands for a missing value, also in a column of text. */
  isMissing(text: string): boolean;
  /** Whether a cell that is a number has a mark beside it. */
  hasMark(text: string): boolean;
  /** Whether the cell is a number with a decimal comma, in a table where that is none. */
  isStrangeComma(text: string): boolean;
}

/** The characters of each mark, as a class of a regular expression. */
const MARKS: Record<Exclude<Thousands, 'none'>, string> = {
  ',': ',',
  '.': '.',
  ' ': ' \u00A0\u202F\u2009',
  "'": "'\u2019",
};

/** Whole numbers in groups of three digits between the mark, with or without a fraction: `1,234,567.8`. */
export function groupedNumber(mark: Exclude<Thousands, 'none'>, decimal: string): RegExp {
  return new RegExp(String.raw`^[+-]?[1-9]\d{0,2}(?:[${MARKS[mark]}]\d{3})+(?:[${decimal}]\d*)?$`);
}

/**
 * A missing text is compared with the cell without the spaces around it, and as a number where both are numbers: `-999`
 * is also `-999.0`. Groups of digits are read only where each but the first has three.
 */
export function cellReader(style: NumberStyle): CellReader {
  const { decimal } = style;
  const plain = (text: string) => parseCell(text, decimal);
  const unmarked =
    style.thousands === 'none' || style.thousands === decimal ? plain : grouped(style.thousands, decimal);
  const { marks = [] } = style;
  const strip = marksStripper(marks);
  const read = marks.length === 0 ? unmarked : (text: string) => unmarked(text) ?? unmarked(strip(text));
  const hasMark = marks.length === 0 ? () => false : (text: string) => unmarked(text) === null;
  const isStrangeComma = (text: string) => decimal === '.' && style.thousands !== ',' && isDecimalComma(text);
  const texts = new Set(style.missing.map((text) => text.trim()).filter((text) => !isMissing(text)));
  if (texts.size === 0) return { value: read, isMissing, hasMark, isStrangeComma };
  const numbers = new Set([...texts].map(read).filter((value) => value !== null));
  const value = (text: string): number | null => {
    const found = read(text);
    if (found === null) return texts.has(text.trim()) ? NaN : null;
    return numbers.has(found) ? NaN : found;
  };
  return { value, hasMark, isStrangeComma, isMissing: (text) => isMissing(text) || Number.isNaN(value(text) ?? 0) };
}

function grouped(mark: Exclude<Thousands, 'none'>, decimal: '.' | ','): (text: string) => number | null {
  const form = groupedNumber(mark, decimal);
  const marks = new RegExp(`[${MARKS[mark]}]`, 'g');
  return (text) => {
    const cell = text.trim();
    return parseCell(form.test(cell) ? cell.replaceAll(marks, '') : text, decimal);
  };
}
